-- requires: db, activity, accounts, tenants, suppliers, customers, carriers, plants, contacts
-- Choices are spelled out: SQLite makes a little table in memory for each IN of three values or more, whenever a row is written.
CREATE TABLE purchase_orders_purchaseorder (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    tenant_id BLOB NOT NULL CONSTRAINT purchase_orders_order_tenant_fkey REFERENCES tenants_tenant (id) ON DELETE CASCADE,
    order_number TEXT NOT NULL,
    supplier_id BIGINT NOT NULL,
    customer_id BIGINT,
    carrier_id BIGINT,
    plant_id BIGINT,
    delivery_plant_id BIGINT,
    contact_id BIGINT,
    status TEXT NOT NULL CONSTRAINT purchase_orders_order_status_check
        CHECK (status = 'draft' OR status = 'pending' OR status = 'approved' OR status = 'shipped' OR status = 'delivered'
            OR status = 'completed' OR status = 'cancelled'),
    order_date DATE NOT NULL,
    delivery_date DATE,
    actual_delivery_date DATE,
    pick_up_date DATE,
    appointment_at INTEGER,
    appointment_number TEXT NOT NULL,
    how_carrier_make_appointment TEXT NOT NULL CONSTRAINT purchase_orders_order_how_carrier_make_appointment_check
        CHECK (how_carrier_make_appointment = '' OR how_carrier_make_appointment = 'Email' OR how_carrier_make_appointment = 'Phone'
            OR how_carrier_make_appointment = 'Website' OR how_carrier_make_appointment = 'Fax'
            OR how_carrier_make_appointment = 'First Come First Serve'),
    logistics_scenario TEXT NOT NULL CONSTRAINT purchase_orders_order_logistics_scenario_check
        CHECK (logistics_scenario = 'supplier_delivery' OR logistics_scenario = 'customer_pickup' OR logistics_scenario = 'we_pickup'),
    carrier_release_format TEXT NOT NULL CONSTRAINT purchase_orders_order_carrier_release_format_check
        CHECK (carrier_release_format = '' OR carrier_release_format = 'Supplier Confirmation Order Number'
            OR carrier_release_format = 'Carrier Release Number' OR carrier_release_format = 'Both'),
    carrier_release_num TEXT NOT NULL,
    our_purchase_order_num TEXT NOT NULL,
    supplier_confirmation_order_num TEXT NOT NULL,
    supplier_corporate_address TEXT NOT NULL,
    supplier_contact_name TEXT NOT NULL,
    supplier_contact_phone TEXT NOT NULL,
    supplier_contact_email TEXT NOT NULL,
    item_description TEXT NOT NULL,
    special_instructions TEXT NOT NULL,
    notes TEXT NOT NULL,
    internal_notes TEXT NOT NULL,
    quantity INTEGER CONSTRAINT purchase_orders_order_quantity_check CHECK (quantity >= 0),
    total_weight INTEGER CONSTRAINT purchase_orders_order_total_weight_check CHECK (total_weight >= 0),
    weight_unit TEXT NOT NULL CONSTRAINT purchase_orders_order_weight_unit_check CHECK (weight_unit IN ('LBS', 'KG')),
    price_per_unit INTEGER CONSTRAINT purchase_orders_order_price_per_unit_check CHECK (price_per_unit >= 0),
    type_of_protein TEXT NOT NULL CONSTRAINT purchase_orders_order_type_of_protein_check
        CHECK (type_of_protein = '' OR type_of_protein = 'Beef' OR type_of_protein = 'Chicken' OR type_of_protein = 'Pork'
            OR type_of_protein = 'Lamb' OR type_of_protein = 'Turkey' OR type_of_protein = 'Fish' OR type_of_protein = 'Seafood'
            OR type_of_protein = 'Veal' OR type_of_protein = 'Bison' OR type_of_protein = 'Horse' OR type_of_protein = 'Other'),
    fresh_or_frozen TEXT NOT NULL CONSTRAINT purchase_orders_order_fresh_or_frozen_check
        CHECK (fresh_or_frozen = '' OR fresh_or_frozen = 'Fresh' OR fresh_or_frozen = 'Frozen'),
    package_type TEXT NOT NULL CONSTRAINT purchase_orders_order_package_type_check
        CHECK (package_type = '' OR package_type = 'Boxed wax lined' OR package_type = 'Boxed CO2' OR package_type = 'Combo bins'
            OR package_type = 'Totes' OR package_type = 'Bags' OR package_type = 'Bulk' OR package_type = 'Poly-Multiple'
            OR package_type = 'Nude'),
    net_or_catch TEXT NOT NULL CONSTRAINT purchase_orders_order_net_or_catch_check
        CHECK (net_or_catch = '' OR net_or_catch = 'Net' OR net_or_catch = 'Catch'),
    edible_or_inedible TEXT NOT NULL CONSTRAINT purchase_orders_order_edible_or_inedible_check
        CHECK (edible_or_inedible = '' OR edible_or_inedible = 'Edible' OR edible_or_inedible = 'Inedible'
            OR edible_or_inedible = 'Edible & Inedible'),
    payment_terms TEXT NOT NULL CONSTRAINT purchase_orders_order_payment_terms_check
        CHECK (payment_terms = '' OR payment_terms = 'Wire' OR payment_terms = 'ACH' OR payment_terms = 'Check'
            OR payment_terms = 'Credit Card'),
    credit_limit TEXT NOT NULL CONSTRAINT purchase_orders_order_credit_limit_check
        CHECK (credit_limit = '' OR credit_limit = 'Wire 1 day prior' OR credit_limit = 'Net 7' OR credit_limit = 'Net 15'
            OR credit_limit = 'Net 30' OR credit_limit = 'Net 45' OR credit_limit = 'Net 60'),
    freight INTEGER NOT NULL CONSTRAINT purchase_orders_order_freight_check CHECK (freight >= 0),
    freight_basis TEXT NOT NULL CONSTRAINT purchase_orders_order_freight_basis_check
        CHECK (freight_basis = 'weight' OR freight_basis = 'amount' OR freight_basis = 'quantity'),
    tax INTEGER NOT NULL CONSTRAINT purchase_orders_order_tax_check CHECK (tax >= 0),
    discount INTEGER NOT NULL CONSTRAINT purchase_orders_order_discount_check CHECK (discount >= 0),
    subtotal INTEGER NOT NULL CONSTRAINT purchase_orders_order_subtotal_check CHECK (subtotal >= 0),
    total_amount INTEGER NOT NULL CONSTRAINT purchase_orders_order_total_amount_check CHECK (total_amount >= 0),
    paid_amount INTEGER NOT NULL CONSTRAINT purchase_orders_order_paid_amount_check CHECK (paid_amount >= 0),
    outstanding_amount INTEGER NOT NULL GENERATED ALWAYS AS (total_amount - paid_amount) STORED,
    payment_status TEXT NOT NULL GENERATED ALWAYS AS (CASE
        WHEN paid_amount <= 0 THEN 'unpaid' WHEN paid_amount < total_amount THEN 'partial' ELSE 'paid' END) STORED,
    item_count INTEGER NOT NULL CONSTRAINT purchase_orders_order_item_count_check CHECK (item_count >= 0),
    revision INTEGER NOT NULL,
    revision_reason TEXT NOT NULL,
    search TEXT NOT NULL,
    created_by_id BIGINT CONSTRAINT purchase_orders_order_created_by_fkey REFERENCES accounts_user (id) ON DELETE SET NULL,
    version BIGINT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT purchase_orders_order_tenant_id_key UNIQUE (tenant_id, id),
    CONSTRAINT purchase_orders_order_number_key UNIQUE (tenant_id, order_number),
    CONSTRAINT purchase_orders_order_supplier_fkey FOREIGN KEY (tenant_id, supplier_id)
        REFERENCES suppliers_supplier (tenant_id, id),
    CONSTRAINT purchase_orders_order_customer_fkey FOREIGN KEY (tenant_id, customer_id)
        REFERENCES customers_customer (tenant_id, id),
    CONSTRAINT purchase_orders_order_carrier_fkey FOREIGN KEY (tenant_id, carrier_id)
        REFERENCES carriers_carrier (tenant_id, id),
    CONSTRAINT purchase_orders_order_plant_fkey FOREIGN KEY (tenant_id, plant_id)
        REFERENCES plants_plant (tenant_id, id),
    CONSTRAINT purchase_orders_order_delivery_plant_fkey FOREIGN KEY (tenant_id, delivery_plant_id)
        REFERENCES plants_plant (tenant_id, id),
    CONSTRAINT purchase_orders_order_contact_fkey FOREIGN KEY (tenant_id, contact_id)
        REFERENCES contacts_contact (tenant_id, id)
);
CREATE INDEX purchase_orders_order_order_date ON purchase_orders_purchaseorder (tenant_id, order_date, id);
CREATE INDEX purchase_orders_order_delivery_date ON purchase_orders_purchaseorder (tenant_id, delivery_date, id);
CREATE INDEX purchase_orders_order_total_amount ON purchase_orders_purchaseorder (tenant_id, total_amount, id);
CREATE INDEX purchase_orders_order_created_at ON purchase_orders_purchaseorder (tenant_id, created_at, id);
CREATE INDEX purchase_orders_order_updated_at ON purchase_orders_purchaseorder (tenant_id, updated_at, id);
CREATE INDEX purchase_orders_order_status ON purchase_orders_purchaseorder (tenant_id, status, order_date, id);
CREATE INDEX purchase_orders_order_payment_status ON purchase_orders_purchaseorder (tenant_id, payment_status, order_date, id);
CREATE INDEX purchase_orders_order_supplier ON purchase_orders_purchaseorder (tenant_id, supplier_id, order_date, id);
CREATE INDEX purchase_orders_order_created_by ON purchase_orders_purchaseorder (tenant_id, created_by_id);
-- Most orders have none of these: their indexes hold only those that do.
CREATE INDEX purchase_orders_order_customer ON purchase_orders_purchaseorder (tenant_id, customer_id) WHERE customer_id IS NOT NULL;
CREATE INDEX purchase_orders_order_carrier ON purchase_orders_purchaseorder (tenant_id, carrier_id) WHERE carrier_id IS NOT NULL;
CREATE INDEX purchase_orders_order_plant ON purchase_orders_purchaseorder (tenant_id, plant_id) WHERE plant_id IS NOT NULL;
CREATE INDEX purchase_orders_order_delivery_plant ON purchase_orders_purchaseorder (tenant_id, delivery_plant_id) WHERE delivery_plant_id IS NOT NULL;
CREATE INDEX purchase_orders_order_contact ON purchase_orders_purchaseorder (tenant_id, contact_id) WHERE contact_id IS NOT NULL;

