//! The rules alone, against the independent ledger.
use super::oracle::{Chance, Deed, Oracle, any_deed};
use crate::{
    models::{LineKind, ReceivableState as State},
    rules::{self, Wanted},
};
use chrono::{NaiveDate, TimeDelta};
use projectmeats_core::ids::ReceivableId;

/// A receivable as the rules see it.
struct Bill {
    customer: usize,
    amount: i64,
    paid: i64,
    state: State,
    date: NaiveDate,
    due: NaiveDate,
    cancelled: Option<NaiveDate>,
    moved: Option<NaiveDate>,
    /// Of which payment, how much, from when, until when.
    applied: Vec<(usize, i64, NaiveDate, Option<NaiveDate>)>,
}

struct Receipt {
    customer: usize,
    memo: bool,
    amount: i64,
    applied: i64,
    date: NaiveDate,
    voided: Option<NaiveDate>,
}

/// Books that are kept by the rules, as the services keep them in tables.
#[derive(Default)]
struct Books {
    bills: Vec<Bill>,
    receipts: Vec<Receipt>,
}

impl Books {
    fn applicable(&self, customer: usize, left: i64, to: &[(usize, i64)]) -> bool {
        let wanted = |(bill, amount): &(usize, i64)| {
            let row = &self.bills[*bill];
            let owed = (row.customer == customer)
                .then(|| (String::new(), rules::outstanding(row.state, row.amount, row.paid)));
            let receivable = ReceivableId(i64::try_from(*bill).expect("small"));
            Wanted { receivable, amount: *amount, owed: owed.ok_or_else(String::new) }
        };
        rules::applicable(left, &to.iter().map(wanted).collect::<Vec<_>>()).is_ok()
    }
    fn settle(&mut self, bill: usize, by: i64, on: NaiveDate) {
        let row = &mut self.bills[bill];
        row.paid += by;
        row.state = rules::settled(row.state, row.amount, row.paid);
        row.moved = Some(rules::later(row.moved, on));
        let open = rules::outstanding(row.state, row.amount, row.paid);
        assert!(open >= 0 && (row.state == State::Paid) == (open == 0 && row.state != State::Cancelled));
    }
    fn apply(&mut self, receipt: usize, on: NaiveDate, to: &[(usize, i64)]) {
        for (bill, amount) in to {
            self.bills[*bill].applied.push((receipt, *amount, on, None));
            self.settle(*bill, *amount, on);
            self.receipts[receipt].applied += amount;
        }
    }
    fn try_to(&mut self, deed: &Deed, today: NaiveDate) -> bool {
        match deed {
            Deed::Invoice { customer, amount, date, due } => {
                let (customer, amount, date, due) = (*customer, *amount, *date, *due);
                let (paid, applied) = (0, Vec::new());
                let state = State::Open;
                self.bills.push(Bill {
                    customer,
                    amount,
                    paid,
                    state,
                    date,
                    due,
                    cancelled: None,
                    moved: None,
                    applied,
                });
                true
            }
            Deed::Pay { customer, memo, amount, date, to } => {
                let good = self.applicable(*customer, *amount, to);
                if good {
                    let (customer, memo, amount, date) = (*customer, *memo, *amount, *date);
                    self.receipts.push(Receipt { customer, memo, amount, applied: 0, date, voided: None });
                    self.apply(self.receipts.len() - 1, date, to);
                }
                good
            }
            Deed::Apply { payment, on, to } => {
                let row = &self.receipts[*payment];
                let open = row.voided.is_none() && *on >= row.date && !to.is_empty();
                let good = open && self.applicable(row.customer, row.amount - row.applied, to);
                if good {
                    self.apply(*payment, *on, to);
                }
                good
            }
            Deed::Void { payment } => self.void(*payment, today),
            Deed::Cancel { receivable } => {
                let row = &mut self.bills[*receivable];
                let good = row.state != State::Cancelled && row.paid == 0;
                if good {
                    row.state = rules::settled(State::Cancelled, row.amount, row.paid);
                    row.cancelled = Some(today.max(row.date));
                }
                good
            }
            Deed::Correct { receivable, amount } => {
                let row = &mut self.bills[*receivable];
                let good = row.state != State::Cancelled && *amount >= row.paid;
                if good {
                    row.amount = *amount;
                    row.state = rules::settled(row.state, row.amount, row.paid);
                }
                good
            }
        }
    }
    fn void(&mut self, payment: usize, today: NaiveDate) -> bool {
        if self.receipts[payment].voided.is_some() {
            return false;
        }
        let live = |a: &&(usize, i64, NaiveDate, Option<NaiveDate>)| a.0 == payment && a.3.is_none();
        let days = self.bills.iter().flat_map(|bill| bill.applied.iter().filter(live).map(|a| a.2));
        let day = days.fold(today.max(self.receipts[payment].date), Ord::max);
        for bill in 0..self.bills.len() {
            let own: i64 = self.bills[bill].applied.iter().filter(live).map(|a| a.1).sum();
            if own > 0 {
                self.bills[bill].applied.iter_mut().filter(|a| a.0 == payment).for_each(|a| a.3 = Some(day));
                self.settle(bill, -own, day);
            }
        }
        (self.receipts[payment].voided, self.receipts[payment].applied) = (Some(day), 0);
        true
    }

