//! What can be done with bug reports. Every change is recorded in its own transaction, on the report's account.

mod comments;
mod everywhere;
mod reports;
mod screenshots;

pub use comments::{COLUMNS as COMMENT_COLUMNS, comment, comments};
pub use everywhere::everywhere;
pub use reports::{COLUMNS, create, delete, list, retrieve, submit, update};
pub use screenshots::{attach, detach, screenshot};

/// What a bug report is called in the history.
pub const NOUN: &str = "bug report";
