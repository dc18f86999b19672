//! Whether a customer may order more.
use super::{receivables as owing, today};
use crate::{
    models::ReceivableState,
    rules::{self, cents},
    schema::accounts_receivables_accountsreceivable as receivables,
};
use chrono::{NaiveDate, TimeDelta};
use diesel::{dsl::sum, prelude::*};
use projectmeats_core::{Action, Ctx, Money, Result, ids::CustomerId};
use projectmeats_customers::services::{Credit, credit};
use projectmeats_db::Conn;
use projectmeats_tenants::settings;

/// Why an order of a customer should not be approved, with the figures; `None` when nothing speaks against it. What is owed, open
/// and disputed, and `open_orders` together must not exceed the customer's limit, and nothing may be overdue by more than the days
/// the company allows. A customer without a limit may owe any amount.
///
/// # Errors
/// [`projectmeats_core::Error::Forbidden`]; [`projectmeats_core::Error::NotFound`] without such a customer.
pub fn check_credit(
    ctx: &Ctx,
    conn: &mut Conn,
    customer: CustomerId,
    open_orders: Money,
) -> Result<Option<String>> {
    ctx.require(Action::Read)?;
    let Credit { name, credit_limit, .. } = credit(ctx, conn, customer)?;
    let owed: Option<Money> = owing::of(ctx)
        .filter(receivables::customer_id.eq(customer))
        .filter(receivables::state.eq_any([ReceivableState::Open, ReceivableState::Disputed]))
        .select(sum(receivables::outstanding_amount))
        .get_result(conn)?;
    let owed = owed.map_or(0, cents);
    let over =
        credit_limit.and_then(|limit| rules::over_limit(&name, cents(limit), owed, cents(open_orders)));
    let late = overdue(ctx, conn, customer, &name)?;
    let told: Vec<_> = over.into_iter().chain(late).collect();
    Ok((!told.is_empty()).then(|| told.join(" ")))
}

/// What is overdue by more than the days the company allows.
fn overdue(ctx: &Ctx, conn: &mut Conn, customer: CustomerId, name: &str) -> Result<Option<String>> {
    let Some(days) = settings::of(ctx, conn)?.overdue_days else { return Ok(None) };
    let Some(last) = today(ctx).checked_sub_signed(TimeDelta::days(days.into())) else { return Ok(None) };
    let late: Vec<_> = owing::of(ctx)
        .filter(receivables::customer_id.eq(customer))
        .filter(receivables::state.eq(ReceivableState::Open))
        .filter(receivables::due_date.lt(last))
        .order((receivables::due_date, receivables::id))
        .select((receivables::invoice_number, receivables::due_date, receivables::outstanding_amount))
        .load::<(String, NaiveDate, Money)>(conn)?;
    let Some((number, due, _)) = late.first() else { return Ok(None) };
    let sum = Money::from_units(late.iter().map(|(.., amount)| cents(*amount)).sum());
    let age = (today(ctx) - *due).num_days();
    let (n, many) = (late.len(), if late.len() == 1 { "" } else { "s" });
    Ok(Some(format!(
        "{name} has {n} invoice{many} overdue by more than {days} days, {sum} in all; the oldest, {number}, by {age} days."
    )))
}
