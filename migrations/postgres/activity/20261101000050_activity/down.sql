DROP TABLE activity_record;
