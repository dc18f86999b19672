-- requires: db
CREATE TABLE web_idempotency (
    tenant_id UUID NOT NULL,
    user_id BIGINT NOT NULL,
    key TEXT NOT NULL,
    fingerprint BYTEA NOT NULL,
    answer JSONB NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT web_idempotency_pkey PRIMARY KEY (tenant_id, user_id, key)
);
CREATE INDEX web_idempotency_age ON web_idempotency (tenant_id, created_at);
SELECT projectmeats_wall('web_idempotency');