CREATE TABLE purchase_orders_item (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    tenant_id BLOB NOT NULL CONSTRAINT purchase_orders_item_tenant_fkey REFERENCES tenants_tenant (id) ON DELETE CASCADE,
    order_id BIGINT NOT NULL,
    position INTEGER NOT NULL,
    description TEXT NOT NULL,
    code TEXT NOT NULL,
    namp_code TEXT NOT NULL,
    protein TEXT NOT NULL CONSTRAINT purchase_orders_item_protein_check
        CHECK (protein = '' OR protein = 'Beef' OR protein = 'Chicken' OR protein = 'Pork' OR protein = 'Lamb' OR protein = 'Turkey'
            OR protein = 'Fish' OR protein = 'Seafood' OR protein = 'Veal' OR protein = 'Bison' OR protein = 'Horse'
            OR protein = 'Other'),
    cut TEXT NOT NULL,
    grade TEXT NOT NULL,
    fresh_or_frozen TEXT NOT NULL CONSTRAINT purchase_orders_item_fresh_or_frozen_check
        CHECK (fresh_or_frozen = '' OR fresh_or_frozen = 'Fresh' OR fresh_or_frozen = 'Frozen'),
    package_type TEXT NOT NULL CONSTRAINT purchase_orders_item_package_type_check
        CHECK (package_type = '' OR package_type = 'Boxed wax lined' OR package_type = 'Boxed CO2' OR package_type = 'Combo bins'
            OR package_type = 'Totes' OR package_type = 'Bags' OR package_type = 'Bulk' OR package_type = 'Poly-Multiple'
            OR package_type = 'Nude'),
    net_or_catch TEXT NOT NULL CONSTRAINT purchase_orders_item_net_or_catch_check
        CHECK (net_or_catch = '' OR net_or_catch = 'Net' OR net_or_catch = 'Catch'),
    origin TEXT NOT NULL,
    lot_number TEXT NOT NULL,
    production_date DATE,
    quantity INTEGER NOT NULL CONSTRAINT purchase_orders_item_quantity_check CHECK (quantity > 0),
    quantity_unit TEXT NOT NULL CONSTRAINT purchase_orders_item_quantity_unit_check
        CHECK (quantity_unit = 'case' OR quantity_unit = 'piece' OR quantity_unit = 'combo' OR quantity_unit = 'pallet'
            OR quantity_unit = 'lb' OR quantity_unit = 'kg' OR quantity_unit = 'load'),
    ordered_weight INTEGER CONSTRAINT purchase_orders_item_ordered_weight_check CHECK (ordered_weight >= 0),
    nominal_weight INTEGER CONSTRAINT purchase_orders_item_nominal_weight_check CHECK (nominal_weight >= 0),
    weight_unit TEXT NOT NULL CONSTRAINT purchase_orders_item_weight_unit_check CHECK (weight_unit IN ('LBS', 'KG')),
    tolerance_percent INTEGER CONSTRAINT purchase_orders_item_tolerance_percent_check CHECK (tolerance_percent >= 0),
    actual_weights TEXT NOT NULL,
    actual_weight INTEGER CONSTRAINT purchase_orders_item_actual_weight_check CHECK (actual_weight >= 0),
    received_quantity INTEGER NOT NULL CONSTRAINT purchase_orders_item_received_quantity_check CHECK (received_quantity >= 0),
    unit_price INTEGER NOT NULL CONSTRAINT purchase_orders_item_unit_price_check CHECK (unit_price >= 0),
    price_unit TEXT NOT NULL CONSTRAINT purchase_orders_item_price_unit_check
        CHECK (price_unit = 'lb' OR price_unit = 'kg' OR price_unit = 'cwt' OR price_unit = '100kg' OR price_unit = 'mt'
            OR price_unit = 'case' OR price_unit = 'piece' OR price_unit = 'load'),
    claim_amount INTEGER NOT NULL CONSTRAINT purchase_orders_item_claim_amount_check CHECK (claim_amount >= 0),
    claim_reason TEXT NOT NULL,
    expected_weight INTEGER,
    amount INTEGER NOT NULL,
    allocated_freight INTEGER NOT NULL,
    received BOOLEAN NOT NULL CHECK (received IN (0, 1)),
    version BIGINT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT purchase_orders_item_order_fkey FOREIGN KEY (tenant_id, order_id)
        REFERENCES purchase_orders_purchaseorder (tenant_id, id) ON DELETE CASCADE
);
-- Nothing refers to an item, so it needs no key (tenant_id, id): orders are written with many of them.
CREATE INDEX purchase_orders_item_order ON purchase_orders_item (tenant_id, order_id, position);

