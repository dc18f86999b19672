//! A bug report, its comments and its screenshot, as clients write and read them.

mod choices;
mod comment;
mod report;
mod screenshot;

pub use choices::{BugCategory, BugPriority, BugSeverity, BugStatus};
pub use comment::{BugComment, BugCommentIn};
pub use report::{BugReport, BugReportIn, BugReportOfCompany, StoredBugReport, Told};
pub(crate) use report::{MOST_ADDRESS, MOST_AGENT, web_address};
pub use screenshot::Screenshot;
