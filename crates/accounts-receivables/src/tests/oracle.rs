//! A ledger of plain whole numbers, kept apart from the rules and from the database: it writes down what happened with its day, and
//! to know how things stood it reads everything from the beginning.
use chrono::{NaiveDate, TimeDelta};

/// Numbers that look like chance and are the same each time (splitmix64).
pub(super) struct Chance(pub(super) u64);

impl Chance {
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
    /// From `low` to `high`, both included.
    pub(super) fn within(&mut self, low: i64, high: i64) -> i64 {
        let span = u64::try_from(high - low + 1).expect("low is not above high");
        low + i64::try_from(self.next() % span).expect("small")
    }
    pub(super) fn index(&mut self, length: usize) -> usize {
        usize::try_from(self.within(0, i64::try_from(length).expect("small") - 1)).expect("not negative")
    }
}

/// Something somebody does, or tries to. Receivables and payments are named by their place among those that were made.
#[derive(Debug, Clone)]
pub(super) enum Deed {
    Invoice {
        customer: usize,
        amount: i64,
        date: NaiveDate,
        due: NaiveDate,
    },
    Pay {
        customer: usize,
        memo: bool,
        amount: i64,
        date: NaiveDate,
        to: Vec<(usize, i64)>,
    },
    Apply {
        payment: usize,
        on: NaiveDate,
        to: Vec<(usize, i64)>,
    },
    Void {
        payment: usize,
    },
    Cancel {
        receivable: usize,
    },
    /// An invoice was written wrong.
    Correct {
        receivable: usize,
        amount: i64,
    },
}

/// What happened, on which day.
#[derive(Debug, Clone, Copy)]
enum Event {
    Billed(usize),
    Cancelled(usize),
    Received(usize),
    Voided(usize),
    Applied(usize, i64),
}

#[derive(Debug, Default)]
pub(super) struct Oracle {
    events: Vec<(NaiveDate, Event)>,
    /// Whose, how much, due when.
    pub(super) invoices: Vec<(usize, i64, NaiveDate)>,
    /// Whose and how much.
    pub(super) payments: Vec<(usize, i64)>,
    /// Of which payment to which invoice how much from when, and whether it still holds.
    applied: Vec<(usize, usize, i64, NaiveDate, bool)>,
    dates: Vec<NaiveDate>,
    came: Vec<NaiveDate>,
    dead: Vec<bool>,
    void: Vec<bool>,
}

/// How a customer stands on a day, in cents.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Standing {
    pub(super) outstanding: i64,
    pub(super) unapplied: i64,
    pub(super) balance: i64,
    pub(super) buckets: Vec<i64>,
}

impl Oracle {
    fn owed(&self, invoice: usize) -> i64 {
        let paid: i64 = self.applied.iter().filter(|a| a.1 == invoice && a.4).map(|a| a.2).sum();
        if self.dead[invoice] { 0 } else { self.invoices[invoice].1 - paid }
    }
    fn left(&self, payment: usize) -> i64 {
        let used: i64 = self.applied.iter().filter(|a| a.0 == payment && a.4).map(|a| a.2).sum();
        self.payments[payment].1 - used
    }
    fn can_apply(&self, customer: usize, mut left: i64, to: &[(usize, i64)]) -> bool {
        to.iter().enumerate().all(|(i, (invoice, amount))| {
            let twice = to[..i].iter().any(|(other, _)| other == invoice);
            let good = !twice
                && self.invoices[*invoice].0 == customer
                && *amount > 0
                && *amount <= self.owed(*invoice)
                && *amount <= left;
            left -= amount;
            good
        })
    }
    fn apply(&mut self, payment: usize, on: NaiveDate, to: &[(usize, i64)]) {
        for (invoice, amount) in to {
            self.applied.push((payment, *invoice, *amount, on, true));
            self.events.push((on, Event::Applied(*invoice, *amount)));
        }
    }

    /// Whether the deed can be done, and does it.
    pub(super) fn try_to(&mut self, deed: &Deed, today: NaiveDate) -> bool {
        match deed {
            Deed::Invoice { customer, amount, date, due } => {
                self.events.push((*date, Event::Billed(self.invoices.len())));
                self.invoices.push((*customer, *amount, *due));
                self.dates.push(*date);
                self.dead.push(false);
                true
            }
            Deed::Pay { customer, amount, date, to, .. } => {
                if !self.can_apply(*customer, *amount, to) {
                    return false;
                }
                let payment = self.payments.len();
                self.payments.push((*customer, *amount));
                self.came.push(*date);
                self.void.push(false);
                self.events.push((*date, Event::Received(payment)));
                self.apply(payment, *date, to);
                true
            }
            Deed::Apply { payment, on, to } => {
                let customer = self.payments[*payment].0;
                let good = !self.void[*payment]
                    && *on >= self.came[*payment]
                    && !to.is_empty()
                    && self.can_apply(customer, self.left(*payment), to);
                if good {
                    self.apply(*payment, *on, to);
                }
                good
            }
            Deed::Void { payment } => self.take_back(*payment, today),
            Deed::Cancel { receivable } => {
                let good = !self.dead[*receivable] && self.owed(*receivable) == self.invoices[*receivable].1;
                if good {
                    self.dead[*receivable] = true;
                    let day = today.max(self.dates[*receivable]);
                    self.events.push((day, Event::Cancelled(*receivable)));
                }
                good
            }
            Deed::Correct { receivable, amount } => {
                let paid = self.invoices[*receivable].1 - self.owed(*receivable);
                let good = !self.dead[*receivable] && *amount >= paid;
                if good {
                    self.invoices[*receivable].1 = *amount;
                }
                good
            }
        }
    }