CREATE TABLE purchase_orders_payment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    tenant_id BLOB NOT NULL CONSTRAINT purchase_orders_payment_tenant_fkey REFERENCES tenants_tenant (id) ON DELETE CASCADE,
    order_id BIGINT NOT NULL,
    amount INTEGER NOT NULL CONSTRAINT purchase_orders_payment_amount_check CHECK (amount > 0),
    payment_date DATE NOT NULL,
    payment_method TEXT NOT NULL CONSTRAINT purchase_orders_payment_payment_method_check
        CHECK (payment_method = 'check' OR payment_method = 'wire' OR payment_method = 'ach' OR payment_method = 'credit_card'
            OR payment_method = 'cash' OR payment_method = 'other'),
    reference_number TEXT NOT NULL,
    notes TEXT NOT NULL,
    voided_at INTEGER,
    void_reason TEXT NOT NULL,
    voided_by_id BIGINT CONSTRAINT purchase_orders_payment_voided_by_fkey REFERENCES accounts_user (id) ON DELETE SET NULL,
    created_by_id BIGINT CONSTRAINT purchase_orders_payment_created_by_fkey REFERENCES accounts_user (id) ON DELETE SET NULL,
    version BIGINT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT purchase_orders_payment_tenant_id_key UNIQUE (tenant_id, id),
    CONSTRAINT purchase_orders_payment_order_fkey FOREIGN KEY (tenant_id, order_id)
        REFERENCES purchase_orders_purchaseorder (tenant_id, id)
);
CREATE INDEX purchase_orders_payment_order ON purchase_orders_payment (tenant_id, order_id, id);

CREATE TABLE purchase_orders_revision (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    tenant_id BLOB NOT NULL CONSTRAINT purchase_orders_revision_tenant_fkey REFERENCES tenants_tenant (id) ON DELETE CASCADE,
    order_id BIGINT NOT NULL,
    revision INTEGER NOT NULL,
    reason TEXT NOT NULL,
    changes TEXT NOT NULL,
    created_by_id BIGINT CONSTRAINT purchase_orders_revision_created_by_fkey REFERENCES accounts_user (id) ON DELETE SET NULL,
    version BIGINT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT purchase_orders_revision_tenant_id_key UNIQUE (tenant_id, id),
    CONSTRAINT purchase_orders_revision_number_key UNIQUE (tenant_id, order_id, revision),
    CONSTRAINT purchase_orders_revision_order_fkey FOREIGN KEY (tenant_id, order_id)
        REFERENCES purchase_orders_purchaseorder (tenant_id, id) ON DELETE CASCADE
);
