//! The one writer of an embedded database: a thread that commits whatever waits as one group.
//!
//! A write is durable when its group is committed, and is answered only then. Each write of a group has a savepoint of its own,
//! so that one that fails or panics undoes itself alone.
use crate::{
    Bound, Conn, Location,
    conn::{self, Purpose},
    transaction::{self, Mode},
};
use diesel::{Connection, connection::TransactionManager};
use projectmeats_core::{Error, Result};
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel},
    thread,
};

/// A write on its way: run inside the group, told afterwards whether the group was committed.
pub(crate) trait Job: Send {
    /// Does the work; answers whether it is to be kept.
    fn run(&mut self, conn: &mut Conn) -> bool;
    /// Hands the result to whoever waits.
    fn finish(self: Box<Self>, committed: Result<()>);
}

/// How many writes may be committed together.
const GROUP: usize = 128;
/// How many writes may stand in line before the next is told to come back.
const LINE: usize = 4096;

/// The way to the writer's thread, which ends when the last of these is dropped.
#[derive(Clone)]
pub(crate) struct Writer(SyncSender<Box<dyn Job>>);

impl Writer {
    pub(crate) fn start(location: Location) -> Result<Self> {
        let (line, jobs) = sync_channel(LINE);
        let thread = thread::Builder::new().name("database-writer".into());
        thread.spawn(move || serve(&location, &jobs)).map_err(Error::internal)?;
        Ok(Self(line))
    }

    pub(crate) fn submit(&self, job: Box<dyn Job>) {
        match self.0.try_send(job) {
            Ok(()) => {}
            Err(TrySendError::Full(job) | TrySendError::Disconnected(job)) => job.finish(Err(Error::Busy(1))),
        }
    }
}

fn serve(location: &Location, jobs: &Receiver<Box<dyn Job>>) {
    let mut conn = None;
    while let Ok(first) = jobs.recv() {
        let mut group = vec![first];
        group.extend(jobs.try_iter().take(GROUP - 1));
        if conn.is_none() {
            conn = conn::open(location, Purpose::Serve)
                .map_err(|error| tracing::error!(%error, "the database does not open"))
                .ok();
        }
        let outcome = match &mut conn {
            Some(open) => commit_together(open, &mut group),
            None => Err(Error::Busy(1)),
        };
        // Whatever went wrong, the next group begins on a connection that is in no transaction.
        if outcome.is_err() {
            conn = None;
        }
        for job in group {
            job.finish(match &outcome {
                Ok(()) => Ok(()),
                Err(_) => Err(Error::Busy(1)),
            });
        }
    }
}

fn commit_together(conn: &mut Conn, group: &mut [Box<dyn Job>]) -> Result<()> {
    transaction::begin(conn, Mode::Write, Bound::default()).map_err(transaction::refused)?;
    let group_depth = transaction::depth(conn)?;
    for job in group.iter_mut() {
        <Conn as Connection>::TransactionManager::begin_transaction(conn)?;
        let keep = catch_unwind(AssertUnwindSafe(|| job.run(conn))).unwrap_or(false);
        if keep { transaction::manager_commit(conn)? } else { transaction::undo_to(conn, group_depth)? }
    }
    transaction::manager_commit(conn).map_err(|e| {
        tracing::error!(error = %e, "a group of writes was not committed");
        Error::internal(e)
    })
}
