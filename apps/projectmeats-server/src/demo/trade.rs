//! A year of trade: orders that were approved, hauled, weighed and paid for, and what was billed for them.
use super::goods::{GOODS, Goods};
use chrono::{Days, NaiveDate};
use projectmeats_accounts_receivables::{
    ReceivableIn, ReceivableStatus, models::ReceiptIn, services as receivables,
};
use projectmeats_carriers as carriers;
use projectmeats_core::{
    Ctx, Money, Percent, Price, Quantity, Result, Weight,
    ids::{CarrierId, CustomerId, OrderId, SupplierId},
};
use projectmeats_customers as customers;
use projectmeats_db::{
    Conn,
    listing::{Columns, ListQuery, PageSizes},
};
use projectmeats_purchase_orders::{
    ItemIn, Order, OrderIn, OrderStatus,
    models::{Lines, PaymentIn, Receipt, ReceiptLine, StatusIn},
    services as orders,
};
use projectmeats_suppliers as suppliers;
use projectmeats_trade::{CreditTerms, LogisticsScenario, NetOrCatch, PaymentMethod};
use rand::{Rng, rngs::StdRng, seq::IndexedRandom};

/// How many days the trade goes back.
const YEAR: u64 = 365;
/// An order is delivered so many days after it was made out, and paid for within so many more.
const ON_THE_ROAD: u64 = 4;

/// Whom a company trades with.
pub(super) struct Partners {
    suppliers: Vec<(SupplierId, Option<projectmeats_core::ids::PlantId>)>,
    customers: Vec<CustomerId>,
    carriers: Vec<CarrierId>,
}

impl Partners {
    /// Those of the address book, the first hundred of each kind.
    pub(super) fn of(ctx: &Ctx, conn: &mut Conn) -> Result<Self> {
        let all = |columns: &'static Columns| ListQuery::all(columns, PageSizes::default());
        let suppliers = suppliers::services::list(ctx, conn, &all(&suppliers::services::COLUMNS))?.results;
        let customers = customers::services::list(ctx, conn, &all(&customers::services::COLUMNS))?.results;
        let carriers = carriers::services::list(ctx, conn, &all(&carriers::services::COLUMNS))?.results;
        Ok(Self {
            suppliers: suppliers.iter().map(|supplier| (supplier.id, supplier.fields.plant)).collect(),
            customers: customers.iter().map(|customer| customer.id).collect(),
            carriers: carriers.iter().map(|carrier| carrier.kept.id).collect(),
        })
    }
}

/// Order `n` of `of`: made out on its day of the past year, and brought as far as its day allows.
pub(super) fn order(
    ctx: &Ctx,
    conn: &mut Conn,
    partners: &Partners,
    chance: &mut StdRng,
    (n, of): (u64, u64),
) -> Result<()> {
    let today = today(ctx);
    // Trade grows: the nearer the day, the closer orders lie, and the last ones are still on their way.
    let (left, of) = (of.saturating_sub(n), of.max(1));
    let made = before(today, YEAR * left * left / (of * of));
    let by_then = at(ctx, made);
    let input = draft(partners, chance, made, today);
    let customer = input.customer;
    let order = orders::create(&by_then, conn, input)?;
    if order.fields.status != OrderStatus::Pending {
        return Ok(());
    }
    let (roll, age) = (chance.random_range(0..100), days(made, today));
    if roll < 4 {
        return step(&by_then, conn, order.id, OrderStatus::Cancelled, "The customer changed their mind.")
            .map(drop);
    }
    if age < 2 {
        return Ok(());
    }
    step(&at(ctx, after(made, 1)), conn, order.id, OrderStatus::Approved, "")?;
    if age < 3 {
        return Ok(());
    }
    step(&at(ctx, after(made, 2)), conn, order.id, OrderStatus::Shipped, "")?;
    let late = if roll < 15 { 2 } else { 0 };
    if age <= ON_THE_ROAD + late {
        return Ok(());
    }
    let arrived = after(made, ON_THE_ROAD + late);
    let order = arrive(&at(ctx, arrived), conn, chance, &order)?;
    settle(ctx, conn, chance, (&order, arrived))?;
    match customer {
        Some(customer) => bill(ctx, conn, chance, (customer, &order, arrived)),
        None => Ok(()),
    }
}

