-- requires: db, activity, accounts, tenants, customers, purchase-orders
CREATE TABLE accounts_receivables_accountsreceivable (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    tenant_id BLOB NOT NULL CONSTRAINT accounts_receivables_accountsreceivable_tenant_fkey REFERENCES tenants_tenant (id) ON DELETE CASCADE,
    invoice_number TEXT NOT NULL,
    customer_id BIGINT NOT NULL,
    order_id BIGINT,
    amount INTEGER NOT NULL CONSTRAINT accounts_receivables_accountsreceivable_amount_check CHECK (amount >= 0),
    tax INTEGER NOT NULL CONSTRAINT accounts_receivables_accountsreceivable_tax_check CHECK (tax >= 0 AND tax <= amount),
    -- What is applied to it now, and what is still owed: never more than the amount, never below nothing.
    paid_amount INTEGER NOT NULL CONSTRAINT accounts_receivables_accountsreceivable_paid_amount_check CHECK (paid_amount >= 0 AND paid_amount <= amount),
    outstanding_amount INTEGER NOT NULL CONSTRAINT accounts_receivables_accountsreceivable_outstanding_check
        CHECK (outstanding_amount = CASE state WHEN 'cancelled' THEN 0 ELSE amount - paid_amount END),
    invoice_date DATE NOT NULL,
    due_date DATE NOT NULL,
    terms TEXT NOT NULL CONSTRAINT accounts_receivables_accountsreceivable_terms_check
        CHECK (terms IN ('', 'Wire 1 day prior', 'Net 7', 'Net 15', 'Net 30', 'Net 45', 'Net 60')),
    description TEXT NOT NULL,
    -- The status apart from the date: an open one is pending until it is due, and overdue after.
    state TEXT NOT NULL CONSTRAINT accounts_receivables_accountsreceivable_state_check CHECK (state IN ('open', 'paid', 'disputed', 'cancelled')),
    cancelled_on DATE CONSTRAINT accounts_receivables_accountsreceivable_cancelled_on_check
        CHECK ((cancelled_on IS NULL) = (state <> 'cancelled') AND (cancelled_on IS NULL OR cancelled_on >= invoice_date)),
    -- The last day something was applied to it or taken back: from then on, what is applied is what was.
    moved_on DATE,
    search TEXT NOT NULL,
    created_by_id BIGINT CONSTRAINT accounts_receivables_accountsreceivable_created_by_fkey REFERENCES accounts_user (id) ON DELETE SET NULL,
    version BIGINT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT accounts_receivables_accountsreceivable_tenant_id_key UNIQUE (tenant_id, id),
    CONSTRAINT accounts_receivables_accountsreceivable_invoice_number_key UNIQUE (tenant_id, invoice_number),
    CONSTRAINT accounts_receivables_accountsreceivable_customer_fkey FOREIGN KEY (tenant_id, customer_id) REFERENCES customers_customer (tenant_id, id),
    CONSTRAINT accounts_receivables_accountsreceivable_order_fkey FOREIGN KEY (tenant_id, order_id) REFERENCES purchase_orders_purchaseorder (tenant_id, id)
);
-- Ageing, statements and credit read this index alone.
CREATE INDEX accounts_receivables_accountsreceivable_aging ON accounts_receivables_accountsreceivable
    (tenant_id, customer_id, invoice_date, due_date, state, cancelled_on, moved_on, amount, paid_amount, id);
CREATE INDEX accounts_receivables_accountsreceivable_state ON accounts_receivables_accountsreceivable (tenant_id, state, due_date, id);
CREATE INDEX accounts_receivables_accountsreceivable_order ON accounts_receivables_accountsreceivable (tenant_id, order_id);
CREATE INDEX accounts_receivables_accountsreceivable_amount ON accounts_receivables_accountsreceivable (tenant_id, amount, id);
CREATE INDEX accounts_receivables_accountsreceivable_outstanding ON accounts_receivables_accountsreceivable (tenant_id, outstanding_amount, id);
CREATE INDEX accounts_receivables_accountsreceivable_invoice_date ON accounts_receivables_accountsreceivable (tenant_id, invoice_date, id);
CREATE INDEX accounts_receivables_accountsreceivable_due_date ON accounts_receivables_accountsreceivable (tenant_id, due_date, id);
CREATE INDEX accounts_receivables_accountsreceivable_created_at ON accounts_receivables_accountsreceivable (tenant_id, created_at, id);
CREATE INDEX accounts_receivables_accountsreceivable_updated_at ON accounts_receivables_accountsreceivable (tenant_id, updated_at, id);
CREATE INDEX accounts_receivables_accountsreceivable_created_by ON accounts_receivables_accountsreceivable (tenant_id, created_by_id);

