//! The values of filters and cursors: read from text by kind, bound by kind.
use super::columns::Kind;
use crate::{
    MultiBackend,
    types::{SqlMoney, SqlTimestamp, SqlUuid, SqlWeight},
};
use chrono::NaiveDate;
use diesel::{
    QueryResult,
    query_builder::AstPass,
    sql_types::{BigInt, Bool, Date, Text},
};
use projectmeats_core::{Money, Timestamp, Weight, ids::TenantId};

/// A value of some [`Kind`].
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    Text(String),
    Integer(i64),
    Bool(bool),
    Date(NaiveDate),
    Time(Timestamp),
    Uuid(TenantId),
    Money(Money),
    Weight(Weight),
}

impl Value {
    /// Reads `text` as a value of `kind`; the error says what was wanted.
    pub(crate) fn read(kind: Kind, text: &str) -> Result<Self, String> {
        match kind {
            Kind::Text if text.contains('\0') => Err("Null characters are not allowed.".into()),
            Kind::Text => Ok(Self::Text(text.into())),
            Kind::Choice(texts) if texts.contains(&text) => Ok(Self::Text(text.into())),
            Kind::Choice(texts) => Err(format!(
                "Select a valid choice. \"{}\" is not one of the available choices: {}.",
                text.escape_debug(),
                texts.iter().filter(|text| !text.is_empty()).copied().collect::<Vec<_>>().join(", ")
            )),
            Kind::Integer => text.parse().map(Self::Integer).map_err(|_| "Enter a whole number.".into()),
            Kind::Bool => match text.to_ascii_lowercase().as_str() {
                "true" | "1" => Ok(Self::Bool(true)),
                "false" | "0" => Ok(Self::Bool(false)),
                _ => Err("Must be true or false.".into()),
            },
            Kind::Date => day(text).map(Self::Date).ok_or_else(|| "Enter a valid date: YYYY-MM-DD.".into()),
            Kind::Time => text.parse().map(Self::Time).map_err(Into::into),
            Kind::Uuid => {
                text.parse().map(|id| Self::Uuid(TenantId(id))).map_err(|_| "Must be a valid UUID.".into())
            }
            Kind::Money => text.parse().map(Self::Money),
            Kind::Weight => text.parse().map(Self::Weight),
        }
    }

    pub(crate) fn bind<'b>(&'b self, out: &mut AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
        match self {
            Self::Text(v) => out.push_bind_param::<Text, _>(v),
            Self::Integer(v) => out.push_bind_param::<BigInt, _>(v),
            Self::Bool(v) => out.push_bind_param::<Bool, _>(v),
            Self::Date(v) => out.push_bind_param::<Date, _>(v),
            Self::Time(v) => out.push_bind_param::<SqlTimestamp, _>(v),
            Self::Uuid(v) => out.push_bind_param::<SqlUuid, _>(v),
            Self::Money(v) => out.push_bind_param::<SqlMoney, _>(v),
            Self::Weight(v) => out.push_bind_param::<SqlWeight, _>(v),
        }
    }
}

/// A day of the years that both databases know.
fn day(text: &str) -> Option<NaiveDate> {
    text.parse().ok().filter(|day| (0..=9999).contains(&chrono::Datelike::year(day)))
}
