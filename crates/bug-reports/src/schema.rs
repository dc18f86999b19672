//! The tables of bug reports.

diesel::table! {
    use diesel::sql_types::{BigInt, Bool, Integer, Nullable, Text};
    use projectmeats_db::types::{SqlTimestamp, SqlUuid};

    bug_reports_bugreport (id) {
        id -> BigInt,
        tenant_id -> SqlUuid,
        title -> Text,
        description -> Text,
        category -> Text,
        severity -> Text,
        priority -> Text,
        status -> Text,
        assignee_id -> Nullable<BigInt>,
        reporter_email -> Text,
        browser -> Text,
        os -> Text,
        screen_resolution -> Text,
        url -> Text,
        page_title -> Text,
        user_agent -> Text,
        steps_to_reproduce -> Text,
        expected_behavior -> Text,
        actual_behavior -> Text,
        severity_rank -> Integer,
        priority_rank -> Integer,
        has_screenshot -> Bool,
        search -> Text,
        reporter_id -> Nullable<BigInt>,
        resolved_at -> Nullable<SqlTimestamp>,
        version -> BigInt,
        created_at -> SqlTimestamp,
        updated_at -> SqlTimestamp,
    }
}

diesel::table! {
    use diesel::sql_types::{BigInt, Nullable, Text};
    use projectmeats_db::types::{SqlTimestamp, SqlUuid};

    bug_reports_comment (id) {
        id -> BigInt,
        tenant_id -> SqlUuid,
        report_id -> BigInt,
        author_id -> Nullable<BigInt>,
        body -> Text,
        version -> BigInt,
        created_at -> SqlTimestamp,
        updated_at -> SqlTimestamp,
    }
}

diesel::table! {
    use diesel::sql_types::{BigInt, Binary, Integer, Text};
    use projectmeats_db::types::{SqlTimestamp, SqlUuid};

    bug_reports_screenshot (id) {
        id -> BigInt,
        tenant_id -> SqlUuid,
        report_id -> BigInt,
        content_type -> Text,
        width -> Integer,
        height -> Integer,
        sha256 -> Text,
        size -> BigInt,
        bytes -> Binary,
        version -> BigInt,
        created_at -> SqlTimestamp,
        updated_at -> SqlTimestamp,
    }
}
