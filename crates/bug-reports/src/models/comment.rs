//! A remark on a bug report.
use crate::schema::bug_reports_comment;
use diesel::prelude::*;
use paperclip::actix::Apiv2Schema;
use projectmeats_core::{
    Timestamp,
    ids::{BugReportId, CommentId, UserId},
};
use projectmeats_db::{Label, label};
use serde::{Deserialize, Serialize};
use validator::Validate;

/// A comment as members write it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Validate, Apiv2Schema)]
#[serde(default)]
pub struct BugCommentIn {
    /// What they say.
    #[validate(length(min = 1, max = 10_000))]
    pub body: String,
}

/// A comment.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Serialize, Apiv2Schema)]
#[diesel(table_name = bug_reports_comment)]
pub struct BugComment {
    /// Its number.
    pub id: CommentId,
    /// The report it is about.
    #[diesel(column_name = report_id)]
    pub report: BugReportId,
    /// Who said it; null once that account is gone.
    #[diesel(column_name = author_id)]
    pub author: Option<UserId>,
    /// What they are called.
    #[diesel(select_expression = label(bug_reports_comment::author_id), select_expression_type = Label<UserId, bug_reports_comment::author_id>)]
    pub author_name: Option<String>,
    /// What they said.
    pub body: String,
    /// When.
    pub created_at: Timestamp,
}
