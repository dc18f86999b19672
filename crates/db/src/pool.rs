//! Connections kept open between requests.
use crate::{
    Conn, Location,
    conn::{self, Purpose},
};
use diesel::{ConnectionError, r2d2::R2D2Connection};
use projectmeats_core::{Error, Result};
use std::time::Duration;

pub(crate) type Pool = r2d2::Pool<Manager>;
pub(crate) type Pooled = r2d2::PooledConnection<Manager>;

/// Opens connections for serving, and lets go of broken ones by their state, without a round trip.
#[derive(Debug)]
pub(crate) struct Manager {
    location: Location,
    reader: bool,
}

impl r2d2::ManageConnection for Manager {
    type Connection = Conn;
    type Error = ConnectionError;

    fn connect(&self) -> std::result::Result<Conn, ConnectionError> {
        let mut conn = conn::open(&self.location, Purpose::Serve)?;
        if self.reader {
            conn::as_reader(&mut conn).map_err(ConnectionError::CouldntSetupConfiguration)?;
        }
        Ok(conn)
    }
    fn is_valid(&self, _: &mut Conn) -> std::result::Result<(), ConnectionError> {
        Ok(())
    }
    fn has_broken(&self, conn: &mut Conn) -> bool {
        conn.is_broken()
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

/// A connection, or "busy" after the wait.
pub(crate) fn checkout(pool: &Pool) -> Result<Pooled> {
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
