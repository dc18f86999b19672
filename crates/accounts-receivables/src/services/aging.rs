//! What is owed on a day, by how late it is: one statement over the receivables, one over the payments.
//!
//! From the last day something moved on a receivable (`moved_on`) what is applied to it is what is kept beside it; only for days
//! before that are its allocations read. So an ageing of today reads one index and nothing else.
use crate::{
    models::{Aging, AgingBucket, AgingQuery, AgingRow, AgingTotals},
    rules,
};
use chrono::NaiveDate;
use diesel::{
    RunQueryDsl,
    backend::Backend,
    deserialize::{self, FromSql, QueryableByName},
    row::NamedRow,
    sql_query,
    sql_types::{BigInt, Nullable, Text},
};
use projectmeats_core::{
    Action, Ctx, Error, Money, Result,
    ids::{CustomerId, RowId},
};
use projectmeats_db::{
    Conn, Labelled, SqlMoney, SqlUuid,
    listing::{Page, Turn},
    on,
};
use projectmeats_tenants::settings;
use std::{collections::BTreeMap, fmt::Write};

/// What one customer owes: how much was billed and not cancelled, by bucket, and what of it was paid.
struct Billed {
    customer: CustomerId,
    name: Option<String>,
    owed: Vec<i64>,
    applied: i64,
}

impl<DB: Backend> QueryableByName<DB> for Billed
where
    i64: FromSql<BigInt, DB>,
    Money: FromSql<SqlMoney, DB>,
    Option<String>: FromSql<Nullable<Text>, DB>,
{
    fn build<'a>(row: &impl NamedRow<'a, DB>) -> deserialize::Result<Self> {
        let money = |column: &str| NamedRow::get::<SqlMoney, Money>(row, column).map(rules::cents);
        let buckets = NamedRow::get::<BigInt, i64>(row, "buckets")?;
        Ok(Self {
            customer: CustomerId(NamedRow::get::<BigInt, i64>(row, "customer_id")?),
            name: NamedRow::get::<Nullable<Text>, Option<String>>(row, "name")?,
            owed: (0..buckets).map(|i| money(&format!("bucket_{i}"))).collect::<deserialize::Result<_>>()?,
            applied: money("applied")?,
        })
    }
}

/// What came in from one customer.
#[derive(diesel::QueryableByName)]
struct Received {
    #[diesel(sql_type = BigInt)]
    customer_id: i64,
    #[diesel(sql_type = Nullable<Text>)]
    name: Option<String>,
    #[diesel(sql_type = SqlMoney)]
    amount: Money,
}

/// Where one customer is asked for.
const ONE: &str = " AND r.customer_id = $2";

/// The rows of a statement about the company, and about one of its customers where one is asked for.
macro_rules! load {
    ($row:ty, $ctx:expr, $conn:expr, $sql:expr, $customer:expr) => {
        on!($conn, |c| match $customer {
            None => sql_query($sql).bind::<SqlUuid, _>($ctx.tenant).load::<$row>(c),
            Some(id) =>
                sql_query($sql).bind::<SqlUuid, _>($ctx.tenant).bind::<BigInt, _>(id.get()).load::<$row>(c),
        })
    };
}

/// The sums of each customer in SQL. The days stand in the text: they are made from dates and from nothing a client wrote.
fn billed(as_of: NaiveDate, cutoffs: &[NaiveDate], one: &str) -> String {
    let mut sums = String::new();
    let mut below = String::new();
    for (i, cutoff) in cutoffs.iter().enumerate() {
        let _ = write!(
            sums,
            "SUM(CASE WHEN due_date >= '{cutoff}'{below} THEN amount - applied ELSE amount - amount END) AS bucket_{i}, "
        );
        below = format!(" AND due_date < '{cutoff}'");
    }
    let n = cutoffs.len();
    let _ = write!(
        sums,
        "SUM(CASE WHEN 1 = 1{below} THEN amount - applied ELSE amount - amount END) AS bucket_{n}, "
    );
    let (name, n) = (name(), n + 1);
    format!(
        "SELECT g.*, {name} AS name, CAST({n} AS BIGINT) AS buckets FROM (\
         SELECT customer_id, {sums}SUM(applied) AS applied FROM (\
         SELECT customer_id, due_date, amount, CASE WHEN paid > amount THEN amount ELSE paid END AS applied FROM (\
         SELECT r.customer_id, r.due_date, r.amount, CASE WHEN r.moved_on IS NULL OR r.moved_on <= '{as_of}' THEN r.paid_amount \
         ELSE COALESCE((SELECT SUM(a.amount) FROM accounts_receivables_allocation a \
         WHERE a.tenant_id = $1 AND a.receivable_id = r.id AND a.applied_on <= '{as_of}' \
         AND (a.voided_on IS NULL OR a.voided_on > '{as_of}')), 0) END AS paid \
         FROM accounts_receivables_accountsreceivable r WHERE r.tenant_id = $1{one} AND r.invoice_date <= '{as_of}' \
         AND (r.cancelled_on IS NULL OR r.cancelled_on > '{as_of}')) p) q GROUP BY customer_id) g"
    )
}

