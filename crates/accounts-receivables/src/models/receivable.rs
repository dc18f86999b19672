//! A receivable as clients write it, and as they read it.
use crate::{rules, schema::accounts_receivables_accountsreceivable as receivables};
use chrono::NaiveDate;
use diesel::prelude::*;
use paperclip::actix::Apiv2Schema;
use projectmeats_core::{
    Money, Timestamp, Timestamped, Versioned, choices,
    ids::{CustomerId, OrderId, ReceivableId, UserId},
};
use projectmeats_db::{Label, label};
use projectmeats_trade::CreditTerms;
use serde::{Deserialize, Serialize};
use validator::Validate;

choices! {
    /// What clients read and write: reckoned from the state, what is outstanding and the date.
    pub enum ReceivableStatus {
        Pending = "pending", Paid = "paid", Overdue = "overdue", Disputed = "disputed", Cancelled = "cancelled",
    }
}

choices! {
    /// The status apart from the date. An open one is pending until it is due and overdue after; it is paid when nothing is
    /// outstanding. Disputed and cancelled are kept whatever is paid.
    pub enum ReceivableState { Open = "open", Paid = "paid", Disputed = "disputed", Cancelled = "cancelled" }
}

/// The fields of a receivable that clients write.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Validate, Apiv2Schema)]
#[serde(default)]
pub struct ReceivableIn {
    /// The invoice's number, unique in the company; the next of its series when left out.
    #[validate(length(max = 100))]
    pub invoice_number: String,
    /// Who owes.
    pub customer: Option<CustomerId>,
    /// The order it bills; null for none.
    pub purchase_order: Option<OrderId>,
    /// What is owed in all, tax included; more than nothing when sent, nothing when left out.
    pub amount: Option<Money>,
    /// How much of the amount is tax.
    pub tax: Money,
    /// The day of the invoice; today when left out.
    pub invoice_date: Option<NaiveDate>,
    /// The last day it can be paid without being overdue; what the terms give when left out.
    pub due_date: Option<NaiveDate>,
    /// When it is to be settled. They give the due date where none is sent, and anew when they are changed and it is not.
    pub terms: CreditTerms,
    /// `disputed` and `cancelled` are kept; `pending` and `overdue` mean open. `paid` is refused unless nothing is outstanding:
    /// it is the payments that make it so.
    pub status: ReceivableStatus,
    /// Free text.
    #[validate(length(max = 10_000))]
    pub description: String,
}

/// A receivable as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Serialize, Apiv2Schema)]
#[diesel(table_name = receivables)]
pub struct StoredReceivable {
    /// Its number.
    pub id: ReceivableId,
    /// The invoice's number.
    pub invoice_number: String,
    /// Who owes.
    #[diesel(column_name = customer_id)]
    pub customer: CustomerId,
    /// What they are called.
    #[diesel(select_expression = label(receivables::customer_id), select_expression_type = Label<CustomerId, receivables::customer_id>)]
    pub customer_name: Option<String>,
    /// The order it bills; null for none.
    #[diesel(column_name = order_id)]
    pub purchase_order: Option<OrderId>,
    /// The order's number; null when there is none.
    #[diesel(select_expression = label(receivables::order_id), select_expression_type = Label<OrderId, receivables::order_id>)]
    pub purchase_order_number: Option<String>,
    /// What is owed in all, tax included.
    pub amount: Money,
    /// How much of the amount is tax.
    pub tax: Money,
    /// What payments and credit memos have been applied to it.
    pub paid_amount: Money,
    /// What is still owed: the amount less what is applied, nothing once cancelled.
    pub outstanding_amount: Money,
    /// The day of the invoice.
    pub invoice_date: NaiveDate,
    /// The last day it can be paid without being overdue.
    pub due_date: NaiveDate,
    /// When it is to be settled.
    pub terms: CreditTerms,
    /// Free text.
    pub description: String,
    /// The status apart from the date.
    pub state: ReceivableState,
    /// The day it was cancelled; null unless it is.
    pub cancelled_on: Option<NaiveDate>,
    /// The last day something was applied to it or taken back.
    #[serde(skip)]
    pub moved_on: Option<NaiveDate>,
    /// Who made it; null once that account is gone.
    #[diesel(column_name = created_by_id)]
    pub created_by: Option<UserId>,
    /// What they are called.
    #[diesel(select_expression = label(receivables::created_by_id), select_expression_type = Label<UserId, receivables::created_by_id>)]
    pub created_by_name: Option<String>,
    /// Goes up by one with each change: the number in its `ETag`.
    pub version: i64,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// A receivable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Apiv2Schema)]
pub struct Receivable {
    /// What is kept of it.
    #[serde(flatten)]
    pub stored: StoredReceivable,
    /// How it stands today.
    pub status: ReceivableStatus,
    /// How many days it is overdue; 0 when it is not.
    pub days_overdue: i64,
}

impl Receivable {
    /// How it stands on a day.
    pub fn on(stored: StoredReceivable, today: NaiveDate) -> Self {
        let status = rules::status(stored.state, stored.due_date, today);
        let days_overdue =
            if status == ReceivableStatus::Overdue { (today - stored.due_date).num_days() } else { 0 };
        Self { stored, status, days_overdue }
    }
    /// The input that would leave it as it is.
    pub fn input(&self) -> ReceivableIn {
        let stored = &self.stored;
        ReceivableIn {
            invoice_number: stored.invoice_number.clone(),
            customer: Some(stored.customer),
            purchase_order: stored.purchase_order,
            amount: Some(stored.amount),
            tax: stored.tax,
            invoice_date: Some(stored.invoice_date),
            due_date: Some(stored.due_date),
            terms: stored.terms,
            status: self.status,
            description: stored.description.clone(),
        }
    }
}

impl Timestamped for Receivable {
    fn created_at(&self) -> Timestamp {
        self.stored.created_at
    }
    fn updated_at(&self) -> Timestamp {
        self.stored.updated_at
    }
}
impl Versioned for Receivable {
    fn version(&self) -> i64 {
        self.stored.version
    }
}
