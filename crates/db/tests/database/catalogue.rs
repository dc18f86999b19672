//! What a database says about its own schema, one line a fact, so that two schemas can be compared.
use diesel::{QueryableByName, RunQueryDsl, sql_types::Text};
use projectmeats_db::{Conn, on};

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

/// The lines a query answers in its column `line`.
pub(crate) fn lines(conn: &mut Conn, sql: &str) -> Vec<String> {
    let rows = on!(conn, |c| diesel::sql_query(sql).load::<Line>(c));
    rows.unwrap_or_else(|e| panic!("{e}: {sql}")).into_iter().map(|row| row.line).collect()
}

/// Everything the catalogue knows about the schema.
pub(crate) fn dump(conn: &mut Conn) -> Vec<String> {
    let queries: &[&str] = match conn {
        Conn::Sqlite(_) => &SQLITE,
        Conn::Postgres(_) => &POSTGRES,
    };
    queries.iter().flat_map(|sql| lines(conn, sql)).collect()
}

const SQLITE: [&str; 1] =
    ["SELECT type || ' ' || name || ': ' || coalesce(sql, '') AS line FROM sqlite_master \
    WHERE name NOT LIKE 'sqlite_%' ORDER BY 1"];

const POSTGRES: [&str; 8] = [
    "SELECT concat_ws(' ', 'table', c.relname, c.relkind, c.relrowsecurity, c.relforcerowsecurity, \
     CASE WHEN c.relname <> '__diesel_schema_migrations' THEN c.relacl::text END) AS line \
     FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'S') ORDER BY 1",
    "SELECT concat_ws(' ', 'column', table_name, ordinal_position, column_name, data_type, is_nullable, column_default, \
     is_identity, identity_generation, collation_name, generation_expression) AS line \
     FROM information_schema.columns WHERE table_schema = current_schema() ORDER BY 1",
    "SELECT concat_ws(' ', 'constraint', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS line \
     FROM pg_constraint WHERE connamespace = current_schema()::regnamespace ORDER BY 1",
    "SELECT concat_ws(' ', 'index', indexdef) AS line FROM pg_indexes WHERE schemaname = current_schema() ORDER BY 1",
    "SELECT concat_ws(' ', 'policy', tablename, policyname, permissive, roles::text, cmd, qual, with_check) AS line \
     FROM pg_policies WHERE schemaname = current_schema() ORDER BY 1",
    "SELECT concat_ws(' ', 'function', pg_get_functiondef(oid), proacl::text) AS line \
     FROM pg_proc WHERE pronamespace = current_schema()::regnamespace ORDER BY 1",
    "SELECT concat_ws(' ', 'trigger', pg_get_triggerdef(t.oid)) AS line FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid \
     WHERE c.relnamespace = current_schema()::regnamespace AND NOT t.tgisinternal ORDER BY 1",
    "SELECT concat_ws(' ', 'privileges', defaclobjtype, defaclacl::text) AS line FROM pg_default_acl ORDER BY 1",
];
