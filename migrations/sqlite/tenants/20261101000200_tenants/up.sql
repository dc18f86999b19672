-- requires: db, activity, accounts
CREATE TABLE tenants_tenant (
    id BLOB NOT NULL CONSTRAINT tenants_tenant_pkey PRIMARY KEY,
    name TEXT NOT NULL,
    slug TEXT NOT NULL CONSTRAINT tenants_tenant_slug_key UNIQUE,
    domain TEXT,
    contact_email TEXT NOT NULL,
    contact_phone TEXT NOT NULL,
    is_active BOOLEAN NOT NULL CHECK (is_active IN (0, 1)),
    is_trial BOOLEAN NOT NULL CHECK (is_trial IN (0, 1)),
    trial_ends_at INTEGER,
    settings TEXT NOT NULL,
    logo TEXT,
    created_by_id BIGINT CONSTRAINT tenants_tenant_created_by_fkey REFERENCES accounts_user (id) ON DELETE SET NULL,
    version BIGINT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
);

CREATE TABLE tenants_tenant_user (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    tenant_id BLOB NOT NULL CONSTRAINT tenants_tenant_user_tenant_fkey REFERENCES tenants_tenant (id) ON DELETE CASCADE,
    user_id BIGINT NOT NULL CONSTRAINT tenants_tenant_user_user_fkey REFERENCES accounts_user (id) ON DELETE CASCADE,
    role TEXT NOT NULL CONSTRAINT tenants_tenant_user_role_check CHECK (role IN ('readonly', 'user', 'manager', 'admin', 'owner')),
    is_active BOOLEAN NOT NULL CHECK (is_active IN (0, 1)),
    is_default BOOLEAN NOT NULL CHECK (is_default IN (0, 1)),
    version BIGINT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT tenants_tenant_user_tenant_id_key UNIQUE (tenant_id, id),
    CONSTRAINT tenants_tenant_user_member_key UNIQUE (tenant_id, user_id)
);
CREATE INDEX tenants_tenant_user_user ON tenants_tenant_user (user_id, is_active);
