//! What customers can be filtered and ordered by.
use crate::{
    links::{CustomerPlants, CustomerProteins},
    schema::customers_customer as customers,
};
use projectmeats_contacts::links::CustomerContacts;
use projectmeats_db::listing::{Column, Columns};
use projectmeats_trade::{CertificateType, EdibleInedible, IndustryOrNone, Origin, PaymentTerms, Status};

/// What customers can be filtered and ordered by.
pub static COLUMNS: Columns = Columns {
    table: "customers_customer",
    fields: &[
        Column::of("id", &customers::id).sorts(),
        Column::of("name", &customers::name).sorts(),
        Column::of("status", &customers::status).choices(Status::TEXTS),
        Column::of("city", &customers::city).sorts(),
        Column::of("state", &customers::state).sorts(),
        Column::of("country", &customers::country),
        Column::set::<CustomerProteins>("proteins"),
        Column::set::<CustomerContacts>("contact"),
        Column::set::<CustomerPlants>("plant"),
        Column::of("edible_inedible", &customers::edible_inedible).choices(EdibleInedible::TEXTS),
        Column::of("purchasing_preference_origin", &customers::purchasing_preference_origin)
            .choices(Origin::TEXTS),
        Column::of("industry", &customers::industry).choices(IndustryOrNone::TEXTS),
        Column::of("will_pickup_load", &customers::will_pickup_load),
        Column::of("type_of_certificate", &customers::type_of_certificate).choices(CertificateType::TEXTS),
        Column::of("accounting_payment_terms", &customers::accounting_payment_terms)
            .choices(PaymentTerms::TEXTS),
        Column::of("credit_limit", &customers::credit_limit).sorts(),
        Column::of("created_by", &customers::created_by_id),
        Column::of("created_at", &customers::created_at).sorts(),
        Column::of("updated_at", &customers::updated_at).sorts(),
        Column::of("created_on", &customers::created_at).sorts(),
        Column::of("modified_on", &customers::updated_at).sorts(),
    ],
    search: "search",
    default_order: "name",
};
