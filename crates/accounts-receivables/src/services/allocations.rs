//! Applying payments to receivables, and taking it back. Rows are held in one order, the payment and then receivables by id, so that
//! nobody waits for somebody who waits for them.
use super::{
    payments::{self as paying, record},
    receivables as owing, today,
};
use crate::{
    models::{
        Allocate, Allocation, AllocationIn, Applied, AppliedRow, Payment, PaymentIn, PaymentKind, ReceiptIn,
        Receivable, StoredPayment, StoredReceivable, VoidIn,
    },
    rules::{self, Wanted, cents},
    schema::{
        accounts_receivables_accountsreceivable as receivables,
        accounts_receivables_allocation as allocations, accounts_receivables_payment as payments,
    },
};
use chrono::NaiveDate;
use diesel::prelude::*;
use projectmeats_activity::Verb;
use projectmeats_core::{
    Action, Ctx, Error, FieldErrors, Money, Result, Timestamp,
    ids::{CustomerId, PaymentId, ReceivableId, TenantId},
};
use projectmeats_db::{Conn, MultiBackend, hold, on};
use std::collections::BTreeMap;
use validator::Validate;

fn of(ctx: &Ctx) -> allocations::BoxedQuery<'static, MultiBackend> {
    allocations::table.filter(allocations::tenant_id.eq(ctx.tenant)).into_boxed()
}

/// What is to be applied to which receivable, in cents.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wish {
    receivable: ReceivableId,
    amount: i64,
}

impl Wish {
    /// Reads what a client sends.
    pub(super) fn read(sent: &[AllocationIn]) -> Result<Vec<Self>> {
        let mut errors = FieldErrors::default();
        let mut wishes = Vec::new();
        for (i, AllocationIn { receivable, amount }) in sent.iter().enumerate() {
            let mut missing =
                |field: &str| errors.add(format!("allocations.{i}.{field}"), "This field is required.");
            match (receivable, amount) {
                (Some(receivable), Some(amount)) => {
                    wishes.push(Self { receivable: *receivable, amount: cents(*amount) });
                }
                (None, Some(_)) => missing("receivable"),
                (Some(_), None) => missing("amount"),
                (None, None) => ["receivable", "amount"].into_iter().for_each(missing),
            }
        }
        errors.into_result()?;
        Ok(wishes)
    }
    pub(super) fn total(wishes: &[Self]) -> i64 {
        wishes.iter().map(|wish| wish.amount).sum()
    }
}

type Held = BTreeMap<ReceivableId, Receivable>;

/// Holds receivables until the transaction ends, in the order of their ids, and reads them. What is not there is left out.
fn held(ctx: &Ctx, conn: &mut Conn, mut ids: Vec<ReceivableId>) -> Result<Held> {
    ids.sort_unstable();
    ids.dedup();
    for id in &ids {
        hold(conn, ctx.tenant, *id)?;
    }
    if ids.is_empty() {
        return Ok(Held::new());
    }
    let rows: Vec<StoredReceivable> = owing::of(ctx)
        .filter(receivables::id.eq_any(ids))
        .select(StoredReceivable::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(|row| (row.id, Receivable::on(row, today(ctx)))).collect())
}

/// Holds the receivables of `wishes`, and sees that so much can be applied to them out of `left` cents of this customer.
pub(super) fn hold_applicable(
    ctx: &Ctx,
    conn: &mut Conn,
    customer: CustomerId,
    left: i64,
    wishes: &[Wish],
) -> Result<Held> {
    let held = held(ctx, conn, wishes.iter().map(|wish| wish.receivable).collect())?;
    let owed = |id: ReceivableId| match held.get(&id).map(|row| &row.stored) {
        None => Err(format!("Invalid pk \"{id}\" - object does not exist.")),
        Some(row) if row.customer != customer => Err("This receivable is of another customer.".into()),
        Some(row) => Ok((row.invoice_number.clone(), cents(row.outstanding_amount))),
    };
    let wanted = |wish: &Wish| Wanted {
        receivable: wish.receivable,
        amount: wish.amount,
        owed: owed(wish.receivable),
    };
    rules::applicable(left, &wishes.iter().map(wanted).collect::<Vec<_>>())?;
    Ok(held)
}

#[derive(Insertable)]
#[diesel(table_name = allocations)]
struct NewAllocation {
    tenant_id: TenantId,
    payment_id: PaymentId,
    receivable_id: ReceivableId,
    amount: Money,
    applied_on: NaiveDate,
    version: i64,
    created_at: Timestamp,
    updated_at: Timestamp,
}

