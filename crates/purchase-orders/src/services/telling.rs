//! What the history is told of orders: what a new one has, what a change changed, lines by their place.
use crate::{
    models::Order,
    rules,
    services::{change::Why, orders::NOUN},
};
use projectmeats_activity::{self as activity, Changes, Event, Verb};
use projectmeats_core::{Ctx, Result, ids::OrderId};
use projectmeats_db::Conn;
use serde_json::{Map, Value};

/// A new order and its lines, without what is blank.
pub(super) fn created(ctx: &Ctx, conn: &mut Conn, order: &Order) -> Result<()> {
    tell(ctx, conn, order.id, Verb::Created, None, Some(&compact(order)))
}

/// What an order was.
pub(super) fn deleted(ctx: &Ctx, conn: &mut Conn, order: &Order) -> Result<()> {
    tell(ctx, conn, order.id, Verb::Deleted, Some(&compact(order)), None)
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
    tell(ctx, conn, after.id, Verb::Updated, Some(&from), Some(&to))
}

/// What happened to the money of an order.
pub(super) fn paid(ctx: &Ctx, conn: &mut Conn, order: OrderId, from: &Told, to: &Told) -> Result<()> {
    tell(ctx, conn, order, Verb::Updated, Some(from), Some(to))
}

/// Fields of one state.
pub(super) type Told = Map<String, Value>;

fn tell(
    ctx: &Ctx,
    conn: &mut Conn,
    order: OrderId,
    verb: Verb,
    from: Option<&Told>,
    to: Option<&Told>,
) -> Result<()> {
    let changes = Changes::between(from, to);
    activity::record(ctx, conn, Event { entity: NOUN, entity_id: order.to_string(), verb, changes })
}

/// An order without what is blank, and without what stands in it twice.
fn compact(order: &Order) -> Told {
    let Ok(Value::Object(mut told)) = serde_json::to_value(order) else { return Map::new() };
    told.retain(|name, value| !rules::is_blank(value) && name != "created_on" && name != "modified_on");
    if let Some(Value::Array(items)) = told.get_mut("items") {
        for item in items.iter_mut().filter_map(Value::as_object_mut) {
            item.retain(|name, value| {
                !rules::is_blank(value) && *value != false && !OF_A_ROW.contains(&name.as_str())
            });
        }
    }
    told
}

/// What the record of the order says already.
const OF_A_ROW: [&str; 4] = ["position", "version", "created_at", "updated_at"];
