//! The database as the rest of the program sees it: bound reads and bound writes, each one transaction.
use crate::{
    Conn, Location,
    pool::{Pool, begun, pool},
    transaction::{self, Mode},
    writer::{Job, Writer},
};
use projectmeats_core::{
    Ctx, Error, Result,
    ids::{TenantId, UserId},
};
use std::{sync::Arc, time::Duration};
use tokio::{sync::oneshot, task::spawn_blocking};

/// What a transaction is bound to from its beginning. Unbound, row security shows nothing of any tenant.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Bound {
    /// The tenant whose rows can be seen.
    pub tenant: Option<TenantId>,
    /// The person whose own memberships can be seen.
    pub user: Option<UserId>,
}

impl Bound {
    /// Bound as `ctx` says.
    pub fn to(ctx: &Ctx) -> Self {
        Self { tenant: Some(ctx.tenant), user: Some(ctx.actor.user) }
    }
    /// Bound to a tenant alone.
    pub fn tenant(tenant: TenantId) -> Self {
        Self { tenant: Some(tenant), user: None }
    }
}

/// What becomes of a write that succeeded.
#[derive(Debug)]
pub enum Done<T> {
    /// It is committed.
    Keep(T),
    /// It is undone, and its answer given all the same: a rehearsal.
    Undo(T),
}

/// Sizes and waits of the pools.
#[derive(Debug, Clone)]
pub struct Options {
    /// Connections for reads; on PostgreSQL for writes too.
    pub connections: u32,
    /// How long a request stands in line for a connection.
    pub wait: Duration,
    /// Where reads may go instead, if anywhere: a replica of the same database.
    pub replica: Option<Location>,
}

impl Default for Options {
    fn default() -> Self {
        Self { connections: 4, wait: Duration::from_secs(5), replica: None }
    }
}

/// A handle to the database; clones share its connections.
#[derive(Clone)]
pub struct Database(Arc<Inner>);

struct Inner {
    location: Location,
    readers: Pool,
    writes: Writes,
}

enum Writes {
    Queue(Writer),
    Pool(Pool),
}

impl Database {
    /// A handle to the database at `location`; connections are opened when they are needed.
    ///
    /// # Errors
    /// [`Error::Internal`] when the writer's thread cannot start.
    pub fn open(location: &Location, options: &Options) -> Result<Self> {
        let Options { connections, wait, replica } = options;
        let (readers, writes) = if location.is_embedded() {
            (pool(location, true, *connections, *wait), Writes::Queue(Writer::start(location.clone())?))
        } else {
            let primary = pool(location, false, *connections, *wait);
            let readers =
                replica.as_ref().map_or(primary.clone(), |replica| pool(replica, true, *connections, *wait));
            (readers, Writes::Pool(primary))
        };
        Ok(Self(Arc::new(Inner { location: location.clone(), readers, writes })))
    }

    /// Where it is.
    pub fn location(&self) -> &Location {
        &self.0.location
    }

    /// A read in one transaction, on a blocking thread.
    ///
    /// # Errors
    /// What `work` answers; [`Error::Busy`] when no connection is to be had.
    pub async fn read<T: Send + 'static>(
        &self,
        bound: Bound,
        work: impl FnOnce(&mut Conn) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let db = self.clone();
        spawn_blocking(move || db.read_now(bound, work)).await.map_err(crashed)?
    }

    /// A write in one transaction: on SQLite by the one writer, on PostgreSQL on a blocking thread.
    ///
    /// # Errors
    /// What `work` answers, in which case nothing is kept; [`Error::Busy`] when its turn does not come.
    pub async fn write<T: Send + 'static>(
        &self,
        bound: Bound,
        work: impl FnOnce(&mut Conn) -> Result<Done<T>> + Send + 'static,
    ) -> Result<T> {
        match &self.0.writes {
            Writes::Queue(writer) => queue(writer, work).await.map_err(crashed)?,
            Writes::Pool(primary) => {
                let primary = primary.clone();
                spawn_blocking(move || write_pooled(&primary, bound, work)).await.map_err(crashed)?
            }
        }
    }

    /// [`Database::read`] for callers outside async code.
    ///
    /// # Errors
    /// As there.
    pub fn read_now<T>(&self, bound: Bound, work: impl FnOnce(&mut Conn) -> Result<T>) -> Result<T> {
        let mut slot = begun(&self.0.readers, Mode::Read, bound)?;
        transaction::within(&mut slot.conn, work, |_| true)
    }

    /// [`Database::write`] for callers outside async code.
    ///
    /// # Errors
    /// As there.
    pub fn write_now<T: Send + 'static>(
        &self,
        bound: Bound,
        work: impl FnOnce(&mut Conn) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let work = move |conn: &mut Conn| work(conn).map(Done::Keep);
        match &self.0.writes {
            Writes::Queue(writer) => queue(writer, work).blocking_recv().map_err(crashed)?,
            Writes::Pool(primary) => write_pooled(primary, bound, work),
        }
    }
}

fn write_pooled<T>(
    primary: &Pool,
    bound: Bound,
    work: impl FnOnce(&mut Conn) -> Result<Done<T>>,
) -> Result<T> {
    let mut slot = begun(primary, Mode::Write, bound)?;
    transaction::within(&mut slot.conn, work, |done| matches!(done, Done::Keep(_))).map(value)
}

fn value<T>(done: Done<T>) -> T {
    match done {
        Done::Keep(value) | Done::Undo(value) => value,
    }
}

/// A blocking thread or the writer gave no answer: `work` panicked, which the log has told.
fn crashed(_: impl std::error::Error) -> Error {
    Error::Internal("the work on the database did not finish".into())
}

fn queue<T: Send + 'static>(
    writer: &Writer,
    work: impl FnOnce(&mut Conn) -> Result<Done<T>> + Send + 'static,
) -> oneshot::Receiver<Result<T>> {
    let (answer, answered) = oneshot::channel();
    writer.submit(Box::new(Queued { work: Some(work), result: None, answer }));
    answered
}

/// A write standing in line for the writer.
struct Queued<T, F> {
    work: Option<F>,
    result: Option<Result<Done<T>>>,
    answer: oneshot::Sender<Result<T>>,
}

impl<T: Send, F: FnOnce(&mut Conn) -> Result<Done<T>> + Send> Job for Queued<T, F> {
    fn run(&mut self, conn: &mut Conn) -> bool {
        // Whoever asked may be gone already (a timed-out request): then nothing is done.
        let Some(work) = self.work.take().filter(|_| !self.answer.is_closed()) else { return false };
        let result = self.result.insert(work(conn));
        matches!(result, Ok(Done::Keep(_)))
    }

    fn finish(self: Box<Self>, committed: Result<()>) {
        let Self { result, answer, .. } = *self;
        let outcome = match (result, committed) {
            (Some(Ok(Done::Keep(_))) | None, Err(e)) => Err(e),
            (Some(result), _) => result.map(value),
            // A panic: dropping the sender tells the receiver.
            (None, Ok(())) => return,
        };
        // An asker that went away needs no answer.
        drop(answer.send(outcome));
    }
}
