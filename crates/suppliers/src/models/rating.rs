//! A rating as clients write it, and as they read it.
use crate::schema::suppliers_rating;
use chrono::NaiveDate;
use diesel::prelude::*;
use paperclip::actix::Apiv2Schema;
use projectmeats_core::{
    Money, Timestamp,
    ids::{OrderId, RatingId, SupplierId, UserId},
};
use projectmeats_db::{Label, label};
use serde::{Deserialize, Serialize};
use validator::Validate;

/// The fields of a rating that clients write.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Validate, Apiv2Schema)]
#[serde(default)]
pub struct RatingIn {
    /// The day it is about; today unless said otherwise.
    pub rated_on: Option<NaiveDate>,
    /// How good the goods are, from 1 to 5.
    #[validate(range(min = 1, max = 5))]
    pub quality: i32,
    /// How well they come, from 1 to 5.
    #[validate(range(min = 1, max = 5))]
    pub delivery: i32,
    /// How well the papers are kept, from 1 to 5.
    #[validate(range(min = 1, max = 5))]
    pub paperwork: i32,
    /// Why.
    #[validate(length(max = 2000))]
    pub comment: String,
    /// The order that is rated; null when it is about the supplier as such.
    pub order: Option<OrderId>,
}

/// A dated rating of a supplier.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Serialize, Apiv2Schema)]
#[diesel(table_name = suppliers_rating)]
pub struct Rating {
    /// Its number.
    pub id: RatingId,
    /// Who is rated.
    #[diesel(column_name = supplier_id)]
    pub supplier: SupplierId,
    /// The day it is about.
    pub rated_on: NaiveDate,
    /// How good the goods are, from 1 to 5.
    pub quality: i32,
    /// How well they come, from 1 to 5.
    pub delivery: i32,
    /// How well the papers are kept, from 1 to 5.
    pub paperwork: i32,
    /// Why.
    pub comment: String,
    /// The order that is rated; null when it is about the supplier as such.
    #[diesel(column_name = order_id)]
    pub order: Option<OrderId>,
    /// Its number; null when there is none.
    #[diesel(select_expression = label(suppliers_rating::order_id), select_expression_type = Label<OrderId, suppliers_rating::order_id>)]
    pub order_number: Option<String>,
    /// Who rated; null once that account is gone.
    #[diesel(column_name = created_by_id)]
    pub created_by: Option<UserId>,
    /// What they are called.
    #[diesel(select_expression = label(suppliers_rating::created_by_id), select_expression_type = Label<UserId, suppliers_rating::created_by_id>)]
    pub created_by_name: Option<String>,
    /// When it was made.
    pub created_at: Timestamp,
}

/// Scores a rating has.
const SCORES: i64 = 3;

/// The average of ratings from how many there are and the sum of all their scores, half a hundredth rounded up; `None` of none.
pub fn average(count: i64, sum: i64) -> Option<Money> {
    let scores = count.checked_mul(SCORES).filter(|scores| *scores > 0)?;
    let hundredths = (i128::from(sum) * 200 + i128::from(scores)).div_euclid(i128::from(scores) * 2);
    i64::try_from(hundredths).ok().map(Money::from_units)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_average_is_exact_to_the_hundredth() {
        let check = |count, sum, want: Option<&str>| {
            assert_eq!(
                average(count, sum).map(|average| average.to_string()).as_deref(),
                want,
                "{count} {sum}"
            );
        };
        check(0, 0, None);
        check(1, 15, Some("5.00"));
        check(1, 13, Some("4.33"));
        check(1, 14, Some("4.67"));
        // 1.005 and 4.125: half a hundredth goes up.
        check(200, 603, Some("1.01"));
        check(8, 99, Some("4.13"));
        check(i64::MAX, 0, None);
    }
}
