//! Lists: which fields of a table can be filtered, sought and ordered by, what a caller asked for, and its SQL.
//!
//! A crate declares its [`Columns`] once, from its own `table!`; [`ListQuery::parse`] reads a query string against them, and
//! [`ListQuery::narrow`] and [`ListQuery::window`] shape the crate's own query. The SQL is one small non-generic fragment, so that
//! a dozen domains do not each compile a dozen filters.

mod columns;
mod cursor;
mod params;
mod sql;
mod value;

pub use columns::{Column, Columns, Kind, Kinded};
pub use cursor::Cursor;
pub use params::{ListQuery, PageSizes, Window};
pub use sql::{Condition, Ordering};

use serde::Serialize;

/// One page of a list, before it has links.
#[derive(Debug, Clone)]
pub struct Page<T> {
    /// How many rows there are in all.
    pub count: i64,
    /// The rows of this page.
    pub results: Vec<T>,
    /// Where the next page begins, if there is one.
    pub next: Option<Turn>,
    /// Where the previous page begins, if there is one.
    pub previous: Option<Turn>,
}

/// How to get to a neighbouring page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Turn {
    /// By number.
    Page(i64),
    /// By cursor.
    Cursor(String),
}

impl<T> Page<T> {
    /// A page of nothing.
    pub fn empty() -> Self {
        Self { count: 0, results: Vec::new(), next: None, previous: None }
    }
    /// The same page of something else.
    pub fn map<U>(self, into: impl FnMut(T) -> U) -> Page<U> {
        let Self { count, results, next, previous } = self;
        Page { count, results: results.into_iter().map(into).collect(), next, previous }
    }
}

/// A row that can say where it stands in an ordering: the values of its fields as they are sent.
pub(crate) fn standing<T: Serialize>(row: &T, fields: &[&'static str]) -> Vec<Option<String>> {
    let row = serde_json::to_value(row).unwrap_or_default();
    let text = |value: &serde_json::Value| match value {
        serde_json::Value::Null => None,
        serde_json::Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    };
    fields.iter().map(|field| row.get(field).and_then(text)).collect()
}
