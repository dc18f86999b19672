//! How the insurance of carriers stands: always reckoned from the day it is asked, never kept.
use super::InsuranceStatus;
use crate::schema::carriers_carrier;
use chrono::NaiveDate;
use diesel::prelude::*;
use paperclip::actix::Apiv2Schema;
use projectmeats_core::{Ctx, ids::CarrierId};
use projectmeats_trade::Status;
use serde::Serialize;

/// The day it is, in UTC.
pub fn today(ctx: &Ctx) -> NaiveDate {
    ctx.now.datetime().date_naive()
}

impl InsuranceStatus {
    /// How a policy that holds through `expiry` stands on a day.
    pub fn on(day: NaiveDate, expiry: Option<NaiveDate>) -> Self {
        match expiry {
            None => Self::Missing,
            Some(expiry) if expiry < day => Self::Lapsed,
            Some(_) => Self::Valid,
        }
    }
}

#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = carriers_carrier)]
pub(crate) struct Insurance {
    id: CarrierId,
    name: String,
    code: String,
    status: Status,
    insurance_provider: String,
    insurance_policy_number: String,
    insurance_expiry: Option<NaiveDate>,
}

/// A carrier whose insurance is to be looked after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Apiv2Schema)]
pub struct InsuredCarrier {
    /// The carrier.
    pub id: CarrierId,
    /// Its name.
    pub name: String,
    /// The company's own code for it.
    pub code: String,
    /// Whether the company works with it.
    pub status: Status,
    /// Who insures it.
    pub insurance_provider: String,
    /// The number of the policy.
    pub insurance_policy_number: String,
    /// The last day the policy holds; null when unknown.
    pub insurance_expiry: Option<NaiveDate>,
    /// How it stands today.
    pub insurance_status: InsuranceStatus,
    /// Days from today to the last day the policy holds; negative once it has lapsed, null when unknown.
    pub days_left: Option<i64>,
}

impl InsuredCarrier {
    pub(crate) fn on(day: NaiveDate, row: Insurance) -> Self {
        let Insurance {
            id,
            name,
            code,
            status,
            insurance_provider,
            insurance_policy_number,
            insurance_expiry,
        } = row;
        let days_left = insurance_expiry.map(|expiry| (expiry - day).num_days());
        let insurance_status = InsuranceStatus::on(day, insurance_expiry);
        Self {
            id,
            name,
            code,
            status,
            insurance_provider,
            insurance_policy_number,
            insurance_expiry,
            insurance_status,
            days_left,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_holds_through_its_last_day() {
        let day = |d: u32| NaiveDate::from_ymd_opt(2026, 11, d).expect("a day");
        assert_eq!(InsuranceStatus::on(day(2), Some(day(1))), InsuranceStatus::Lapsed);
        assert_eq!(InsuranceStatus::on(day(2), Some(day(2))), InsuranceStatus::Valid);
        assert_eq!(InsuranceStatus::on(day(2), Some(day(3))), InsuranceStatus::Valid);
        assert_eq!(InsuranceStatus::on(day(2), None), InsuranceStatus::Missing);
    }
}
