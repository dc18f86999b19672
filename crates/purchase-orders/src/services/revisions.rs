//! Revisions: changes of the terms of an order after they were agreed on.
use crate::{
    models::{Order, Revision},
    rules,
    schema::purchase_orders_revision as revisions,
    services::orders::bare,
};
use diesel::prelude::*;
use projectmeats_core::{Action, Ctx, Json, Result, ids::OrderId};
use projectmeats_db::{Conn, MultiBackend};
use serde_json::{Map, Value, json};

fn of(ctx: &Ctx) -> revisions::BoxedQuery<'static, MultiBackend> {
    revisions::table.filter(revisions::tenant_id.eq(ctx.tenant)).into_boxed()
}

/// The revisions of an order, newest first.
///
/// # Errors
/// [`projectmeats_core::Error::Forbidden`]; [`projectmeats_core::Error::NotFound`].
pub fn revisions(ctx: &Ctx, conn: &mut Conn, order: OrderId) -> Result<Vec<Revision>> {
    ctx.require(Action::Read)?;
    bare(ctx, conn, order)?;
    let rows = of(ctx).filter(revisions::order_id.eq(order)).order(revisions::revision.desc());
    Ok(rows.select(Revision::as_select()).load(conn)?)
}

/// Whether the terms of two states differ.
pub(super) fn differs(before: &Order, after: &Order) -> bool {
    let [from, to] = rules::terms(before, after);
    !from.is_empty() || !to.is_empty()
}

/// Records a revision: the terms that differ, and what the order comes to.
pub(super) fn record(ctx: &Ctx, conn: &mut Conn, before: &Order, after: &Order, reason: &str) -> Result<()> {
    let [mut from, mut to] = rules::terms(before, after);
    from.insert("total_amount".into(), before.total().to_string().into());
    to.insert("total_amount".into(), after.total().to_string().into());
    let mut names: Vec<&String> = from.keys().chain(to.keys()).collect();
    names.sort_unstable();
    names.dedup();
    let value = |told: &Map<String, Value>, name: &String| told.get(name).cloned().unwrap_or(Value::Null);
    let pairs = names.into_iter().map(|name| (name, value(&from, name), value(&to, name)));
    let changes: Map<String, Value> = pairs
        .filter(|(_, from, to)| from != to)
        .map(|(name, from, to)| (name.clone(), json!({ "from": from, "to": to })))
        .collect();
    diesel::insert_into(revisions::table)
        .values((
            revisions::tenant_id.eq(ctx.tenant),
            revisions::order_id.eq(after.id),
            revisions::revision.eq(after.revision),
            revisions::reason.eq(reason),
            revisions::changes.eq(Json(Value::Object(changes))),
            revisions::created_by_id.eq(ctx.author()),
            revisions::version.eq(1_i64),
            revisions::created_at.eq(ctx.now),
            revisions::updated_at.eq(ctx.now),
        ))
        .execute(conn)?;
    Ok(())
}
