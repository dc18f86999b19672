-- requires: db, activity, accounts, tenants
CREATE TABLE suppliers_supplier (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    tenant_id BLOB NOT NULL CONSTRAINT suppliers_supplier_tenant_fkey REFERENCES tenants_tenant (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    status TEXT NOT NULL CONSTRAINT suppliers_supplier_status_check CHECK (status IN ('active', 'inactive', 'archived')),
    contact_person TEXT NOT NULL,
    email TEXT NOT NULL,
    phone TEXT NOT NULL,
    address TEXT NOT NULL,
    street_address TEXT NOT NULL,
    city TEXT NOT NULL,
    state TEXT NOT NULL,
    zip_code TEXT NOT NULL,
    country TEXT NOT NULL,
    edible_inedible TEXT NOT NULL CONSTRAINT suppliers_supplier_edible_inedible_check
        CHECK (edible_inedible IN ('', 'Edible', 'Inedible', 'Edible & Inedible')),
    type_of_plant TEXT NOT NULL CONSTRAINT suppliers_supplier_type_of_plant_check
        CHECK (type_of_plant IN ('', 'Vertical', 'Processor', 'Distributor', 'Renderer')),
    type_of_certificate TEXT NOT NULL CONSTRAINT suppliers_supplier_type_of_certificate_check
        CHECK (type_of_certificate IN ('', '3rd Party', 'BRC', 'FSSAI', 'SQF', 'IFS', 'ISO', 'HACCP', 'Halal', 'Kosher',
            'Organic')),
    tested_product BOOLEAN NOT NULL CHECK (tested_product IN (0, 1)),
    origin TEXT NOT NULL CONSTRAINT suppliers_supplier_origin_check CHECK (origin IN ('', 'Domestic', 'Imported')),
    country_origin TEXT NOT NULL CONSTRAINT suppliers_supplier_country_origin_check
        CHECK (country_origin IN ('', 'USA', 'CAN', 'MEX', 'BRA', 'AUS', 'NZL')),
    shipping_offered TEXT NOT NULL CONSTRAINT suppliers_supplier_shipping_offered_check
        CHECK (shipping_offered IN ('', 'Yes - Domestic', 'Yes - International', 'Yes - Exported',
            'Yes - Domestic & Exported', 'No')),
    how_to_book_pickup TEXT NOT NULL,
    offer_contracts BOOLEAN NOT NULL CHECK (offer_contracts IN (0, 1)),
    offers_export_documents BOOLEAN NOT NULL CHECK (offers_export_documents IN (0, 1)),
    accounting_payment_terms TEXT NOT NULL CONSTRAINT suppliers_supplier_accounting_payment_terms_check
        CHECK (accounting_payment_terms IN ('', 'Wire', 'ACH', 'Check', 'Credit Card')),
    credit_limits TEXT NOT NULL CONSTRAINT suppliers_supplier_credit_limits_check
        CHECK (credit_limits IN ('', 'Wire 1 day prior', 'Net 7', 'Net 15', 'Net 30', 'Net 45', 'Net 60')),
    account_line_of_credit TEXT NOT NULL CONSTRAINT suppliers_supplier_account_line_of_credit_check
        CHECK (account_line_of_credit IN ('', '$0 - $50,000', '$50,000 - $100,000', '$100,000 - $250,000',
            '$250,000 - $500,000', '$500,000 - $1,000,000', '$1,000,000+')),
    fresh_or_frozen TEXT NOT NULL CONSTRAINT suppliers_supplier_fresh_or_frozen_check
        CHECK (fresh_or_frozen IN ('', 'Fresh', 'Frozen')),
    package_type TEXT NOT NULL CONSTRAINT suppliers_supplier_package_type_check
        CHECK (package_type IN ('', 'Boxed wax lined', 'Boxed CO2', 'Combo bins', 'Totes', 'Bags', 'Bulk', 'Poly-Multiple',
            'Nude')),
    package_types TEXT NOT NULL,
    net_or_catch TEXT NOT NULL CONSTRAINT suppliers_supplier_net_or_catch_check CHECK (net_or_catch IN ('', 'Net', 'Catch')),
    departments TEXT NOT NULL,
    departments_array TEXT NOT NULL,
    preferred_protein_types TEXT NOT NULL,
    accounting_terms TEXT NOT NULL,
    accounting_line_of_credit TEXT NOT NULL,
    credit_app_sent BOOLEAN NOT NULL CHECK (credit_app_sent IN (0, 1)),
    credit_app_set_up BOOLEAN NOT NULL CHECK (credit_app_set_up IN (0, 1)),
    rating_count BIGINT NOT NULL,
    rating_sum BIGINT NOT NULL,
    rating_average BIGINT,
    name_key TEXT NOT NULL,
    phone_key TEXT NOT NULL,
    email_key TEXT NOT NULL,
    search TEXT NOT NULL,
    created_by_id BIGINT CONSTRAINT suppliers_supplier_created_by_fkey REFERENCES accounts_user (id) ON DELETE SET NULL,
    version BIGINT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT suppliers_supplier_tenant_id_key UNIQUE (tenant_id, id),
    CONSTRAINT suppliers_supplier_name_key UNIQUE (tenant_id, name)
);
CREATE INDEX suppliers_supplier_name ON suppliers_supplier (tenant_id, name, id);
CREATE INDEX suppliers_supplier_status ON suppliers_supplier (tenant_id, status, name, id);
CREATE INDEX suppliers_supplier_city ON suppliers_supplier (tenant_id, city, id);
CREATE INDEX suppliers_supplier_state ON suppliers_supplier (tenant_id, state, id);
CREATE INDEX suppliers_supplier_country ON suppliers_supplier (tenant_id, country, id);
CREATE INDEX suppliers_supplier_created_at ON suppliers_supplier (tenant_id, created_at, id);
CREATE INDEX suppliers_supplier_updated_at ON suppliers_supplier (tenant_id, updated_at, id);
CREATE INDEX suppliers_supplier_created_by ON suppliers_supplier (tenant_id, created_by_id);
CREATE INDEX suppliers_supplier_dup_name ON suppliers_supplier (tenant_id, name_key);
CREATE INDEX suppliers_supplier_dup_phone ON suppliers_supplier (tenant_id, phone_key);
CREATE INDEX suppliers_supplier_dup_email ON suppliers_supplier (tenant_id, email_key);
CREATE INDEX suppliers_supplier_rating_average ON suppliers_supplier (tenant_id, rating_average, id);
CREATE INDEX suppliers_supplier_edible_inedible ON suppliers_supplier (tenant_id, edible_inedible, name, id);
CREATE INDEX suppliers_supplier_origin ON suppliers_supplier (tenant_id, origin, name, id);
CREATE INDEX suppliers_supplier_country_origin ON suppliers_supplier (tenant_id, country_origin, name, id);
CREATE INDEX suppliers_supplier_fresh_or_frozen ON suppliers_supplier (tenant_id, fresh_or_frozen, name, id);
CREATE INDEX suppliers_supplier_package_type ON suppliers_supplier (tenant_id, package_type, name, id);
CREATE INDEX suppliers_supplier_type_of_certificate ON suppliers_supplier (tenant_id, type_of_certificate, name, id);
CREATE INDEX suppliers_supplier_accounting_payment_terms ON suppliers_supplier (tenant_id, accounting_payment_terms, name, id);
