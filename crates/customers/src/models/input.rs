//! A customer as clients write it.
use crate::{
    links::{CustomerPlants, CustomerProteins},
    schema::customers_customer,
};
use diesel::prelude::*;
use paperclip::actix::Apiv2Schema;
use projectmeats_contacts::links::CustomerContacts;
use projectmeats_core::{
    Money, blank_or_email,
    ids::{ContactId, PlantId, ProteinId},
};
use projectmeats_db::{
    Ids,
    link::{First, Keys, Members, first_of, ids_of},
};
use projectmeats_trade::{
    CertificateType, CreditTerms, EdibleInedible, Industry, IndustryOrNone, LineOfCredit, Origin,
    PaymentTerms, ProteinType, Several, Status, lists::any_spelling,
};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

/// The fields of a customer that clients write.
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
#[diesel(table_name = customers_customer, treat_none_as_null = true, treat_none_as_default_value = false)]
#[serde(default)]
pub struct CustomerIn {
    /// Its name; unique in the company.
    #[validate(length(min = 1, max = 255))]
    pub name: String,
    /// Whether the company works with it. One that is inactive or archived stays listed and reachable.
    pub status: Status,
    /// Whom to ask for; the contacts say more.
    #[validate(length(max = 255))]
    pub contact_person: String,
    /// E-mail; may be empty.
    #[validate(length(max = 254), custom(function = "blank_or_email"))]
    pub email: String,
    /// Telephone.
    #[validate(length(max = 20))]
    pub phone: String,
    /// The address as one text.
    #[validate(length(max = 1000))]
    pub address: String,
    /// Street and number.
    #[validate(length(max = 255))]
    pub street_address: String,
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
    /// The first of `plants`; null for none.
    #[diesel(select_expression = first_of::<CustomerPlants>(), select_expression_type = Members<CustomerPlants, First>)]
    #[diesel(skip_insertion, skip_update)]
    pub plant: Option<PlantId>,
    /// The plants it is served at, in its order.
    #[diesel(select_expression = ids_of::<CustomerPlants>(), select_expression_type = Members<CustomerPlants, Keys>)]
    #[diesel(skip_insertion, skip_update)]
    pub plants: Ids<PlantId>,
    /// The kinds of meat it deals in.
    #[diesel(select_expression = ids_of::<CustomerProteins>(), select_expression_type = Members<CustomerProteins, Keys>)]
    #[diesel(skip_insertion, skip_update)]
    pub proteins: Ids<ProteinId>,
    /// The first of `contacts`; null for none.
    #[diesel(select_expression = first_of::<CustomerContacts>(), select_expression_type = Members<CustomerContacts, First>)]
    #[diesel(skip_insertion, skip_update)]
    pub primary_contact: Option<ContactId>,
    /// Its people, the one to ask first first.
    #[diesel(select_expression = ids_of::<CustomerContacts>(), select_expression_type = Members<CustomerContacts, Keys>)]
    #[diesel(skip_insertion, skip_update)]
    pub contacts: Ids<ContactId>,
    /// Whether it buys goods for people to eat.
    pub edible_inedible: EdibleInedible,
    /// What its plants do.
    #[validate(length(max = 100))]
    pub type_of_plant: String,
    /// Whether it prefers goods from the country itself.
    pub purchasing_preference_origin: Origin,
    /// Its main branch of trade.
    pub industry: IndustryOrNone,
    /// Its branches of trade.
    pub industry_array: Several<Industry>,
    /// Whether it fetches loads itself.
    pub will_pickup_load: bool,
    /// The animals it prefers to buy.
    pub preferred_protein_types: Several<ProteinType>,
    /// How its account is settled.
    #[serde(deserialize_with = "any_spelling")]
    pub accounting_payment_terms: PaymentTerms,
    /// When its account is settled. The name is historical.
    pub credit_limits: CreditTerms,
    /// How much may be owed at once, as a band.
    pub account_line_of_credit: LineOfCredit,
    /// The most it may owe at once, in dollars; null for no limit.
    #[validate(custom(function = "not_negative"))]
    pub credit_limit: Option<Money>,
    /// Who buys.
    #[validate(length(max = 255))]
    pub buyer_contact_name: String,
    /// Their title.
    #[validate(length(max = 100))]
    pub contact_title: String,
    /// Their telephone.
    #[validate(length(max = 20))]
    pub buyer_contact_phone: String,
    /// Their e-mail; may be empty.
    #[validate(length(max = 254), custom(function = "blank_or_email"))]
    pub buyer_contact_email: String,
    /// The certificate it asks for.
    pub type_of_certificate: CertificateType,
    /// Whether what it buys must be fit for export.
    pub product_exportable: bool,
    /// Superseded by `accounting_payment_terms`.
    #[validate(length(max = 100))]
    pub accounting_terms: String,
    /// Superseded by `account_line_of_credit`.
    #[validate(length(max = 100))]
    pub accounting_line_of_credit: String,
}

fn not_negative(amount: &Money) -> Result<(), ValidationError> {
    if *amount < Money::default() {
        let told = "Ensure this value is greater than or equal to 0.";
        return Err(ValidationError::new("range").with_message(told.into()));
    }
    Ok(())
}
