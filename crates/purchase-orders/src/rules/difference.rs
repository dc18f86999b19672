//! What differs between two states of an order, in words a reader can follow: field by field, lines by their place.
use crate::models::{ItemRow, Order};
use serde_json::{Map, Value};

/// Fields of an order that change after it was agreed on without a revision: logistics, weights, notes, and what follows from others.
const FREE: &[&str] = &[
    "status",
    "carrier",
    "delivery_date",
    "actual_delivery_date",
    "pick_up_date",
    "appointment_at",
    "appointment_number",
    "how_carrier_make_appointment",
    "logistics_scenario",
    "carrier_release_format",
    "carrier_release_num",
    "supplier_confirmation_order_num",
    "plant",
    "delivery_plant",
    "total_weight",
    "notes",
    "internal_notes",
    "revision_reason",
];
/// Fields of a line that do: what receiving brings.
const FREE_OF_A_LINE: &[&str] =
    &["id", "actual_weights", "actual_weight", "received_quantity", "claim_amount", "claim_reason"];
/// Fields of a line that follow from others, or change by themselves.
const BY_ITSELF: &[&str] = &["id", "version", "created_at", "updated_at", "position"];

/// Fields of one state.
pub type Told = Map<String, Value>;

fn object(value: &impl serde::Serialize) -> Told {
    match serde_json::to_value(value) {
        Ok(Value::Object(fields)) => fields,
        _ => Map::new(),
    }
}

/// The lines that stand at each place, before and after.
fn places<'a>(
    before: &'a [&'a ItemRow],
    after: &'a [&'a ItemRow],
) -> impl Iterator<Item = (usize, [Option<&'a ItemRow>; 2])> {
    let at = |rows: &'a [&'a ItemRow], i: usize| rows.get(i).copied();
    (0..before.len().max(after.len())).map(move |i| (i, [at(before, i), at(after, i)]))
}

fn put_lines(
    told: [&mut Told; 2],
    before: &[&ItemRow],
    after: &[&ItemRow],
    skip: &dyn Fn(&str) -> bool,
    of: fn(&ItemRow) -> Told,
) {
    let [from, to] = told;
    for (i, [old, new]) in places(before, after).filter(|(_, [old, new])| old != new) {
        for (told, row) in [(&mut *from, old), (&mut *to, new)] {
            let fields = row
                .map(of)
                .unwrap_or_default()
                .into_iter()
                .filter(|(name, value)| !skip(name) && !is_blank(value));
            told.extend(fields.map(|(name, value)| (format!("items.{i}.{name}"), value)));
        }
    }
}

/// What says nothing is left out.
fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(values) => values.is_empty(),
        Value::Bool(_) | Value::Number(_) | Value::Object(_) => false,
    }
}

fn rows(order: &Order) -> Vec<&ItemRow> {
    order.items.as_slice().iter().map(|item| &item.row).collect()
}

/// Two states of an order with the lines that differ.
pub fn changes(before: &Order, after: &Order) -> [Told; 2] {
    let plain = |order: &Order| {
        let mut told = object(order);
        told.remove("items");
        told
    };
    let (mut from, mut to) = (plain(before), plain(after));
    let skip = |name: &str| BY_ITSELF.contains(&name);
    put_lines([&mut from, &mut to], &rows(before), &rows(after), &skip, object);
    [from, to]
}

/// The terms of two states that differ: what takes a revision once the order was agreed on.
pub fn terms(before: &Order, after: &Order) -> [Told; 2] {
    let counted = after.item_count > 0;
    let own = |order: &Order| {
        let mut told = object(&order.fields);
        // With lines the total follows from them.
        told.retain(|name, _| !(FREE.contains(&name.as_str()) || counted && name == "total_amount"));
        told
    };
    let (mut from, mut to) = (own(before), own(after));
    let skip = |name: &str| FREE_OF_A_LINE.contains(&name);
    put_lines([&mut from, &mut to], &rows(before), &rows(after), &skip, |row| object(&row.fields));
    let same: Vec<_> = from
        .iter()
        .filter(|(name, value)| to.get(*name) == Some(value))
        .map(|(name, _)| name.clone())
        .collect();
    for name in same {
        from.remove(&name);
        to.remove(&name);
    }
    [from, to]
}
