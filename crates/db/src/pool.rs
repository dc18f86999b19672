//! Connections kept open between requests.
use crate::{
    Bound,
    transaction::{self, Mode},
};
use crate::{
    Conn, Location,
    conn::{self, Purpose},
};
use diesel::{ConnectionError, r2d2::R2D2Connection};
use projectmeats_core::{Error, Result};
use std::time::Duration;

pub(crate) type Pool = r2d2::Pool<Manager>;
pub(crate) type Pooled = r2d2::PooledConnection<Manager>;

/// A pooled connection, and whether it has shown itself to be dead.
pub(crate) struct Slot {
    pub(crate) conn: Conn,
    dead: bool,
}

/// Opens connections for serving, and lets go of broken ones by their state, without a round trip.
#[derive(Debug)]
pub(crate) struct Manager {
    location: Location,
    reader: bool,
}

impl r2d2::ManageConnection for Manager {
    type Connection = Slot;
    type Error = ConnectionError;

    fn connect(&self) -> std::result::Result<Slot, ConnectionError> {
        let mut conn = conn::open(&self.location, Purpose::Serve)?;
        if self.reader {
            conn::as_reader(&mut conn).map_err(ConnectionError::CouldntSetupConfiguration)?;
        }
        Ok(Slot { conn, dead: false })
    }
    fn is_valid(&self, _: &mut Slot) -> std::result::Result<(), ConnectionError> {
        Ok(())
    }
    fn has_broken(&self, slot: &mut Slot) -> bool {
        slot.dead || slot.conn.is_broken()
    }
}

/// A pool of at most `size`, opened as needed; `wait` is how long a request stands in line for one.
pub(crate) fn pool(location: &Location, reader: bool, size: u32, wait: Duration) -> Pool {
    r2d2::Pool::builder()
        .max_size(size)
        .min_idle(Some(0))
        .test_on_check_out(false)
        .connection_timeout(wait)
        .error_handler(Box::new(Quiet))
        .build_unchecked(Manager { location: location.clone(), reader })
}

/// A connection with its transaction begun. One that cannot begin is dead: it is let go, and the next one tried, so that a restart
/// of the database costs no request.
pub(crate) fn begun(pool: &Pool, mode: Mode, bound: Bound) -> Result<Pooled> {
    for _ in 0..=pool.max_size() {
        let mut slot = checkout(pool)?;
        match transaction::begin(&mut slot.conn, mode, bound) {
            Ok(()) => return Ok(slot),
            Err(error) => {
                tracing::warn!(%error, "a connection to the database is gone");
                slot.dead = true;
            }
        }
    }
    Err(Error::Busy(1))
}

/// A connection, or "busy" after the wait.
fn checkout(pool: &Pool) -> Result<Pooled> {
    pool.get().map_err(|e| {
        tracing::warn!(error = %e, "no database connection");
        Error::Busy(1)
    })
}

/// The pool retries by itself; its errors go to the log, without the URL.
#[derive(Debug)]
struct Quiet;
impl r2d2::HandleError<ConnectionError> for Quiet {
    fn handle_error(&self, error: ConnectionError) {
        tracing::warn!(%error, "the database does not answer");
    }
}
