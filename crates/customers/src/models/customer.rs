//! A customer as clients read it.
use super::CustomerIn;
use crate::{links::CustomerPlants, schema::customers_customer};
use diesel::prelude::*;
use paperclip::actix::Apiv2Schema;
use projectmeats_contacts::links::CustomerContacts;
use projectmeats_core::{
    Timestamp,
    ids::{CustomerId, UserId},
};
use projectmeats_db::{
    Label, Rows, RowsOf, label,
    link::{FirstLabel, Members, first_label_of},
    rows_of,
};
use projectmeats_plants::Place;
use serde::Serialize;

/// A customer.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Serialize, Apiv2Schema)]
#[diesel(table_name = customers_customer)]
pub struct Customer {
    /// Its number.
    pub id: CustomerId,
    /// What clients write.
    #[diesel(embed)]
    #[serde(flatten)]
    pub fields: CustomerIn,
    /// The name of `plant`; null when there is none.
    #[diesel(select_expression = first_label_of::<CustomerPlants>(), select_expression_type = Members<CustomerPlants, FirstLabel>)]
    pub plant_name: Option<String>,
    /// Where its plants are, in the order of `plants`.
    #[diesel(select_expression = rows_of::<CustomerPlants, Place>(), select_expression_type = RowsOf<CustomerPlants, Place>)]
    pub locations: Rows<Place>,
    /// What the primary contact is called; null when there is none.
    #[diesel(select_expression = first_label_of::<CustomerContacts>(), select_expression_type = Members<CustomerContacts, FirstLabel>)]
    pub primary_contact_name: Option<String>,
    /// Who made it; null once that account is gone.
    #[diesel(column_name = created_by_id)]
    pub created_by: Option<UserId>,
    /// What they are called.
    #[diesel(select_expression = label(customers_customer::created_by_id), select_expression_type = Label<UserId, customers_customer::created_by_id>)]
    pub created_by_name: Option<String>,
    /// Goes up by one with each change: the number in its `ETag`.
    pub version: i64,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
    /// The same as `created_at`, under the name existing clients read.
    #[diesel(column_name = created_at)]
    pub created_on: Timestamp,
    /// The same as `updated_at`, under the name existing clients read.
    #[diesel(column_name = updated_at)]
    pub modified_on: Timestamp,
}

projectmeats_core::versioned!(Customer);
