//! Whether a customer's credit allows an order.
use crate::{
    models::OrderStatus::{Approved, Shipped},
    schema::purchase_orders_purchaseorder as orders,
    services::orders::of,
};
use diesel::{dsl::sum, prelude::*};
use projectmeats_accounts_receivables::services as receivables;
use projectmeats_core::{
    Ctx, Error, Money, Result,
    ids::{CustomerId, OrderId},
};
use projectmeats_db::{Conn, hold};

/// Refuses an order whose customer owes too much with it. Orders that are approved or shipped count beside the open receivables;
/// delivered ones are billed.
///
/// # Errors
/// [`Error::Conflict`] with the figures.
pub(super) fn allow(
    ctx: &Ctx,
    conn: &mut Conn,
    customer: Option<CustomerId>,
    total: Money,
    order: Option<OrderId>,
) -> Result<()> {
    let Some(customer) = customer else { return Ok(()) };
    // Two approvals at once would each find room for one.
    hold(conn, ctx.tenant, customer)?;
    let open = open_orders(ctx, conn, customer, order)?;
    let all = total.units().zip(open.units()).and_then(|(total, open)| total.checked_add(open));
    let open = Money::from_units(all.unwrap_or(i64::MAX));
    match receivables::check_credit(ctx, conn, customer, open)? {
        None => Ok(()),
        Some(why) => Err(Error::Conflict(why)),
    }
}

/// What the customer's approved and shipped orders come to, but for one.
fn open_orders(ctx: &Ctx, conn: &mut Conn, customer: CustomerId, but: Option<OrderId>) -> Result<Money> {
    let open: Option<Money> = of(ctx)
        .filter(orders::customer_id.eq(customer))
        .filter(orders::status.eq(Approved).or(orders::status.eq(Shipped)))
        .filter(orders::id.ne(but.unwrap_or(OrderId(0))))
        .select(sum(orders::total_amount))
        .get_result(conn)?;
    Ok(open.unwrap_or_default())
}