/// Applies a payment to receivables that are held and can take it, from a day on.
pub(super) fn apply(
    ctx: &Ctx,
    conn: &mut Conn,
    payment: PaymentId,
    day: NaiveDate,
    wishes: &[Wish],
    held: &Held,
) -> Result<()> {
    let new = |wish: &Wish| NewAllocation {
        tenant_id: ctx.tenant,
        payment_id: payment,
        receivable_id: wish.receivable,
        amount: Money::from_units(wish.amount),
        applied_on: day,
        version: 1,
        created_at: ctx.now,
        updated_at: ctx.now,
    };
    let rows: Vec<_> = wishes.iter().map(new).collect();
    if !rows.is_empty() {
        on!(conn, |c| diesel::insert_into(allocations::table).values(&rows).execute(c))?;
    }
    for wish in wishes {
        if let Some(before) = held.get(&wish.receivable) {
            settle(ctx, conn, before, wish.amount, day)?;
        }
    }
    Ok(())
}

/// Moves what is applied to a receivable by so many cents, on a day.
fn settle(ctx: &Ctx, conn: &mut Conn, before: &Receivable, by: i64, day: NaiveDate) -> Result<()> {
    let row = &before.stored;
    let (amount, paid) = (cents(row.amount), cents(row.paid_amount) + by);
    let state = rules::settled(row.state, amount, paid);
    let row =
        receivables::table.filter(receivables::tenant_id.eq(ctx.tenant)).filter(receivables::id.eq(row.id));
    let update = diesel::update(row)
        .set((
            receivables::paid_amount.eq(Money::from_units(paid)),
            receivables::outstanding_amount.eq(Money::from_units(rules::outstanding(state, amount, paid))),
            receivables::state.eq(state),
            receivables::moved_on.eq(rules::later(before.stored.moved_on, day)),
            receivables::version.eq(receivables::version + 1),
            receivables::updated_at.eq(ctx.now),
        ))
        .returning(<StoredReceivable as Selectable<MultiBackend>>::construct_selection());
    let after = Receivable::on(update.get_result(conn)?, today(ctx));
    owing::tell(ctx, conn, Verb::Updated, Some(before), Some(&after))
}

/// Applies what is left of a payment to receivables of its customer.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Conflict`] when it is void; [`Error::Invalid`], also for what is more than is
/// outstanding or left.
pub fn allocate(ctx: &Ctx, conn: &mut Conn, id: PaymentId, input: &Allocate) -> Result<Payment> {
    ctx.require(Action::Change)?;
    input.validate()?;
    hold(conn, ctx.tenant, id)?;
    let before = paying::find(ctx, conn, id)?;
    refuse_void(&before)?;
    let came = before.stored.payment_date;
    let day = input.applied_on.unwrap_or(today(ctx).max(came));
    rules::past("applied_on", day, today(ctx))?;
    if day < came {
        return Err(Error::invalid(
            "applied_on",
            format!("The payment came on {came}; it cannot count before."),
        ));
    }
    let wishes = Wish::read(&input.allocations)?;
    let left = cents(before.unapplied_amount);
    let held = hold_applicable(ctx, conn, before.stored.customer, left, &wishes)?;
    apply(ctx, conn, id, day, &wishes, &held)?;
    let applied = cents(before.stored.applied_amount) + Wish::total(&wishes);
    change(ctx, conn, &before, (applied, None, ""))
}

fn refuse_void(payment: &Payment) -> Result<()> {
    match payment.stored.voided_on {
        Some(day) => Err(Error::Conflict(format!("This payment is void since {day}."))),
        None => Ok(()),
    }
}

/// Writes what is applied of a payment, in cents, and from when and why it is void.
fn change(
    ctx: &Ctx,
    conn: &mut Conn,
    before: &Payment,
    (applied, voided_on, reason): (i64, Option<NaiveDate>, &str),
) -> Result<Payment> {
    let id = before.stored.id;
    diesel::update(payments::table.filter(payments::tenant_id.eq(ctx.tenant)).filter(payments::id.eq(id)))
        .set((
            payments::applied_amount.eq(Money::from_units(applied)),
            payments::voided_on.eq(voided_on),
            payments::void_reason.eq(reason),
            payments::version.eq(payments::version + 1),
            payments::updated_at.eq(ctx.now),
        ))
        .execute(conn)?;
    let after = paying::find(ctx, conn, id)?;
    paying::tell(ctx, conn, Verb::Updated, Some(before), &after)?;
    Ok(after)
}

