//! Payments and credit memos: listing, reading, recording.
use super::{
    allocations::{self, Wish},
    today,
};
use crate::{
    models::{Payment, PaymentIn, PaymentKind, StoredPayment},
    rules::{self, cents},
    schema::accounts_receivables_payment as payments,
};
use chrono::NaiveDate;
use diesel::prelude::*;
use projectmeats_activity::{self as activity, Changes, Event, Verb};
use projectmeats_core::{
    Action, Ctx, Error, Money, Result,
    ids::{CustomerId, PaymentId},
    search_text,
};
use projectmeats_db::{
    Conn, MultiBackend, check_ref,
    listing::{Column, Columns, ListQuery, Page},
};
use projectmeats_trade::PaymentMethod;
use validator::Validate;

/// What a payment is called in the history.
pub const NOUN: &str = "payment";

/// What payments can be filtered and ordered by.
pub static COLUMNS: Columns = Columns {
    table: "accounts_receivables_payment",
    fields: &[
        Column::of("id", &payments::id).sorts(),
        Column::of("customer", &payments::customer_id).sought::<CustomerId>(),
        Column::of("kind", &payments::kind).choices(PaymentKind::TEXTS),
        Column::of("method", &payments::method).choices(PaymentMethod::TEXTS),
        Column::of("payment_date", &payments::payment_date).sorts(),
        Column::of("amount", &payments::amount).sorts(),
        Column::of("reference_number", &payments::reference_number),
        Column::derived("void", &["true", "false"]),
        Column::of("voided_on", &payments::voided_on).sorts(),
        Column::of("created_by", &payments::created_by_id),
        Column::of("created_at", &payments::created_at).sorts(),
    ],
    search: "search",
    default_order: "-payment_date",
};

type Query = payments::BoxedQuery<'static, MultiBackend>;

pub(super) fn of(ctx: &Ctx) -> Query {
    payments::table.filter(payments::tenant_id.eq(ctx.tenant)).into_boxed()
}

fn asked(ctx: &Ctx, list: &ListQuery) -> Query {
    match list.chosen("void").as_deref() {
        None | Some([_, _]) => of(ctx),
        Some(["true"]) => of(ctx).filter(payments::voided_on.is_not_null()),
        Some(["false"]) => of(ctx).filter(payments::voided_on.is_null()),
        // None is void and not void at once.
        Some(_) => of(ctx).filter(payments::id.eq(PaymentId(0))),
    }
}

/// One page of payments and credit memos, void ones included, each with what it is applied to.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] for a page past the end.
pub fn list(ctx: &Ctx, conn: &mut Conn, list: &ListQuery) -> Result<Page<Payment>> {
    ctx.require(Action::Read)?;
    let rows = list.window(asked(ctx, list)).select(StoredPayment::as_select()).load(conn)?;
    let page = list.page(
        rows,
        |payment: &StoredPayment| payment.id.0,
        || Ok(list.narrow(asked(ctx, list)).count().get_result(conn)?),
    )?;
    let ids: Vec<_> = page.results.iter().map(|payment| payment.id).collect();
    let mut all = allocations::of_payments(ctx, conn, &ids)?;
    Ok(page.map(|stored| {
        let (own, rest) = std::mem::take(&mut all).into_iter().partition(|a| a.payment == stored.id);
        all = rest;
        whole(stored, own)
    }))
}

fn whole(stored: StoredPayment, allocations: Vec<crate::models::Allocation>) -> Payment {
    let left =
        if stored.voided_on.is_some() { 0 } else { cents(stored.amount) - cents(stored.applied_amount) };
    Payment { payment_method: stored.method, unapplied_amount: Money::from_units(left), allocations, stored }
}

/// One payment or credit memo.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`].
pub fn retrieve(ctx: &Ctx, conn: &mut Conn, id: PaymentId) -> Result<Payment> {
    ctx.require(Action::Read)?;
    find(ctx, conn, id)
}

pub(super) fn find(ctx: &Ctx, conn: &mut Conn, id: PaymentId) -> Result<Payment> {
    let stored: StoredPayment =
        of(ctx).filter(payments::id.eq(id)).select(StoredPayment::as_select()).get_result(conn)?;
    let allocations = allocations::of_payments(ctx, conn, &[id])?;
    Ok(whole(stored, allocations))
}

/// A new payment or credit memo, applied as it says; the rest of it is kept as unapplied cash.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::Invalid`], also for what is more than is outstanding or more than the payment.
pub fn record(ctx: &Ctx, conn: &mut Conn, input: PaymentIn) -> Result<Payment> {
    ctx.require(Action::Create)?;
    input.validate()?;
    let customer = input.customer.ok_or_else(|| Error::invalid("customer", "This field may not be null."))?;
    check_ref(conn, ctx.tenant, "customer", customer)?;
    let amount = rules::positive("amount", input.amount)?;
    let day = input.payment_date.unwrap_or(today(ctx));
    rules::past("payment_date", day, today(ctx))?;
    let wishes = Wish::read(&input.allocations)?;
    let held = allocations::hold_applicable(ctx, conn, customer, amount, &wishes)?;
    let id = insert(ctx, conn, input, (customer, day), Wish::total(&wishes))?;
    allocations::apply(ctx, conn, id, day, &wishes, &held)?;
    let payment = find(ctx, conn, id)?;
    tell(ctx, conn, Verb::Created, None, &payment)?;
    Ok(payment)
}

fn insert(
    ctx: &Ctx,
    conn: &mut Conn,
    input: PaymentIn,
    (customer, day): (CustomerId, NaiveDate),
    applied: i64,
) -> Result<PaymentId> {
    let PaymentIn { amount, kind, method, reference_number, notes, .. } = input;
    let search = search_text([reference_number.as_str(), notes.as_str()]);
    let insert = diesel::insert_into(payments::table)
        .values((
            payments::tenant_id.eq(ctx.tenant),
            payments::customer_id.eq(customer),
            payments::kind.eq(kind),
            payments::amount.eq(amount),
            payments::applied_amount.eq(Money::from_units(applied)),
            payments::payment_date.eq(day),
            payments::method.eq(method),
            payments::reference_number.eq(reference_number),
            payments::notes.eq(notes),
            payments::void_reason.eq(""),
            payments::search.eq(search),
            payments::created_by_id.eq(ctx.author()),
            payments::version.eq(1),
            payments::created_at.eq(ctx.now),
            payments::updated_at.eq(ctx.now),
        ))
        .returning(payments::id);
    Ok(insert.get_result(conn)?)
}

pub(super) fn tell(
    ctx: &Ctx,
    conn: &mut Conn,
    verb: Verb,
    before: Option<&Payment>,
    after: &Payment,
) -> Result<()> {
    let changes = Changes::between(before, Some(after));
    let entity_id = after.stored.id.to_string();
    activity::record(ctx, conn, Event { entity: NOUN, entity_id, verb, changes })
}
