-- requires: db, tenants, proteins
CREATE TABLE suppliers_supplier_proteins (
    tenant_id UUID NOT NULL CONSTRAINT suppliers_supplier_proteins_tenant_fkey REFERENCES tenants_tenant (id) ON DELETE CASCADE,
    supplier_id BIGINT NOT NULL,
    protein_id BIGINT NOT NULL,
    rank INTEGER NOT NULL,
    CONSTRAINT suppliers_supplier_proteins_pkey PRIMARY KEY (tenant_id, supplier_id, protein_id),
    CONSTRAINT suppliers_supplier_proteins_supplier_fkey FOREIGN KEY (tenant_id, supplier_id) REFERENCES suppliers_supplier (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT suppliers_supplier_proteins_protein_fkey FOREIGN KEY (protein_id) REFERENCES core_protein (id)
);
CREATE INDEX suppliers_supplier_proteins_protein ON suppliers_supplier_proteins (tenant_id, protein_id, supplier_id);
SELECT projectmeats_wall('suppliers_supplier_proteins');
