//! The SQL of a list: one condition and one ordering, whatever the table.
use super::{columns::Column, value::Value};
use crate::{Conn, MultiBackend};
use diesel::{
    QueryResult,
    expression::{AppearsOnTable, Expression, SelectableExpression, ValidGrouping, is_aggregate},
    query_builder::{AstPass, QueryFragment, QueryId},
    sql_types::{Bool, Text},
};

/// A test of one column.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Test {
    Equals(Value),
    OneOf(Vec<Value>),
    Compares(&'static str, Value),
    /// Contains the folded text, which is already a pattern.
    Contains(String),
    /// Its own text contains the pattern, or that of a row referred to by one of these columns, in that table and column, does.
    Found(String, Vec<(&'static str, &'static str, &'static str)>),
    IsNull(bool),
    /// The test of a member of the row's set, which a joining table holds: its name, the row's column, the member's.
    Member((&'static str, &'static str, &'static str), Box<Test>),
}

impl Test {
    /// A search for a pattern: in the row itself, and in what the rows it refers to are called.
    pub(crate) fn found(pattern: &str, names: &[(&'static str, &'static str, &'static str)]) -> Self {
        if names.is_empty() {
            return Self::Contains(pattern.to_owned());
        }
        Self::Found(pattern.to_owned(), names.to_vec())
    }
    /// Whether its text has as many forms as there are lengths of lists.
    fn varies(&self) -> bool {
        match self {
            Self::OneOf(_) => true,
            Self::Member(_, test) => test.varies(),
            _ => false,
        }
    }
}

/// A place in an ordering that rows must come after.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct After {
    pub(crate) keys: Vec<Key>,
    pub(crate) values: Vec<Option<Value>>,
    pub(crate) id: i64,
}

/// One key of an ordering. Null is the smallest value on both databases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Key {
    pub(crate) column: &'static Column,
    pub(crate) descending: bool,
}

/// Everything a list's rows must satisfy, joined by AND.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    pub(crate) table: &'static str,
    pub(crate) tests: Vec<(&'static str, Test)>,
    pub(crate) after: Option<After>,
    /// Whether the ordering by id, the last key, descends.
    pub(crate) id_descends: bool,
}

/// `ORDER BY` keys, always ending with the id, and how many rows from where.
///
/// The two numbers stand in the text: SQLite plans a statement anew each time a value is bound to its `LIMIT`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ordering {
    pub(crate) table: &'static str,
    pub(crate) keys: Vec<Key>,
    pub(crate) id_descends: bool,
    pub(crate) limit: i64,
    pub(crate) offset: i64,
}

/// `%term%`, the wildcards in the term escaped by `!`.
pub(crate) fn pattern(term: &str) -> String {
    let mut out = String::from("%");
    for c in term.chars() {
        if matches!(c, '%' | '_' | '!') {
            out.push('!');
        }
        out.push(c);
    }
    out.push('%');
    out
}

type Out<'a, 'b> = AstPass<'a, 'b, MultiBackend>;

fn name<'b>(out: &mut Out<'_, 'b>, table: &'static str, column: &'static str) -> QueryResult<()> {
    out.push_identifier(table)?;
    out.push_sql(".");
    out.push_identifier(column)
}

fn is_postgres(out: &Out<'_, '_>) -> bool {
    matches!(out.backend(), MultiBackend::Postgres(_))
}

/// Whether the folded text of `table.column` fits a pattern.
fn contains<'b>(
    out: &mut Out<'_, 'b>,
    table: &'static str,
    column: &'static str,
    pattern: &'b String,
) -> QueryResult<()> {
    out.push_sql(if is_postgres(out) { "lower(" } else { "unicode_lower(" });
    name(out, table, column)?;
    out.push_sql(") LIKE ");
    out.push_bind_param::<Text, _>(pattern)?;
    out.push_sql(" ESCAPE '!'");
    Ok(())
}

/// `table.column` against the values of a test.
fn compare<'b>(
    out: &mut Out<'_, 'b>,
    table: &'static str,
    column: &'static str,
    test: &'b Test,
) -> QueryResult<()> {
    match test {
        Test::Equals(value) => {
            name(out, table, column)?;
            out.push_sql(" = ");
            value.bind(out)
        }
        Test::Compares(operator, value) => {
            name(out, table, column)?;
            out.push_sql(operator);
            value.bind(out)
        }
        Test::OneOf(values) => {
            name(out, table, column)?;
            out.push_sql(" IN (");
            for (i, value) in values.iter().enumerate() {
                out.push_sql(if i == 0 { "" } else { ", " });
                value.bind(out)?;
            }
            out.push_sql(")");
            Ok(())
        }
        Test::Contains(pattern) => contains(out, table, column, pattern),
        Test::Found(pattern, names) => {
            out.push_sql("(");
            contains(out, table, column, pattern)?;
            for (own, other, label) in names {
                out.push_sql(" OR EXISTS (SELECT 1 FROM ");
                out.push_identifier(other)?;
                out.push_sql(" WHERE ");
                name(out, other, "id")?;
                out.push_sql(" = ");
                name(out, table, own)?;
                out.push_sql(" AND ");
                contains(out, other, label, pattern)?;
                out.push_sql(")");
            }
            out.push_sql(")");
            Ok(())
        }
        Test::IsNull(wanted) => {
            name(out, table, column)?;
            out.push_sql(if *wanted { " IS NULL" } else { " IS NOT NULL" });
            Ok(())
        }
        Test::Member((link, own, member), test) => {
            let (wanted, test) = match &**test {
                Test::IsNull(none) => (!none, None),
                test => (true, Some(test)),
            };
            out.push_sql(if wanted { "EXISTS (SELECT 1 FROM " } else { "NOT EXISTS (SELECT 1 FROM " });
            out.push_identifier(link)?;
            out.push_sql(" WHERE ");
            for (theirs, ours) in [("tenant_id", "tenant_id"), (own, "id")] {
                name(out, link, theirs)?;
                out.push_sql(" = ");
                name(out, table, ours)?;
                out.push_sql(if ours == "id" { "" } else { " AND " });
            }
            if let Some(test) = test {
                out.push_sql(" AND ");
                compare(out, link, member, test)?;
            }
            out.push_sql(")");
            Ok(())
        }
    }
}

