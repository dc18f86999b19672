-- requires: db, activity, accounts, tenants
CREATE TABLE customers_customer (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    tenant_id BLOB NOT NULL CONSTRAINT customers_customer_tenant_fkey REFERENCES tenants_tenant (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    status TEXT NOT NULL CONSTRAINT customers_customer_status_check CHECK (status IN ('active', 'inactive', 'archived')),
    contact_person TEXT NOT NULL,
    email TEXT NOT NULL,
    phone TEXT NOT NULL,
    address TEXT NOT NULL,
    street_address TEXT NOT NULL,
    city TEXT NOT NULL,
    state TEXT NOT NULL,
    zip_code TEXT NOT NULL,
    country TEXT NOT NULL,
    edible_inedible TEXT NOT NULL CONSTRAINT customers_customer_edible_inedible_check
        CHECK (edible_inedible IN ('', 'Edible', 'Inedible', 'Edible & Inedible')),
    type_of_plant TEXT NOT NULL,
    purchasing_preference_origin TEXT NOT NULL CONSTRAINT customers_customer_purchasing_preference_origin_check
        CHECK (purchasing_preference_origin IN ('', 'Domestic', 'Imported')),
    industry TEXT NOT NULL CONSTRAINT customers_customer_industry_check
        CHECK (industry IN ('', 'Pet Sector', 'Processor', 'Retail', 'Wholesaler', 'Food Service', 'Export', 'Restaurant',
            'Wholesale', 'Processing', 'Distribution')),
    industry_array TEXT NOT NULL,
    will_pickup_load BOOLEAN NOT NULL CHECK (will_pickup_load IN (0, 1)),
    preferred_protein_types TEXT NOT NULL,
    accounting_payment_terms TEXT NOT NULL CONSTRAINT customers_customer_accounting_payment_terms_check
        CHECK (accounting_payment_terms IN ('', 'Wire', 'ACH', 'Check', 'Credit Card')),
    credit_limits TEXT NOT NULL CONSTRAINT customers_customer_credit_limits_check
        CHECK (credit_limits IN ('', 'Wire 1 day prior', 'Net 7', 'Net 15', 'Net 30', 'Net 45', 'Net 60')),
    account_line_of_credit TEXT NOT NULL CONSTRAINT customers_customer_account_line_of_credit_check
        CHECK (account_line_of_credit IN ('', '$0 - $50,000', '$50,000 - $100,000', '$100,000 - $250,000',
            '$250,000 - $500,000', '$500,000 - $1,000,000', '$1,000,000+')),
    credit_limit BIGINT CONSTRAINT customers_customer_credit_limit_check CHECK (credit_limit >= 0),
    buyer_contact_name TEXT NOT NULL,
    contact_title TEXT NOT NULL,
    buyer_contact_phone TEXT NOT NULL,
    buyer_contact_email TEXT NOT NULL,
    type_of_certificate TEXT NOT NULL CONSTRAINT customers_customer_type_of_certificate_check
        CHECK (type_of_certificate IN ('', '3rd Party', 'BRC', 'FSSAI', 'SQF', 'IFS', 'ISO', 'HACCP', 'Halal', 'Kosher',
            'Organic')),
    product_exportable BOOLEAN NOT NULL CHECK (product_exportable IN (0, 1)),
    accounting_terms TEXT NOT NULL,
    accounting_line_of_credit TEXT NOT NULL,
    name_key TEXT NOT NULL,
    phone_key TEXT NOT NULL,
    email_key TEXT NOT NULL,
    search TEXT NOT NULL,
    created_by_id BIGINT CONSTRAINT customers_customer_created_by_fkey REFERENCES accounts_user (id) ON DELETE SET NULL,
    version BIGINT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT customers_customer_tenant_id_key UNIQUE (tenant_id, id),
    CONSTRAINT customers_customer_name_key UNIQUE (tenant_id, name)
);
CREATE INDEX customers_customer_name ON customers_customer (tenant_id, name, id);
CREATE INDEX customers_customer_status ON customers_customer (tenant_id, status, name, id);
CREATE INDEX customers_customer_city ON customers_customer (tenant_id, city, id);
CREATE INDEX customers_customer_state ON customers_customer (tenant_id, state, id);
CREATE INDEX customers_customer_country ON customers_customer (tenant_id, country, id);
CREATE INDEX customers_customer_created_at ON customers_customer (tenant_id, created_at, id);
CREATE INDEX customers_customer_updated_at ON customers_customer (tenant_id, updated_at, id);
CREATE INDEX customers_customer_created_by ON customers_customer (tenant_id, created_by_id);
CREATE INDEX customers_customer_dup_name ON customers_customer (tenant_id, name_key);
CREATE INDEX customers_customer_dup_phone ON customers_customer (tenant_id, phone_key);
CREATE INDEX customers_customer_dup_email ON customers_customer (tenant_id, email_key);
CREATE INDEX customers_customer_credit_limit ON customers_customer (tenant_id, credit_limit, id);
CREATE INDEX customers_customer_edible_inedible ON customers_customer (tenant_id, edible_inedible, name, id);
CREATE INDEX customers_customer_purchasing_preference_origin ON customers_customer (tenant_id, purchasing_preference_origin, name, id);
CREATE INDEX customers_customer_industry ON customers_customer (tenant_id, industry, name, id);
CREATE INDEX customers_customer_will_pickup_load ON customers_customer (tenant_id, will_pickup_load, name, id);
CREATE INDEX customers_customer_type_of_certificate ON customers_customer (tenant_id, type_of_certificate, name, id);
CREATE INDEX customers_customer_accounting_payment_terms ON customers_customer (tenant_id, accounting_payment_terms, name, id);
