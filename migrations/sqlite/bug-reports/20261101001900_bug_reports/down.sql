DROP TABLE bug_reports_screenshot;
DROP TABLE bug_reports_comment;
DROP TABLE bug_reports_bugreport;