impl Condition {
    fn test<'b>(&'b self, out: &mut Out<'_, 'b>, column: &'static str, test: &'b Test) -> QueryResult<()> {
        compare(out, self.table, column, test)
    }

    /// Rows after a place. One direction over columns that are never null is a row comparison, which an index answers by seeking;
    /// a mixture is spelled out.
    fn after<'b>(&'b self, out: &mut Out<'_, 'b>, after: &'b After) -> QueryResult<()> {
        let simple = after.keys.iter().all(|k| !k.column.nullable && k.descending == self.id_descends);
        let greater = if self.id_descends { " < " } else { " > " };
        if simple {
            out.push_sql("(");
            for key in &after.keys {
                name(out, self.table, key.column.ordered())?;
                out.push_sql(", ");
            }
            name(out, self.table, "id")?;
            out.push_sql(")");
            out.push_sql(greater);
            out.push_sql("(");
            for value in after.values.iter().flatten() {
                value.bind(out)?;
                out.push_sql(", ");
            }
            out.push_bind_param::<diesel::sql_types::BigInt, _>(&after.id)?;
            out.push_sql(")");
            return Ok(());
        }
        out.push_sql("(");
        for (i, (key, value)) in after.keys.iter().zip(&after.values).enumerate() {
            out.push_sql(if i == 0 { "(" } else { " OR (" });
            self.equals(out, after, i)?;
            self.beyond(out, *key, value.as_ref())?;
            out.push_sql(")");
        }
        out.push_sql(" OR (");
        self.equals(out, after, after.keys.len())?;
        name(out, self.table, "id")?;
        out.push_sql(greater);
        out.push_bind_param::<diesel::sql_types::BigInt, _>(&after.id)?;
        out.push_sql("))");
        Ok(())
    }

    fn equals<'b>(&'b self, out: &mut Out<'_, 'b>, after: &'b After, upto: usize) -> QueryResult<()> {
        for (key, value) in after.keys.iter().zip(&after.values).take(upto) {
            name(out, self.table, key.column.ordered())?;
            match value {
                Some(value) => {
                    out.push_sql(" = ");
                    value.bind(out)?;
                }
                None => out.push_sql(" IS NULL"),
            }
            out.push_sql(" AND ");
        }
        Ok(())
    }

    fn beyond<'b>(&'b self, out: &mut Out<'_, 'b>, key: Key, value: Option<&'b Value>) -> QueryResult<()> {
        match (value, key.descending) {
            (None, true) => {
                out.push_sql("1 = 0");
                Ok(())
            }
            (None, false) => {
                name(out, self.table, key.column.ordered())?;
                out.push_sql(" IS NOT NULL");
                Ok(())
            }
            (Some(value), descending) => {
                out.push_sql("(");
                name(out, self.table, key.column.ordered())?;
                out.push_sql(if descending { " < " } else { " > " });
                value.bind(out)?;
                if descending && key.column.nullable {
                    out.push_sql(" OR ");
                    name(out, self.table, key.column.ordered())?;
                    out.push_sql(" IS NULL");
                }
                out.push_sql(")");
                Ok(())
            }
        }
    }
}

