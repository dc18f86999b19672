//! Many rows in one statement, kept prepared: the lines of a document, of which diesel would prepare a new statement each time.
use crate::{Conn, MultiBackend, types::SqlUuid};
use diesel::{
    QueryResult, RunQueryDsl,
    query_builder::{AstPass, Query, QueryFragment, QueryId},
    serialize::ToSql,
    sql_types::{BigInt, HasSqlType},
};
use projectmeats_core::{Result, ids::TenantId};

/// A row as it is written: the names of its columns, without `id` and `tenant_id`, and their values in the same order.
pub trait Row {
    /// The table.
    const TABLE: &'static str;
    /// The columns.
    const COLUMNS: &'static [&'static str];
    /// Its key; unused when it is inserted.
    fn id(&self) -> i64;
    /// Binds the value of each column.
    ///
    /// # Errors
    /// Those of [`Values::value`].
    fn bind<'b>(&'b self, values: &mut Values<'_, '_, 'b>) -> QueryResult<()>;
}

/// The values of one row, on their way to the database.
pub struct Values<'v, 'a, 'b> {
    out: &'v mut AstPass<'a, 'b, MultiBackend>,
    first: bool,
}

impl<'b> Values<'_, '_, 'b> {
    /// The value of the next column.
    ///
    /// # Errors
    /// When it cannot be written as this type.
    pub fn value<T, V>(&mut self, value: &'b V) -> QueryResult<()>
    where
        MultiBackend: HasSqlType<T>,
        V: ToSql<T, MultiBackend> + ?Sized,
    {
        if !self.first {
            self.out.push_sql(", ");
        }
        self.first = false;
        self.out.push_bind_param::<T, V>(value)
    }
}

/// How many rows a statement may have to be kept prepared: each number is a text of its own.
const KEPT: usize = 50;

struct Insert<'r, R>(TenantId, &'r [R]);

impl<R: Row> QueryFragment<MultiBackend> for Insert<'_, R> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
        if self.1.len() > KEPT {
            out.unsafe_to_cache_prepared();
        }
        out.push_sql("INSERT INTO ");
        out.push_identifier(R::TABLE)?;
        out.push_sql(" (tenant_id");
        for column in R::COLUMNS {
            out.push_sql(", ");
            out.push_identifier(column)?;
        }
        out.push_sql(") VALUES ");
        for (i, row) in self.1.iter().enumerate() {
            out.push_sql(if i == 0 { "(" } else { ", (" });
            let mut values = Values { out: &mut out, first: true };
            values.value::<SqlUuid, _>(&self.0)?;
            row.bind(&mut values)?;
            out.push_sql(")");
        }
        out.push_sql(" RETURNING id");
        Ok(())
    }
}

/// A key that can be lent as long as the rows are.
struct Keyed<'r, R>(TenantId, Vec<(i64, &'r R)>);

impl<R: Row> QueryFragment<MultiBackend> for Keyed<'_, R> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
        if self.1.len() > KEPT {
            out.unsafe_to_cache_prepared();
        }
        out.push_sql("UPDATE ");
        out.push_identifier(R::TABLE)?;
        for (i, column) in R::COLUMNS.iter().enumerate() {
            out.push_sql(if i == 0 { " SET " } else { ", " });
            out.push_identifier(column)?;
            // Both databases call the columns of a VALUES list so.
            out.push_sql(&format!(" = v.column{}", i + 2));
        }
        out.push_sql(" FROM (VALUES ");
        for (i, (id, row)) in self.1.iter().enumerate() {
            out.push_sql(if i == 0 { "(" } else { ", (" });
            let mut values = Values { out: &mut out, first: true };
            values.value::<BigInt, _>(id)?;
            row.bind(&mut values)?;
            out.push_sql(")");
        }
        out.push_sql(") AS v WHERE ");
        out.push_identifier(R::TABLE)?;
        out.push_sql(".id = v.column1 AND tenant_id = ");
        out.push_bind_param::<SqlUuid, _>(&self.0)
    }
}

/// Their text has as many forms as there are numbers of rows.
macro_rules! statements {
    ($($statement:ident),+) => {$(
        impl<R> QueryId for $statement<'_, R> {
            type QueryId = ();
            const HAS_STATIC_QUERY_ID: bool = false;
        }
        impl<R> RunQueryDsl<Conn> for $statement<'_, R> {}
    )+};
}
statements!(Insert, Keyed);
impl<R> Query for Insert<'_, R> {
    type SqlType = BigInt;
}

/// Adds rows; answers their keys, in the same order. With so many columns that 32,000 values are not exceeded.
///
/// # Errors
/// Only those of the database.
pub fn insert_rows<R: Row>(conn: &mut Conn, tenant: TenantId, rows: &[R]) -> Result<Vec<i64>> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let mut keys: Vec<i64> = Insert(tenant, rows).load(conn)?;
    // Keys are drawn row after row; the order they are answered in is nobody's promise.
    keys.sort_unstable();
    Ok(keys)
}

/// Writes every column of rows that are there; answers how many.
///
/// # Errors
/// Only those of the database.
pub fn update_rows<'r, R: Row + 'r>(
    conn: &mut Conn,
    tenant: TenantId,
    rows: impl IntoIterator<Item = &'r R>,
) -> Result<usize> {
    let rows: Vec<_> = rows.into_iter().map(|row| (row.id(), row)).collect();
    if rows.is_empty() {
        return Ok(0);
    }
    Ok(Keyed(tenant, rows).execute(conn)?)
}
