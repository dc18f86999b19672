-- requires: db, activity, accounts, tenants
CREATE TABLE carriers_carrier (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    tenant_id BLOB NOT NULL CONSTRAINT carriers_carrier_tenant_fkey REFERENCES tenants_tenant (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    code TEXT NOT NULL,
    carrier_type TEXT NOT NULL CONSTRAINT carriers_carrier_type_check CHECK (carrier_type IN ('truck', 'rail', 'air', 'sea', 'other')),
    status TEXT NOT NULL CONSTRAINT carriers_carrier_status_check CHECK (status IN ('active', 'inactive', 'archived')),
    is_active BOOLEAN NOT NULL CHECK (is_active IN (0, 1)),
    contact_person TEXT NOT NULL,
    phone TEXT NOT NULL,
    email TEXT NOT NULL,
    address TEXT NOT NULL,
    city TEXT NOT NULL,
    state TEXT NOT NULL,
    zip_code TEXT NOT NULL,
    country TEXT NOT NULL,
    -- Digits alone, without leading zeros.
    mc_number TEXT NOT NULL,
    dot_number TEXT NOT NULL,
    -- Lists, as JSON.
    modes TEXT NOT NULL,
    equipment TEXT NOT NULL,
    regions_served TEXT NOT NULL,
    min_temperature_f INTEGER,
    max_temperature_f INTEGER,
    insurance_provider TEXT NOT NULL,
    insurance_policy_number TEXT NOT NULL,
    insurance_expiry TEXT,
    notes TEXT NOT NULL,
    my_customer_num_from_carrier TEXT NOT NULL,
    accounting_payable_contact_name TEXT NOT NULL,
    accounting_payable_contact_phone TEXT NOT NULL,
    accounting_payable_contact_email TEXT NOT NULL,
    sales_contact_name TEXT NOT NULL,
    sales_contact_phone TEXT NOT NULL,
    sales_contact_email TEXT NOT NULL,
    accounting_payment_terms TEXT NOT NULL CONSTRAINT carriers_carrier_payment_terms_check
        CHECK (accounting_payment_terms IN ('', 'Wire', 'ACH', 'Check', 'Credit Card')),
    credit_limits TEXT NOT NULL CONSTRAINT carriers_carrier_credit_limits_check
        CHECK (credit_limits IN ('', 'Wire 1 day prior', 'Net 7', 'Net 15', 'Net 30', 'Net 45', 'Net 60')),
    account_line_of_credit TEXT NOT NULL CONSTRAINT carriers_carrier_line_of_credit_check
        CHECK (account_line_of_credit IN ('', '$0 - $50,000', '$50,000 - $100,000', '$100,000 - $250,000', '$250,000 - $500,000',
            '$500,000 - $1,000,000', '$1,000,000+')),
    departments TEXT NOT NULL,
    departments_array TEXT NOT NULL,
    how_carrier_make_appointment TEXT NOT NULL CONSTRAINT carriers_carrier_appointment_check
        CHECK (how_carrier_make_appointment IN ('', 'Email', 'Phone', 'Website', 'Fax', 'First Come First Serve')),
    name_key TEXT NOT NULL,
    phone_key TEXT NOT NULL,
    email_key TEXT NOT NULL,
    search TEXT NOT NULL,
    created_by_id BIGINT CONSTRAINT carriers_carrier_created_by_fkey REFERENCES accounts_user (id) ON DELETE SET NULL,
    version BIGINT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT carriers_carrier_tenant_id_key UNIQUE (tenant_id, id),
    CONSTRAINT carriers_carrier_name_key UNIQUE (tenant_id, name),
    CONSTRAINT carriers_carrier_code_key UNIQUE (tenant_id, code),
    CONSTRAINT carriers_carrier_is_active_agrees CHECK (is_active = (status = 'active')),
    CONSTRAINT carriers_carrier_temperature_check CHECK (min_temperature_f <= max_temperature_f)
);
CREATE INDEX carriers_carrier_name ON carriers_carrier (tenant_id, name, id);
CREATE INDEX carriers_carrier_code ON carriers_carrier (tenant_id, code, id);
CREATE INDEX carriers_carrier_created_at ON carriers_carrier (tenant_id, created_at, id);
CREATE INDEX carriers_carrier_updated_at ON carriers_carrier (tenant_id, updated_at, id);
CREATE INDEX carriers_carrier_insurance_expiry ON carriers_carrier (tenant_id, insurance_expiry, id);
CREATE INDEX carriers_carrier_city ON carriers_carrier (tenant_id, city, id);
CREATE INDEX carriers_carrier_state ON carriers_carrier (tenant_id, state, id);
CREATE INDEX carriers_carrier_country ON carriers_carrier (tenant_id, country, name, id);
CREATE INDEX carriers_carrier_type ON carriers_carrier (tenant_id, carrier_type, name, id);
CREATE INDEX carriers_carrier_status ON carriers_carrier (tenant_id, status, name, id);
CREATE INDEX carriers_carrier_is_active ON carriers_carrier (tenant_id, is_active, name, id);
CREATE INDEX carriers_carrier_mc_number ON carriers_carrier (tenant_id, mc_number);
CREATE INDEX carriers_carrier_dot_number ON carriers_carrier (tenant_id, dot_number);
CREATE INDEX carriers_carrier_created_by ON carriers_carrier (tenant_id, created_by_id);
CREATE INDEX carriers_carrier_alike_name ON carriers_carrier (tenant_id, name_key);
CREATE INDEX carriers_carrier_alike_phone ON carriers_carrier (tenant_id, phone_key);
CREATE INDEX carriers_carrier_alike_email ON carriers_carrier (tenant_id, email_key);
