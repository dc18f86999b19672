//! Bug reports: what members say is wrong with the program, and what became of it.

pub mod models;
mod picture;
pub mod rules;
mod schema;
pub mod scope;
pub mod services;
#[cfg(test)]
mod tests;

pub use models::{BugCategory, BugPriority, BugReport, BugReportIn, BugSeverity, BugStatus, Told};
pub use scope::{BugReports, scope};
