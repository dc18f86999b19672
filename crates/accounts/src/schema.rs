//! The tables of this crate. Nobody else sees them.

diesel::table! {
    use diesel::sql_types::{BigInt, Bool, Nullable, Text};
    use projectmeats_db::types::SqlTimestamp;
    accounts_user (id) {
        id -> BigInt,
        username -> Text,
        username_lower -> Text,
        email -> Text,
        email_lower -> Nullable<Text>,
        display_name -> Text,
        first_name -> Text,
        last_name -> Text,
        password_hash -> Text,
        is_staff -> Bool,
        is_superuser -> Bool,
        is_active -> Bool,
        last_login -> Nullable<SqlTimestamp>,
        date_joined -> SqlTimestamp,
        version -> BigInt,
        created_at -> SqlTimestamp,
        updated_at -> SqlTimestamp,
    }
}

diesel::table! {
    use diesel::sql_types::{BigInt, Binary, Nullable, Text};
    use projectmeats_db::types::SqlTimestamp;
    accounts_token (id) {
        id -> BigInt,
        user_id -> BigInt,
        key_hash -> Binary,
        name -> Text,
        created_at -> SqlTimestamp,
        expires_at -> Nullable<SqlTimestamp>,
        last_used_at -> Nullable<SqlTimestamp>,
        revoked_at -> Nullable<SqlTimestamp>,
    }
}

diesel::table! {
    use diesel::sql_types::{BigInt, Binary, Text};
    use projectmeats_db::types::SqlTimestamp;
    accounts_session (id) {
        id -> BigInt,
        user_id -> BigInt,
        id_hash -> Binary,
        created_at -> SqlTimestamp,
        expires_at -> SqlTimestamp,
        address -> Text,
        user_agent -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::{BigInt, Binary, Integer};
    use projectmeats_db::types::SqlTimestamp;
    accounts_login_failure (id) {
        id -> BigInt,
        key_hash -> Binary,
        failures -> Integer,
        first_at -> SqlTimestamp,
        last_at -> SqlTimestamp,
    }
}

diesel::joinable!(accounts_token -> accounts_user (user_id));
diesel::joinable!(accounts_session -> accounts_user (user_id));
diesel::allow_tables_to_appear_in_same_query!(accounts_user, accounts_token, accounts_session);
