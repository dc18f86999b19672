//! The services and their SQL, against the same independent ledger.
use super::{
    aging_on, customer,
    oracle::{Chance, Deed, Oracle, any_deed},
};
use crate::{
    models::{
        AgingQuery, Allocate, AllocationIn, PaymentIn, PaymentKind, ReceivableIn, ReceivableStatus,
        StatementQuery, VoidIn,
    },
    rules::cents,
    services,
};
use chrono::{NaiveDate, TimeDelta};
use projectmeats_core::{
    Ctx, Error, Money, Result, Role, Timestamp,
    ids::{CustomerId, PaymentId, ReceivableId},
};
use projectmeats_db::Conn;
use projectmeats_testkit::scene;

const LEDGERS: u64 = 200;

/// The rows that stand for those of the oracle.
struct Rows {
    customers: [CustomerId; 2],
    receivables: Vec<ReceivableId>,
    payments: Vec<PaymentId>,
}

/// Whether a service did it. What it refuses must be a matter of the fields or of the state.
fn done<T>(outcome: Result<T>) -> Option<T> {
    match outcome {
        Ok(value) => Some(value),
        Err(Error::Invalid(_) | Error::Conflict(_)) => None,
        Err(other) => panic!("{other:?}"),
    }
}

impl Rows {
    fn allocations(&self, to: &[(usize, i64)]) -> Vec<AllocationIn> {
        let one = |(invoice, amount): &(usize, i64)| AllocationIn {
            receivable: Some(self.receivables[*invoice]),
            amount: Some(Money::from_units(*amount)),
        };
        to.iter().map(one).collect()
    }

    fn try_to(&mut self, ctx: &Ctx, conn: &mut Conn, deed: &Deed) -> bool {
        match deed {
            Deed::Invoice { customer, amount, date, due } => {
                let input = ReceivableIn {
                    customer: Some(self.customers[*customer]),
                    amount: Some(Money::from_units(*amount)),
                    invoice_date: Some(*date),
                    due_date: Some(*due),
                    ..ReceivableIn::default()
                };
                let made = done(services::create(ctx, conn, input));
                self.receivables.extend(made.iter().map(|row| row.stored.id));
                made.is_some()
            }
            Deed::Pay { customer, memo, amount, date, to } => {
                let input = PaymentIn {
                    customer: Some(self.customers[*customer]),
                    amount: Money::from_units(*amount),
                    kind: if *memo { PaymentKind::CreditMemo } else { PaymentKind::Payment },
                    payment_date: Some(*date),
                    allocations: self.allocations(to),
                    ..PaymentIn::default()
                };
                let made = done(services::record(ctx, conn, input));
                self.payments.extend(made.iter().map(|row| row.stored.id));
                made.is_some()
            }
            Deed::Apply { payment, on, to } => {
                let input = Allocate { allocations: self.allocations(to), applied_on: Some(*on) };
                done(services::allocate(ctx, conn, self.payments[*payment], &input)).is_some()
            }
            Deed::Void { payment } => {
                let input = VoidIn { reason: "x".into() };
                done(services::void(ctx, conn, self.payments[*payment], &input)).is_some()
            }
            Deed::Cancel { receivable } => {
                self.edit(ctx, conn, *receivable, |input| input.status = ReceivableStatus::Cancelled)
            }
            Deed::Correct { receivable, amount } => {
                let amount = Money::from_units(*amount);
                self.edit(ctx, conn, *receivable, |input| input.amount = Some(amount))
            }
        }
    }

    /// A change of a receivable that is not cancelled: what is cancelled the oracle does not touch any more.
    fn edit(
        &self,
        ctx: &Ctx,
        conn: &mut Conn,
        receivable: usize,
        change: impl Fn(&mut ReceivableIn),
    ) -> bool {
        let outcome = services::update(ctx, conn, self.receivables[receivable], &mut |stored| {
            if stored.status == ReceivableStatus::Cancelled {
                return Err(Error::Conflict("cancelled".into()));
            }
            let mut input = stored.input();
            change(&mut input);
            Ok(input)
        });
        done(outcome).is_some()
    }
}

fn at(ctx: &Ctx, day: NaiveDate) -> Ctx {
    let noon = day.and_hms_opt(12, 0, 0).expect("noon").and_utc();
    Ctx { now: Timestamp::from(noon), ..ctx.clone() }
}

fn check(
    ctx: &Ctx,
    conn: &mut Conn,
    oracle: &Oracle,
    rows: &Rows,
    chance: &mut Chance,
    today: NaiveDate,
) -> Result<()> {
    let limits = [30, 60, 90];
    let who = chance.index(2);
    let day = oracle.any_day(chance, today);
    let want = oracle.standing(who, day, &limits);
    let asked = AgingQuery { customer: Some(rows.customers[who]), ..aging_on(day) };
    let aging = services::aging(ctx, conn, &asked)?.results.remove(0);
    let totals = aging.results.first().map_or(&aging.totals, |row| &row.totals);
    let got: Vec<i64> = totals.buckets.iter().map(|bucket| cents(bucket.amount)).collect();
    assert_eq!(got, want.buckets, "on {day}");
    assert_eq!(cents(totals.outstanding_amount), want.outstanding, "on {day}");
    assert_eq!(cents(totals.unapplied_amount), want.unapplied, "on {day}");
    assert_eq!(cents(totals.balance), want.balance, "on {day}");
    let from = day - TimeDelta::days(chance.within(0, 90));
    let asked = StatementQuery { customer: rows.customers[who], from, to: day };
    let statement = services::statement(ctx, conn, asked)?;
    assert_eq!(cents(statement.closing_balance), want.balance, "from {from} to {day}");
    let opening = oracle.standing(who, from - TimeDelta::days(1), &limits).balance;
    assert_eq!(cents(statement.opening_balance), opening, "from {from} to {day}");
    let lines: i64 = statement.lines.iter().map(|line| cents(line.amount)).sum();
    assert_eq!(opening + lines, want.balance);
    Ok(())
}

#[test]
fn of_200_random_ledgers_in_the_database_not_one_is_a_cent_off() {
    let scene = scene();
    let owner = scene.ctx("acme", Role::Owner);
    for seed in 0..LEDGERS {
        let customers = ["A", "B"].map(|name| customer(&scene, &format!("{name} {seed}")));
        let outcome = scene.write(&owner, move |ctx, conn| {
            let mut chance = Chance(seed + 1_000_000);
            let mut rows = Rows { customers, receivables: vec![], payments: vec![] };
            let mut oracle = Oracle::default();
            let mut today: NaiveDate = "2026-01-15".parse().expect("a date");
            for _ in 0..chance.within(3, 16) {
                today += TimeDelta::days(chance.within(0, 20));
                let ctx = at(ctx, today);
                let deed = any_deed(&mut chance, &oracle, 2, today);
                let (wanted, got) = (oracle.try_to(&deed, today), rows.try_to(&ctx, conn, &deed));
                assert_eq!(wanted, got, "ledger {seed}: {deed:?}");
            }
            (0..8).try_for_each(|_| check(&at(ctx, today), conn, &oracle, &rows, &mut chance, today))
        });
        outcome.unwrap_or_else(|e| panic!("ledger {seed}: {e}"));
    }
}
