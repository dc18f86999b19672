//! The fields of a carrier that clients write.
use super::{CarrierEquipment, Regions, TransportMode};
use crate::{numbers, schema::carriers_carrier};
use chrono::{Datelike, NaiveDate};
use diesel::prelude::*;
use paperclip::actix::Apiv2Schema;
use projectmeats_contacts::links::CarrierContacts;
use projectmeats_core::{blank_or_email, ids::ContactId};
use projectmeats_db::{
    Ids,
    link::{First, Keys, Members, first_of, ids_of},
};
use projectmeats_trade::{
    AppointmentMethod, CarrierDepartment, CarrierType, CreditTerms, LineOfCredit, PaymentTerms, Several,
    Status,
};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

/// The fields of a carrier that clients write.
#[derive(
    Debug,
    Clone,
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
#[diesel(table_name = carriers_carrier, treat_none_as_null = true, treat_none_as_default_value = false)]
#[serde(default)]
pub struct CarrierIn {
    /// Its name; unique in the company.
    #[validate(length(min = 1, max = 200))]
    pub name: String,
    /// The company's own code for it; unique in the company.
    #[validate(length(min = 1, max = 50))]
    pub code: String,
    /// What it moves goods with.
    pub carrier_type: CarrierType,
    /// Whether the company works with it. One that it does not stays listed and reachable.
    pub status: Status,
    /// Whether `status` is `active`. Written alone it makes the status `active` or `inactive`; where both change, `status` wins.
    pub is_active: bool,
    /// Whom to ask for.
    #[validate(length(max = 100))]
    pub contact_person: String,
    /// Telephone.
    #[validate(length(max = 20))]
    pub phone: String,
    /// E-mail; may be empty.
    #[validate(length(max = 254), custom(function = "blank_or_email"))]
    pub email: String,
    /// Street address.
    #[validate(length(max = 1000))]
    pub address: String,
    /// City.
    #[validate(length(max = 100))]
    pub city: String,
    /// State or province.
    #[validate(length(max = 100))]
    pub state: String,
    /// Postal code.
    #[validate(length(max = 20))]
    pub zip_code: String,
    /// Country.
    #[validate(length(max = 100))]
    pub country: String,
    /// The docket number of its operating authority; `MC-123456` is kept as `123456`.
    #[validate(length(max = 50), custom(function = "mc_number"))]
    pub mc_number: String,
    /// Its USDOT number (49 CFR 390.21); `USDOT 1234567` is kept as `1234567`.
    #[validate(length(max = 50), custom(function = "dot_number"))]
    pub dot_number: String,
    /// The ways of moving goods it offers.
    pub modes: Several<TransportMode>,
    /// What it has to carry them in.
    pub equipment: Several<CarrierEquipment>,
    /// The states, provinces or countries it serves: at most 100, of 2 to 50 characters each.
    #[validate(custom(function = "Regions::fit"))]
    pub regions_served: Regions,
    /// The coldest it can keep goods, in degrees Fahrenheit.
    #[validate(range(min = -150, max = 300))]
    pub min_temperature_f: Option<i32>,
    /// The warmest it can keep goods, in degrees Fahrenheit.
    #[validate(range(min = -150, max = 300))]
    pub max_temperature_f: Option<i32>,
    /// Who insures it.
    #[validate(length(max = 200))]
    pub insurance_provider: String,
    /// The number of the policy.
    #[validate(length(max = 100))]
    pub insurance_policy_number: String,
    /// The last day the policy holds; null when unknown.
    #[validate(custom(function = "written_date"))]
    pub insurance_expiry: Option<NaiveDate>,
    /// Anything else.
    #[validate(length(max = 10_000))]
    pub notes: String,
    /// The number under which the carrier knows the company.
    #[validate(length(max = 100))]
    pub my_customer_num_from_carrier: String,
    /// Whom to ask about bills.
    #[validate(length(max = 255))]
    pub accounting_payable_contact_name: String,
    /// Their telephone.
    #[validate(length(max = 20))]
    pub accounting_payable_contact_phone: String,
    /// Their e-mail; may be empty.
    #[validate(length(max = 254), custom(function = "blank_or_email"))]
    pub accounting_payable_contact_email: String,
    /// Who sells its services.
    #[validate(length(max = 255))]
    pub sales_contact_name: String,
    /// Their telephone.
    #[validate(length(max = 20))]
    pub sales_contact_phone: String,
    /// Their e-mail; may be empty.
    #[validate(length(max = 254), custom(function = "blank_or_email"))]
    pub sales_contact_email: String,
    /// How it is paid.
    #[serde(deserialize_with = "projectmeats_trade::lists::any_spelling")]
    pub accounting_payment_terms: PaymentTerms,
    /// When it is paid.
    pub credit_limits: CreditTerms,
    /// How much may be owed to it at once.
    pub account_line_of_credit: LineOfCredit,
    /// Departments, as text.
    #[validate(length(max = 255))]
    pub departments: String,
    /// Its document desks.
    pub departments_array: Several<CarrierDepartment>,
    /// How it makes appointments.
    pub how_carrier_make_appointment: AppointmentMethod,
    /// The first of `contacts`; null for none.
    #[diesel(select_expression = first_of::<CarrierContacts>(), select_expression_type = Members<CarrierContacts, First>)]
    #[diesel(skip_insertion, skip_update)]
    pub primary_contact: Option<ContactId>,
    /// Who speaks for it, the primary one first.
    #[diesel(select_expression = ids_of::<CarrierContacts>(), select_expression_type = Members<CarrierContacts, Keys>)]
    #[diesel(skip_insertion, skip_update)]
    pub contacts: Ids<ContactId>,
}

