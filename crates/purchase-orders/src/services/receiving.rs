//! Receiving: goods arrive, and the lines become what they weigh.
use crate::{
    models::{ItemRow, Order, OrderIn, OrderStatus, Receipt, ReceiptLine},
    rules,
    services::{
        change::{Why, write},
        orders::whole,
    },
};
use projectmeats_core::{Action, Ctx, Error, FieldErrors, Result, ids::OrderId};
use projectmeats_db::{Conn, hold};
use std::collections::BTreeMap;

/// Adds what arrived to the lines of an order. When no more of any line is to come, the order is delivered. A handful of statements,
/// however many lines.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Conflict`] for an order that is not approved, shipped or delivered;
/// [`Error::Invalid`] by `lines.3.weight` and the like.
pub fn receive(
    ctx: &Ctx,
    conn: &mut Conn,
    id: OrderId,
    receipt: Receipt,
    check: &mut dyn FnMut(&Order) -> Result<()>,
) -> Result<Order> {
    ctx.require(Action::Change)?;
    hold(conn, ctx.tenant, id)?;
    let before = whole(ctx, conn, id)?;
    check(&before)?;
    let status = before.fields.status;
    if !status.receives() {
        return Err(Error::Conflict(format!(
            "Goods are received for orders that are approved, shipped or delivered; this one is {status}."
        )));
    }
    let Receipt { lines, received_on, complete } = receipt;
    if lines.is_empty() && !complete {
        return Err(Error::invalid("lines", "This list may not be empty."));
    }
    let mut rows: Vec<ItemRow> = before.items.as_slice().iter().map(|item| item.row.clone()).collect();
    add(&mut rows, &lines)?;
    if complete {
        rows.iter_mut().for_each(|row| row.received = true);
    }
    let mut input = OrderIn { ..before.fields.clone() };
    if rows.iter().all(|row| row.received) {
        let today = ctx.now.datetime().date_naive();
        input.status = OrderStatus::Delivered;
        input.actual_delivery_date = received_on.or(input.actual_delivery_date).or(Some(today));
    }
    write(ctx, conn, &before, input, rows, &Why::default())
}

/// Adds what arrived to the rows.
fn add(rows: &mut [ItemRow], lines: &[ReceiptLine]) -> Result<()> {
    let mut places: BTreeMap<_, _> = rows.iter().enumerate().map(|(i, row)| (row.key(), i)).collect();
    let mut errors = FieldErrors::default();
    for (i, line) in lines.iter().enumerate() {
        let Some(item) = line.item else {
            errors.add(format!("lines.{i}.item"), "This field is required.");
            continue;
        };
        // A line that is named twice is not there a second time.
        let Some(place) = places.remove(&item) else {
            errors.add(format!("lines.{i}.item"), format!("Invalid pk \"{item}\" - object does not exist."));
            continue;
        };
        match rules::received(&rows[place], line) {
            Ok(row) => rows[place] = row,
            Err((field, sentence)) => errors.add(format!("lines.{i}.{field}"), sentence),
        }
    }
    errors.into_result()
}
