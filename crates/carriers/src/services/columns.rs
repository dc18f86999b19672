//! What carriers can be filtered and ordered by.
use crate::schema::carriers_carrier as carriers;
use projectmeats_contacts::links::CarrierContacts;
use projectmeats_db::listing::{Column, Columns};
use projectmeats_trade::{CarrierType, Status};

/// What carriers can be filtered and ordered by.
pub static COLUMNS: Columns = Columns {
    table: "carriers_carrier",
    fields: &[
        Column::of("id", &carriers::id).sorts(),
        Column::of("name", &carriers::name).sorts(),
        Column::of("code", &carriers::code).sorts(),
        Column::of("carrier_type", &carriers::carrier_type).choices(CarrierType::TEXTS),
        Column::of("status", &carriers::status).choices(Status::TEXTS),
        Column::of("is_active", &carriers::is_active),
        Column::of("city", &carriers::city).sorts(),
        Column::of("state", &carriers::state).sorts(),
        Column::of("country", &carriers::country),
        Column::of("mc_number", &carriers::mc_number),
        Column::of("dot_number", &carriers::dot_number),
        Column::of("insurance_expiry", &carriers::insurance_expiry).sorts(),
        Column::set::<CarrierContacts>("contact"),
        Column::of("created_by", &carriers::created_by_id),
        Column::of("created_at", &carriers::created_at).sorts(),
        Column::of("updated_at", &carriers::updated_at).sorts(),
    ],
    search: "search",
    default_order: "name",
};

/// What the list of insurances can be filtered and ordered by: fields of its rows.
pub static INSURANCE: Columns = Columns {
    table: "carriers_carrier",
    fields: &[
        Column::of("id", &carriers::id).sorts(),
        Column::of("name", &carriers::name).sorts(),
        Column::of("code", &carriers::code).sorts(),
        Column::of("carrier_type", &carriers::carrier_type).choices(CarrierType::TEXTS),
        Column::of("status", &carriers::status).choices(Status::TEXTS),
        Column::of("insurance_expiry", &carriers::insurance_expiry).sorts(),
    ],
    search: "search",
    default_order: "insurance_expiry",
};
