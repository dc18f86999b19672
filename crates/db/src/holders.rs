//! What refers to a row, as the database itself knows: for refusing to delete what is held, and for merging two rows into one.
use crate::{Conn, reference::touch, types::SqlUuid};
use diesel::{
    QueryResult, RunQueryDsl,
    sql_types::{BigInt, Bool, Text},
};
use projectmeats_core::{
    Ctx, Error, Result,
    ids::{RowId, noun_of},
};

/// A foreign key that points to a table.
#[derive(Debug, Clone, diesel::QueryableByName)]
struct Holder {
    /// The table it is in.
    #[diesel(sql_type = Text)]
    holder: String,
    /// The column that holds the other row's key.
    #[diesel(sql_type = Text)]
    column: String,
    /// Whether it keeps the other row from being deleted.
    #[diesel(sql_type = Bool)]
    keeps: bool,
}

const SQLITE: &str = "SELECT m.name AS holder, f.\"from\" AS column, f.on_delete = 'NO ACTION' AS keeps \
    FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f \
    WHERE m.type = 'table' AND f.\"table\" = ? AND f.\"to\" = 'id' ORDER BY 1, 2";
const POSTGRES: &str = "SELECT c.conrelid::regclass::text AS holder, a.attname::text AS column, c.confdeltype = 'a' AS keeps \
    FROM pg_constraint c CROSS JOIN LATERAL unnest(c.conkey, c.confkey) AS k (own, other) \
    JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.own \
    JOIN pg_attribute o ON o.attrelid = c.confrelid AND o.attnum = k.other \
    WHERE c.contype = 'f' AND c.confrelid = $1::regclass AND o.attname = 'id' ORDER BY 1, 2";
const COLUMNS_SQLITE: &str = "SELECT name FROM pragma_table_info(?)";
const COLUMNS_POSTGRES: &str = "SELECT attname::text AS name FROM pg_attribute \
    WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped";

#[derive(diesel::QueryableByName)]
struct Named {
    #[diesel(sql_type = Text)]
    name: String,
}
#[derive(diesel::QueryableByName)]
struct Counted {
    #[diesel(sql_type = BigInt)]
    rows: i64,
}

fn holders(conn: &mut Conn, table: &str) -> QueryResult<Vec<Holder>> {
    match conn {
        Conn::Sqlite(c) => diesel::sql_query(SQLITE).bind::<Text, _>(table).load(c),
        Conn::Postgres(c) => diesel::sql_query(POSTGRES).bind::<Text, _>(table).load(c),
    }
}
fn columns(conn: &mut Conn, table: &str) -> QueryResult<Vec<String>> {
    let rows: Vec<Named> = match conn {
        Conn::Sqlite(c) => diesel::sql_query(COLUMNS_SQLITE).bind::<Text, _>(table).load(c)?,
        Conn::Postgres(c) => diesel::sql_query(COLUMNS_POSTGRES).bind::<Text, _>(table).load(c)?,
    };
    Ok(rows.into_iter().map(|row| row.name).collect())
}

/// Refuses when other rows depend on `id`, naming how many of which kind. Say before deleting.
///
/// # Errors
/// [`Error::Conflict`].
pub fn refuse_if_held<I: RowId>(ctx: &Ctx, conn: &mut Conn, id: I) -> Result<()> {
    let mut held = Vec::new();
    for Holder { holder, column, .. } in holders(conn, I::TABLE)?.into_iter().filter(|holder| holder.keeps) {
        let sql = format!("SELECT count(*) AS rows FROM {holder} WHERE tenant_id = $1 AND {column} = $2");
        let rows = crate::on!(conn, |c| {
            let query = diesel::sql_query(sql).bind::<SqlUuid, _>(ctx.tenant).bind::<BigInt, _>(id.get());
            query.get_result::<Counted>(c)
        })?;
        if rows.rows > 0 {
            let noun = noun_of(&holder).unwrap_or(&holder);
            held.push(format!("{} {noun}{}", rows.rows, if rows.rows == 1 { "" } else { "s" }));
        }
    }
    if held.is_empty() {
        return Ok(());
    }
    Err(Error::Conflict(format!(
        "This {} is used by {}. Archive it or make it inactive instead of deleting it.",
        I::NOUN,
        held.join(", ")
    )))
}

/// Makes `keep` out of `duplicate` and itself: every reference moves, `duplicate` is deleted, `keep` is changed. Answers how many rows
/// of which kind moved.
///
/// # Errors
/// Only those of the database.
pub fn absorb<I: RowId>(ctx: &Ctx, conn: &mut Conn, duplicate: I, keep: I) -> Result<Vec<(String, usize)>> {
    let table = I::TABLE;
    let moved = repoint(ctx, conn, duplicate, keep)?;
    execute(
        ctx,
        conn,
        &format!("DELETE FROM {table} WHERE tenant_id = $1 AND id = $2 AND id <> $3"),
        duplicate,
        keep,
    )?;
    touch(ctx, conn, keep)?;
    Ok(moved)
}

/// Points every reference to `from` at `to`; answers how many rows of which kind moved. What joins `from` to a row that `to` is
/// joined to already is dropped.
///
/// # Errors
/// Only those of the database.
fn repoint<I: RowId>(ctx: &Ctx, conn: &mut Conn, from: I, to: I) -> Result<Vec<(String, usize)>> {
    let mut moved = Vec::new();
    for Holder { holder, column, .. } in holders(conn, I::TABLE)? {
        let columns = columns(conn, &holder)?;
        let has = |name: &str| columns.iter().any(|column| column == name);
        if !has("id") {
            // A joining table: its own key is the pair.
            let others = columns
                .iter()
                .filter(|name| name.ends_with("_id") && **name != "tenant_id" && **name != column);
            let same: String = others.map(|name| format!(" AND o.{name} = {holder}.{name}")).collect();
            let sql = format!(
                "DELETE FROM {holder} WHERE tenant_id = $1 AND {column} = $2 \
                 AND EXISTS (SELECT 1 FROM {holder} o WHERE o.tenant_id = $1 AND o.{column} = $3{same})"
            );
            execute(ctx, conn, &sql, from, to)?;
        }
        let version = if has("version") { ", version = version + 1" } else { "" };
        let sql =
            format!("UPDATE {holder} SET {column} = $1{version} WHERE tenant_id = $2 AND {column} = $3");
        let rows = crate::on!(conn, |c| {
            let update = diesel::sql_query(sql).bind::<BigInt, _>(to.get()).bind::<SqlUuid, _>(ctx.tenant);
            update.bind::<BigInt, _>(from.get()).execute(c)
        })?;
        if rows > 0 {
            moved.push((noun_of(&holder).map_or(holder, str::to_owned), rows));
        }
    }
    Ok(moved)
}

/// Runs a text that names the tenant, `from` and `to` in this order: SQLite numbers parameters by their first place in the text.
fn execute<I: RowId>(ctx: &Ctx, conn: &mut Conn, sql: &str, from: I, to: I) -> Result<usize> {
    Ok(crate::on!(conn, |c| {
        let query = diesel::sql_query(sql).bind::<SqlUuid, _>(ctx.tenant);
        query.bind::<BigInt, _>(from.get()).bind::<BigInt, _>(to.get()).execute(c)
    })?)
}
