-- requires: db, activity, accounts
-- The last number drawn of each series of a company.
CREATE TABLE tenants_counter (
    tenant_id BLOB NOT NULL CONSTRAINT tenants_counter_tenant_fkey REFERENCES tenants_tenant (id) ON DELETE CASCADE,
    series TEXT NOT NULL,
    last BIGINT NOT NULL,
    CONSTRAINT tenants_counter_pkey PRIMARY KEY (tenant_id, series)
);
