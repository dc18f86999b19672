//! What was paid for an order.
use super::lenient::null_is_blank;
use crate::schema::purchase_orders_payment as payments;
use chrono::NaiveDate;
use diesel::prelude::*;
use paperclip::actix::Apiv2Schema;
use projectmeats_core::{
    Money, Timestamp,
    ids::{OrderId, OrderPaymentId, UserId},
};
use projectmeats_db::{Label, label};
use projectmeats_trade::{PaymentMethod, lists::any_spelling};
use serde::{Deserialize, Serialize};
use validator::Validate;

/// The fields of a payment that clients write.
#[derive(
    Debug,
    Clone,
    PartialEq,
    Eq,
    Default,
    Queryable,
    Selectable,
    Insertable,
    Serialize,
    Deserialize,
    Validate,
    Apiv2Schema,
)]
#[diesel(table_name = payments, treat_none_as_default_value = false)]
#[serde(default)]
pub struct PaymentIn {
    /// Dollars, more than 0 and no more than what is outstanding.
    pub amount: Money,
    /// The day it was paid.
    pub payment_date: NaiveDate,
    /// How.
    #[serde(deserialize_with = "any_spelling")]
    pub payment_method: PaymentMethod,
    /// The number of the check or transfer.
    #[validate(length(max = 100))]
    #[serde(deserialize_with = "null_is_blank")]
    pub reference_number: String,
    /// Remarks.
    #[validate(length(max = 10_000))]
    #[serde(deserialize_with = "null_is_blank")]
    pub notes: String,
}

/// Why a payment is void.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, Validate, Apiv2Schema)]
#[serde(default)]
pub struct VoidIn {
    /// The reason; may be empty.
    #[validate(length(max = 1000))]
    pub reason: String,
}

/// A payment for an order. It is never deleted: a void one counts no longer.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Serialize, Apiv2Schema)]
#[diesel(table_name = payments)]
pub struct OrderPayment {
    /// Its key.
    pub id: OrderPaymentId,
    /// Its order.
    #[diesel(column_name = order_id)]
    pub purchase_order: OrderId,
    /// What clients write.
    #[diesel(embed)]
    #[serde(flatten)]
    pub fields: PaymentIn,
    /// When it was made void; null while it counts.
    pub voided_at: Option<Timestamp>,
    /// Why it was made void.
    pub void_reason: String,
    /// Who made it void.
    #[diesel(select_expression = label(payments::voided_by_id), select_expression_type = Label<UserId, payments::voided_by_id>)]
    pub voided_by_name: Option<String>,
    /// Who recorded it; null once that account is gone.
    #[diesel(column_name = created_by_id)]
    pub created_by: Option<UserId>,
    /// What they are called.
    #[diesel(select_expression = label(payments::created_by_id), select_expression_type = Label<UserId, payments::created_by_id>)]
    pub created_by_name: Option<String>,
    /// Goes up by one with each change.
    pub version: i64,
    /// When it was recorded.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
    /// When it was recorded, under the name existing clients read.
    #[diesel(column_name = created_at)]
    pub created_on: Timestamp,
}

projectmeats_core::versioned!(OrderPayment);
