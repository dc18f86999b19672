//! References between rows: checking one before an insert, holding a row for a change, and the label of what is referred to.
use crate::{
    Conn, MultiBackend, on,
    types::{SqlTimestamp, SqlUuid},
};
use diesel::{
    Column, QueryResult, RunQueryDsl,
    backend::Backend,
    expression::{AppearsOnTable, Expression, SelectableExpression, ValidGrouping, is_aggregate},
    query_builder::{AstPass, QueryFragment, QueryId},
    sql_types::{BigInt, Bool, Nullable, Text},
};
use projectmeats_core::{
    Ctx, Error, Result,
    ids::{self, RowId, TenantId},
};
use std::marker::PhantomData;

/// Whether `id` is a row of `tenant`, as one prepared statement a kind of row.
struct Exists<I>(TenantId, i64, PhantomData<I>);

impl<I> Expression for Exists<I> {
    type SqlType = Bool;
}
impl<I, T> AppearsOnTable<T> for Exists<I> {}
impl<I, T> SelectableExpression<T> for Exists<I> {}
impl<I, G> ValidGrouping<G> for Exists<I> {
    type IsAggregate = is_aggregate::No;
}
impl<I: 'static> QueryId for Exists<I> {
    type QueryId = Self;
}
impl<I: RowId> QueryFragment<MultiBackend> for Exists<I> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
        out.push_sql("EXISTS (SELECT 1 FROM ");
        out.push_identifier(I::TABLE)?;
        out.push_sql(" WHERE id = ");
        out.push_bind_param::<BigInt, _>(&self.1)?;
        if !I::SHARED {
            out.push_sql(" AND tenant_id = ");
            out.push_bind_param::<SqlUuid, _>(&self.0)?;
        }
        out.push_sql(")");
        Ok(())
    }
}

/// Checks that `id` is a row of `tenant`, to name the field in the error before the database refuses.
///
/// # Errors
/// [`Error::Invalid`] on `field`, the same for a row of another tenant and for none at all.
pub fn check_ref<I: RowId>(conn: &mut Conn, tenant: TenantId, field: &str, id: I) -> Result<()> {
    if diesel::select(Exists::<I>(tenant, id.get(), PhantomData)).get_result(conn)? {
        return Ok(());
    }
    Err(Error::invalid(field, format!("Invalid pk \"{id}\" - object does not exist.")))
}

/// Holds the row `id` until the transaction ends, so that what is read next is what will be changed.
///
/// SQLite has one writer at a time and needs no lock.
///
/// # Errors
/// Only those of the database: a row that is not there is left to the read that follows.
pub fn hold<I: RowId>(conn: &mut Conn, tenant: TenantId, id: I) -> Result<()> {
    if let Conn::Postgres(c) = conn {
        let sql = format!("SELECT 1 AS one FROM {} WHERE tenant_id = $1 AND id = $2 FOR UPDATE", I::TABLE);
        diesel::sql_query(sql).bind::<SqlUuid, _>(tenant).bind::<BigInt, _>(id.get()).execute(c)?;
    }
    Ok(())
}

/// The row `id` is changed by a change of something that is shown with it: its version goes up.
///
/// # Errors
/// Only those of the database.
pub fn touch<I: RowId>(ctx: &Ctx, conn: &mut Conn, id: I) -> Result<()> {
    // SQLite numbers parameters by their first place in the text: each text names them in that order.
    let sql = format!(
        "UPDATE {} SET updated_at = $1, version = version + 1 WHERE tenant_id = $2 AND id = $3",
        I::TABLE
    );
    on!(conn, |c| {
        let update = diesel::sql_query(sql).bind::<SqlTimestamp, _>(ctx.now);
        update.bind::<SqlUuid, _>(ctx.tenant).bind::<BigInt, _>(id.get()).execute(c)
    })?;
    Ok(())
}

/// Takes the name `key` for this transaction alone, among all servers; `false` when another has it.
///
/// SQLite has one writer at a time: the name is always free.
///
/// # Errors
/// Only those of the database.
pub fn try_exclusive(conn: &mut Conn, key: i64) -> Result<bool> {
    match conn {
        Conn::Sqlite(_) => Ok(true),
        Conn::Postgres(c) => {
            let taken =
                diesel::dsl::sql::<Bool>("pg_try_advisory_xact_lock(").bind::<BigInt, _>(key).sql(")");
            Ok(diesel::select(taken).get_result(c)?)
        }
    }
}

/// The label of what `column` refers to, read in the same statement: null when the column is null.
pub fn label<I: Labelled, C: Column>(column: C) -> Label<I, C> {
    Label(column, PhantomData)
}

/// Rows that are shown by one of their columns where others refer to them.
pub trait Labelled: RowId {
    /// The column.
    const LABEL: &'static str;
}
macro_rules! labels {
    ($($id:ident by $column:literal),+ $(,)?) => { $(impl Labelled for ids::$id { const LABEL: &'static str = $column; })+ };
}
labels!(
    UserId by "display_name",
    PlantId by "name",
    SupplierId by "name",
    CustomerId by "name",
    CarrierId by "name",
    ContactId by "full_name",
    OrderId by "order_number",
    ReceivableId by "invoice_number",
);

/// A scalar sub-select by primary key. See [`label`].
#[derive(Debug, Clone, Copy, Default)]
pub struct Label<I, C>(C, PhantomData<I>);

impl<I, C> Expression for Label<I, C> {
    type SqlType = Nullable<Text>;
}
impl<I, C: AppearsOnTable<T>, T> AppearsOnTable<T> for Label<I, C> {}
impl<I, C: SelectableExpression<T>, T> SelectableExpression<T> for Label<I, C> {}
impl<I, C, G> ValidGrouping<G> for Label<I, C> {
    type IsAggregate = is_aggregate::No;
}
impl<I: 'static, C: 'static> QueryId for Label<I, C> {
    type QueryId = Self;
}
impl<I: Labelled, C: QueryFragment<DB>, DB: Backend> QueryFragment<DB> for Label<I, C> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_sql("(SELECT l.");
        out.push_identifier(I::LABEL)?;
        out.push_sql(" FROM ");
        out.push_identifier(I::TABLE)?;
        out.push_sql(" l WHERE l.id = ");
        self.0.walk_ast(out.reborrow())?;
        out.push_sql(")");
        Ok(())
    }
}