impl QueryFragment<MultiBackend> for Condition {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
        if self.tests.iter().any(|(_, test)| test.varies()) {
            // As many texts as there are lengths of lists: they would crowd out the statements worth keeping.
            out.unsafe_to_cache_prepared();
        }
        out.push_sql("(");
        for (i, (column, test)) in self.tests.iter().enumerate() {
            out.push_sql(if i == 0 { "" } else { " AND " });
            self.test(&mut out, column, test)?;
        }
        if let Some(after) = &self.after {
            out.push_sql(if self.tests.is_empty() { "" } else { " AND " });
            self.after(&mut out, after)?;
        }
        out.push_sql(if self.tests.is_empty() && self.after.is_none() { "1 = 1)" } else { ")" });
        Ok(())
    }
}

impl QueryFragment<MultiBackend> for Ordering {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
        for key in &self.keys {
            name(&mut out, self.table, key.column.ordered())?;
            // SQLite holds null for the smallest by itself; on PostgreSQL the indexes say so too.
            out.push_sql(match (key.descending, key.column.nullable && is_postgres(&out)) {
                (false, false) => " ASC, ",
                (true, false) => " DESC, ",
                (false, true) => " ASC NULLS FIRST, ",
                (true, true) => " DESC NULLS LAST, ",
            });
        }
        name(&mut out, self.table, "id")?;
        out.push_sql(if self.id_descends { " DESC" } else { " ASC" });
        out.push_sql(&format!(" LIMIT {}", self.limit));
        if self.offset > 0 {
            out.push_sql(&format!(" OFFSET {}", self.offset));
        }
        // The first pages of the usual lengths are worth keeping prepared; other numbers would crowd them out.
        if self.offset > 0 || (self.limit - 1) % 25 != 0 {
            out.unsafe_to_cache_prepared();
        }
        Ok(())
    }
}

macro_rules! on_any_table {
    ($($fragment:ty => $sql_type:ty),+) => {$(
        impl Expression for $fragment { type SqlType = $sql_type; }
        impl<T> AppearsOnTable<T> for $fragment {}
        impl<T> SelectableExpression<T> for $fragment {}
        impl<G> ValidGrouping<G> for $fragment { type IsAggregate = is_aggregate::No; }
        impl QueryId for $fragment {
            type QueryId = ();
            const HAS_STATIC_QUERY_ID: bool = false;
        }
    )+};
}
on_any_table!(Condition => Bool, Ordering => diesel::expression::expression_types::NotSelectable);

// The fragments are written for the shared connection alone.
const _: fn(&Conn) = |_| ();
