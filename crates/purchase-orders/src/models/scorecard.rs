//! How a supplier keeps its word, by the orders that went to it.
use chrono::NaiveDate;
use paperclip::actix::Apiv2Schema;
use projectmeats_core::{Money, Percent, Weight, ids::SupplierId};
use serde::Serialize;

/// Days of orders, the first and the last included; null is open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Period {
    /// The first.
    pub from: Option<NaiveDate>,
    /// The last.
    pub to: Option<NaiveDate>,
}

/// A supplier's scorecard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Apiv2Schema)]
pub struct Scorecard {
    /// The supplier.
    pub supplier: SupplierId,
    /// The first day of the orders it is about; null for all.
    pub from: Option<NaiveDate>,
    /// The last day.
    pub to: Option<NaiveDate>,
    /// How many orders there are, cancelled ones and drafts not among them.
    pub orders: i64,
    /// How many of them were delivered.
    pub delivered: i64,
    /// How many were delivered on or before the day agreed.
    pub on_time: i64,
    /// On time, in per cent of those delivered for which a day was agreed; null when there are none.
    pub on_time_percent: Option<Percent>,
    /// The weight expected of the lines that were received and weighed, in pounds.
    pub expected_weight: Weight,
    /// What they weighed, in pounds.
    pub actual_weight: Weight,
    /// How far that is from what was expected, in per cent of it; null when nothing was weighed.
    pub weight_variance_percent: Option<Percent>,
    /// How many lines were claimed for.
    pub claims: i64,
    /// What was claimed, in dollars.
    pub claim_amount: Money,
}
