//! The services against a real database.
mod authority;
mod creating;
mod crediting;
mod editing;
mod indexes;
mod isolation;
mod lists;
mod paying;
mod receiving;
mod revising;
mod scorecards;
mod stepping;

use crate::{
    models::{Item, ItemIn, Lines, Order, OrderIn, Receipt, ReceiptLine, StatusIn},
    services,
};
use projectmeats_activity::Record;
use projectmeats_core::{
    Ctx, Error, Result, Role,
    ids::{ItemId, OrderId, SupplierId},
};
use projectmeats_db::listing::{ListQuery, Page, PageSizes};
use projectmeats_testkit::Scene;
use std::sync::atomic::{AtomicUsize, Ordering};

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().expect("a date")
}

/// An order of acme's to a supplier of its own.
fn input(scene: &Scene) -> OrderIn {
    static MADE: AtomicUsize = AtomicUsize::new(1);
    let n = MADE.fetch_add(1, Ordering::Relaxed);
    to(scene.stand_in("acme", &format!("Supplier {n}")))
}
fn to(supplier: SupplierId) -> OrderIn {
    OrderIn { supplier: Some(supplier), order_date: day("2026-11-02"), ..OrderIn::default() }
}
/// Cases of catch weight at so much a pound, of which each should weigh 60 lb.
fn cases(quantity: &str, price: &str) -> ItemIn {
    ItemIn {
        description: "Beef brisket".into(),
        net_or_catch: projectmeats_trade::NetOrCatch::Catch,
        quantity: quantity.parse().expect("a quantity"),
        nominal_weight: "60".parse().ok(),
        tolerance_percent: "2".parse().ok(),
        unit_price: price.parse().expect("a price"),
        ..ItemIn::default()
    }
}
fn lines(lines: impl IntoIterator<Item = ItemIn>) -> Lines<ItemIn> {
    Lines(Some(lines.into_iter().collect()))
}

fn create(scene: &Scene, ctx: &Ctx, input: OrderIn) -> Result<Order> {
    scene.write(ctx, |ctx, conn| services::create(ctx, conn, input))
}
/// An order of acme.
fn made(scene: &Scene, input: OrderIn) -> Order {
    create(scene, &scene.ctx("acme", Role::Owner), input).expect("created")
}
fn retrieve(scene: &Scene, ctx: &Ctx, id: OrderId) -> Result<Order> {
    scene.read(ctx, |ctx, conn| services::retrieve(ctx, conn, id))
}
fn update(
    scene: &Scene,
    ctx: &Ctx,
    id: OrderId,
    change: impl FnOnce(&mut OrderIn) + Send + 'static,
) -> Result<Order> {
    scene.write(ctx, move |ctx, conn| {
        let mut change = Some(change);
        services::update(ctx, conn, id, &mut |stored| {
            let mut input = stored.input();
            change.take().expect("a change is asked for once")(&mut input);
            Ok(input)
        })
    })
}
fn delete(scene: &Scene, ctx: &Ctx, id: OrderId) -> Result<()> {
    scene.write(ctx, move |ctx, conn| services::delete(ctx, conn, id, &mut |_| Ok(())))
}
fn step(scene: &Scene, ctx: &Ctx, id: OrderId, status: crate::OrderStatus) -> Result<Order> {
    let input = StatusIn { status, ..StatusIn::default() };
    scene.write(ctx, move |ctx, conn| services::take_step(ctx, conn, id, input, &mut |_| Ok(())))
}
/// An approved order of acme.
fn approved(scene: &Scene, input: OrderIn) -> Order {
    made(scene, OrderIn { status: crate::OrderStatus::Approved, ..input })
}
fn receive(scene: &Scene, ctx: &Ctx, id: OrderId, receipt: Receipt) -> Result<Order> {
    scene.write(ctx, move |ctx, conn| services::receive(ctx, conn, id, receipt, &mut |_| Ok(())))
}
/// These weights arrive of a line.
fn arrives(item: ItemId, weights: &[&str]) -> ReceiptLine {
    let weights = weights.iter().map(|weight| weight.parse().expect("a weight")).collect();
    ReceiptLine { item: Some(item), weights, ..ReceiptLine::default() }
}
fn items(order: &Order) -> &[Item] {
    order.items.as_slice()
}

/// The list a query string such as `status=draft&ordering=-total_amount` asks for.
fn asked(query: &str) -> Result<ListQuery> {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    ListQuery::parse(&services::COLUMNS, PageSizes::default(), pairs)
}
fn list(scene: &Scene, ctx: &Ctx, query: &str) -> Result<Page<Order>> {
    let list = asked(query)?;
    scene.read(ctx, |ctx, conn| services::list(ctx, conn, &list))
}
/// The numbers of acme's orders that a query finds, in its order.
fn found(scene: &Scene, query: &str) -> Vec<String> {
    let page = list(scene, &scene.ctx("acme", Role::ReadOnly), query);
    let page = page.unwrap_or_else(|e| panic!("{query}: {e}"));
    page.results.into_iter().map(|order| order.fields.order_number).collect()
}

/// What is told of an order, newest first.
fn told(scene: &Scene, ctx: &Ctx, id: OrderId) -> Result<Vec<Record>> {
    let all = ListQuery::all(&projectmeats_activity::COLUMNS, PageSizes::default());
    let page = scene.read(ctx, |ctx, conn| {
        projectmeats_activity::history(ctx, conn, services::NOUN, &id.to_string(), &all)
    });
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
