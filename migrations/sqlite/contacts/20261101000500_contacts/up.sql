-- requires: db, activity, accounts, tenants, suppliers, customers, carriers
CREATE TABLE contacts_contact (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    tenant_id BLOB NOT NULL CONSTRAINT contacts_contact_tenant_fkey REFERENCES tenants_tenant (id) ON DELETE CASCADE,
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    -- First and last, for where others refer to it.
    full_name TEXT NOT NULL,
    status TEXT NOT NULL CONSTRAINT contacts_contact_status_check CHECK (status IN ('active', 'inactive', 'archived')),
    email TEXT NOT NULL,
    phone TEXT NOT NULL,
    company TEXT NOT NULL,
    position TEXT NOT NULL,
    contact_type TEXT NOT NULL CONSTRAINT contacts_contact_type_check
        CHECK (contact_type IN ('', 'Sales', 'Accounting', 'Shipping', 'Receiving', 'Operations', 'Quality', 'Executive', 'Doc''s BOL',
            'COA', 'POD')),
    department TEXT NOT NULL,
    contact_title TEXT NOT NULL,
    main_phone TEXT NOT NULL,
    direct_phone TEXT NOT NULL,
    cell_phone TEXT NOT NULL,
    name_key TEXT NOT NULL,
    phone_key TEXT NOT NULL,
    email_key TEXT NOT NULL,
    search TEXT NOT NULL,
    created_by_id BIGINT CONSTRAINT contacts_contact_created_by_fkey REFERENCES accounts_user (id) ON DELETE SET NULL,
    version BIGINT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT contacts_contact_tenant_id_key UNIQUE (tenant_id, id)
);
CREATE INDEX contacts_contact_name ON contacts_contact (tenant_id, last_name, first_name, id);
CREATE INDEX contacts_contact_last_name ON contacts_contact (tenant_id, last_name, id);
CREATE INDEX contacts_contact_first_name ON contacts_contact (tenant_id, first_name, id);
CREATE INDEX contacts_contact_full_name ON contacts_contact (tenant_id, full_name, id);
CREATE INDEX contacts_contact_company ON contacts_contact (tenant_id, company, id);
CREATE INDEX contacts_contact_email ON contacts_contact (tenant_id, email, id);
CREATE INDEX contacts_contact_created_at ON contacts_contact (tenant_id, created_at, id);
CREATE INDEX contacts_contact_updated_at ON contacts_contact (tenant_id, updated_at, id);
CREATE INDEX contacts_contact_status ON contacts_contact (tenant_id, status, last_name, first_name, id);
CREATE INDEX contacts_contact_type ON contacts_contact (tenant_id, contact_type, last_name, first_name, id);
CREATE INDEX contacts_contact_department ON contacts_contact (tenant_id, department, last_name, first_name, id);
CREATE INDEX contacts_contact_created_by ON contacts_contact (tenant_id, created_by_id);
CREATE INDEX contacts_contact_alike_name ON contacts_contact (tenant_id, name_key);
CREATE INDEX contacts_contact_alike_phone ON contacts_contact (tenant_id, phone_key);
CREATE INDEX contacts_contact_alike_email ON contacts_contact (tenant_id, email_key);

CREATE TABLE suppliers_supplier_contacts (
    tenant_id BLOB NOT NULL CONSTRAINT suppliers_supplier_contacts_tenant_fkey REFERENCES tenants_tenant (id) ON DELETE CASCADE,
    supplier_id BIGINT NOT NULL,
    contact_id BIGINT NOT NULL,
    -- The place of the contact in the other's list, and of the other in the contact's.
    rank INTEGER NOT NULL,
    back_rank INTEGER NOT NULL,
    CONSTRAINT suppliers_supplier_contacts_pkey PRIMARY KEY (tenant_id, supplier_id, contact_id),
    CONSTRAINT suppliers_supplier_contacts_supplier_fkey FOREIGN KEY (tenant_id, supplier_id) REFERENCES suppliers_supplier (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT suppliers_supplier_contacts_contact_fkey FOREIGN KEY (tenant_id, contact_id) REFERENCES contacts_contact (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX suppliers_supplier_contacts_contact ON suppliers_supplier_contacts (tenant_id, contact_id, supplier_id);
CREATE TABLE customers_customer_contacts (
    tenant_id BLOB NOT NULL CONSTRAINT customers_customer_contacts_tenant_fkey REFERENCES tenants_tenant (id) ON DELETE CASCADE,
    customer_id BIGINT NOT NULL,
    contact_id BIGINT NOT NULL,
    -- The place of the contact in the other's list, and of the other in the contact's.
    rank INTEGER NOT NULL,
    back_rank INTEGER NOT NULL,
    CONSTRAINT customers_customer_contacts_pkey PRIMARY KEY (tenant_id, customer_id, contact_id),
    CONSTRAINT customers_customer_contacts_customer_fkey FOREIGN KEY (tenant_id, customer_id) REFERENCES customers_customer (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT customers_customer_contacts_contact_fkey FOREIGN KEY (tenant_id, contact_id) REFERENCES contacts_contact (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX customers_customer_contacts_contact ON customers_customer_contacts (tenant_id, contact_id, customer_id);
CREATE TABLE carriers_carrier_contacts (
    tenant_id BLOB NOT NULL CONSTRAINT carriers_carrier_contacts_tenant_fkey REFERENCES tenants_tenant (id) ON DELETE CASCADE,
    carrier_id BIGINT NOT NULL,
    contact_id BIGINT NOT NULL,
    -- The place of the contact in the other's list, and of the other in the contact's.
    rank INTEGER NOT NULL,
    back_rank INTEGER NOT NULL,
    CONSTRAINT carriers_carrier_contacts_pkey PRIMARY KEY (tenant_id, carrier_id, contact_id),
    CONSTRAINT carriers_carrier_contacts_carrier_fkey FOREIGN KEY (tenant_id, carrier_id) REFERENCES carriers_carrier (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT carriers_carrier_contacts_contact_fkey FOREIGN KEY (tenant_id, contact_id) REFERENCES contacts_contact (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX carriers_carrier_contacts_contact ON carriers_carrier_contacts (tenant_id, contact_id, carrier_id);
