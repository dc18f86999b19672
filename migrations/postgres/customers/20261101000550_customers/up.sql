-- requires: db, tenants, plants, proteins
CREATE TABLE customers_customer_plants (
    tenant_id UUID NOT NULL CONSTRAINT customers_customer_plants_tenant_fkey REFERENCES tenants_tenant (id) ON DELETE CASCADE,
    customer_id BIGINT NOT NULL,
    plant_id BIGINT NOT NULL,
    rank INTEGER NOT NULL,
    CONSTRAINT customers_customer_plants_pkey PRIMARY KEY (tenant_id, customer_id, plant_id),
    CONSTRAINT customers_customer_plants_customer_fkey FOREIGN KEY (tenant_id, customer_id) REFERENCES customers_customer (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT customers_customer_plants_plant_fkey FOREIGN KEY (tenant_id, plant_id) REFERENCES plants_plant (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX customers_customer_plants_plant ON customers_customer_plants (tenant_id, plant_id, customer_id);
SELECT projectmeats_wall('customers_customer_plants');
CREATE TABLE customers_customer_proteins (
    tenant_id UUID NOT NULL CONSTRAINT customers_customer_proteins_tenant_fkey REFERENCES tenants_tenant (id) ON DELETE CASCADE,
    customer_id BIGINT NOT NULL,
    protein_id BIGINT NOT NULL,
    rank INTEGER NOT NULL,
    CONSTRAINT customers_customer_proteins_pkey PRIMARY KEY (tenant_id, customer_id, protein_id),
    CONSTRAINT customers_customer_proteins_customer_fkey FOREIGN KEY (tenant_id, customer_id) REFERENCES customers_customer (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT customers_customer_proteins_protein_fkey FOREIGN KEY (protein_id) REFERENCES core_protein (id)
);
CREATE INDEX customers_customer_proteins_protein ON customers_customer_proteins (tenant_id, protein_id, customer_id);
SELECT projectmeats_wall('customers_customer_proteins');