impl Default for CarrierIn {
    fn default() -> Self {
        let blank = String::new;
        Self {
            name: blank(),
            code: blank(),
            carrier_type: CarrierType::Truck,
            status: Status::Active,
            is_active: true,
            contact_person: blank(),
            phone: blank(),
            email: blank(),
            address: blank(),
            city: blank(),
            state: blank(),
            zip_code: blank(),
            country: "USA".into(),
            mc_number: blank(),
            dot_number: blank(),
            modes: Several::default(),
            equipment: Several::default(),
            regions_served: Regions::default(),
            min_temperature_f: None,
            max_temperature_f: None,
            insurance_provider: blank(),
            insurance_policy_number: blank(),
            insurance_expiry: None,
            notes: blank(),
            my_customer_num_from_carrier: blank(),
            accounting_payable_contact_name: blank(),
            accounting_payable_contact_phone: blank(),
            accounting_payable_contact_email: blank(),
            sales_contact_name: blank(),
            sales_contact_phone: blank(),
            sales_contact_email: blank(),
            accounting_payment_terms: PaymentTerms::Unstated,
            credit_limits: CreditTerms::Unstated,
            account_line_of_credit: LineOfCredit::Unstated,
            departments: blank(),
            departments_array: Several::default(),
            how_carrier_make_appointment: AppointmentMethod::Unstated,
            primary_contact: None,
            contacts: Ids::default(),
        }
    }
}

fn told(wanted: &'static str) -> ValidationError {
    ValidationError::new("number").with_message(wanted.into())
}
fn mc_number(typed: &str) -> Result<(), ValidationError> {
    numbers::mc(typed).map(|_| ()).map_err(told)
}
fn dot_number(typed: &str) -> Result<(), ValidationError> {
    numbers::dot(typed).map(|_| ()).map_err(told)
}

/// A date of four digits in its year: what both databases keep and order alike.
fn written_date(date: &NaiveDate) -> Result<(), ValidationError> {
    if (1000..=9999).contains(&date.year()) { Ok(()) } else { Err(told("Enter a valid date: YYYY-MM-DD.")) }
}
