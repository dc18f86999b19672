-- requires: db
CREATE TABLE activity_record (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    tenant_id BLOB NOT NULL,
    at INTEGER NOT NULL,
    actor_id BIGINT,
    actor_name TEXT NOT NULL,
    request_id TEXT NOT NULL,
    entity TEXT NOT NULL,
    entity_id TEXT NOT NULL,
    verb TEXT NOT NULL,
    changes TEXT NOT NULL
);
CREATE INDEX activity_record_entity ON activity_record (tenant_id, entity, entity_id, id);
CREATE INDEX activity_record_tenant ON activity_record (tenant_id, id);
