//! Finding entries that may be the same, and making one of two.
use crate::models::{Entry, Pair, Possible};
use diesel::{
    RunQueryDsl,
    sql_types::{BigInt, Text},
};
use projectmeats_activity::{self as activity, Changes, Event, Verb};
use projectmeats_core::{Action, Ctx, Error, Result};
use projectmeats_db::{Conn, SqlUuid, absorb, check_ref, hold, on};
use serde::Serialize;

#[derive(diesel::QueryableByName)]
struct Found {
    #[diesel(sql_type = BigInt)]
    id: i64,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = BigInt)]
    other: i64,
    #[diesel(sql_type = Text)]
    other_name: String,
    #[diesel(sql_type = Text)]
    reason: String,
}

/// The most pairs that are told at once.
pub const MOST: usize = 200;
const REASONS: [(&str, &str); 3] = [("name_key", "name"), ("phone_key", "phone"), ("email_key", "email")];

/// Rows of a table and others of the same tenant that share a key with them, a row a key.
fn sharing<I: Entry>(ctx: &Ctx, conn: &mut Conn, one: &str, which: i64) -> Result<Vec<Found>> {
    let (table, label) = (I::TABLE, I::LABEL);
    let part = |(key, reason): (&str, &str)| {
        format!(
            "SELECT a.id, a.{label} AS name, b.id AS other, b.{label} AS other_name, '{reason}' AS reason \
             FROM {table} a JOIN {table} b ON b.tenant_id = a.tenant_id AND b.{key} = a.{key} \
             WHERE a.tenant_id = $1 AND a.{key} <> '' AND {one}"
        )
    };
    let sql = format!(
        "{} ORDER BY 1, 3, 5 DESC LIMIT {}",
        REASONS.map(part).join(" UNION ALL "),
        MOST * REASONS.len()
    );
    Ok(on!(conn, |c| {
        diesel::sql_query(sql).bind::<SqlUuid, _>(ctx.tenant).bind::<BigInt, _>(which).load::<Found>(c)
    })?)
}

/// The entries that may be the same as this one.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`].
pub fn alike<I: Entry>(ctx: &Ctx, conn: &mut Conn, id: I) -> Result<Vec<Possible>> {
    ctx.require(Action::Read)?;
    check_ref(conn, ctx.tenant, "id", id).map_err(|_| Error::NotFound)?;
    let mut all: Vec<Possible> = Vec::new();
    for Found { other, other_name, reason, .. } in
        sharing::<I>(ctx, conn, "b.id <> a.id AND a.id = $2", id.get())?
    {
        match all.iter_mut().find(|possible| possible.id == other) {
            Some(possible) => possible.reasons.push(reason),
            None => all.push(Possible { id: other, name: other_name, reasons: vec![reason] }),
        }
    }
    Ok(all)
}

/// Every two entries of the company that may be the same, the oldest first, at most [`MOST`].
///
/// # Errors
/// [`Error::Forbidden`].
pub fn pairs<I: Entry>(ctx: &Ctx, conn: &mut Conn) -> Result<Vec<Pair>> {
    ctx.require(Action::Read)?;
    let mut all: Vec<Pair> = Vec::new();
    for Found { id, name, other, other_name, reason } in
        sharing::<I>(ctx, conn, "a.id < b.id AND a.id > $2", 0)?
    {
        match all.last_mut().filter(|pair| (pair.id, pair.duplicate) == (id, other)) {
            Some(pair) => pair.reasons.push(reason),
            None => {
                all.push(Pair {
                    id,
                    name,
                    duplicate: other,
                    duplicate_name: other_name,
                    reasons: vec![reason],
                });
            }
        }
    }
    all.truncate(MOST);
    Ok(all)
}

/// What the history of the one that stays tells.
#[derive(Serialize)]
struct Told<'a, V> {
    merged: Option<Merged<'a, V>>,
}
#[derive(Serialize)]
struct Merged<'a, V> {
    #[serde(flatten)]
    gone: &'a V,
    moved: Vec<String>,
}

/// Makes one entry of two: whatever refers to `duplicate` refers to `keep` from now on, and `duplicate` is deleted. The fields of
/// `keep` stay as they are.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] for `keep`; [`Error::Invalid`] on `duplicate` when it does not exist or is `keep`.
pub fn merge<I: Entry + PartialOrd, V: Serialize>(
    ctx: &Ctx,
    conn: &mut Conn,
    (keep, duplicate): (I, I),
    retrieve: fn(&Ctx, &mut Conn, I) -> Result<V>,
) -> Result<V> {
    ctx.require(Action::Change)?;
    ctx.require(Action::Delete)?;
    if keep == duplicate {
        return Err(Error::invalid("duplicate", format!("A {} cannot be merged with itself.", I::NOUN)));
    }
    // In one order, so that two merges the other way round wait for each other and not for ever.
    let (first, second) = if keep < duplicate { (keep, duplicate) } else { (duplicate, keep) };
    hold(conn, ctx.tenant, first)?;
    hold(conn, ctx.tenant, second)?;
    retrieve(ctx, conn, keep)?;
    check_ref(conn, ctx.tenant, "duplicate", duplicate)?;
    let gone = retrieve(ctx, conn, duplicate)?;
    let moved = absorb(ctx, conn, duplicate, keep)?;
    let moved = moved.into_iter().map(|(noun, rows)| format!("{rows} {noun}")).collect();
    let after = Told { merged: Some(Merged { gone: &gone, moved }) };
    let changes = Changes::between(Some(&Told::<V> { merged: None }), Some(&after));
    tell::<I>(ctx, conn, keep, Verb::Updated, changes)?;
    tell::<I>(ctx, conn, duplicate, Verb::Deleted, Changes::between(Some(&gone), None))?;
    retrieve(ctx, conn, keep)
}

fn tell<I: Entry>(ctx: &Ctx, conn: &mut Conn, id: I, verb: Verb, changes: Changes) -> Result<()> {
    activity::record(ctx, conn, Event { entity: I::NOUN, entity_id: id.to_string(), verb, changes })
}
