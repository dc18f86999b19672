//! What a client writes of a receivable becomes what is kept of it.
use super::today;
use crate::{
    models::{ReceivableIn, ReceivableState, StoredReceivable},
    rules::{self, cents},
    schema::accounts_receivables_accountsreceivable as receivables,
};
use chrono::NaiveDate;
use diesel::prelude::*;
use projectmeats_core::{
    Ctx, Error, Money, Result,
    ids::{CustomerId, OrderId},
    search_text,
};
use projectmeats_db::{Conn, check_ref};
use projectmeats_trade::{CreditTerms, due_date};
use validator::Validate;

/// What is kept of what a client writes, but for the number.
#[derive(Debug, Clone, Insertable, AsChangeset)]
#[diesel(table_name = receivables, treat_none_as_null = true, treat_none_as_default_value = false)]
pub(super) struct Kept {
    pub(super) customer_id: CustomerId,
    pub(super) order_id: Option<OrderId>,
    pub(super) amount: Money,
    pub(super) tax: Money,
    pub(super) outstanding_amount: Money,
    pub(super) invoice_date: NaiveDate,
    pub(super) due_date: NaiveDate,
    pub(super) terms: CreditTerms,
    pub(super) description: String,
    pub(super) state: ReceivableState,
    pub(super) cancelled_on: Option<NaiveDate>,
}

const REQUIRED: &str = "This field is required.";

/// Checks an input against what is stored, if anything is, and reckons what follows from it.
///
/// # Errors
/// [`Error::Invalid`]; [`Error::Conflict`] for cancelling what something is applied to.
pub(super) fn check(
    ctx: &Ctx,
    conn: &mut Conn,
    input: &ReceivableIn,
    before: Option<&StoredReceivable>,
) -> Result<Kept> {
    input.validate()?;
    let customer = input.customer.ok_or_else(|| Error::invalid("customer", "This field may not be null."))?;
    if before.is_none_or(|before| before.customer != customer) {
        check_ref(conn, ctx.tenant, "customer", customer)?;
    }
    if let Some(order) =
        input.purchase_order.filter(|order| before.is_none_or(|b| b.purchase_order != Some(*order)))
    {
        check_ref(conn, ctx.tenant, "purchase_order", order)?;
    }
    let (amount, paid) = amounts(input, before)?;
    let (invoice_date, due_date) = dates(input, before, today(ctx))?;
    let state = state(input, before, ctx, amount - paid)?;
    if state == ReceivableState::Cancelled && paid > 0 {
        return Err(Error::Conflict(format!(
            "{} is applied to this receivable. Void those payments before you cancel it.",
            Money::from_units(paid)
        )));
    }
    let state = rules::settled(state, amount, paid);
    let cancelled_on = (state == ReceivableState::Cancelled)
        .then(|| before.and_then(|before| before.cancelled_on).unwrap_or(today(ctx)).max(invoice_date));
    Ok(Kept {
        customer_id: customer,
        order_id: input.purchase_order,
        amount: Money::from_units(amount),
        tax: input.tax,
        outstanding_amount: Money::from_units(rules::outstanding(state, amount, paid)),
        invoice_date,
        due_date,
        terms: input.terms,
        description: input.description.clone(),
        state,
        cancelled_on,
    })
}

/// What is owed in all and what is applied, in cents.
fn amounts(input: &ReceivableIn, before: Option<&StoredReceivable>) -> Result<(i64, i64)> {
    let (known, paid) = before.map_or((None, 0), |b| (Some(b.amount), cents(b.paid_amount)));
    let amount = match input.amount {
        Some(amount) if known == Some(amount) => cents(amount),
        Some(amount) => rules::positive("amount", amount)?,
        None => known.map_or(0, cents),
    };
    if amount < paid {
        let paid = Money::from_units(paid);
        return Err(Error::invalid(
            "amount",
            format!("{paid} is applied to it already; void payments to go below."),
        ));
    }
    match cents(input.tax) {
        ..0 => Err(Error::invalid("tax", "Ensure this value is greater than or equal to 0.")),
        tax if tax > amount => {
            Err(Error::invalid("tax", "The tax is a part of the amount and cannot exceed it."))
        }
        _ => Ok((amount, paid)),
    }
}

/// The days of the invoice and of its due date. Terms that are new, or whose invoice moved, give the due date that is not sent.
fn dates(
    input: &ReceivableIn,
    before: Option<&StoredReceivable>,
    today: NaiveDate,
) -> Result<(NaiveDate, NaiveDate)> {
    let invoiced = input.invoice_date.or(before.map(|b| b.invoice_date)).unwrap_or(today);
    rules::plausible("invoice_date", invoiced)?;
    let by_terms = |from, terms: CreditTerms| terms.days().and_then(|_| due_date(from, terms, 0));
    let stale = before.is_some_and(|b| {
        let followed = by_terms(b.invoice_date, b.terms) == Some(b.due_date) && b.invoice_date != invoiced;
        input.due_date == Some(b.due_date) && (b.terms != input.terms || followed)
    });
    let given = input.due_date.filter(|_| !stale);
    let due = given.or_else(|| by_terms(invoiced, input.terms)).or(input.due_date);
    let due = due.ok_or_else(|| Error::invalid("due_date", REQUIRED))?;
    rules::plausible("due_date", due)?;
    Ok((invoiced, due))
}

/// The state that is asked for: the same when the status that is written is the one that was read.
fn state(
    input: &ReceivableIn,
    before: Option<&StoredReceivable>,
    ctx: &Ctx,
    outstanding: i64,
) -> Result<ReceivableState> {
    match before {
        Some(b) if rules::status(b.state, b.due_date, today(ctx)) == input.status => Ok(b.state),
        _ => rules::written(input.status, outstanding),
    }
}

/// The text that is searched.
pub(super) fn searched(number: &str, description: &str) -> String {
    search_text([number, description])
}