fn draft(partners: &Partners, chance: &mut StdRng, made: NaiveDate, today: NaiveDate) -> OrderIn {
    let (supplier, plant) =
        partners.suppliers.choose(chance).copied().map_or((None, None), |(id, plant)| (Some(id), plant));
    let customer = partners.customers.choose(chance).copied().filter(|_| chance.random_ratio(9, 10));
    let lines = (0..chance.random_range(1..=4)).map(|_| line(chance, made)).collect();
    let unsent = days(made, today) < 5 && chance.random_ratio(1, 5);
    OrderIn {
        supplier,
        plant,
        customer,
        carrier: partners.carriers.choose(chance).copied(),
        status: if unsent { OrderStatus::Draft } else { OrderStatus::Pending },
        order_date: made,
        pick_up_date: Some(after(made, 2)),
        delivery_date: Some(after(made, ON_THE_ROAD)),
        credit_limit: CreditTerms::Net30,
        logistics_scenario: LogisticsScenario::WePickup,
        freight: Money::from_units(chance.random_range(350..=2_400) * 100),
        items: Lines(Some(lines)),
        ..OrderIn::default()
    }
}

fn line(chance: &mut StdRng, made: NaiveDate) -> ItemIn {
    let goods = GOODS.choose(chance).copied().unwrap_or(GOODS[0]);
    let Goods { description, namp, protein, cut, nominal, cents, catch, .. } = goods;
    // Prices move by a tenth of themselves over the year, and by what is bargained.
    let price = i64::from(cents) * chance.random_range(92..=108) / 100;
    let cases = chance.random_range(4..=24) * 5;
    ItemIn {
        description: description.into(),
        code: format!("{}-{namp}", &description[..3].to_uppercase()),
        namp_code: namp.into(),
        protein,
        cut: cut.into(),
        fresh_or_frozen: goods.state,
        package_type: goods.package,
        net_or_catch: if catch { NetOrCatch::Catch } else { NetOrCatch::Net },
        origin: "USA".into(),
        production_date: Some(before(made, chance.random_range(1..=6))),
        lot_number: format!("L{}{:03}", made.format("%y%j"), chance.random_range(1..=999)),
        quantity: Quantity::from_units(cases * 10_000),
        nominal_weight: Some(Weight::from_units(i64::from(nominal) * 10_000)),
        tolerance_percent: catch.then(|| Percent::from_units(300)),
        unit_price: Price::from_units(price * 10_000),
        ..ItemIn::default()
    }
}

fn step(ctx: &Ctx, conn: &mut Conn, id: OrderId, status: OrderStatus, reason: &str) -> Result<Order> {
    // What the demonstration's customers may owe is no reason for their orders to stop in the middle of it.
    let over = status == OrderStatus::Approved;
    let reason = if over && reason.is_empty() { "Good for it." } else { reason };
    let input = StatusIn { status, reason: reason.into(), override_credit: over };
    orders::take_step(ctx, conn, id, input, &mut |_| Ok(()))
}

/// Catch-weight cases are weighed one by one; now and then something is claimed.
fn arrive(ctx: &Ctx, conn: &mut Conn, chance: &mut StdRng, order: &Order) -> Result<Order> {
    let mut lines = Vec::new();
    for item in order.items.as_slice() {
        let fields = &item.row.fields;
        let nominal = fields.nominal_weight.and_then(Weight::units).unwrap_or_default();
        let cases = fields.quantity.units().unwrap_or_default() / 10_000;
        // A case weighs what it should, give or take a twentieth, to a tenth of a pound.
        let mut weigh =
            || Weight::from_units(nominal * chance.random_range(950..=1_046) / 1_000 / 1_000 * 1_000);
        let catch = fields.net_or_catch == NetOrCatch::Catch;
        let weights = if catch { (0..cases).map(|_| weigh()).collect() } else { Vec::new() };
        let claimed = chance.random_ratio(1, 40);
        lines.push(ReceiptLine {
            item: Some(item.id()),
            quantity: Some(fields.quantity),
            weights,
            claim_amount: claimed.then(|| Money::from_units(chance.random_range(50..=600) * 100)),
            claim_reason: claimed.then(|| "Two cases with torn liners.".into()),
            ..ReceiptLine::default()
        });
    }
    let receipt = Receipt { lines, received_on: None, complete: true };
    orders::receive(ctx, conn, order.id, receipt, &mut |_| Ok(()))
}

