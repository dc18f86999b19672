//! What is true of receivables and payments whatever keeps them: pure functions over whole cents and days.
use crate::models::{LineKind, ReceivableState as State, ReceivableStatus as Status};
use chrono::{Datelike, NaiveDate, TimeDelta};
use projectmeats_core::{Error, FieldErrors, Money, Result, ids::ReceivableId};

/// The largest amount, in cents: sums of millions of them fit 64 bits.
pub const MOST: i64 = 1_000_000_000_000;
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2999;

/// An amount in cents.
pub fn cents(amount: Money) -> i64 {
    amount.units().unwrap_or(i64::MAX)
}

/// What a client reads: kept states as they are, an open one by the date.
pub fn status(state: State, due: NaiveDate, today: NaiveDate) -> Status {
    match state {
        State::Open if due < today => Status::Overdue,
        State::Open => Status::Pending,
        State::Paid => Status::Paid,
        State::Disputed => Status::Disputed,
        State::Cancelled => Status::Cancelled,
    }
}

/// What is still owed, in cents: nothing once cancelled.
pub fn outstanding(state: State, amount: i64, applied: i64) -> i64 {
    match state {
        State::Cancelled => 0,
        State::Open | State::Paid | State::Disputed => amount - applied,
    }
}

/// The state after a change of what is owed or applied: open turns to paid and back, disputed and cancelled are kept.
pub fn settled(state: State, amount: i64, applied: i64) -> State {
    match state {
        State::Open | State::Paid if amount == applied => State::Paid,
        State::Open | State::Paid => State::Open,
        State::Disputed => State::Disputed,
        State::Cancelled => State::Cancelled,
    }
}

/// What is said to a client who writes `paid`.
pub const PAID_BY_PAYMENTS: &str = "A receivable is paid by its payments. Record one at \
    /api/v1/accounts-receivables/{id}/payments/; the status follows by itself.";

/// The state that a status written by a client means. `outstanding` is what would be owed if the state were open, in cents.
///
/// # Errors
/// On `status`: `paid` while something is outstanding.
pub fn written(status: Status, outstanding: i64) -> Result<State> {
    match status {
        Status::Pending | Status::Overdue => Ok(State::Open),
        Status::Disputed => Ok(State::Disputed),
        Status::Cancelled => Ok(State::Cancelled),
        Status::Paid if outstanding == 0 => Ok(State::Paid),
        Status::Paid => Err(Error::invalid("status", PAID_BY_PAYMENTS)),
    }
}

/// Whether a date is one people write on invoices.
///
/// # Errors
/// On `field`.
pub fn plausible(field: &str, date: NaiveDate) -> Result<()> {
    if YEARS.contains(&date.year()) {
        return Ok(());
    }
    Err(Error::invalid(field, format!("Enter a date of the years {} to {}.", YEARS.start(), YEARS.end())))
}

/// Whether something has happened by now; a day of grace, because somewhere it is tomorrow already.
///
/// # Errors
/// On `field`.
pub fn past(field: &str, date: NaiveDate, today: NaiveDate) -> Result<()> {
    plausible(field, date)?;
    if date > today + TimeDelta::days(1) {
        return Err(Error::invalid(field, "This date is in the future."));
    }
    Ok(())
}

/// An amount that is more than nothing and not beyond [`MOST`].
///
/// # Errors
/// On `field`.
pub fn positive(field: &str, amount: Money) -> Result<i64> {
    match cents(amount) {
        ..=0 => Err(Error::invalid(field, "Ensure this value is greater than 0.")),
        cents if cents >= MOST => {
            Err(Error::invalid(field, "Ensure that there are no more than 12 digits in total."))
        }
        cents => Ok(cents),
    }
}

/// What somebody wants applied to a receivable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// To which.
    pub receivable: ReceivableId,
    /// How much, in cents.
    pub amount: i64,
    /// The receivable's invoice number and what is outstanding, in cents; or why nothing can be applied to it.
    pub owed: std::result::Result<(String, i64), String>,
}

/// Whether all that is wanted can be applied out of `left` cents: each to another receivable, none beyond what is outstanding, and
/// together not beyond what is left.
///
/// # Errors
/// On `allocations.<n>.receivable` or `allocations.<n>.amount`, with the figure.
pub fn applicable(left: i64, wanted: &[Wanted]) -> Result<()> {
    let mut errors = FieldErrors::default();
    let mut left = left;
    for (i, Wanted { receivable, amount, owed }) in wanted.iter().enumerate() {
        let at = |field: &str| format!("allocations.{i}.{field}");
        let (number, outstanding) = match owed {
            Ok(owed) => owed,
            Err(why) => {
                errors.add(at("receivable"), why);
                continue;
            }
        };
        if wanted[..i].iter().any(|other| other.receivable == *receivable) {
            errors.add(at("receivable"), "This receivable appears twice.");
        } else if *amount <= 0 {
            errors.add(at("amount"), "Ensure this value is greater than 0.");
        } else if amount > outstanding {
            errors.add(
                at("amount"),
                format!("Only {} is outstanding on {number}.", Money::from_units(*outstanding)),
            );
        } else if *amount > left {
            errors.add(
                at("amount"),
                format!("Only {} of the payment is left to apply.", Money::from_units(left)),
            );
        } else {
            left -= amount;
        }
    }
    errors.into_result()
}

