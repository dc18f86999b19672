//! Transactions, and the tenant and person bound to them.
use crate::{Bound, Conn};
use diesel::{
    Connection, QueryResult,
    connection::{AnsiTransactionManager, SimpleConnection, TransactionManager},
};
use projectmeats_core::{Error, Result};
use std::num::NonZeroU32;

/// Reads or writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    Read,
    Write,
}

/// Begins a transaction and binds it, in one round trip.
pub(crate) fn begin(conn: &mut Conn, mode: Mode, bound: Bound) -> QueryResult<()> {
    match conn {
        // IMMEDIATE takes the write lock at the start, so that a read never has to be upgraded and fail.
        Conn::Sqlite(c) => AnsiTransactionManager::begin_transaction_sql(
            c,
            if mode == Mode::Write { "BEGIN IMMEDIATE" } else { "BEGIN" },
        ),
        Conn::Postgres(c) => {
            let access = if mode == Mode::Write { "READ WRITE" } else { "READ ONLY" };
            let sql = format!("BEGIN {access}; {}", binding(bound));
            AnsiTransactionManager::begin_transaction_sql(c, &sql)
        }
    }
}

fn binding(Bound { tenant, user }: Bound) -> String {
    let tenant = tenant.map(|t| t.to_string()).unwrap_or_default();
    let user = user.map(|u| u.to_string()).unwrap_or_default();
    format!(
        "SELECT set_config('projectmeats.tenant_id', '{tenant}', true), set_config('projectmeats.user_id', '{user}', true)"
    )
}

/// Runs `work` in the transaction that has begun, and ends it: kept when it answers `Ok` and `keep` agrees, undone otherwise.
pub(crate) fn within<T>(
    conn: &mut Conn,
    work: impl FnOnce(&mut Conn) -> Result<T>,
    keep: impl FnOnce(&T) -> bool,
) -> Result<T> {
    let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| work(conn)));
    let kept = matches!(&result, Ok(Ok(value)) if keep(value));
    let ended = if kept { manager_commit(conn) } else { undo_to(conn, 0) };
    match result {
        Ok(answer) => {
            let answer = answer?;
            ended?;
            Ok(answer)
        }
        Err(panic) => std::panic::resume_unwind(panic),
    }
}

pub(crate) fn manager_commit(conn: &mut Conn) -> QueryResult<()> {
    <Conn as Connection>::TransactionManager::commit_transaction(conn)
}
pub(crate) fn manager_rollback(conn: &mut Conn) -> QueryResult<()> {
    <Conn as Connection>::TransactionManager::rollback_transaction(conn)
}

/// How many transactions are open, one inside the other.
pub(crate) fn depth(conn: &mut Conn) -> QueryResult<u32> {
    let status = <Conn as Connection>::TransactionManager::transaction_manager_status_mut(conn);
    Ok(status.transaction_depth()?.map_or(0, NonZeroU32::get))
}

/// Undoes what is open above `floor`: a panic inside a nested transaction leaves more than one open.
pub(crate) fn undo_to(conn: &mut Conn, floor: u32) -> QueryResult<()> {
    while depth(conn)? > floor {
        manager_rollback(conn)?;
    }
    Ok(())
}

/// A transaction that cannot even begin: the database is gone or overloaded.
#[expect(clippy::needless_pass_by_value, reason = "the shape that map_err calls")]
pub(crate) fn refused(e: diesel::result::Error) -> Error {
    tracing::error!(error = %e, "a transaction could not begin");
    Error::Busy(1)
}

/// Binds the open transaction anew: from here on row security lets nothing else through.
///
/// # Errors
/// Only those of the database.
pub fn bind(conn: &mut Conn, bound: Bound) -> Result<()> {
    if let Conn::Postgres(c) = conn {
        c.batch_execute(&binding(bound))?;
    }
    Ok(())
}

/// One round trip, to see whether the database answers.
///
/// # Errors
/// Only those of the database.
pub fn ping(conn: &mut Conn) -> Result<()> {
    Ok(conn.batch_execute("SELECT 1")?)
}
