//! A supplier as clients read it.
use super::SupplierIn;
use crate::schema::suppliers_supplier;
use diesel::prelude::*;
use paperclip::actix::Apiv2Schema;
use projectmeats_contacts::links::SupplierContacts;
use projectmeats_core::{
    Money, Timestamp,
    ids::{SupplierId, UserId},
};
use projectmeats_db::{
    Label, Rows, RowsOf, label,
    link::{FirstLabel, Members, first_label_of},
    rows_of,
};
use projectmeats_plants::{Place, SupplierPlants};
use serde::Serialize;

/// A supplier.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Serialize, Apiv2Schema)]
#[diesel(table_name = suppliers_supplier)]
pub struct Supplier {
    /// Its number.
    pub id: SupplierId,
    /// What clients write.
    #[diesel(embed)]
    #[serde(flatten)]
    pub fields: SupplierIn,
    /// The name of `plant`; null when there is none.
    #[diesel(select_expression = first_label_of::<SupplierPlants>(), select_expression_type = Members<SupplierPlants, FirstLabel>)]
    pub plant_name: Option<String>,
    /// Where its plants are, in the order of `plants`.
    #[diesel(select_expression = rows_of::<SupplierPlants, Place>(), select_expression_type = RowsOf<SupplierPlants, Place>)]
    pub locations: Rows<Place>,
    /// What the primary contact is called; null when there is none.
    #[diesel(select_expression = first_label_of::<SupplierContacts>(), select_expression_type = Members<SupplierContacts, FirstLabel>)]
    pub primary_contact_name: Option<String>,
    /// How often it was rated.
    pub rating_count: i64,
    /// The average of the means of its scores, from 1 to 5; null when it was never rated.
    pub rating_average: Option<Money>,
    /// Who made it; null once that account is gone.
    #[diesel(column_name = created_by_id)]
    pub created_by: Option<UserId>,
    /// What they are called.
    #[diesel(select_expression = label(suppliers_supplier::created_by_id), select_expression_type = Label<UserId, suppliers_supplier::created_by_id>)]
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

projectmeats_core::versioned!(Supplier);