/// Voids a payment from today on: it stays, and what it was applied to is owed again.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Conflict`] when it is void already; [`Error::Invalid`] without a reason.
pub fn void(ctx: &Ctx, conn: &mut Conn, id: PaymentId, input: &VoidIn) -> Result<Payment> {
    ctx.require(Action::Change)?;
    input.validate()?;
    hold(conn, ctx.tenant, id)?;
    let before = paying::find(ctx, conn, id)?;
    refuse_void(&before)?;
    let live: Vec<_> = before.allocations.iter().filter(|a| a.voided_on.is_none()).collect();
    let days = live.iter().map(|allocation| allocation.applied_on);
    let day = days.fold(today(ctx).max(before.stored.payment_date), Ord::max);
    let held = held(ctx, conn, live.iter().map(|allocation| allocation.receivable).collect())?;
    let mine = allocations::table.filter(allocations::tenant_id.eq(ctx.tenant));
    diesel::update(mine.filter(allocations::payment_id.eq(id)).filter(allocations::voided_on.is_null()))
        .set((
            allocations::voided_on.eq(day),
            allocations::version.eq(allocations::version + 1),
            allocations::updated_at.eq(ctx.now),
        ))
        .execute(conn)?;
    for (receivable, before) in &held {
        let own = live.iter().filter(|allocation| allocation.receivable == *receivable);
        settle(ctx, conn, before, -own.map(|allocation| cents(allocation.amount)).sum::<i64>(), day)?;
    }
    change(ctx, conn, &before, (0, Some(day), &input.reason))
}

/// A payment of one receivable.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Invalid`], also for what is more than is outstanding.
pub fn receive(ctx: &Ctx, conn: &mut Conn, id: ReceivableId, input: ReceiptIn) -> Result<Applied> {
    ctx.require(Action::Create)?;
    let customer = owing::find(ctx, conn, id)?.stored.customer;
    let ReceiptIn { amount, payment_date, payment_method, reference_number, notes } = input;
    let payment = PaymentIn {
        customer: Some(customer),
        amount,
        kind: PaymentKind::Payment,
        payment_date,
        method: payment_method,
        reference_number,
        notes,
        allocations: vec![AllocationIn { receivable: Some(id), amount: Some(amount) }],
    };
    let Payment { stored, allocations, .. } = record(ctx, conn, payment).map_err(of_one)?;
    let own =
        allocations.into_iter().next().ok_or_else(|| Error::internal("a payment applied to nothing"))?;
    let row = AppliedRow { amount: own.amount, applied_on: own.applied_on, voided_on: own.voided_on };
    Ok(Applied::from((row, stored)))
}

/// The errors of the one allocation of a payment, under the payment's own fields.
fn of_one(error: Error) -> Error {
    let Error::Invalid(errors) = error else { return error };
    let mut own = FieldErrors::default();
    for (field, messages) in errors.iter() {
        let field = field.strip_prefix("allocations.0.").unwrap_or(field);
        messages.iter().for_each(|message| own.add(field, message));
    }
    Error::Invalid(own)
}

/// What was applied to a receivable, void payments included, the newest first.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`].
pub fn applied_to(ctx: &Ctx, conn: &mut Conn, id: ReceivableId) -> Result<Vec<Applied>> {
    ctx.require(Action::Read)?;
    owing::find(ctx, conn, id)?;
    let rows: Vec<(AppliedRow, StoredPayment)> = allocations::table
        .inner_join(payments::table)
        .filter(allocations::tenant_id.eq(ctx.tenant))
        .filter(allocations::receivable_id.eq(id))
        .order((payments::payment_date.desc(), allocations::id.desc()))
        .select((AppliedRow::as_select(), StoredPayment::as_select()))
        .load(conn)?;
    Ok(rows.into_iter().map(Applied::from).collect())
}

/// What is applied of some payments, in the order it was.
pub(super) fn of_payments(ctx: &Ctx, conn: &mut Conn, ids: &[PaymentId]) -> Result<Vec<Allocation>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = of(ctx)
        .filter(allocations::payment_id.eq_any(ids.to_vec()))
        .order(allocations::id)
        .select(Allocation::as_select());
    Ok(rows.load(conn)?)
}

/// Whether anything was ever applied to a receivable.
pub(super) fn ever_applied(ctx: &Ctx, conn: &mut Conn, id: ReceivableId) -> Result<bool> {
    let applied = of(ctx).filter(allocations::receivable_id.eq(id)).count();
    Ok(applied.get_result::<i64>(conn)? > 0)
}
