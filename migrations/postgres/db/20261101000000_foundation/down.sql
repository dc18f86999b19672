DROP FUNCTION projectmeats_wall(regclass);
DROP FUNCTION projectmeats_user();
DROP FUNCTION projectmeats_tenant();
DO $$
BEGIN
    EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA %I REVOKE SELECT, INSERT, UPDATE, DELETE ON TABLES FROM projectmeats_server', current_schema());
    EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA %I REVOKE USAGE, SELECT ON SEQUENCES FROM projectmeats_server', current_schema());
    EXECUTE format('REVOKE USAGE ON SCHEMA %I FROM projectmeats_server', current_schema());
END $$;
REVOKE SELECT ON __diesel_schema_migrations FROM projectmeats_server;
