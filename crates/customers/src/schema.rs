//! The table of customers.

diesel::table! {
    use diesel::sql_types::{BigInt, Bool, Nullable, Text};
    use projectmeats_db::types::{SqlMoney, SqlTimestamp, SqlUuid};

    customers_customer (id) {
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
        purchasing_preference_origin -> Text,
        industry -> Text,
        industry_array -> Text,
        will_pickup_load -> Bool,
        preferred_protein_types -> Text,
        accounting_payment_terms -> Text,
        credit_limits -> Text,
        account_line_of_credit -> Text,
        credit_limit -> Nullable<SqlMoney>,
        buyer_contact_name -> Text,
        contact_title -> Text,
        buyer_contact_phone -> Text,
        buyer_contact_email -> Text,
        type_of_certificate -> Text,
        product_exportable -> Bool,
        accounting_terms -> Text,
        accounting_line_of_credit -> Text,
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
