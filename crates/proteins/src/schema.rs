//! The table of proteins.

diesel::table! {
    use diesel::sql_types::{BigInt, Text};
    use projectmeats_db::types::SqlTimestamp;

    core_protein (id) {
        id -> BigInt,
        name -> Text,
        search -> Text,
        version -> BigInt,
        created_at -> SqlTimestamp,
        updated_at -> SqlTimestamp,
    }
}
