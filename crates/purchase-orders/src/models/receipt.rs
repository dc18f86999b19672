//! What is said when goods arrive, and when an order takes a step.
use super::{
    OrderStatus,
    lenient::{blank_is_null, null_is_blank},
};
use chrono::NaiveDate;
use paperclip::actix::Apiv2Schema;
use projectmeats_core::{Money, Quantity, Weight, ids::ItemId};
use serde::{Deserialize, Serialize};
use validator::Validate;

/// Goods that arrived.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, Validate, Apiv2Schema)]
#[serde(default)]
pub struct Receipt {
    /// What arrived, by line.
    pub lines: Vec<ReceiptLine>,
    /// The day; today when it is left out.
    pub received_on: Option<NaiveDate>,
    /// Whether nothing more of the whole order is to come, whatever the quantities say.
    pub complete: bool,
}

/// What arrived of one line. It is added to what arrived before.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, Apiv2Schema)]
#[serde(default)]
pub struct ReceiptLine {
    /// The line.
    #[serde(deserialize_with = "blank_is_null")]
    pub item: Option<ItemId>,
    /// How many of the line's unit. Left out: one for each weight where the line counts cases, pieces or combos, and the weight
    /// where it counts pounds or kilograms.
    #[serde(deserialize_with = "blank_is_null")]
    pub quantity: Option<Quantity>,
    /// The weights, one for each case or combo, in the line's unit of weight.
    #[serde(deserialize_with = "null_is_blank")]
    pub weights: Vec<Weight>,
    /// The weight in all: the sum of the list where there is one.
    #[serde(deserialize_with = "blank_is_null")]
    pub weight: Option<Weight>,
    /// What is claimed from the supplier for the line; replaces an earlier claim.
    #[serde(deserialize_with = "blank_is_null")]
    pub claim_amount: Option<Money>,
    /// Why.
    pub claim_reason: Option<String>,
}

/// A step of an order.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, Validate, Apiv2Schema)]
#[serde(default)]
pub struct StatusIn {
    /// Where to.
    pub status: OrderStatus,
    /// Why; kept in the history.
    #[validate(length(max = 1000))]
    pub reason: String,
    /// Approve although the customer's credit does not allow it. For owners and admins, who give a reason.
    pub override_credit: bool,
}
