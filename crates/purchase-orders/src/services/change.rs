//! The one way an order changes once it is there, whoever asks: its fields, its lines, its status.
use crate::{
    models::{ItemRow, Order, OrderIn, OrderStatus},
    rules::{self, Given, Sums},
    schema::purchase_orders_purchaseorder as orders,
    services::{
        check, credit, items,
        orders::{NUMBER_TAKEN, with},
        revisions, telling,
    },
};
use diesel::prelude::*;
use projectmeats_core::{Ctx, Error, Money, Result};
use projectmeats_db::{Conn, MultiBackend, Unique};
use projectmeats_tenants::{Series, numbering, settings};

/// What is said of a change besides what it is.
#[derive(Debug, Clone, Default)]
pub(super) struct Why {
    /// The reason, for the history.
    pub(super) reason: String,
    /// Whether the customer's credit is passed over; the reason says why.
    pub(super) override_credit: bool,
}

/// Changes an order to `input`; lines that it does not give stay.
pub(super) fn change(
    ctx: &Ctx,
    conn: &mut Conn,
    before: &Order,
    mut input: OrderIn,
    why: &Why,
) -> Result<Order> {
    check::fields(&input)?;
    let rows: Vec<ItemRow> = before.items.as_slice().iter().map(|item| item.row.clone()).collect();
    let rows = match input.items.0.take() {
        Some(lines) => items::settle(ctx, before.id, lines, &rows)?,
        None => rows,
    };
    write(ctx, conn, before, input, rows, why)
}

/// Changes an order to `input` with these lines.
pub(super) fn write(
    ctx: &Ctx,
    conn: &mut Conn,
    before: &Order,
    mut input: OrderIn,
    mut rows: Vec<ItemRow>,
    why: &Why,
) -> Result<Order> {
    check::references(ctx, conn, &mut input, Some(before))?;
    let settings = settings::of(ctx, conn)?;
    let given = Given { total: input.total_amount, stored: Some((before.total(), before.item_count > 0)) };
    let sums = rules::reckoned(&input, &mut rows, given, settings.rounding).map_err(Error::Invalid)?;
    input.total_weight = sums.weight;
    refuse_below_paid(before, &rows, sums)?;
    step(ctx, conn, before, &mut input, sums, why)?;
    number(ctx, conn, before, &mut input, &settings)?;
    let old: Vec<&ItemRow> = before.items.as_slice().iter().map(|item| &item.row).collect();
    items::write(ctx, conn, before.id, &old, &mut rows)?;
    let agreed = before.fields.status.is_agreed();
    let reason = if input.revision_reason == before.fields.revision_reason {
        String::new()
    } else {
        input.revision_reason.clone()
    };
    // Whether it is a revision is known before it is written: the terms are in the input.
    let planned = with(
        Order { fields: OrderIn { total_amount: Some(sums.total), ..input.clone() }, ..before.clone() },
        rows,
    );
    let planned = Order {
        item_count: i32::try_from(planned.items.as_slice().len()).map_err(Error::internal)?,
        ..planned
    };
    let revised = agreed && revisions::differs(before, &planned);
    let revision = before.revision + i32::from(revised);
    let after = update(ctx, conn, &planned, sums, revision)?;
    let after = Order { items: planned.items, ..after };
    if revised {
        revisions::record(ctx, conn, before, &after, &reason)?;
    }
    telling::updated(ctx, conn, before, &after, why)?;
    Ok(after)
}

fn update(ctx: &Ctx, conn: &mut Conn, planned: &Order, sums: Sums, revision: i32) -> Result<Order> {
    let input = &planned.fields;
    let supplier = input.supplier.ok_or(Error::NotFound)?;
    let row = orders::table.filter(orders::tenant_id.eq(ctx.tenant)).filter(orders::id.eq(planned.id));
    let update = diesel::update(row)
        .set((
            input,
            orders::supplier_id.eq(supplier),
            orders::subtotal.eq(sums.subtotal),
            orders::total_amount.eq(sums.total),
            orders::item_count.eq(planned.item_count),
            orders::revision.eq(revision),
            orders::search.eq(check::search(&input.order_number, input)),
            orders::version.eq(orders::version + 1),
            orders::updated_at.eq(ctx.now),
        ))
        .returning(<Order as Selectable<MultiBackend>>::construct_selection())
        .get_result(conn);
    update.unique_as("order_number", NUMBER_TAKEN)
}

/// A figure that is given may not fall below what was paid. What the scale says may: then the supplier owes.
fn refuse_below_paid(before: &Order, rows: &[ItemRow], sums: Sums) -> Result<()> {
    if rows.is_empty() && sums.total < before.paid_amount && sums.total != before.total() {
        return Err(Error::invalid("total_amount", format!("{} has been paid already.", before.paid_amount)));
    }
    Ok(())
}

/// The step to another status, and its consequences.
fn step(
    ctx: &Ctx,
    conn: &mut Conn,
    before: &Order,
    input: &mut OrderIn,
    sums: Sums,
    why: &Why,
) -> Result<()> {
    let (from, to) = (before.fields.status, input.status);
    if from == to {
        return Ok(());
    }
    rules::status::may(ctx.role, from, to)?;
    match to {
        OrderStatus::Approved if why.override_credit => {
            ctx.require_admin()?;
            if why.reason.is_empty() {
                return Err(Error::invalid("reason", "Say why the credit limit is passed over."));
            }
        }
        OrderStatus::Approved => credit::allow(ctx, conn, input.customer, sums.total, Some(before.id))?,
        OrderStatus::Delivered => {
            input.actual_delivery_date.get_or_insert(ctx.now.datetime().date_naive());
        }
        OrderStatus::Cancelled if before.paid_amount > Money::default() => {
            let paid = before.paid_amount;
            let why = format!("{paid} has been paid for this order. Void its payments before cancelling it.");
            return Err(Error::Conflict(why));
        }
        OrderStatus::Draft | OrderStatus::Pending | OrderStatus::Shipped => {}
        OrderStatus::Completed | OrderStatus::Cancelled => {}
    }
    Ok(())
}

/// A number that is left blank stays; one that is given may lift the counter.
fn number(
    ctx: &Ctx,
    conn: &mut Conn,
    before: &Order,
    input: &mut OrderIn,
    settings: &projectmeats_tenants::TradeSettings,
) -> Result<()> {
    if input.order_number.is_empty() {
        input.order_number.clone_from(&before.fields.order_number);
    }
    if input.order_number == before.fields.order_number {
        return Ok(());
    }
    numbering::reached(ctx, conn, Series::PurchaseOrder, settings, &input.order_number)
}
