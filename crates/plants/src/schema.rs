//! The table of plants.

diesel::table! {
    use diesel::sql_types::{BigInt, Bool, Integer, Nullable, Text};
    use projectmeats_db::types::{SqlTimestamp, SqlUuid};

    plants_plant (id) {
        id -> BigInt,
        tenant_id -> SqlUuid,
        name -> Text,
        code -> Text,
        supplier_id -> Nullable<BigInt>,
        supplier_rank -> Integer,
        plant_est_num -> Text,
        est_num_normal -> Text,
        eu_approval_num -> Text,
        eu_approval_country -> Text,
        plant_type -> Text,
        address -> Text,
        city -> Text,
        state -> Text,
        zip_code -> Text,
        country -> Text,
        phone -> Text,
        email -> Text,
        manager -> Text,
        capacity -> Nullable<Integer>,
        capacity_unit -> Text,
        is_active -> Bool,
        name_key -> Text,
        phone_key -> Text,
        email_key -> Text,
        search -> Text,
        created_by_id -> Nullable<BigInt>,
        version -> BigInt,
        created_at -> SqlTimestamp,
        updated_at -> SqlTimestamp,
    }
}
