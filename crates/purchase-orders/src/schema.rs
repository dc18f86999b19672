//! The tables of orders, their lines, what was paid for them and how they were revised.

diesel::table! {
    use diesel::sql_types::{BigInt, Date, Integer, Nullable, Text};
    use projectmeats_db::types::{SqlMoney, SqlPrice, SqlTimestamp, SqlUuid, SqlWeight};

    purchase_orders_purchaseorder (id) {
        id -> BigInt,
        tenant_id -> SqlUuid,
        order_number -> Text,
        supplier_id -> BigInt,
        customer_id -> Nullable<BigInt>,
        carrier_id -> Nullable<BigInt>,
        plant_id -> Nullable<BigInt>,
        delivery_plant_id -> Nullable<BigInt>,
        contact_id -> Nullable<BigInt>,
        status -> Text,
        order_date -> Date,
        delivery_date -> Nullable<Date>,
        actual_delivery_date -> Nullable<Date>,
        pick_up_date -> Nullable<Date>,
        appointment_at -> Nullable<SqlTimestamp>,
        appointment_number -> Text,
        how_carrier_make_appointment -> Text,
        logistics_scenario -> Text,
        carrier_release_format -> Text,
        carrier_release_num -> Text,
        our_purchase_order_num -> Text,
        supplier_confirmation_order_num -> Text,
        supplier_corporate_address -> Text,
        supplier_contact_name -> Text,
        supplier_contact_phone -> Text,
        supplier_contact_email -> Text,
        item_description -> Text,
        special_instructions -> Text,
        notes -> Text,
        internal_notes -> Text,
        quantity -> Nullable<Integer>,
        total_weight -> Nullable<SqlWeight>,
        weight_unit -> Text,
        price_per_unit -> Nullable<SqlPrice>,
        type_of_protein -> Text,
        fresh_or_frozen -> Text,
        package_type -> Text,
        net_or_catch -> Text,
        edible_or_inedible -> Text,
        payment_terms -> Text,
        credit_limit -> Text,
        freight -> SqlMoney,
        freight_basis -> Text,
        tax -> SqlMoney,
        discount -> SqlMoney,
        subtotal -> SqlMoney,
        total_amount -> SqlMoney,
        paid_amount -> SqlMoney,
        outstanding_amount -> SqlMoney,
        payment_status -> Text,
        item_count -> Integer,
        revision -> Integer,
        revision_reason -> Text,
        search -> Text,
        created_by_id -> Nullable<BigInt>,
        version -> BigInt,
        created_at -> SqlTimestamp,
        updated_at -> SqlTimestamp,
    }
}

diesel::table! {
    use diesel::sql_types::{BigInt, Bool, Date, Integer, Nullable, Text};
    use projectmeats_db::types::{SqlMoney, SqlPercent, SqlPrice, SqlQuantity, SqlTimestamp, SqlUuid, SqlWeight};

    purchase_orders_item (id) {
        id -> BigInt,
        tenant_id -> SqlUuid,
        order_id -> BigInt,
        position -> Integer,
        description -> Text,
        code -> Text,
        namp_code -> Text,
        protein -> Text,
        cut -> Text,
        grade -> Text,
        fresh_or_frozen -> Text,
        package_type -> Text,
        net_or_catch -> Text,
        origin -> Text,
        lot_number -> Text,
        production_date -> Nullable<Date>,
        quantity -> SqlQuantity,
        quantity_unit -> Text,
        ordered_weight -> Nullable<SqlWeight>,
        nominal_weight -> Nullable<SqlWeight>,
        weight_unit -> Text,
        tolerance_percent -> Nullable<SqlPercent>,
        actual_weights -> Text,
        actual_weight -> Nullable<SqlWeight>,
        received_quantity -> SqlQuantity,
        unit_price -> SqlPrice,
        price_unit -> Text,
        claim_amount -> SqlMoney,
        claim_reason -> Text,
        expected_weight -> Nullable<SqlWeight>,
        amount -> SqlMoney,
        allocated_freight -> SqlMoney,
        received -> Bool,
        version -> BigInt,
        created_at -> SqlTimestamp,
        updated_at -> SqlTimestamp,
    }
}

diesel::table! {
    use diesel::sql_types::{BigInt, Date, Nullable, Text};
    use projectmeats_db::types::{SqlMoney, SqlTimestamp, SqlUuid};

    purchase_orders_payment (id) {
        id -> BigInt,
        tenant_id -> SqlUuid,
        order_id -> BigInt,
        amount -> SqlMoney,
        payment_date -> Date,
        payment_method -> Text,
        reference_number -> Text,
        notes -> Text,
        voided_at -> Nullable<SqlTimestamp>,
        void_reason -> Text,
        voided_by_id -> Nullable<BigInt>,
        created_by_id -> Nullable<BigInt>,
        version -> BigInt,
        created_at -> SqlTimestamp,
        updated_at -> SqlTimestamp,
    }
}

diesel::table! {
    use diesel::sql_types::{BigInt, Integer, Nullable, Text};
    use projectmeats_db::types::{SqlJson, SqlTimestamp, SqlUuid};

    purchase_orders_revision (id) {
        id -> BigInt,
        tenant_id -> SqlUuid,
        order_id -> BigInt,
        revision -> Integer,
        reason -> Text,
        changes -> SqlJson,
        created_by_id -> Nullable<BigInt>,
        version -> BigInt,
        created_at -> SqlTimestamp,
        updated_at -> SqlTimestamp,
    }
}

diesel::joinable!(purchase_orders_item -> purchase_orders_purchaseorder (order_id));
diesel::allow_tables_to_appear_in_same_query!(purchase_orders_item, purchase_orders_purchaseorder);
