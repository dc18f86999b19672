//! A supplier as clients write it.
use crate::{links::SupplierProteins, schema::suppliers_supplier};
use diesel::prelude::*;
use paperclip::actix::Apiv2Schema;
use projectmeats_contacts::links::SupplierContacts;
use projectmeats_core::{
    blank_or_email,
    ids::{ContactId, PlantId, ProteinId},
};
use projectmeats_db::{
    Ids,
    link::{First, Keys, Members, first_of, ids_of},
};
use projectmeats_plants::SupplierPlants;
use projectmeats_trade::{
    CertificateType, CountryOfOrigin, CreditTerms, EdibleInedible, FreshOrFrozen, LineOfCredit, NetOrCatch,
    Origin, PackageType, PaymentTerms, ProteinType, Several, ShippingOffered, Status, SupplierDepartment,
    SupplierPlantType, lists::any_spelling,
};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

/// The fields of a supplier that clients write.
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
#[diesel(table_name = suppliers_supplier, treat_none_as_null = true, treat_none_as_default_value = false)]
#[serde(default)]
pub struct SupplierIn {
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
    #[diesel(select_expression = first_of::<SupplierPlants>(), select_expression_type = Members<SupplierPlants, First>)]
    #[diesel(skip_insertion, skip_update)]
    pub plant: Option<PlantId>,
    /// Its plants, in its order. A plant has one supplier.
    #[diesel(select_expression = ids_of::<SupplierPlants>(), select_expression_type = Members<SupplierPlants, Keys>)]
    #[diesel(skip_insertion, skip_update)]
    pub plants: Ids<PlantId>,
    /// The kinds of meat it deals in.
    #[diesel(select_expression = ids_of::<SupplierProteins>(), select_expression_type = Members<SupplierProteins, Keys>)]
    #[diesel(skip_insertion, skip_update)]
    pub proteins: Ids<ProteinId>,
    /// The first of `contacts`; null for none.
    #[diesel(select_expression = first_of::<SupplierContacts>(), select_expression_type = Members<SupplierContacts, First>)]
    #[diesel(skip_insertion, skip_update)]
    pub primary_contact: Option<ContactId>,
    /// Its people, the one to ask first first.
    #[diesel(select_expression = ids_of::<SupplierContacts>(), select_expression_type = Members<SupplierContacts, Keys>)]
    #[diesel(skip_insertion, skip_update)]
    pub contacts: Ids<ContactId>,
    /// Whether its goods are for people to eat.
    pub edible_inedible: EdibleInedible,
    /// What it does in the chain.
    pub type_of_plant: SupplierPlantType,
    /// Its main certificate; `certificates/` has each with its dates.
    pub type_of_certificate: CertificateType,
    /// Whether its goods are tested.
    pub tested_product: bool,
    /// Whether its goods come from the country itself.
    pub origin: Origin,
    /// Where its goods come from.
    pub country_origin: CountryOfOrigin,
    /// Where it ships to.
    pub shipping_offered: ShippingOffered,
    /// How to book a pick-up.
    #[validate(length(max = 100))]
    pub how_to_book_pickup: String,
    /// Whether it offers contracts.
    pub offer_contracts: bool,
    /// Whether it offers documents for export.
    pub offers_export_documents: bool,
    /// How its account is settled.
    #[serde(deserialize_with = "any_spelling")]
    pub accounting_payment_terms: PaymentTerms,
    /// When its account is settled. The name is historical.
    pub credit_limits: CreditTerms,
    /// How much may be owed at once, as a band.
    pub account_line_of_credit: LineOfCredit,
    /// The state it sells goods in.
    pub fresh_or_frozen: FreshOrFrozen,
    /// What it usually packs in.
    pub package_type: PackageType,
    /// All it packs in.
    #[validate(custom(function = "no_blank_package"))]
    pub package_types: Several<PackageType>,
    /// Whether its cases weigh a fixed weight or each its own.
    pub net_or_catch: NetOrCatch,
    /// Its departments, as typed.
    #[validate(length(max = 255))]
    pub departments: String,
    /// Its departments.
    pub departments_array: Several<SupplierDepartment>,
    /// The animals it prefers to sell.
    pub preferred_protein_types: Several<ProteinType>,
    /// Superseded by `accounting_payment_terms`.
    #[validate(length(max = 100))]
    pub accounting_terms: String,
    /// Superseded by `account_line_of_credit`.
    #[validate(length(max = 100))]
    pub accounting_line_of_credit: String,
    /// Whether the application for credit was sent.
    pub credit_app_sent: bool,
    /// Whether the credit was granted.
    pub credit_app_set_up: bool,
}

/// The list of packages has a blank for the single field, which is no member of a set.
fn no_blank_package(several: &Several<PackageType>) -> Result<(), ValidationError> {
    if several.contains(PackageType::Unstated) {
        return Err(ValidationError::new("choice").with_message("\"\" is not a valid choice.".into()));
    }
    Ok(())
}
