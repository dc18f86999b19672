//! Many rows in one statement, kept prepared: the lines of a document, of which diesel would prepare a new statement each time.
//!
//! The values are bound to the connection there is, and not through the one that is either: lines have many.
use crate::{Conn, on, types};
use chrono::NaiveDate;
use diesel::{
    QueryResult, RunQueryDsl,
    pg::Pg,
    query_builder::{AstPass, Query, QueryFragment, QueryId},
    sql_types::{BigInt, Bool, Date, Integer, Nullable, Text},
    sqlite::Sqlite,
};
use projectmeats_core::{Money, Percent, Price, Quantity, Result, Timestamp, Weight, ids::TenantId};

/// A row as it is written: the names of its columns, without `id` and `tenant_id`, and their values in the same order.
pub trait Row {
    /// The table.
    const TABLE: &'static str;
    /// The columns.
    const COLUMNS: &'static [&'static str];
    /// Its key; unused when it is inserted.
    fn id(&self) -> i64;
    /// The value of each column.
    fn cells<'r>(&'r self, cells: &mut Vec<Cell<'r>>);
}

macro_rules! cells {
    ($(#[$doc:meta] $variant:ident($rust:ty) as $sql:ty,)+) => {
        /// A value of a column.
        #[derive(Debug, Clone, Copy, PartialEq)]
        pub enum Cell<'r> {
            /// A text.
            Text(&'r str),
            $(#[$doc] $variant($rust),)+
        }
        cells!(@bind Pg; $($variant $sql,)+);
        cells!(@bind Sqlite; $($variant $sql,)+);
    };
    (@bind $db:ty; $($variant:ident $sql:ty,)+) => {
        impl<'r> Bound<$db> for Cell<'r> {
            fn bind<'b>(&'b self, out: &mut AstPass<'_, 'b, $db>) -> QueryResult<()> {
                match self {
                    Self::Text(text) => out.push_bind_param::<Text, str>(text),
                    $(Self::$variant(value) => out.push_bind_param::<$sql, _>(value),)+
                }
            }
        }
    };
}
trait Bound<DB: diesel::backend::Backend> {
    fn bind<'b>(&'b self, out: &mut AstPass<'_, 'b, DB>) -> QueryResult<()>;
}
cells! {
    /// The tenant.
    Tenant(TenantId) as types::SqlUuid,
    /// A key, or a large whole number.
    Key(i64) as BigInt,
    /// A whole number.
    Number(i32) as Integer,
    /// True or false.
    Bool(bool) as Bool,
    /// A day.
    Day(Option<NaiveDate>) as Nullable<Date>,
    /// An instant.
    Time(Timestamp) as types::SqlTimestamp,
    /// An amount.
    Money(Option<Money>) as Nullable<types::SqlMoney>,
    /// A price.
    Price(Option<Price>) as Nullable<types::SqlPrice>,
    /// A weight.
    Weight(Option<Weight>) as Nullable<types::SqlWeight>,
    /// A quantity.
    Quantity(Option<Quantity>) as Nullable<types::SqlQuantity>,
    /// A percentage.
    Percent(Option<Percent>) as Nullable<types::SqlPercent>,
}

/// How many rows a statement may have to be kept prepared: each number is a text of its own.
const KEPT: usize = 50;

/// A statement over rows: what stands before the values, how many values a row has, what stands after them.
struct Rows<'r> {
    before: String,
    width: usize,
    cells: Vec<Cell<'r>>,
    after: String,
    last: Option<Cell<'r>>,
}

macro_rules! fragments {
    ($($db:ty),+) => {$(
        impl QueryFragment<$db> for Rows<'_> {
            fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, $db>) -> QueryResult<()> {
                if self.cells.len() > KEPT * self.width {
                    out.unsafe_to_cache_prepared();
                }
                out.push_sql(&self.before);
                for (i, cell) in self.cells.iter().enumerate() {
                    out.push_sql(match (i, i % self.width) {
                        (0, _) => "(",
                        (_, 0) => "), (",
                        _ => ", ",
                    });
                    Bound::<$db>::bind(cell, &mut out)?;
                }
                out.push_sql(&self.after);
                match &self.last {
                    Some(cell) => Bound::<$db>::bind(cell, &mut out),
                    None => Ok(()),
                }
            }
        }
    )+};
}
fragments!(Pg, Sqlite);
/// Its text has as many forms as there are numbers of rows.
impl QueryId for Rows<'_> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}
impl Query for Rows<'_> {
    type SqlType = BigInt;
}
impl<C> RunQueryDsl<C> for Rows<'_> {}

/// Adds rows; answers their keys, in the same order. At most so many that there are 32,000 values.
///
/// # Errors
/// Only those of the database.
pub fn insert_rows<R: Row>(conn: &mut Conn, tenant: TenantId, rows: &[R]) -> Result<Vec<i64>> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let width = R::COLUMNS.len() + 1;
    let mut cells = Vec::with_capacity(width * rows.len());
    for row in rows {
        cells.push(Cell::Tenant(tenant));
        row.cells(&mut cells);
    }
    let before = format!("INSERT INTO {} (tenant_id, {}) VALUES ", R::TABLE, R::COLUMNS.join(", "));
    let statement = Rows { before, width, cells, after: ") RETURNING id".into(), last: None };
    let mut keys: Vec<i64> = on!(conn, |c| statement.load(c))?;
    // Keys are drawn row after row; the order they are answered in is nobody's promise.
    keys.sort_unstable();
    Ok(keys)
}

/// Writes every column of rows that are there; answers how many. At most so many that there are 32,000 values.
///
/// # Errors
/// Only those of the database.
pub fn update_rows<'r, R: Row + 'r>(
    conn: &mut Conn,
    tenant: TenantId,
    rows: impl IntoIterator<Item = &'r R>,
) -> Result<usize> {
    let (width, mut cells) = (R::COLUMNS.len() + 1, Vec::new());
    for row in rows {
        cells.push(Cell::Key(row.id()));
        row.cells(&mut cells);
    }
    if cells.is_empty() {
        return Ok(0);
    }
    // Both databases call the columns of a list of values column1, column2, ...
    let set = R::COLUMNS.iter().enumerate().map(|(i, column)| format!("{column} = v.column{}", i + 2));
    let set = set.collect::<Vec<_>>().join(", ");
    let before = format!("UPDATE {} SET {set} FROM (VALUES ", R::TABLE);
    let after = format!(")) AS v WHERE {}.id = v.column1 AND tenant_id = ", R::TABLE);
    let statement = Rows { before, width, cells, after, last: Some(Cell::Tenant(tenant)) };
    Ok(on!(conn, |c| statement.execute(c))?)
}
