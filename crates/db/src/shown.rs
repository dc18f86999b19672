//! What is shown of the members of a set beside their keys, read in the same statement as the row the set belongs to.
use crate::{MultiBackend, link::Side};
use diesel::{
    QueryResult,
    backend::Backend,
    deserialize::{self, FromSql},
    expression::{AppearsOnTable, Expression, SelectableExpression, ValidGrouping, is_aggregate},
    query_builder::{AstPass, QueryFragment, QueryId},
    sql_types::{Nullable, Text},
};
use projectmeats_core::{
    ids::RowId,
    private::paperclip_core::v2::{models::DefaultSchemaRaw, schema::Apiv2Schema},
};
use serde::{Serialize, de::DeserializeOwned};
use std::{marker::PhantomData, ops::Deref};

/// What is shown of a row of another table: columns of numbers and texts, under their own names.
pub trait Shown: 'static {
    /// The columns.
    const COLUMNS: &'static [&'static str];
}

/// What is shown of the members of a set, in the order of the set. In JSON an array of objects.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, diesel::FromSqlRow)]
#[serde(transparent)]
pub struct Rows<T>(Vec<T>);

impl<T> Default for Rows<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}
impl<T> Deref for Rows<T> {
    type Target = [T];
    fn deref(&self) -> &[T] {
        &self.0
    }
}
impl<T: DeserializeOwned, DB: Backend> FromSql<Nullable<Text>, DB> for Rows<T>
where
    String: FromSql<Text, DB>,
{
    fn from_sql(raw: DB::RawValue<'_>) -> deserialize::Result<Self> {
        Ok(Self(serde_json::from_str(&String::from_sql(raw)?)?))
    }
    fn from_nullable_sql(raw: Option<DB::RawValue<'_>>) -> deserialize::Result<Self> {
        raw.map_or_else(|| Ok(Self::default()), Self::from_sql)
    }
}
impl<T: Apiv2Schema> Apiv2Schema for Rows<T> {
    fn raw_schema() -> DefaultSchemaRaw {
        Vec::<T>::raw_schema()
    }
}

/// A scalar sub-select. See [`rows_of`].
#[derive(Debug, Clone, Copy, Default)]
pub struct RowsOf<S, T>(PhantomData<(S, T)>);

/// What is shown of the set of each row. Reads as [`Rows`].
pub fn rows_of<S: Side, T: Shown>() -> RowsOf<S, T> {
    RowsOf(PhantomData)
}

impl<S, T> Expression for RowsOf<S, T> {
    type SqlType = Nullable<Text>;
}
impl<S, T, Q> AppearsOnTable<Q> for RowsOf<S, T> {}
impl<S, T, Q> SelectableExpression<Q> for RowsOf<S, T> {}
impl<S, T, G> ValidGrouping<G> for RowsOf<S, T> {
    type IsAggregate = is_aggregate::No;
}
impl<S: 'static, T: 'static> QueryId for RowsOf<S, T> {
    type QueryId = Self;
}
impl<S: Side, T: Shown> QueryFragment<MultiBackend> for RowsOf<S, T> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
        let postgres = matches!(out.backend(), MultiBackend::Postgres(_));
        let (list, object) = if postgres {
            ("CAST(json_agg", "json_build_object")
        } else {
            ("CAST(json_group_array", "json_object")
        };
        let (link, members, owners) = (S::TABLE, <S::Member as RowId>::TABLE, <S::Owner as RowId>::TABLE);
        let (own, member, rank) = (S::OWNER, S::MEMBER, S::RANK);
        let fields: Vec<String> = T::COLUMNS.iter().map(|column| format!("'{column}', r.{column}")).collect();
        // Of an empty set PostgreSQL answers null and SQLite an empty list: both read the same.
        out.push_sql(&format!(
            "(SELECT {list}({object}({}) ORDER BY m.{rank}, m.{member}) AS TEXT) FROM {link} m \
             JOIN {members} r ON r.tenant_id = m.tenant_id AND r.id = m.{member} \
             WHERE m.tenant_id = {owners}.tenant_id AND m.{own} = {owners}.id)",
            fields.join(", ")
        ));
        Ok(())
    }
}
