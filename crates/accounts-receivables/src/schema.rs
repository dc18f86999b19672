//! The tables of receivables, of payments, and of what of which is applied to which.

diesel::table! {
    use diesel::sql_types::{BigInt, Date, Nullable, Text};
    use projectmeats_db::types::{SqlMoney, SqlTimestamp, SqlUuid};

    accounts_receivables_accountsreceivable (id) {
        id -> BigInt,
        tenant_id -> SqlUuid,
        invoice_number -> Text,
        customer_id -> BigInt,
        order_id -> Nullable<BigInt>,
        amount -> SqlMoney,
        tax -> SqlMoney,
        paid_amount -> SqlMoney,
        outstanding_amount -> SqlMoney,
        invoice_date -> Date,
        due_date -> Date,
        terms -> Text,
        description -> Text,
        state -> Text,
        cancelled_on -> Nullable<Date>,
        moved_on -> Nullable<Date>,
        search -> Text,
        created_by_id -> Nullable<BigInt>,
        version -> BigInt,
        created_at -> SqlTimestamp,
        updated_at -> SqlTimestamp,
    }
}

diesel::table! {
    use diesel::sql_types::{BigInt, Date, Nullable, Text};
    use projectmeats_db::types::{SqlMoney, SqlTimestamp, SqlUuid};

    accounts_receivables_payment (id) {
        id -> BigInt,
        tenant_id -> SqlUuid,
        customer_id -> BigInt,
        kind -> Text,
        amount -> SqlMoney,
        applied_amount -> SqlMoney,
        payment_date -> Date,
        method -> Text,
        reference_number -> Text,
        notes -> Text,
        voided_on -> Nullable<Date>,
        void_reason -> Text,
        search -> Text,
        created_by_id -> Nullable<BigInt>,
        version -> BigInt,
        created_at -> SqlTimestamp,
        updated_at -> SqlTimestamp,
    }
}

diesel::table! {
    use diesel::sql_types::{BigInt, Date, Nullable};
    use projectmeats_db::types::{SqlMoney, SqlTimestamp, SqlUuid};

    accounts_receivables_allocation (id) {
        id -> BigInt,
        tenant_id -> SqlUuid,
        payment_id -> BigInt,
        receivable_id -> BigInt,
        amount -> SqlMoney,
        applied_on -> Date,
        voided_on -> Nullable<Date>,
        version -> BigInt,
        created_at -> SqlTimestamp,
        updated_at -> SqlTimestamp,
    }
}

diesel::joinable!(accounts_receivables_allocation -> accounts_receivables_payment (payment_id));
diesel::joinable!(accounts_receivables_allocation -> accounts_receivables_accountsreceivable (receivable_id));
diesel::allow_tables_to_appear_in_same_query!(
    accounts_receivables_accountsreceivable,
    accounts_receivables_payment,
    accounts_receivables_allocation,
);
