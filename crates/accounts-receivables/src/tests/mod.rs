//! The services against a real database, and the rules against an independent ledger.
mod aging;
mod authority;
mod books;
mod credit;
mod history;
mod indexes;
mod isolation;
mod ledger;
mod lists;
mod numbers;
mod oracle;
mod payments;
mod races;
mod statements;
mod status;
mod writing;

use crate::{
    models::{
        Aging, AgingQuery, Allocate, AllocationIn, Payment, PaymentIn, Receivable, ReceivableIn, Statement,
        StatementQuery, VoidIn,
    },
    services,
};
use chrono::NaiveDate;
use projectmeats_activity::Record;
use projectmeats_core::{
    Ctx, Error, Money, Result, Role,
    ids::{CustomerId, PaymentId, ReceivableId},
};
use projectmeats_db::listing::{ListQuery, Page, PageSizes};
use projectmeats_testkit::Scene;

fn money(text: &str) -> Money {
    text.parse().expect("an amount")
}
fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// A customer of acme.
fn customer(scene: &Scene, name: &str) -> CustomerId {
    scene.stand_in("acme", name)
}

/// An invoice of today's, due in thirty days.
fn input(customer: CustomerId, number: &str, amount: &str) -> ReceivableIn {
    ReceivableIn {
        invoice_number: number.into(),
        customer: Some(customer),
        amount: Some(money(amount)),
        due_date: Some(day("2026-12-02")),
        ..ReceivableIn::default()
    }
}

fn create(scene: &Scene, ctx: &Ctx, input: ReceivableIn) -> Result<Receivable> {
    scene.write(ctx, |ctx, conn| services::create(ctx, conn, input))
}

/// A receivable of acme.
fn made(scene: &Scene, input: ReceivableIn) -> Receivable {
    create(scene, &scene.ctx("acme", Role::Owner), input).expect("created")
}

fn retrieve(scene: &Scene, ctx: &Ctx, id: ReceivableId) -> Result<Receivable> {
    scene.read(ctx, |ctx, conn| services::retrieve(ctx, conn, id))
}

fn update(
    scene: &Scene,
    ctx: &Ctx,
    id: ReceivableId,
    change: impl FnOnce(&mut ReceivableIn) + Send + 'static,
) -> Result<Receivable> {
    scene.write(ctx, move |ctx, conn| {
        let mut change = Some(change);
        services::update(ctx, conn, id, &mut |stored| {
            let mut input = stored.input();
            change.take().expect("a change is asked for once")(&mut input);
            Ok(input)
        })
    })
}

fn delete(scene: &Scene, ctx: &Ctx, id: ReceivableId) -> Result<()> {
    scene.write(ctx, move |ctx, conn| services::delete(ctx, conn, id, &mut |_| Ok(())))
}

/// What a payment applies: `(receivable, amount)`.
fn to(receivable: &Receivable, amount: &str) -> AllocationIn {
    AllocationIn { receivable: Some(receivable.stored.id), amount: Some(money(amount)) }
}

fn paying(customer: CustomerId, amount: &str, allocations: Vec<AllocationIn>) -> PaymentIn {
    PaymentIn { customer: Some(customer), amount: money(amount), allocations, ..PaymentIn::default() }
}

fn record(scene: &Scene, ctx: &Ctx, input: PaymentIn) -> Result<Payment> {
    scene.write(ctx, |ctx, conn| services::record(ctx, conn, input))
}

/// A payment to acme.
fn paid(scene: &Scene, input: PaymentIn) -> Payment {
    record(scene, &scene.ctx("acme", Role::Owner), input).expect("recorded")
}

fn allocate(scene: &Scene, ctx: &Ctx, id: PaymentId, allocations: Vec<AllocationIn>) -> Result<Payment> {
    let input = Allocate { allocations, applied_on: None };
    scene.write(ctx, move |ctx, conn| services::allocate(ctx, conn, id, &input))
}

fn void(scene: &Scene, ctx: &Ctx, id: PaymentId) -> Result<Payment> {
    let input = VoidIn { reason: "Returned by the bank".into() };
    scene.write(ctx, move |ctx, conn| services::void(ctx, conn, id, &input))
}

/// The list a query string such as `status=overdue&ordering=-amount` asks for.
fn asked(query: &str) -> Result<ListQuery> {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    ListQuery::parse(&services::COLUMNS, PageSizes::default(), pairs)
}

fn list(scene: &Scene, ctx: &Ctx, query: &str) -> Result<Page<Receivable>> {
    let list = asked(query)?;
    scene.read(ctx, |ctx, conn| services::list(ctx, conn, &list))
}

/// The numbers of acme's invoices that a query finds, in its order.
fn found(scene: &Scene, query: &str) -> Vec<String> {
    let page = list(scene, &scene.ctx("acme", Role::ReadOnly), query);
    let page = page.unwrap_or_else(|e| panic!("{query}: {e}"));
    page.results.into_iter().map(|row| row.stored.invoice_number).collect()
}

fn asked_payments(query: &str) -> Result<ListQuery> {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    ListQuery::parse(&services::PAYMENT_COLUMNS, PageSizes::default(), pairs)
}

fn list_payments(scene: &Scene, ctx: &Ctx, query: &str) -> Result<Page<Payment>> {
    let list = asked_payments(query)?;
    scene.read(ctx, |ctx, conn| services::list_payments(ctx, conn, &list))
}

fn aged(scene: &Scene, ctx: &Ctx, asked: &AgingQuery) -> Result<Aging> {
    let page = scene.read(ctx, |ctx, conn| services::aging(ctx, conn, asked))?;
    Ok(page.results.into_iter().next().expect("figures"))
}

/// The first page of an ageing of all customers.
fn aging_on(as_of: NaiveDate) -> AgingQuery {
    AgingQuery { as_of, customer: None, limits: None, by_customer: true, page: (1, 1000) }
}

fn statement(scene: &Scene, ctx: &Ctx, asked: StatementQuery) -> Result<Statement> {
    scene.read(ctx, |ctx, conn| services::statement(ctx, conn, asked))
}

/// What is told of a receivable or a payment, newest first.
fn told(scene: &Scene, ctx: &Ctx, noun: &str, id: i64) -> Result<Vec<Record>> {
    let all = ListQuery::all(&projectmeats_activity::COLUMNS, PageSizes::default());
    let page =
        scene.read(ctx, |ctx, conn| projectmeats_activity::history(ctx, conn, noun, &id.to_string(), &all));
    Ok(page?.results)
}

/// The messages of a refusal, as `field: message`.
fn refusal<T>(outcome: Result<T>) -> String {
    match outcome {
        Err(Error::Invalid(fields)) => fields.summary(),
        Err(other) => format!("{other:?}"),
        Ok(_) => "accepted".into(),
    }
}

/// The sentence of a conflict.
fn conflict<T>(outcome: Result<T>) -> String {
    match outcome {
        Err(Error::Conflict(why)) => why,
        Err(other) => panic!("{other:?}"),
        Ok(_) => panic!("accepted"),
    }
}
