//! What suppliers, and their certificates, can be filtered and ordered by.
use crate::{
    links::SupplierProteins,
    schema::{suppliers_certificate as certificates, suppliers_supplier as suppliers},
};
use projectmeats_contacts::links::SupplierContacts;
use projectmeats_db::listing::{Column, Columns};
use projectmeats_trade::{
    CertificateType, CountryOfOrigin, EdibleInedible, FreshOrFrozen, Origin, PackageType, PaymentTerms,
    Status,
};

/// What suppliers can be filtered and ordered by.
pub static COLUMNS: Columns = Columns {
    table: "suppliers_supplier",
    fields: &[
        Column::of("id", &suppliers::id).sorts(),
        Column::of("name", &suppliers::name).sorts(),
        Column::of("status", &suppliers::status).choices(Status::TEXTS),
        Column::of("city", &suppliers::city).sorts(),
        Column::of("state", &suppliers::state).sorts(),
        Column::of("country", &suppliers::country),
        Column::set::<SupplierProteins>("proteins"),
        Column::set::<SupplierContacts>("contact"),
        Column::of("edible_inedible", &suppliers::edible_inedible).choices(EdibleInedible::TEXTS),
        Column::of("origin", &suppliers::origin).choices(Origin::TEXTS),
        Column::of("country_origin", &suppliers::country_origin).choices(CountryOfOrigin::TEXTS),
        Column::of("fresh_or_frozen", &suppliers::fresh_or_frozen).choices(FreshOrFrozen::TEXTS),
        Column::of("package_type", &suppliers::package_type).choices(PackageType::TEXTS),
        Column::of("type_of_certificate", &suppliers::type_of_certificate).choices(CertificateType::TEXTS),
        Column::of("accounting_payment_terms", &suppliers::accounting_payment_terms)
            .choices(PaymentTerms::TEXTS),
        Column::of("rating_average", &suppliers::rating_average).sorts(),
        Column::of("created_by", &suppliers::created_by_id),
        Column::of("created_at", &suppliers::created_at).sorts(),
        Column::of("updated_at", &suppliers::updated_at).sorts(),
        Column::of("created_on", &suppliers::created_at).sorts(),
        Column::of("modified_on", &suppliers::updated_at).sorts(),
    ],
    search: "search",
    default_order: "name",
};

/// What the list of certificates of all suppliers can be filtered and ordered by.
pub static CERTIFICATES: Columns = Columns {
    table: "suppliers_certificate",
    fields: &[
        Column::of("id", &certificates::id).sorts(),
        Column::of("type", &certificates::kind).choices(CertificateType::TEXTS),
        Column::of("supplier", &certificates::supplier_id),
        Column::of("expires_on", &certificates::expires_on).sorts(),
    ],
    search: "",
    default_order: "expires_on",
};