    /// What a report says of a customer on a day: outstanding, unapplied, buckets.
    fn aged(&self, customer: usize, day: NaiveDate, limits: &[i32]) -> (i64, i64, Vec<i64>) {
        let cutoffs = rules::cutoffs(day, limits);
        let mut buckets = vec![0; limits.len() + 2];
        let mut applied = 0;
        let bills = self.bills.iter().filter(|bill| bill.customer == customer);
        for bill in bills.filter(|bill| rules::counts(day, bill.date, bill.cancelled)) {
            let own = rules::applied_on(day, bill.amount, bill.applied.iter().map(|a| (a.1, a.2, a.3)));
            // What the short way of the reports takes for granted.
            assert!(bill.moved.is_some_and(|moved| moved > day) || own == bill.paid);
            buckets[rules::bucket(bill.due, &cutoffs)] += bill.amount - own;
            applied += own;
        }
        let receipts = self.receipts.iter().filter(|row| row.customer == customer);
        let received: i64 =
            receipts.filter(|row| rules::counts(day, row.date, row.voided)).map(|row| row.amount).sum();
        (buckets.iter().sum(), received - applied, buckets)
    }

    /// The lines of a customer's statement: their day and the balance after each, from `opening`.
    fn lines(&self, customer: usize, (from, to): (NaiveDate, NaiveDate), opening: i64) -> (usize, i64) {
        let bills = self.bills.iter().filter(|bill| bill.customer == customer);
        let billed = bills.flat_map(|bill| rules::billed(bill.amount, bill.date, bill.cancelled, &()));
        let receipts = self.receipts.iter().filter(|row| row.customer == customer);
        let received = receipts.flat_map(|row| {
            let kind = if row.memo { LineKind::CreditMemo } else { LineKind::Payment };
            rules::received(kind, row.amount, row.date, row.voided, &())
        });
        let moves = billed.chain(received).filter(|line| (from..=to).contains(&line.date)).collect();
        let (lines, closing) = rules::running(opening, moves);
        let sum: i64 = lines.iter().map(|(line, _)| line.cents).sum();
        assert_eq!(opening + sum, closing);
        assert!(lines.windows(2).all(|pair| pair[0].0.date <= pair[1].0.date));
        assert!(lines.last().is_none_or(|(_, balance)| *balance == closing));
        (lines.len(), closing)
    }
}

const LEDGERS: u64 = 100_000;
const LIMITS: [&[i32]; 3] = [&[30, 60, 90], &[7], &[1, 15, 45, 180]];

#[test]
fn of_100_000_random_ledgers_not_one_is_a_cent_off() {
    let first: NaiveDate = "2026-01-15".parse().expect("a date");
    let (mut done, mut refused, mut lines, mut owed) = (0_u64, 0_u64, 0, 0_u64);
    for seed in 0..LEDGERS {
        let mut chance = Chance(seed);
        let (mut oracle, mut books, mut today) = (Oracle::default(), Books::default(), first);
        for _ in 0..chance.within(3, 16) {
            today += TimeDelta::days(chance.within(0, 20));
            let deed = any_deed(&mut chance, &oracle, 2, today);
            let (wanted, got) = (oracle.try_to(&deed, today), books.try_to(&deed, today));
            assert_eq!(wanted, got, "ledger {seed}: {deed:?}");
            *(if got { &mut done } else { &mut refused }) += 1;
        }
        for _ in 0..3 {
            let day = oracle.any_day(&mut chance, today);
            let limits = LIMITS[chance.index(LIMITS.len())];
            let customer = chance.index(2);
            let want = oracle.standing(customer, day, limits);
            let (outstanding, unapplied, buckets) = books.aged(customer, day, limits);
            let got = (outstanding, unapplied, outstanding - unapplied, &buckets);
            assert_eq!(
                got,
                (want.outstanding, want.unapplied, want.balance, &want.buckets),
                "ledger {seed} on {day}"
            );
            assert!(buckets.iter().all(|cents| *cents >= 0) && unapplied >= 0, "ledger {seed} on {day}");
            owed += u64::from(outstanding > 0);
            let from = day - TimeDelta::days(chance.within(0, 90));
            let opening = oracle.standing(customer, from - TimeDelta::days(1), limits).balance;
            let (count, closing) = books.lines(customer, (from, day), opening);
            assert_eq!(closing, want.balance, "ledger {seed}: statement from {from} to {day}");
            lines += count;
        }
    }
    // Otherwise it would hold of ledgers in which nothing happens.
    assert!(
        done > LEDGERS * 4 && refused > LEDGERS && lines > 100_000 && owed > LEDGERS / 2,
        "{done} {refused} {lines} {owed}"
    );
}
