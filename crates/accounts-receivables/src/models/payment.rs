//! Payments and credit memos, and what of them is applied to which receivable.
use crate::schema::{
    accounts_receivables_allocation as allocations, accounts_receivables_payment as payments,
};
use chrono::NaiveDate;
use diesel::prelude::*;
use paperclip::actix::Apiv2Schema;
use projectmeats_core::{
    Money, Timestamp, Timestamped, Versioned, choices,
    ids::{CustomerId, PaymentId, ReceivableId, UserId},
};
use projectmeats_db::{Label, label};
use projectmeats_trade::{PaymentMethod, lists::any_spelling};
use serde::{Deserialize, Serialize};
use validator::Validate;

choices! {
    /// Money that came in, or a credit given without any.
    pub enum PaymentKind { Payment = "payment", CreditMemo = "credit_memo" }
}

/// A payment or credit memo as it is recorded.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Validate, Apiv2Schema)]
#[serde(default)]
pub struct PaymentIn {
    /// Whose it is.
    pub customer: Option<CustomerId>,
    /// How much in all; more than nothing.
    pub amount: Money,
    /// Money, or a credit.
    pub kind: PaymentKind,
    /// The day it came; today when left out, and never later.
    pub payment_date: Option<NaiveDate>,
    /// How it was made.
    #[serde(deserialize_with = "any_spelling")]
    pub method: PaymentMethod,
    /// The number of the check, wire or memo.
    #[validate(length(max = 100))]
    pub reference_number: String,
    /// Free text.
    #[validate(length(max = 10_000))]
    pub notes: String,
    /// What of it is applied to which receivables of the customer. The rest is kept as unapplied cash.
    #[validate(length(max = 500, message = "Apply to at most 500 receivables at once."))]
    pub allocations: Vec<AllocationIn>,
}

/// What is applied to one receivable.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Apiv2Schema)]
#[serde(default)]
pub struct AllocationIn {
    /// To which.
    pub receivable: Option<ReceivableId>,
    /// How much; more than nothing, at most what is outstanding.
    pub amount: Option<Money>,
}

/// A payment of one receivable.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Validate, Apiv2Schema)]
#[serde(default)]
pub struct ReceiptIn {
    /// How much; more than nothing, at most what is outstanding.
    pub amount: Money,
    /// The day it came; today when left out, and never later.
    pub payment_date: Option<NaiveDate>,
    /// How it was made.
    #[serde(deserialize_with = "any_spelling")]
    pub payment_method: PaymentMethod,
    /// The number of the check or wire.
    #[validate(length(max = 100))]
    pub reference_number: String,
    /// Free text.
    #[validate(length(max = 10_000))]
    pub notes: String,
}

/// How unapplied cash is applied.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Validate, Apiv2Schema)]
#[serde(default)]
pub struct Allocate {
    /// What is applied to which receivables.
    #[validate(length(
        min = 1,
        max = 500,
        message = "Apply to at least one and at most 500 receivables at once."
    ))]
    pub allocations: Vec<AllocationIn>,
    /// The day it counts from; today when left out, never before the payment and never later than today.
    pub applied_on: Option<NaiveDate>,
}

/// Why a payment is void.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Validate, Apiv2Schema)]
#[serde(default)]
pub struct VoidIn {
    /// A check that was returned, an entry made twice.
    #[validate(length(min = 1, max = 500))]
    pub reason: String,
}