fn received(as_of: NaiveDate, one: &str) -> String {
    let name = name();
    format!(
        "SELECT g.*, {name} AS name FROM (SELECT r.customer_id, SUM(r.amount) AS amount FROM accounts_receivables_payment r \
         WHERE r.tenant_id = $1{one} AND r.payment_date <= '{as_of}' AND (r.voided_on IS NULL OR r.voided_on > '{as_of}') \
         GROUP BY r.customer_id) g"
    )
}

/// What the customer of a group is called.
fn name() -> String {
    format!("(SELECT l.{} FROM {} l WHERE l.id = g.customer_id)", CustomerId::LABEL, CustomerId::TABLE)
}

/// What customers owe on a day, past ones included, by how late it is; what came in and is not applied stands beside it.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] for a page past the end; [`Error::Invalid`] for a day beyond the calendar.
pub fn aging(ctx: &Ctx, conn: &mut Conn, asked: &AgingQuery) -> Result<Page<Aging>> {
    ctx.require(Action::Read)?;
    rules::plausible("as_of", asked.as_of)?;
    let limits = match &asked.limits {
        Some(limits) => limits.clone(),
        None => settings::of(ctx, conn)?.aging_buckets,
    };
    let all = figures(ctx, conn, asked, &limits)?;
    let names = rules::bucket_names(&limits);
    let mut sum = Figures::default();
    all.values().for_each(|figures| sum.add(figures));
    let count = i64::try_from(all.len()).unwrap_or(i64::MAX);
    let (page, size) = asked.page;
    let before = (page - 1).saturating_mul(size);
    if page < 1 || page > 1 && before >= count {
        return Err(Error::NotFound);
    }
    let mut rows: Vec<_> = if asked.by_customer { all.into_iter().collect() } else { Vec::new() };
    rows.sort_by_cached_key(|(id, figures)| {
        (figures.name.as_deref().unwrap_or_default().to_lowercase(), *id)
    });
    let at = |n: i64| usize::try_from(n).unwrap_or(usize::MAX);
    let row = |(customer, figures): (CustomerId, Figures)| AgingRow {
        customer,
        totals: figures.totals(&names),
        customer_name: figures.name,
    };
    let results = rows.into_iter().skip(at(before)).take(at(size)).map(row).collect();
    let aging =
        Aging { as_of: asked.as_of, totals: sum.totals(&names), count, next: None, previous: None, results };
    let more = asked.by_customer && before.saturating_add(size) < count;
    Ok(Page {
        count,
        results: vec![aging],
        next: more.then_some(Turn::Page(page + 1)),
        previous: (page > 1).then_some(Turn::Page(page - 1)),
    })
}

/// One customer's figures, in cents.
#[derive(Default)]
struct Figures {
    name: Option<String>,
    owed: Vec<i64>,
    applied: i64,
    received: i64,
}

impl Figures {
    fn is_nothing(&self) -> bool {
        self.owed.iter().all(|cents| *cents == 0) && self.applied == self.received
    }
    fn add(&mut self, other: &Self) {
        self.owed.resize(self.owed.len().max(other.owed.len()), 0);
        self.owed.iter_mut().zip(&other.owed).for_each(|(sum, cents)| *sum += cents);
        self.applied += other.applied;
        self.received += other.received;
    }
    fn totals(&self, names: &[String]) -> AgingTotals {
        let at = |i: usize| self.owed.get(i).copied().unwrap_or_default();
        let bucket = |(i, name): (usize, &String)| AgingBucket {
            name: name.clone(),
            amount: Money::from_units(at(i)),
        };
        let (owed, unapplied) = (self.owed.iter().sum::<i64>(), self.received - self.applied);
        AgingTotals {
            buckets: names.iter().enumerate().map(bucket).collect(),
            outstanding_amount: Money::from_units(owed),
            unapplied_amount: Money::from_units(unapplied),
            balance: Money::from_units(owed - unapplied),
        }
    }
}

fn figures(
    ctx: &Ctx,
    conn: &mut Conn,
    asked: &AgingQuery,
    limits: &[i32],
) -> Result<BTreeMap<CustomerId, Figures>> {
    let one = if asked.customer.is_some() { ONE } else { "" };
    let billed = billed(asked.as_of, &rules::cutoffs(asked.as_of, limits), one);
    let received = received(asked.as_of, one);
    let owing = load!(Billed, ctx, conn, billed, asked.customer)?;
    let paying = load!(Received, ctx, conn, received, asked.customer)?;
    let mut all: BTreeMap<CustomerId, Figures> = BTreeMap::new();
    for Billed { customer, name, owed, applied } in owing {
        all.insert(customer, Figures { name, owed, applied, received: 0 });
    }
    for Received { customer_id, name, amount } in paying {
        let figures = all.entry(CustomerId(customer_id)).or_default();
        figures.name = name;
        figures.received = rules::cents(amount);
    }
    all.retain(|_, figures| !figures.is_nothing());
    Ok(all)
}
