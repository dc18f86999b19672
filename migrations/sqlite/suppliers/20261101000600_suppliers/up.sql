-- requires: db, activity, accounts, tenants
CREATE TABLE suppliers_certificate (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    tenant_id BLOB NOT NULL CONSTRAINT suppliers_certificate_tenant_fkey REFERENCES tenants_tenant (id) ON DELETE CASCADE,
    supplier_id BIGINT NOT NULL,
    type TEXT NOT NULL CONSTRAINT suppliers_certificate_type_check
        CHECK (type IN ('3rd Party', 'BRC', 'FSSAI', 'SQF', 'IFS', 'ISO', 'HACCP', 'Halal', 'Kosher', 'Organic')),
    number TEXT NOT NULL,
    issuer TEXT NOT NULL,
    issued_on TEXT,
    expires_on TEXT,
    notes TEXT NOT NULL,
    created_by_id BIGINT CONSTRAINT suppliers_certificate_created_by_fkey REFERENCES accounts_user (id) ON DELETE SET NULL,
    version BIGINT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT suppliers_certificate_tenant_id_key UNIQUE (tenant_id, id),
    CONSTRAINT suppliers_certificate_dates_check CHECK (expires_on >= issued_on),
    CONSTRAINT suppliers_certificate_supplier_fkey FOREIGN KEY (tenant_id, supplier_id) REFERENCES suppliers_supplier (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX suppliers_certificate_supplier ON suppliers_certificate (tenant_id, supplier_id, expires_on);
CREATE INDEX suppliers_certificate_expires_on ON suppliers_certificate (tenant_id, expires_on, id);
