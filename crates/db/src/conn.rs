//! One connection type for both databases, and how each is opened.
#![allow(missing_docs, reason = "the derive writes undocumented items beside the connection")]
use crate::{Location, statements, types};
use diesel::{
    Connection, ConnectionError, ConnectionResult, QueryResult, RunQueryDsl, connection::SimpleConnection,
    pg::PgConnection, sqlite::SqliteConnection,
};
use std::{thread, time::Duration};

/// A connection to either database. Services take `&mut Conn` and never ask which.
#[derive(diesel::MultiConnection)]
pub enum Conn {
    /// A server.
    Postgres(PgConnection),
    /// A file.
    Sqlite(SqliteConnection),
}

/// Runs one expression on the concrete connection, for what the shared one refuses (batch insert, ON CONFLICT, raw SQL with binds).
#[macro_export]
macro_rules! on {
    ($conn:expr, |$c:ident| $body:expr) => {
        match $conn {
            $crate::Conn::Postgres($c) => $body,
            $crate::Conn::Sqlite($c) => $body,
        }
    };
}

/// What a connection is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Serving: no rights beyond the application's, PostgreSQL steps down to its role.
    Serve,
    /// Migrating: the rights of the login.
    Migrate,
}

/// The role the server works as on PostgreSQL: it owns nothing and cannot bypass row security.
pub(crate) const SERVER_ROLE: &str = "projectmeats_server";

const SQLITE_SETUP: &str = "PRAGMA synchronous = FULL; \
    PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -32000; PRAGMA wal_autocheckpoint = 8000;";
const SQLITE_READER: &str = "PRAGMA mmap_size = 1073741824; PRAGMA query_only = ON;";

pub(crate) fn open(location: &Location, purpose: Purpose) -> ConnectionResult<Conn> {
    let mut conn = match location {
        Location::Postgres { url } => Conn::Postgres(PgConnection::establish(url)?),
        Location::Sqlite { path } => Conn::Sqlite(SqliteConnection::establish(path)?),
    };
    prepare(&mut conn, purpose).map_err(ConnectionError::CouldntSetupConfiguration)?;
    conn.set_instrumentation(statements::count);
    Ok(conn)
}

fn prepare(conn: &mut Conn, purpose: Purpose) -> QueryResult<()> {
    match conn {
        Conn::Sqlite(c) => {
            c.batch_execute("PRAGMA busy_timeout = 10000")?;
            write_ahead(c)?;
            c.batch_execute(SQLITE_SETUP)?;
            types::register_sqlite_functions(c)
        }
        Conn::Postgres(c) => {
            // To compile a statement (jit) takes an ageing ten times as long as to run it.
            c.batch_execute(
                "SET TIME ZONE 'UTC'; SET statement_timeout = '60s'; SET client_min_messages = warning; SET jit = off",
            )?;
            if purpose == Purpose::Serve { step_down(c) } else { Ok(()) }
        }
    }
}

/// Turns on the write-ahead log. Whoever does so while another writes to a database that has none yet is refused at once, whatever
/// time to wait is set.
fn write_ahead(c: &mut SqliteConnection) -> QueryResult<()> {
    const TRIES: u32 = 200;
    for _ in 0..TRIES {
        match c.batch_execute("PRAGMA journal_mode = WAL") {
            Err(diesel::result::Error::DatabaseError(_, why)) if why.message().contains("locked") => {
                thread::sleep(Duration::from_millis(50));
            }
            done => return done,
        }
    }
    c.batch_execute("PRAGMA journal_mode = WAL")
}

/// Makes a connection of readers out of a fresh one: SQLite maps the file (a writer must not) and refuses
/// to write, as a read-only transaction does on PostgreSQL.
pub(crate) fn as_reader(conn: &mut Conn) -> QueryResult<()> {
    match conn {
        Conn::Sqlite(c) => c.batch_execute(SQLITE_READER),
        Conn::Postgres(_) => Ok(()),
    }
}

/// Leaves the login's rights behind. A login that may not take the role must itself be as harmless as the role.
fn step_down(c: &mut PgConnection) -> QueryResult<()> {
    let Err(refused) = c.batch_execute(&format!("SET ROLE {SERVER_ROLE}")) else { return Ok(()) };
    let powerful = diesel::dsl::sql::<diesel::sql_types::Bool>(
        "SELECT rolsuper OR rolbypassrls OR EXISTS (SELECT 1 FROM pg_tables WHERE tableowner = current_user \
         AND schemaname NOT IN ('pg_catalog', 'information_schema')) FROM pg_roles WHERE rolname = current_user",
    );
    if diesel::select(powerful).get_result::<bool>(c).unwrap_or(true) { Err(refused) } else { Ok(()) }
}