CREATE TABLE accounts_receivables_payment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    tenant_id BLOB NOT NULL CONSTRAINT accounts_receivables_payment_tenant_fkey REFERENCES tenants_tenant (id) ON DELETE CASCADE,
    customer_id BIGINT NOT NULL,
    kind TEXT NOT NULL CONSTRAINT accounts_receivables_payment_kind_check CHECK (kind IN ('payment', 'credit_memo')),
    amount INTEGER NOT NULL CONSTRAINT accounts_receivables_payment_amount_check CHECK (amount > 0),
    applied_amount INTEGER NOT NULL CONSTRAINT accounts_receivables_payment_applied_amount_check CHECK (applied_amount >= 0 AND applied_amount <= amount),
    payment_date DATE NOT NULL,
    method TEXT NOT NULL CONSTRAINT accounts_receivables_payment_method_check CHECK (method IN ('check', 'wire', 'ach', 'credit_card', 'cash', 'other')),
    reference_number TEXT NOT NULL,
    notes TEXT NOT NULL,
    voided_on DATE CONSTRAINT accounts_receivables_payment_voided_on_check CHECK (voided_on IS NULL OR voided_on >= payment_date AND applied_amount = 0),
    void_reason TEXT NOT NULL,
    search TEXT NOT NULL,
    created_by_id BIGINT CONSTRAINT accounts_receivables_payment_created_by_fkey REFERENCES accounts_user (id) ON DELETE SET NULL,
    version BIGINT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT accounts_receivables_payment_tenant_id_key UNIQUE (tenant_id, id),
    CONSTRAINT accounts_receivables_payment_customer_fkey FOREIGN KEY (tenant_id, customer_id) REFERENCES customers_customer (tenant_id, id)
);
CREATE INDEX accounts_receivables_payment_customer ON accounts_receivables_payment (tenant_id, customer_id, payment_date, voided_on, amount, id);
CREATE INDEX accounts_receivables_payment_payment_date ON accounts_receivables_payment (tenant_id, payment_date, id);
CREATE INDEX accounts_receivables_payment_voided_on ON accounts_receivables_payment (tenant_id, voided_on, id);
CREATE INDEX accounts_receivables_payment_kind ON accounts_receivables_payment (tenant_id, kind, payment_date, id);
CREATE INDEX accounts_receivables_payment_method ON accounts_receivables_payment (tenant_id, method, payment_date, id);
CREATE INDEX accounts_receivables_payment_reference_number ON accounts_receivables_payment (tenant_id, reference_number);
CREATE INDEX accounts_receivables_payment_amount ON accounts_receivables_payment (tenant_id, amount, id);
CREATE INDEX accounts_receivables_payment_created_at ON accounts_receivables_payment (tenant_id, created_at, id);
CREATE INDEX accounts_receivables_payment_created_by ON accounts_receivables_payment (tenant_id, created_by_id);

CREATE TABLE accounts_receivables_allocation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    tenant_id BLOB NOT NULL CONSTRAINT accounts_receivables_allocation_tenant_fkey REFERENCES tenants_tenant (id) ON DELETE CASCADE,
    payment_id BIGINT NOT NULL,
    receivable_id BIGINT NOT NULL,
    amount INTEGER NOT NULL CONSTRAINT accounts_receivables_allocation_amount_check CHECK (amount > 0),
    applied_on DATE NOT NULL,
    voided_on DATE CONSTRAINT accounts_receivables_allocation_voided_on_check CHECK (voided_on IS NULL OR voided_on >= applied_on),
    version BIGINT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT accounts_receivables_allocation_tenant_id_key UNIQUE (tenant_id, id),
    CONSTRAINT accounts_receivables_allocation_payment_fkey FOREIGN KEY (tenant_id, payment_id) REFERENCES accounts_receivables_payment (tenant_id, id),
    CONSTRAINT accounts_receivables_allocation_receivable_fkey FOREIGN KEY (tenant_id, receivable_id) REFERENCES accounts_receivables_accountsreceivable (tenant_id, id)
);
CREATE INDEX accounts_receivables_allocation_receivable ON accounts_receivables_allocation (tenant_id, receivable_id, applied_on, voided_on, amount);
CREATE INDEX accounts_receivables_allocation_payment ON accounts_receivables_allocation (tenant_id, payment_id, id);
