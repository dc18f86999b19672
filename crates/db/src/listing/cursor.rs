//! Cursors: an opaque token that says where in an ordering a page begins, so that page 4,000 costs what page 1 costs.
use super::columns::{Column, Kind};
use super::value::Value;
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};

/// A place in an ordering.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// The ordering it was made for.
    #[serde(rename = "o")]
    pub ordering: String,
    /// The values of the row it stands at, as they are sent; null is null.
    #[serde(rename = "k")]
    pub key: Vec<Option<String>>,
    /// That row's id.
    #[serde(rename = "i")]
    pub id: i64,
    /// Whether the page lies before that row, and not after it.
    #[serde(rename = "b")]
    pub before: bool,
    /// How many rows there were in all when the first page was made.
    #[serde(rename = "n")]
    pub count: i64,
}

const NOT_A_CURSOR: &str =
    "This is not a cursor of this list. Take it from \"next\" or \"previous\", or leave it empty to begin.";

impl Cursor {
    /// The token.
    pub fn encode(&self) -> String {
        BASE64_URL_SAFE_NO_PAD.encode(serde_json::to_vec(self).unwrap_or_default())
    }
    /// Reads a token made for `ordering`.
    pub(crate) fn decode(token: &str, ordering: &str) -> Result<Self, String> {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(token).map_err(|_| NOT_A_CURSOR)?;
        let cursor: Self = serde_json::from_slice(&bytes).map_err(|_| NOT_A_CURSOR)?;
        if cursor.ordering != ordering {
            return Err(format!(
                "This cursor belongs to the ordering \"{}\".",
                cursor.ordering.escape_debug()
            ));
        }
        Ok(cursor)
    }
    /// Its values, read by the columns of the ordering.
    pub(crate) fn values(&self, columns: &[&'static Column]) -> Result<Vec<Option<Value>>, String> {
        if self.key.len() != columns.len() {
            return Err(NOT_A_CURSOR.into());
        }
        let read = |(text, column): (&Option<String>, &&Column)| {
            if let (Some(_), Kind::Choice(texts), Some(text)) = (column.rank, column.kind, text) {
                let place =
                    texts.iter().position(|choice| choice == text).and_then(|at| i64::try_from(at).ok());
                return place.map(|place| Some(Value::Integer(place))).ok_or_else(|| NOT_A_CURSOR.to_owned());
            }
            let kind = if matches!(column.kind, Kind::Choice(_)) { Kind::Text } else { column.kind };
            match text {
                Some(text) => Value::read(kind, text).map(Some).map_err(|_| NOT_A_CURSOR.to_owned()),
                None if column.nullable => Ok(None),
                None => Err(NOT_A_CURSOR.to_owned()),
            }
        };
        self.key.iter().zip(columns).map(read).collect()
    }
}
