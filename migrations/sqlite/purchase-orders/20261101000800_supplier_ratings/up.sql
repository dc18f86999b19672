-- requires: db, activity, accounts, tenants, suppliers
-- Ratings of suppliers stand here and not among the suppliers, because they name orders, which name suppliers.
CREATE TABLE suppliers_rating (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    tenant_id BLOB NOT NULL CONSTRAINT suppliers_rating_tenant_fkey REFERENCES tenants_tenant (id) ON DELETE CASCADE,
    supplier_id BIGINT NOT NULL,
    rated_on TEXT NOT NULL,
    quality INTEGER NOT NULL CONSTRAINT suppliers_rating_quality_check CHECK (quality BETWEEN 1 AND 5),
    delivery INTEGER NOT NULL CONSTRAINT suppliers_rating_delivery_check CHECK (delivery BETWEEN 1 AND 5),
    paperwork INTEGER NOT NULL CONSTRAINT suppliers_rating_paperwork_check CHECK (paperwork BETWEEN 1 AND 5),
    comment TEXT NOT NULL,
    order_id BIGINT,
    created_by_id BIGINT CONSTRAINT suppliers_rating_created_by_fkey REFERENCES accounts_user (id) ON DELETE SET NULL,
    version BIGINT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT suppliers_rating_tenant_id_key UNIQUE (tenant_id, id),
    CONSTRAINT suppliers_rating_supplier_fkey FOREIGN KEY (tenant_id, supplier_id) REFERENCES suppliers_supplier (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT suppliers_rating_order_fkey FOREIGN KEY (tenant_id, order_id) REFERENCES purchase_orders_purchaseorder (tenant_id, id)
);
CREATE INDEX suppliers_rating_supplier ON suppliers_rating (tenant_id, supplier_id, rated_on, id);
CREATE INDEX suppliers_rating_order ON suppliers_rating (tenant_id, order_id);
