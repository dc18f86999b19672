//! Both databases have the same tables and columns, whichever of them is under test.
use crate::catalogue::lines;
use diesel::{Connection, SqliteConnection};
use projectmeats_db::{
    Conn, Location,
    migrate::{Target, migrate},
};
use projectmeats_testkit::Database;
use std::collections::BTreeSet;

/// `table column type null|not null`, in the words of each catalogue.
fn columns(conn: &mut Conn) -> Vec<(String, String, String)> {
    let sql = match conn {
        Conn::Sqlite(_) => SQLITE_COLUMNS,
        Conn::Postgres(_) => POSTGRES_COLUMNS,
    };
    let split = |line: String| {
        let mut parts = line.split('|').map(str::to_owned);
        let mut part = || parts.next().unwrap_or_default();
        (part(), part(), part())
    };
    lines(conn, sql).into_iter().map(split).collect()
}

const SQLITE_COLUMNS: &str = "SELECT m.name || '.' || c.name || '|' || c.type || '|' \
    || CASE WHEN c.\"notnull\" OR c.pk THEN 'not null' ELSE 'null' END AS line \
    FROM sqlite_master m JOIN pragma_table_xinfo(m.name) c \
    WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name <> '__diesel_schema_migrations' ORDER BY 1";
const POSTGRES_COLUMNS: &str = "SELECT table_name || '.' || column_name || '|' || data_type || '|' \
    || CASE is_nullable WHEN 'NO' THEN 'not null' ELSE 'null' END AS line FROM information_schema.columns \
    WHERE table_schema = current_schema() AND table_name <> '__diesel_schema_migrations' ORDER BY 1";

/// Which types of the server hold the same values as a declared type of the embedded database.
fn counterparts(embedded: &str) -> &'static [&'static str] {
    match embedded {
        "INTEGER" => &["bigint", "integer", "timestamp with time zone", "numeric"],
        "BIGINT" => &["bigint", "numeric"],
        "TEXT" => &["text", "jsonb", "date"],
        "BLOB" => &["uuid", "bytea"],
        "BOOLEAN" => &["boolean"],
        "DATE" => &["date"],
        _ => &[],
    }
}

fn embedded() -> (Conn, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("other.sqlite3").to_string_lossy().into_owned();
    migrate(&Location::Sqlite { path: path.clone() }, Target::Latest).expect("migrated");
    (Conn::Sqlite(SqliteConnection::establish(&path).expect("opens")), folder)
}

#[test]
fn the_database_under_test_has_the_columns_of_the_embedded_one() {
    let (mut embedded, _folder) = embedded();
    let (ours, theirs) = (columns(&mut Database::fresh().owner()), columns(&mut embedded));
    let names = |all: &[(String, String, String)]| -> BTreeSet<_> {
        all.iter().map(|(column, _, null)| format!("{column} {null}")).collect()
    };
    assert_eq!(names(&ours), names(&theirs));
    for ((column, ours, _), (_, theirs, _)) in ours.iter().zip(&theirs) {
        let alike = ours == theirs || counterparts(theirs).contains(&ours.as_str());
        assert!(alike, "{column} is {theirs} embedded and {ours} on the server");
    }
}

#[test]
fn embedded_columns_are_declared_with_types_that_have_a_counterpart() {
    let (mut embedded, _folder) = embedded();
    let all = columns(&mut embedded);
    assert!(!all.is_empty());
    for (column, declared, _) in all {
        assert!(!counterparts(&declared).is_empty(), "{column} is declared {declared}");
    }
}

#[test]
fn the_database_under_test_has_the_foreign_keys_of_the_embedded_one() {
    let (mut embedded, _folder) = embedded();
    assert_eq!(foreign_keys(&mut Database::fresh().owner()), foreign_keys(&mut embedded));
}

#[test]
fn the_database_under_test_has_the_unique_rules_of_the_embedded_one() {
    let (mut embedded, _folder) = embedded();
    assert_eq!(unique_rules(&mut Database::fresh().owner()), unique_rules(&mut embedded));
}

#[test]
fn the_database_under_test_has_the_indexes_of_the_embedded_one() {
    let (mut embedded, _folder) = embedded();
    let names = |conn: &mut Conn| -> BTreeSet<String> {
        let sql = match conn {
            Conn::Sqlite(_) => {
                "SELECT name AS line FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
            }
            Conn::Postgres(_) => {
                "SELECT c.relname::text AS line FROM pg_class c WHERE c.relkind = 'i' \
                AND c.relnamespace = current_schema()::regnamespace \
                AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = c.oid AND k.contype <> 'f')"
            }
        };
        lines(conn, sql).into_iter().collect()
    };
    assert_eq!(names(&mut Database::fresh().owner()), names(&mut embedded));
}

fn foreign_keys(conn: &mut Conn) -> BTreeSet<String> {
    let sql = match conn {
        Conn::Sqlite(_) => {
            "SELECT name || '(' || group_concat(\"from\", ',') || ') -> ' || target || ' ' || deleted AS line \
            FROM (SELECT m.name, f.id, f.\"from\", f.\"table\" AS target, f.on_delete AS deleted FROM sqlite_master m \
            JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table' ORDER BY m.name, f.id, f.seq) GROUP BY name, id"
        }
        Conn::Postgres(_) => {
            "SELECT k.conrelid::regclass || '(' || (SELECT string_agg(a.attname, ',' ORDER BY at.n) \
            FROM unnest(k.conkey) WITH ORDINALITY at(num, n) JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = at.num) \
            || ') -> ' || k.confrelid::regclass || ' ' || CASE k.confdeltype WHEN 'a' THEN 'NO ACTION' WHEN 'r' THEN 'RESTRICT' \
            WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL' ELSE 'SET DEFAULT' END AS line FROM pg_constraint k \
            WHERE k.contype = 'f' AND k.connamespace = current_schema()::regnamespace"
        }
    };
    lines(conn, sql).into_iter().collect()
}

/// `table(columns)` of every unique index but the row number's own.
fn unique_rules(conn: &mut Conn) -> BTreeSet<String> {
    let sql = match conn {
        Conn::Sqlite(_) => {
            "SELECT name || '(' || group_concat(coalesce(col, '<expression>'), ',') || ')' || part AS line FROM \
            (SELECT m.name, i.name AS idx, c.name AS col, CASE i.partial WHEN 1 THEN ' partial' ELSE '' END AS part \
            FROM sqlite_master m JOIN pragma_index_list(m.name) i JOIN pragma_index_info(i.name) c \
            WHERE m.type = 'table' AND i.\"unique\" AND m.name <> '__diesel_schema_migrations' \
            ORDER BY m.name, i.name, c.seqno) GROUP BY name, idx, part"
        }
        Conn::Postgres(_) => {
            "SELECT i.indrelid::regclass || '(' || (SELECT string_agg(coalesce(a.attname, '<expression>'), ',' ORDER BY at.n) \
            FROM unnest(i.indkey) WITH ORDINALITY at(num, n) LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = at.num \
            WHERE at.n <= i.indnkeyatts) || ')' || CASE WHEN i.indpred IS NULL THEN '' ELSE ' partial' END AS line \
            FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid WHERE i.indisunique \
            AND c.relnamespace = current_schema()::regnamespace AND c.relname <> '__diesel_schema_migrations' \
            AND NOT (i.indisprimary AND i.indnkeyatts = 1 AND EXISTS (SELECT 1 FROM pg_attribute a \
            WHERE a.attrelid = c.oid AND a.attnum = i.indkey[0] AND a.attidentity <> ''))"
        }
    };
    lines(conn, sql).into_iter().collect()
}
