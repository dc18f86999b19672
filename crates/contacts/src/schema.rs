//! The table of contacts. Those that join them to others are in [`crate::links`].

diesel::table! {
    use diesel::sql_types::{BigInt, Nullable, Text};
    use projectmeats_db::types::{SqlTimestamp, SqlUuid};

    contacts_contact (id) {
        id -> BigInt,
        tenant_id -> SqlUuid,
        first_name -> Text,
        last_name -> Text,
        full_name -> Text,
        status -> Text,
        email -> Text,
        phone -> Text,
        company -> Text,
        position -> Text,
        contact_type -> Text,
        department -> Text,
        contact_title -> Text,
        main_phone -> Text,
        direct_phone -> Text,
        cell_phone -> Text,
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
