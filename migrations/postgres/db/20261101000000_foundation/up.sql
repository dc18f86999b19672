-- The server's role: owns nothing, cannot bypass row security, and has no rights but to rows.
-- Where an administrator has made it, a login that may make no roles can migrate.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'projectmeats_server') THEN
        CREATE ROLE projectmeats_server NOLOGIN NOBYPASSRLS NOINHERIT;
    END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
    NULL;
END $$;
DO $$
BEGIN
    -- From PostgreSQL 16 on, whoever makes a role is its member and still may not take it.
    IF NOT pg_has_role(current_user, 'projectmeats_server',
        CASE WHEN current_setting('server_version_num')::integer >= 160000 THEN 'SET' ELSE 'MEMBER' END) THEN
        EXECUTE format('GRANT projectmeats_server TO %I', current_user);
    END IF;
END $$;
DO $$
BEGIN
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO projectmeats_server', current_schema());
    EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA %I GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO projectmeats_server', current_schema());
    EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA %I GRANT USAGE, SELECT ON SEQUENCES TO projectmeats_server', current_schema());
END $$;
GRANT SELECT ON __diesel_schema_migrations TO projectmeats_server;

-- The tenant and the person bound to the transaction; null when none is.
CREATE FUNCTION projectmeats_tenant() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT NULLIF(current_setting('projectmeats.tenant_id', true), '')::uuid $$;
CREATE FUNCTION projectmeats_user() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT NULLIF(current_setting('projectmeats.user_id', true), '')::bigint $$;

-- The second wall: called by the migration of every tenant-owned table.
CREATE FUNCTION projectmeats_wall(tenant_owned regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', tenant_owned);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', tenant_owned);
    EXECUTE format('CREATE POLICY tenant_wall ON %s USING (tenant_id = projectmeats_tenant()) WITH CHECK (tenant_id = projectmeats_tenant())', tenant_owned);
END $$;
