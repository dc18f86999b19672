//! Payments of orders: recorded, made void, never deleted.
use crate::{
    models::{Order, OrderPayment, OrderStatus, PaymentIn, VoidIn},
    schema::{purchase_orders_payment as payments, purchase_orders_purchaseorder as orders},
    services::{
        orders::bare,
        telling::{self, Told},
    },
};
use diesel::prelude::*;
use projectmeats_core::{
    Action, Ctx, Error, FieldErrors, Money, Result,
    ids::{OrderId, OrderPaymentId},
};
use projectmeats_db::{Conn, MultiBackend, hold};
use serde_json::json;
use validator::Validate;

fn of(ctx: &Ctx) -> payments::BoxedQuery<'static, MultiBackend> {
    payments::table.filter(payments::tenant_id.eq(ctx.tenant)).into_boxed()
}

/// What was paid for an order, newest first, void payments among them.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`].
pub fn list(ctx: &Ctx, conn: &mut Conn, order: OrderId) -> Result<Vec<OrderPayment>> {
    ctx.require(Action::Read)?;
    bare(ctx, conn, order)?;
    let rows = of(ctx).filter(payments::order_id.eq(order)).order(payments::id.desc());
    Ok(rows.select(OrderPayment::as_select()).load(conn)?)
}

/// A payment. The order is held while it is recorded, so that however many pay at once, no more is paid than is outstanding.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Invalid`], also for more than is outstanding; [`Error::Conflict`] for an order
/// that is cancelled.
pub fn create(ctx: &Ctx, conn: &mut Conn, order: OrderId, input: PaymentIn) -> Result<OrderPayment> {
    ctx.require(Action::Create)?;
    check(&input)?;
    hold(conn, ctx.tenant, order)?;
    let before = bare(ctx, conn, order)?;
    if before.fields.status == OrderStatus::Cancelled {
        return Err(Error::Conflict("This order is cancelled: nothing is to be paid for it.".into()));
    }
    let amount = input.amount;
    if amount > before.outstanding_amount {
        let outstanding = before.outstanding_amount.max(Money::default());
        return Err(Error::invalid("amount", format!("No more than {outstanding} is outstanding.")));
    }
    let payment: OrderPayment = diesel::insert_into(payments::table)
        .values((
            input,
            payments::tenant_id.eq(ctx.tenant),
            payments::order_id.eq(order),
            payments::void_reason.eq(""),
            payments::created_by_id.eq(ctx.author()),
            payments::version.eq(1_i64),
            payments::created_at.eq(ctx.now),
            payments::updated_at.eq(ctx.now),
        ))
        .returning(<OrderPayment as Selectable<MultiBackend>>::construct_selection())
        .get_result(conn)?;
    let after = add(ctx, conn, &before, amount.units())?;
    tell(ctx, conn, &before, &after, &payment)?;
    Ok(payment)
}

/// Makes a payment void: it counts no longer.
///
/// # Errors
/// [`Error::Forbidden`]: this is for those who may delete; [`Error::NotFound`]; [`Error::Conflict`] when it is void already.
pub fn void(
    ctx: &Ctx,
    conn: &mut Conn,
    order: OrderId,
    id: OrderPaymentId,
    input: VoidIn,
) -> Result<OrderPayment> {
    ctx.require(Action::Delete)?;
    input.validate()?;
    hold(conn, ctx.tenant, order)?;
    let before = bare(ctx, conn, order)?;
    let stored: OrderPayment = of(ctx)
        .filter(payments::order_id.eq(order))
        .filter(payments::id.eq(id))
        .select(OrderPayment::as_select())
        .get_result(conn)?;
    if stored.voided_at.is_some() {
        return Err(Error::Conflict("This payment is void already.".into()));
    }
    let row = payments::table.filter(payments::tenant_id.eq(ctx.tenant)).filter(payments::id.eq(id));
    let payment = diesel::update(row)
        .set((
            payments::voided_at.eq(ctx.now),
            payments::void_reason.eq(input.reason),
            payments::voided_by_id.eq(ctx.author()),
            payments::version.eq(payments::version + 1),
            payments::updated_at.eq(ctx.now),
        ))
        .returning(<OrderPayment as Selectable<MultiBackend>>::construct_selection())
        .get_result(conn)?;
    let after = add(ctx, conn, &before, stored.fields.amount.units().map(|units| -units))?;
    tell(ctx, conn, &before, &after, &payment)?;
    Ok(payment)
}

fn check(input: &PaymentIn) -> Result<()> {
    let mut errors = input.validate().map_or_else(FieldErrors::from, |()| FieldErrors::default());
    if input.amount <= Money::default() {
        errors.add("amount", "Ensure this value is greater than 0.");
    }
    errors.into_result()
}

/// Adds so many cents to what was paid for an order.
fn add(ctx: &Ctx, conn: &mut Conn, before: &Order, cents: Option<i64>) -> Result<Order> {
    let paid = before.paid_amount.units().zip(cents).and_then(|(paid, cents)| paid.checked_add(cents));
    let paid =
        paid.map(Money::from_units).ok_or_else(|| Error::invalid("amount", "The amount is too large."))?;
    let row = orders::table.filter(orders::tenant_id.eq(ctx.tenant)).filter(orders::id.eq(before.id));
    let update = diesel::update(row)
        .set((
            orders::paid_amount.eq(paid),
            orders::version.eq(orders::version + 1),
            orders::updated_at.eq(ctx.now),
        ))
        .returning(<Order as Selectable<MultiBackend>>::construct_selection());
    Ok(update.get_result(conn)?)
}

fn tell(ctx: &Ctx, conn: &mut Conn, before: &Order, after: &Order, payment: &OrderPayment) -> Result<()> {
    let of = |order: &Order| -> Told {
        let told = json!({
            "paid_amount": order.paid_amount, "outstanding_amount": order.outstanding_amount,
            "payment_status": order.payment_status,
        });
        told.as_object().cloned().unwrap_or_default()
    };
    let mut to = of(after);
    to.insert("payment".into(), serde_json::to_value(payment).map_err(Error::internal)?);
    telling::paid(ctx, conn, before.id, &of(before), &to)
}
