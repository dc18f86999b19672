//! The tables of suppliers, their certificates and their ratings.

diesel::table! {
    use diesel::sql_types::{BigInt, Bool, Nullable, Text};
    use projectmeats_db::types::{SqlMoney, SqlTimestamp, SqlUuid};

    suppliers_supplier (id) {
        id -> BigInt,
        tenant_id -> SqlUuid,
        name -> Text,
        status -> Text,
        contact_person -> Text,
        email -> Text,
        phone -> Text,
        address -> Text,
        street_address -> Text,
        city -> Text,
        state -> Text,
        zip_code -> Text,
        country -> Text,
        edible_inedible -> Text,
        type_of_plant -> Text,
        type_of_certificate -> Text,
        tested_product -> Bool,
        origin -> Text,
        country_origin -> Text,
        shipping_offered -> Text,
        how_to_book_pickup -> Text,
        offer_contracts -> Bool,
        offers_export_documents -> Bool,
        accounting_payment_terms -> Text,
        credit_limits -> Text,
        account_line_of_credit -> Text,
        fresh_or_frozen -> Text,
        package_type -> Text,
        package_types -> Text,
        net_or_catch -> Text,
        departments -> Text,
        departments_array -> Text,
        preferred_protein_types -> Text,
        accounting_terms -> Text,
        accounting_line_of_credit -> Text,
        credit_app_sent -> Bool,
        credit_app_set_up -> Bool,
        rating_count -> BigInt,
        rating_sum -> BigInt,
        rating_average -> Nullable<SqlMoney>,
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

diesel::table! {
    use diesel::sql_types::{BigInt, Date, Nullable, Text};
    use projectmeats_db::types::{SqlTimestamp, SqlUuid};

    suppliers_certificate (id) {
        id -> BigInt,
        tenant_id -> SqlUuid,
        supplier_id -> BigInt,
        #[sql_name = "type"]
        kind -> Text,
        number -> Text,
        issuer -> Text,
        issued_on -> Nullable<Date>,
        expires_on -> Nullable<Date>,
        notes -> Text,
        created_by_id -> Nullable<BigInt>,
        version -> BigInt,
        created_at -> SqlTimestamp,
        updated_at -> SqlTimestamp,
    }
}

diesel::table! {
    use diesel::sql_types::{BigInt, Date, Integer, Nullable, Text};
    use projectmeats_db::types::{SqlTimestamp, SqlUuid};

    suppliers_rating (id) {
        id -> BigInt,
        tenant_id -> SqlUuid,
        supplier_id -> BigInt,
        rated_on -> Date,
        quality -> Integer,
        delivery -> Integer,
        paperwork -> Integer,
        comment -> Text,
        order_id -> Nullable<BigInt>,
        created_by_id -> Nullable<BigInt>,
        version -> BigInt,
        created_at -> SqlTimestamp,
        updated_at -> SqlTimestamp,
    }
}
