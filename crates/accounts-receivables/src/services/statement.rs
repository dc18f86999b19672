//! What a customer owed, was billed and paid, day by day.
use super::{payments as paying, receivables as owing};
use crate::{
    models::{LineKind, PaymentKind, Statement, StatementLine, StatementQuery},
    rules::{self, Move, cents},
    schema::{
        accounts_receivables_accountsreceivable as receivables, accounts_receivables_payment as payments,
    },
};
use chrono::NaiveDate;
use diesel::{dsl::sum, prelude::*};
use projectmeats_core::{
    Action, Ctx, Error, Money, Result,
    ids::{CustomerId, PaymentId, ReceivableId},
};
use projectmeats_customers::services::credit;
use projectmeats_db::{Conn, check_ref};

/// How many lines one statement may have.
const MOST_LINES: usize = 10_000;

/// What a line is about.
#[derive(Debug, Clone, PartialEq, Eq)]
struct About {
    reference: String,
    receivable: Option<ReceivableId>,
    payment: Option<PaymentId>,
}

/// The balance before the first day, what happened on the days asked for, and the balance after: opening and lines make closing.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::Invalid`] for a customer who is not there, and for days that cannot be or are too many.
pub fn statement(ctx: &Ctx, conn: &mut Conn, asked: StatementQuery) -> Result<Statement> {
    ctx.require(Action::Read)?;
    let StatementQuery { customer, from, to } = asked;
    rules::plausible("from", from)?;
    rules::plausible("to", to)?;
    if to < from {
        return Err(Error::invalid("to", "The last day cannot be before the first."));
    }
    check_ref(conn, ctx.tenant, "customer", customer)?;
    let before = from.pred_opt().unwrap_or(from);
    let opening = balance(ctx, conn, customer, before)?;
    let mut moves = billed(ctx, conn, customer, (from, to))?;
    moves.extend(received(ctx, conn, customer, (from, to))?);
    if moves.len() > MOST_LINES {
        return Err(Error::invalid(
            "from",
            format!("Ask for fewer days: these have more than {MOST_LINES} lines."),
        ));
    }
    let (lines, closing) = rules::running(opening, moves);
    Ok(Statement {
        customer,
        customer_name: credit(ctx, conn, customer)?.name,
        from,
        to,
        opening_balance: Money::from_units(opening),
        lines: lines.into_iter().map(line).collect(),
        closing_balance: Money::from_units(closing),
    })
}

fn line((Move { date, kind, cents, about }, balance): (Move<About>, i64)) -> StatementLine {
    let About { reference, receivable, payment } = about;
    let (amount, balance) = (Money::from_units(cents), Money::from_units(balance));
    StatementLine { date, kind, reference, receivable, payment, amount, balance }
}

/// What was billed by the end of a day and not cancelled, less what came in and was not void, in cents.
fn balance(ctx: &Ctx, conn: &mut Conn, customer: CustomerId, on: NaiveDate) -> Result<i64> {
    let billed: Option<Money> = owing::of(ctx)
        .filter(receivables::customer_id.eq(customer))
        .filter(receivables::invoice_date.le(on))
        .filter(receivables::cancelled_on.is_null().or(receivables::cancelled_on.gt(on)))
        .select(sum(receivables::amount))
        .get_result(conn)?;
    let received: Option<Money> = paying::of(ctx)
        .filter(payments::customer_id.eq(customer))
        .filter(payments::payment_date.le(on))
        .filter(payments::voided_on.is_null().or(payments::voided_on.gt(on)))
        .select(sum(payments::amount))
        .get_result(conn)?;
    Ok(billed.map_or(0, cents) - received.map_or(0, cents))
}

type Days = (NaiveDate, NaiveDate);

fn within(days: Days) -> impl Fn(&Move<About>) -> bool {
    move |line| (days.0..=days.1).contains(&line.date)
}

fn billed(ctx: &Ctx, conn: &mut Conn, customer: CustomerId, days: Days) -> Result<Vec<Move<About>>> {
    type Row = (ReceivableId, String, Money, NaiveDate, Option<NaiveDate>);
    let rows: Vec<Row> = owing::of(ctx)
        .filter(receivables::customer_id.eq(customer))
        .filter(
            receivables::invoice_date
                .between(days.0, days.1)
                .or(receivables::cancelled_on.between(days.0, days.1)),
        )
        .order(receivables::id)
        .select((
            receivables::id,
            receivables::invoice_number,
            receivables::amount,
            receivables::invoice_date,
            receivables::cancelled_on,
        ))
        .load(conn)?;
    let moves = rows.into_iter().flat_map(|(id, reference, amount, from, cancelled)| {
        let about = About { reference, receivable: Some(id), payment: None };
        rules::billed(cents(amount), from, cancelled, &about)
    });
    Ok(moves.filter(within(days)).collect())
}

fn received(ctx: &Ctx, conn: &mut Conn, customer: CustomerId, days: Days) -> Result<Vec<Move<About>>> {
    type Row = (PaymentId, String, PaymentKind, Money, NaiveDate, Option<NaiveDate>);
    let rows: Vec<Row> = paying::of(ctx)
        .filter(payments::customer_id.eq(customer))
        .filter(
            payments::payment_date.between(days.0, days.1).or(payments::voided_on.between(days.0, days.1)),
        )
        .order(payments::id)
        .select((
            payments::id,
            payments::reference_number,
            payments::kind,
            payments::amount,
            payments::payment_date,
            payments::voided_on,
        ))
        .load(conn)?;
    let moves = rows.into_iter().flat_map(|(id, reference, kind, amount, from, voided)| {
        let about = About { reference, receivable: None, payment: Some(id) };
        let kind = match kind {
            PaymentKind::Payment => LineKind::Payment,
            PaymentKind::CreditMemo => LineKind::CreditMemo,
        };
        rules::received(kind, cents(amount), from, voided, &about)
    });
    Ok(moves.filter(within(days)).collect())
}