/// The supplier is paid after three weeks, in two halves now and then.
fn settle(
    ctx: &Ctx,
    conn: &mut Conn,
    chance: &mut StdRng,
    (order, arrived): (&Order, NaiveDate),
) -> Result<()> {
    let paid = after(arrived, chance.random_range(14..=24));
    if paid >= today(ctx) {
        return Ok(());
    }
    let owed = order.outstanding_amount.units().unwrap_or_default();
    let amount = if chance.random_ratio(1, 10) { owed / 2 } else { owed };
    if amount <= 0 {
        return Ok(());
    }
    let input = PaymentIn {
        amount: Money::from_units(amount),
        payment_date: paid,
        payment_method: PaymentMethod::Ach,
        reference_number: format!("ACH-{}", chance.random_range(100_000..=999_999)),
        ..PaymentIn::default()
    };
    orders::payments::create(&at(ctx, paid), conn, order.id, input).map(drop)
}

/// The customer is billed a twelfth more than the goods cost, and pays around the day it is due: mostly.
fn bill(
    ctx: &Ctx,
    conn: &mut Conn,
    chance: &mut StdRng,
    (customer, order, arrived): (CustomerId, &Order, NaiveDate),
) -> Result<()> {
    let cost = order.total().units().unwrap_or_default();
    let owed = cost + cost / 12;
    let roll = chance.random_range(0..100);
    let input = ReceivableIn {
        customer: Some(customer),
        purchase_order: Some(order.id),
        amount: Some(Money::from_units(owed.max(100))),
        invoice_date: Some(arrived),
        terms: CreditTerms::Net30,
        status: if roll == 99 { ReceivableStatus::Disputed } else { ReceivableStatus::Pending },
        description: format!("Goods of {}", order.fields.order_number),
        ..ReceivableIn::default()
    };
    let billed = receivables::create(&at(ctx, arrived), conn, input)?;
    let paid = after(arrived, chance.random_range(20..=50));
    // One in twelve has not paid yet, however long ago it was; one in ten pays a part.
    if roll >= 92 || paid >= today(ctx) {
        return Ok(());
    }
    let amount = if roll < 10 { owed / 3 } else { owed };
    let receipt = ReceiptIn {
        amount: Money::from_units(amount.max(1)),
        payment_date: Some(paid),
        payment_method: if roll % 2 == 0 { PaymentMethod::Wire } else { PaymentMethod::Check },
        reference_number: chance.random_range(10_000..=99_999).to_string(),
        ..ReceiptIn::default()
    };
    receivables::receive(&at(ctx, paid), conn, billed.stored.id, receipt).map(drop)
}

fn before(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_sub_days(Days::new(days)).unwrap_or(day)
}
fn after(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(day)
}
fn today(ctx: &Ctx) -> NaiveDate {
    ctx.now.datetime().date_naive()
}
fn days(from: NaiveDate, to: NaiveDate) -> u64 {
    u64::try_from((to - from).num_days()).unwrap_or(0)
}
/// At nine in the morning of that day, and never later than now.
fn at(ctx: &Ctx, day: NaiveDate) -> Ctx {
    let nine = day.and_hms_opt(9, 0, 0).map(|at| at.and_utc().into());
    Ctx { now: nine.map_or(ctx.now, |nine| ctx.now.min(nine)), ..ctx.clone() }
}
