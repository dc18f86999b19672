-- requires: db, activity, accounts, tenants, suppliers
CREATE TABLE plants_plant (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    tenant_id BLOB NOT NULL CONSTRAINT plants_plant_tenant_fkey REFERENCES tenants_tenant (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    code TEXT NOT NULL,
    supplier_id BIGINT,
    supplier_rank INTEGER NOT NULL,
    plant_est_num TEXT NOT NULL,
    est_num_normal TEXT NOT NULL,
    eu_approval_num TEXT NOT NULL,
    eu_approval_country TEXT NOT NULL,
    plant_type TEXT NOT NULL CONSTRAINT plants_plant_type_check
        CHECK (plant_type IN ('processing', 'distribution', 'warehouse', 'retail', 'storage', 'mixed', 'other')),
    address TEXT NOT NULL,
    city TEXT NOT NULL,
    state TEXT NOT NULL,
    zip_code TEXT NOT NULL,
    country TEXT NOT NULL,
    phone TEXT NOT NULL,
    email TEXT NOT NULL,
    manager TEXT NOT NULL,
    capacity INTEGER CONSTRAINT plants_plant_capacity_check CHECK (capacity >= 0),
    capacity_unit TEXT NOT NULL CONSTRAINT plants_plant_capacity_unit_check
        CHECK (capacity_unit IN ('', 'lb_per_day', 'kg_per_day', 'head_per_day', 'pallets', 'square_feet', 'other')),
    is_active BOOLEAN NOT NULL CHECK (is_active IN (0, 1)),
    name_key TEXT NOT NULL,
    phone_key TEXT NOT NULL,
    email_key TEXT NOT NULL,
    search TEXT NOT NULL,
    created_by_id BIGINT CONSTRAINT plants_plant_created_by_fkey REFERENCES accounts_user (id) ON DELETE SET NULL,
    version BIGINT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT plants_plant_tenant_id_key UNIQUE (tenant_id, id),
    CONSTRAINT plants_plant_code_key UNIQUE (tenant_id, code),
    CONSTRAINT plants_plant_supplier_fkey FOREIGN KEY (tenant_id, supplier_id) REFERENCES suppliers_supplier (tenant_id, id)
);
CREATE INDEX plants_plant_name ON plants_plant (tenant_id, name, id);
CREATE INDEX plants_plant_created_at ON plants_plant (tenant_id, created_at, id);
CREATE INDEX plants_plant_updated_at ON plants_plant (tenant_id, updated_at, id);
CREATE INDEX plants_plant_capacity ON plants_plant (tenant_id, capacity, id);
CREATE INDEX plants_plant_type ON plants_plant (tenant_id, plant_type, id);
CREATE INDEX plants_plant_type_name ON plants_plant (tenant_id, plant_type, name, id);
CREATE INDEX plants_plant_is_active ON plants_plant (tenant_id, is_active, name, id);
CREATE INDEX plants_plant_city ON plants_plant (tenant_id, city, id);
CREATE INDEX plants_plant_state ON plants_plant (tenant_id, state, id);
CREATE INDEX plants_plant_country ON plants_plant (tenant_id, country, id);
CREATE INDEX plants_plant_est_num ON plants_plant (tenant_id, plant_est_num);
CREATE INDEX plants_plant_est_num_normal ON plants_plant (tenant_id, est_num_normal);
CREATE INDEX plants_plant_capacity_unit ON plants_plant (tenant_id, capacity_unit);
CREATE INDEX plants_plant_supplier ON plants_plant (tenant_id, supplier_id, supplier_rank, id);
CREATE INDEX plants_plant_dup_name ON plants_plant (tenant_id, name_key);
CREATE INDEX plants_plant_dup_phone ON plants_plant (tenant_id, phone_key);
CREATE INDEX plants_plant_dup_email ON plants_plant (tenant_id, email_key);
CREATE INDEX plants_plant_created_by ON plants_plant (tenant_id, created_by_id);
