-- requires: db
CREATE TABLE web_idempotency (
    tenant_id BLOB NOT NULL,
    user_id BIGINT NOT NULL,
    key TEXT NOT NULL,
    fingerprint BLOB NOT NULL,
    answer TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    CONSTRAINT web_idempotency_pkey PRIMARY KEY (tenant_id, user_id, key)
) WITHOUT ROWID;
CREATE INDEX web_idempotency_age ON web_idempotency (tenant_id, created_at);
