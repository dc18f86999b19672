//! The table of what happened.

diesel::table! {
    use diesel::sql_types::{BigInt, Nullable, Text};
    use projectmeats_db::types::{SqlJson, SqlTimestamp, SqlUuid};

    activity_record (id) {
        id -> BigInt,
        tenant_id -> SqlUuid,
        at -> SqlTimestamp,
        actor_id -> Nullable<BigInt>,
        actor_name -> Text,
        request_id -> Text,
        entity -> Text,
        entity_id -> Text,
        verb -> Text,
        changes -> SqlJson,
    }
}