    fn take_back(&mut self, payment: usize, today: NaiveDate) -> bool {
        if self.void[payment] {
            return false;
        }
        self.void[payment] = true;
        let mine: Vec<_> =
            (0..self.applied.len()).filter(|i| self.applied[*i].0 == payment && self.applied[*i].4).collect();
        let day = mine.iter().map(|i| self.applied[*i].3).fold(today.max(self.came[payment]), Ord::max);
        self.events.push((day, Event::Voided(payment)));
        for i in mine {
            self.applied[i].4 = false;
            self.events.push((day, Event::Applied(self.applied[i].1, -self.applied[i].2)));
        }
        true
    }

    /// A day to look at the ledger: any around today, or one on which something happened, where mistakes of one day show.
    pub(super) fn any_day(&self, chance: &mut Chance, today: NaiveDate) -> NaiveDate {
        if self.events.is_empty() || chance.within(0, 2) == 0 {
            return today + TimeDelta::days(chance.within(-200, 40));
        }
        self.events[chance.index(self.events.len())].0 - TimeDelta::days(chance.within(0, 3) / 3)
    }

    /// How a customer stood at the end of a day: everything until then, from the beginning.
    pub(super) fn standing(&self, customer: usize, day: NaiveDate, limits: &[i32]) -> Standing {
        let (mut billed, mut applied) = (vec![0; self.invoices.len()], vec![0; self.invoices.len()]);
        let mut received = 0;
        for (_, event) in self.events.iter().filter(|(date, _)| *date <= day) {
            match *event {
                Event::Billed(i) => billed[i] += self.invoices[i].1,
                Event::Cancelled(i) => billed[i] -= self.invoices[i].1,
                Event::Received(p) if self.payments[p].0 == customer => received += self.payments[p].1,
                Event::Voided(p) if self.payments[p].0 == customer => received -= self.payments[p].1,
                Event::Received(_) | Event::Voided(_) => {}
                Event::Applied(i, amount) => applied[i] += amount,
            }
        }
        let mut standing = Standing { buckets: vec![0; limits.len() + 2], ..Standing::default() };
        let mut total = 0;
        for (i, (whose, _, due)) in
            self.invoices.iter().enumerate().filter(|(_, invoice)| invoice.0 == customer)
        {
            assert_eq!(*whose, customer);
            let open = (billed[i] - applied[i]).max(0);
            total += billed[i];
            standing.outstanding += open;
            let late = (day - *due).num_days();
            let place =
                if late <= 0 { 0 } else { 1 + limits.iter().filter(|l| late > i64::from(**l)).count() };
            standing.buckets[place] += open;
        }
        standing.balance = total - received;
        standing.unapplied = standing.outstanding - standing.balance;
        standing
    }
}

/// A deed that may or may not be possible, about what there is.
pub(super) fn any_deed(chance: &mut Chance, oracle: &Oracle, customers: usize, today: NaiveDate) -> Deed {
    let back = |chance: &mut Chance, days: i64| today - TimeDelta::days(chance.within(0, days));
    let (invoices, payments) = (oracle.invoices.len(), oracle.payments.len());
    match chance.within(0, 11) {
        4..=6 if invoices > 0 => {
            let first = chance.index(invoices);
            let customer =
                if chance.within(0, 9) == 0 { chance.index(customers) } else { oracle.invoices[first].0 };
            let to = targets(chance, oracle, first);
            let wanted: i64 = to.iter().map(|(_, amount)| amount).sum();
            let amount = (wanted + chance.within(-50, 5_000)).max(1);
            let amount = if chance.within(0, 2) == 0 { wanted.max(1) } else { amount };
            Deed::Pay { customer, memo: chance.within(0, 4) == 0, amount, date: back(chance, 60), to }
        }
        7 | 8 if payments > 0 && invoices > 0 => {
            let first = chance.index(invoices);
            let to = targets(chance, oracle, first);
            Deed::Apply { payment: chance.index(payments), on: back(chance, 30), to }
        }
        9 if payments > 0 => Deed::Void { payment: chance.index(payments) },
        10 if invoices > 0 => Deed::Cancel { receivable: chance.index(invoices) },
        11 if invoices > 0 => {
            let receivable = chance.index(invoices);
            Deed::Correct { receivable, amount: chance.within(1, 20_000) }
        }
        _ => {
            let date = today - TimeDelta::days(chance.within(-10, 120));
            let due = date + TimeDelta::days(chance.within(-5, 60));
            Deed::Invoice { customer: chance.index(customers), amount: chance.within(1, 20_000), date, due }
        }
    }
}

/// One to three invoices, most of them of one customer, and amounts around what they are owed.
fn targets(chance: &mut Chance, oracle: &Oracle, first: usize) -> Vec<(usize, i64)> {
    let customer = oracle.invoices[first].0;
    let count = chance.within(1, 3);
    let mut to: Vec<(usize, i64)> = Vec::new();
    for _ in 0..count {
        let invoice = if to.is_empty() { first } else { chance.index(oracle.invoices.len()) };
        let strange = oracle.invoices[invoice].0 != customer || to.iter().any(|(known, _)| *known == invoice);
        if strange && chance.within(0, 9) > 0 {
            continue;
        }
        let owed = oracle.owed(invoice);
        let amount = if chance.within(0, 1) == 0 { owed } else { chance.within(0, owed.max(1) + owed / 10) };
        to.push((invoice, amount));
    }
    to
}
