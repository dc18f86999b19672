//! A contact as clients write it, and as they read it.
use crate::{
    links::{ContactCarriers, ContactCustomers, ContactSuppliers},
    schema::contacts_contact,
};
use diesel::prelude::*;
use paperclip::actix::Apiv2Schema;
use projectmeats_core::{
    Timestamp, blank_or_email,
    ids::{CarrierId, ContactId, CustomerId, SupplierId, UserId},
};
use projectmeats_db::{
    Ids, Label, label,
    link::{First, FirstLabel, Keys, Members, first_label_of, first_of, ids_of},
};
use projectmeats_trade::{ContactType, Status};
use serde::{Deserialize, Serialize};
use validator::Validate;

/// The fields of a contact that clients write.
#[derive(
    Debug,
    Clone,
    Default,
    PartialEq,
    Eq,
    Queryable,
    Selectable,
    Insertable,
    AsChangeset,
    Serialize,
    Deserialize,
    Validate,
    Apiv2Schema,
)]
#[diesel(table_name = contacts_contact, treat_none_as_null = true, treat_none_as_default_value = false)]
#[serde(default)]
pub struct ContactIn {
    /// First name.
    #[validate(length(min = 1, max = 100))]
    pub first_name: String,
    /// Last name.
    #[validate(length(min = 1, max = 100))]
    pub last_name: String,
    /// Whether they are still to be asked. Those who are not stay listed and reachable.
    pub status: Status,
    /// E-mail; may be empty.
    #[validate(length(max = 254), custom(function = "blank_or_email"))]
    pub email: String,
    /// Telephone.
    #[validate(length(max = 20))]
    pub phone: String,
    /// The company they work for, as they say it.
    #[validate(length(max = 255))]
    pub company: String,
    /// What they are there.
    #[validate(length(max = 100))]
    pub position: String,
    /// What they are asked about.
    pub contact_type: ContactType,
    /// The department they work in.
    #[validate(length(max = 100))]
    pub department: String,
    /// Their title.
    #[validate(length(max = 100))]
    pub contact_title: String,
    /// The telephone of the switchboard.
    #[validate(length(max = 20))]
    pub main_phone: String,
    /// The telephone on their desk.
    #[validate(length(max = 20))]
    pub direct_phone: String,
    /// The telephone they carry.
    #[validate(length(max = 20))]
    pub cell_phone: String,
    /// The first of `suppliers`; null for none.
    #[diesel(select_expression = first_of::<ContactSuppliers>(), select_expression_type = Members<ContactSuppliers, First>)]
    #[diesel(skip_insertion, skip_update)]
    pub supplier: Option<SupplierId>,
    /// The suppliers they speak for, the first one first.
    #[diesel(select_expression = ids_of::<ContactSuppliers>(), select_expression_type = Members<ContactSuppliers, Keys>)]
    #[diesel(skip_insertion, skip_update)]
    pub suppliers: Ids<SupplierId>,
    /// The first of `customers`; null for none.
    #[diesel(select_expression = first_of::<ContactCustomers>(), select_expression_type = Members<ContactCustomers, First>)]
    #[diesel(skip_insertion, skip_update)]
    pub customer: Option<CustomerId>,
    /// The customers they speak for, the first one first.
    #[diesel(select_expression = ids_of::<ContactCustomers>(), select_expression_type = Members<ContactCustomers, Keys>)]
    #[diesel(skip_insertion, skip_update)]
    pub customers: Ids<CustomerId>,
    /// The first of `carriers`; null for none.
    #[diesel(select_expression = first_of::<ContactCarriers>(), select_expression_type = Members<ContactCarriers, First>)]
    #[diesel(skip_insertion, skip_update)]
    pub carrier: Option<CarrierId>,
    /// The carriers they speak for, the first one first.
    #[diesel(select_expression = ids_of::<ContactCarriers>(), select_expression_type = Members<ContactCarriers, Keys>)]
    #[diesel(skip_insertion, skip_update)]
    pub carriers: Ids<CarrierId>,
}

impl ContactIn {
    /// First and last name, as others show it.
    pub fn full_name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name)
    }
    /// The number to call first.
    pub fn best_phone(&self) -> &str {
        let Self { phone, cell_phone, direct_phone, main_phone, .. } = self;
        let numbers = [phone, cell_phone, direct_phone, main_phone];
        numbers.into_iter().find(|number| !number.is_empty()).map_or("", String::as_str)
    }
}

/// A contact.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Serialize, Apiv2Schema)]
#[diesel(table_name = contacts_contact)]
pub struct Contact {
    /// Its number.
    pub id: ContactId,
    /// What clients write.
    #[diesel(embed)]
    #[serde(flatten)]
    pub fields: ContactIn,
    /// First and last name.
    pub full_name: String,
    /// The name of `supplier`; null when there is none.
    #[diesel(select_expression = first_label_of::<ContactSuppliers>(), select_expression_type = Members<ContactSuppliers, FirstLabel>)]
    pub supplier_name: Option<String>,
    /// The name of `customer`; null when there is none.
    #[diesel(select_expression = first_label_of::<ContactCustomers>(), select_expression_type = Members<ContactCustomers, FirstLabel>)]
    pub customer_name: Option<String>,
    /// The name of `carrier`; null when there is none.
    #[diesel(select_expression = first_label_of::<ContactCarriers>(), select_expression_type = Members<ContactCarriers, FirstLabel>)]
    pub carrier_name: Option<String>,
    /// Who made it; null once that account is gone.
    #[diesel(column_name = created_by_id)]
    pub created_by: Option<UserId>,
    /// What they are called.
    #[diesel(select_expression = label(contacts_contact::created_by_id), select_expression_type = Label<UserId, contacts_contact::created_by_id>)]
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

projectmeats_core::versioned!(Contact);
