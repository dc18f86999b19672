//! The picture of a bug report.
use crate::schema::bug_reports_screenshot;
use diesel::prelude::*;
use serde::Serialize;

/// A screenshot. Its bytes are never serialized: they must not reach a history.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = bug_reports_screenshot)]
pub struct Screenshot {
    /// What kind of picture it is, by its content: `image/png`.
    pub content_type: String,
    /// How wide, in pixels.
    pub width: i32,
    /// How high, in pixels.
    pub height: i32,
    /// The SHA-256 of its bytes, in lower-case hexadecimal.
    pub sha256: String,
    /// How many bytes.
    pub size: i64,
    /// The bytes.
    #[serde(skip)]
    pub bytes: Vec<u8>,
}