/// Whether what began on a day and may have ended on another counts on `on`. It counts on its first day and not on its last.
pub fn counts(on: NaiveDate, from: NaiveDate, until: Option<NaiveDate>) -> bool {
    from <= on && until.is_none_or(|until| until > on)
}

/// What is applied to a receivable on a day, in cents: `applied` holds amounts with their first and last days. Never more than the
/// amount: where books were corrected later (a payment was void, another dated back), the rest counts as unapplied on that day.
pub fn applied_on(
    on: NaiveDate,
    amount: i64,
    applied: impl IntoIterator<Item = (i64, NaiveDate, Option<NaiveDate>)>,
) -> i64 {
    let counted = applied.into_iter().filter(|(_, from, until)| counts(on, *from, *until));
    counted.map(|(amount, ..)| amount).sum::<i64>().min(amount)
}

/// The later of two days, of which the first may be missing.
pub fn later(known: Option<NaiveDate>, day: NaiveDate) -> NaiveDate {
    known.map_or(day, |known| known.max(day))
}

/// The first day that is not yet so late as each limit: what is due before is in a later bucket. `limits` are days, rising.
pub fn cutoffs(as_of: NaiveDate, limits: &[i32]) -> Vec<NaiveDate> {
    let before = |days: i32| as_of.checked_sub_signed(TimeDelta::days(days.into())).unwrap_or(NaiveDate::MIN);
    std::iter::once(0).chain(limits.iter().copied()).map(before).collect()
}

/// The bucket of a due date: 0 is not yet due, then one for each limit, then the rest.
pub fn bucket(due: NaiveDate, cutoffs: &[NaiveDate]) -> usize {
    cutoffs.iter().position(|cutoff| due >= *cutoff).unwrap_or(cutoffs.len())
}

/// `not_yet_due`, `1-30`, `31-60`, `61-90`, `over_90`.
pub fn bucket_names(limits: &[i32]) -> Vec<String> {
    let mut names = vec!["not_yet_due".to_owned()];
    let mut from = 1;
    for limit in limits {
        names.push(if from == *limit { limit.to_string() } else { format!("{from}-{limit}") });
        from = limit + 1;
    }
    names.push(format!("over_{}", from - 1));
    names
}

/// Reads the limits of buckets: `30,60,90`.
///
/// # Errors
/// On `buckets`.
pub fn limits(text: &str) -> Result<Vec<i32>> {
    let days: Option<Vec<i32>> = text.split(',').map(|day| day.trim().parse().ok()).collect();
    let good = |days: &Vec<i32>| {
        days.len() <= 10
            && days.iter().all(|day| (1..=3650).contains(day))
            && days.windows(2).all(|p| p[0] < p[1])
    };
    days.filter(good).ok_or_else(|| {
        Error::invalid(
            "buckets",
            "Enter 1 to 10 numbers of days, each larger than the one before it: 30,60,90.",
        )
    })
}

/// Something that moves a customer's balance: what it is, when, and by how many cents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move<T> {
    /// The day.
    pub date: NaiveDate,
    /// What happened.
    pub kind: LineKind,
    /// Up, or below nothing, down.
    pub cents: i64,
    /// What it is about.
    pub about: T,
}

/// The moves of an invoice within some days: up on its date, down again when it was cancelled.
pub fn billed<T: Clone>(
    amount: i64,
    from: NaiveDate,
    cancelled: Option<NaiveDate>,
    about: &T,
) -> Vec<Move<T>> {
    let about = || about.clone();
    let mut moves = vec![Move { date: from, kind: LineKind::Invoice, cents: amount, about: about() }];
    let end = |date| Move { date, kind: LineKind::Cancellation, cents: -amount, about: about() };
    moves.extend(cancelled.map(end));
    moves
}

/// The moves of a payment or memo: down on its date, up again when it was voided.
pub fn received<T: Clone>(
    kind: LineKind,
    amount: i64,
    from: NaiveDate,
    voided: Option<NaiveDate>,
    about: &T,
) -> Vec<Move<T>> {
    let about = || about.clone();
    let mut moves = vec![Move { date: from, kind, cents: -amount, about: about() }];
    moves.extend(voided.map(|date| Move { date, kind: LineKind::Void, cents: amount, about: about() }));
    moves
}

/// The moves of some days in their order, each with the balance after it, and the balance at the end. Of one day invoices stand
/// first, then what was paid, then what was taken back.
pub fn running<T>(opening: i64, mut moves: Vec<Move<T>>) -> (Vec<(Move<T>, i64)>, i64) {
    moves.sort_by_key(|line| (line.date, line.kind));
    let mut balance = opening;
    let lines = moves.into_iter().map(|line| {
        balance += line.cents;
        (line, balance)
    });
    (lines.collect(), balance)
}

/// Why a customer may not order so much more, in cents; `None` within the limit.
pub fn over_limit(name: &str, limit: i64, owed: i64, orders: i64) -> Option<String> {
    let total = owed.saturating_add(orders);
    let text = |cents: i64| Money::from_units(cents);
    (total > limit).then(|| {
        format!(
            "{name} owes {} and has {} on open orders, {} together; the credit limit is {}.",
            text(owed),
            text(orders),
            text(total),
            text(limit)
        )
    })
}
