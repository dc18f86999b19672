//! Ageing and statements: what is asked, and what is answered.
use chrono::NaiveDate;
use paperclip::actix::Apiv2Schema;
use projectmeats_core::{
    Money, choices,
    ids::{CustomerId, PaymentId, ReceivableId},
};
use serde::Serialize;

/// What an ageing is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgingQuery {
    /// The day it shows.
    pub as_of: NaiveDate,
    /// One customer alone.
    pub customer: Option<CustomerId>,
    /// The last day of each bucket but the last; the company's own when left out.
    pub limits: Option<Vec<i32>>,
    /// Whether customers are shown, and not the totals alone.
    pub by_customer: bool,
    /// Which page of customers, from 1, and how long pages are.
    pub page: (i64, i64),
}

/// What is owed by one customer, or by all.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Apiv2Schema)]
pub struct AgingTotals {
    /// What is owed, by how late it is; they sum to `outstanding_amount`.
    pub buckets: Vec<AgingBucket>,
    /// What is owed in all.
    pub outstanding_amount: Money,
    /// Payments and credits that are not applied to anything.
    pub unapplied_amount: Money,
    /// What is owed less what is not applied: the closing balance of a statement to the same day.
    pub balance: Money,
}

/// What is owed and so many days late.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Apiv2Schema)]
pub struct AgingBucket {
    /// `not_yet_due`, `1-30`, `31-60`, `over_90`.
    pub name: String,
    /// How much.
    pub amount: Money,
}

/// One customer of an ageing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Apiv2Schema)]
pub struct AgingRow {
    /// Who.
    pub customer: CustomerId,
    /// What they are called.
    pub customer_name: Option<String>,
    /// What they owe.
    #[serde(flatten)]
    pub totals: AgingTotals,
}

/// What is owed on a day, by how late it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Apiv2Schema)]
pub struct Aging {
    /// The day it shows.
    pub as_of: NaiveDate,
    /// What all the customers that were asked for owe, on whatever page.
    pub totals: AgingTotals,
    /// How many customers owe something or have something unapplied.
    pub count: i64,
    /// Where the next page is; null on the last.
    pub next: Option<String>,
    /// Where the previous page is; null on the first.
    pub previous: Option<String>,
    /// The customers of this page, by name.
    pub results: Vec<AgingRow>,
}

choices! {
    /// What a line of a statement is.
    pub enum LineKind {
        Invoice = "invoice", Payment = "payment", CreditMemo = "credit_memo", Void = "void", Cancellation = "cancellation",
    }
}

/// What a statement is asked: whose, and of which days, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatementQuery {
    /// Whose.
    pub customer: CustomerId,
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
}

/// One line of a statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Apiv2Schema)]
pub struct StatementLine {
    /// The day.
    pub date: NaiveDate,
    /// What happened.
    pub kind: LineKind,
    /// The number of the invoice, or of the payment's check, wire or memo.
    pub reference: String,
    /// The receivable it is about; null when it is about a payment.
    pub receivable: Option<ReceivableId>,
    /// The payment it is about; null when it is about a receivable.
    pub payment: Option<PaymentId>,
    /// What the balance went up by; below nothing when it went down.
    pub amount: Money,
    /// The balance after it.
    pub balance: Money,
}

/// What a customer owed, was billed and paid over some days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Apiv2Schema)]
pub struct Statement {
    /// Whose.
    pub customer: CustomerId,
    /// What they are called.
    pub customer_name: String,
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// The balance before the first day: what was billed less what came in.
    pub opening_balance: Money,
    /// What happened, by day.
    pub lines: Vec<StatementLine>,
    /// The balance at the end of the last day: the opening balance and all lines.
    pub closing_balance: Money,
}
