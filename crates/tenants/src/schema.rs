//! The tables of companies and of who works in them.

diesel::table! {
    use diesel::sql_types::{BigInt, Bool, Nullable, Text};
    use projectmeats_db::types::{SqlJson, SqlTimestamp, SqlUuid};

    tenants_tenant (id) {
        id -> SqlUuid,
        name -> Text,
        slug -> Text,
        domain -> Nullable<Text>,
        contact_email -> Text,
        contact_phone -> Text,
        is_active -> Bool,
        is_trial -> Bool,
        trial_ends_at -> Nullable<SqlTimestamp>,
        settings -> SqlJson,
        logo -> Nullable<Text>,
        created_by_id -> Nullable<BigInt>,
        version -> BigInt,
        created_at -> SqlTimestamp,
        updated_at -> SqlTimestamp,
    }
}

diesel::table! {
    use diesel::sql_types::{BigInt, Bool, Text};
    use projectmeats_db::types::{SqlTimestamp, SqlUuid};

    tenants_tenant_user (id) {
        id -> BigInt,
        tenant_id -> SqlUuid,
        user_id -> BigInt,
        role -> Text,
        is_active -> Bool,
        is_default -> Bool,
        version -> BigInt,
        created_at -> SqlTimestamp,
        updated_at -> SqlTimestamp,
    }
}

diesel::table! {
    use diesel::sql_types::{BigInt, Text};
    use projectmeats_db::types::SqlUuid;

    tenants_counter (tenant_id, series) {
        tenant_id -> SqlUuid,
        series -> Text,
        last -> BigInt,
    }
}

diesel::joinable!(tenants_tenant_user -> tenants_tenant (tenant_id));
diesel::allow_tables_to_appear_in_same_query!(tenants_tenant, tenants_tenant_user);