/// A payment as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Serialize, Apiv2Schema)]
#[diesel(table_name = payments)]
pub struct StoredPayment {
    /// Its number.
    pub id: PaymentId,
    /// Whose it is.
    #[diesel(column_name = customer_id)]
    pub customer: CustomerId,
    /// What they are called.
    #[diesel(select_expression = label(payments::customer_id), select_expression_type = Label<CustomerId, payments::customer_id>)]
    pub customer_name: Option<String>,
    /// Money, or a credit.
    pub kind: PaymentKind,
    /// How much in all.
    pub amount: Money,
    /// How much of it is applied to receivables.
    pub applied_amount: Money,
    /// The day it came.
    pub payment_date: NaiveDate,
    /// How it was made.
    pub method: PaymentMethod,
    /// The number of the check, wire or memo.
    pub reference_number: String,
    /// Free text.
    pub notes: String,
    /// The day it was voided; null while it counts.
    pub voided_on: Option<NaiveDate>,
    /// Why it was voided.
    pub void_reason: String,
    /// Who recorded it; null once that account is gone.
    #[diesel(column_name = created_by_id)]
    pub created_by: Option<UserId>,
    /// What they are called.
    #[diesel(select_expression = label(payments::created_by_id), select_expression_type = Label<UserId, payments::created_by_id>)]
    pub created_by_name: Option<String>,
    /// Goes up by one with each change: the number in its `ETag`.
    pub version: i64,
    /// When it was recorded.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// What of a payment is applied to a receivable.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Serialize, Apiv2Schema)]
#[diesel(table_name = allocations)]
pub struct Allocation {
    /// Its number.
    pub id: i64,
    /// Of which payment.
    #[diesel(column_name = payment_id)]
    pub payment: PaymentId,
    /// To which receivable.
    #[diesel(column_name = receivable_id)]
    pub receivable: ReceivableId,
    /// The receivable's invoice number.
    #[diesel(select_expression = label(allocations::receivable_id), select_expression_type = Label<ReceivableId, allocations::receivable_id>)]
    pub invoice_number: Option<String>,
    /// How much.
    pub amount: Money,
    /// From which day it counts.
    pub applied_on: NaiveDate,
    /// From which day it counts no longer; null while it does.
    pub voided_on: Option<NaiveDate>,
}

/// A payment or credit memo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Apiv2Schema)]
pub struct Payment {
    /// What is kept of it.
    #[serde(flatten)]
    pub stored: StoredPayment,
    /// How it was made, under the name that forms of payment use.
    pub payment_method: PaymentMethod,
    /// How much of it is not applied yet; nothing once it is void.
    pub unapplied_amount: Money,
    /// What is applied to which receivables, void ones included, in the order they were made.
    pub allocations: Vec<Allocation>,
}

impl Timestamped for Payment {
    fn created_at(&self) -> Timestamp {
        self.stored.created_at
    }
    fn updated_at(&self) -> Timestamp {
        self.stored.updated_at
    }
}
impl Versioned for Payment {
    fn version(&self) -> i64 {
        self.stored.version
    }
}

/// What was applied to a receivable, beside the payment it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = allocations)]
pub struct AppliedRow {
    /// How much.
    pub amount: Money,
    /// From which day it counts.
    pub applied_on: NaiveDate,
    /// From which day it counts no longer.
    pub voided_on: Option<NaiveDate>,
}

/// What was applied to a receivable: one row of its payments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Apiv2Schema)]
pub struct Applied {
    /// The payment.
    pub id: PaymentId,
    /// How much of the payment is applied to this receivable.
    pub amount: Money,
    /// How much the payment is in all.
    pub payment_amount: Money,
    /// Money, or a credit.
    pub kind: PaymentKind,
    /// The day the payment came.
    pub payment_date: NaiveDate,
    /// How it was made.
    pub payment_method: PaymentMethod,
    /// The number of the check, wire or memo.
    pub reference_number: String,
    /// Free text.
    pub notes: String,
    /// From which day it counts.
    pub applied_on: NaiveDate,
    /// From which day it counts no longer; null while it does.
    pub voided_on: Option<NaiveDate>,
    /// Who recorded the payment; null once that account is gone.
    pub created_by: Option<UserId>,
    /// What they are called.
    pub created_by_name: Option<String>,
    /// When the payment was recorded.
    pub created_at: Timestamp,
}

impl From<(AppliedRow, StoredPayment)> for Applied {
    fn from((row, payment): (AppliedRow, StoredPayment)) -> Self {
        let AppliedRow { amount, applied_on, voided_on } = row;
        Self {
            id: payment.id,
            amount,
            payment_amount: payment.amount,
            kind: payment.kind,
            payment_date: payment.payment_date,
            payment_method: payment.method,
            reference_number: payment.reference_number,
            notes: payment.notes,
            applied_on,
            voided_on,
            created_by: payment.created_by,
            created_by_name: payment.created_by_name,
            created_at: payment.created_at,
        }
    }
}
