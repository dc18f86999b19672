//! What the history is told of orders: what a new one has, what a change changed, lines by their place.
use crate::{
    models::Order,
    rules,
    services::{change::Why, lean::Lean, orders::NOUN},
};
use projectmeats_activity::{self as activity, Changes, Event, Verb};
use projectmeats_core::{Ctx, Result, ids::OrderId};
use projectmeats_db::Conn;
use serde_json::{Map, Value};

/// A new order and its lines, without what is blank.
pub(super) fn created(ctx: &Ctx, conn: &mut Conn, order: &Order) -> Result<()> {
    tell(ctx, conn, order.id, Verb::Created, Changes::between(None, Some(&Lean(order))))
}

/// What an order was.
pub(super) fn deleted(ctx: &Ctx, conn: &mut Conn, order: &Order) -> Result<()> {
    tell(ctx, conn, order.id, Verb::Deleted, Changes::between(Some(&Lean(order)), None))
}

/// What a change changed, and why.
pub(super) fn updated(ctx: &Ctx, conn: &mut Conn, before: &Order, after: &Order, why: &Why) -> Result<()> {
    let [from, mut to] = rules::changes(before, after);
    let Why { reason, override_credit } = why;
    if !reason.is_empty() {
        to.insert("reason".into(), reason.clone().into());
    }
    if *override_credit {
        to.insert("override_credit".into(), true.into());
    }
    tell(ctx, conn, after.id, Verb::Updated, Changes::between(Some(&from), Some(&to)))
}

/// What happened to the money of an order.
pub(super) fn paid(ctx: &Ctx, conn: &mut Conn, order: OrderId, from: &Told, to: &Told) -> Result<()> {
    tell(ctx, conn, order, Verb::Updated, Changes::between(Some(from), Some(to)))
}

/// Fields of one state.
pub(super) type Told = Map<String, Value>;

fn tell(ctx: &Ctx, conn: &mut Conn, order: OrderId, verb: Verb, changes: Changes) -> Result<()> {
    activity::record(ctx, conn, Event { entity: NOUN, entity_id: order.to_string(), verb, changes })
}
