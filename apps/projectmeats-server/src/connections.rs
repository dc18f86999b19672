//! Every connection comes to an end, whatever its client does or leaves undone.
//!
//! actix bounds the head of a connection's first request, and the idleness after an answer. It bounds neither the head of a later
//! request, nor a chunked body that nobody reads, nor the patience with a client that does not take its answer: here is a bound on
//! the time that passes between an answer and the next whole request.
use crate::settings::ServerSettings;
use actix_web::{
    Error,
    body::{BodySize, BoxBody, MessageBody},
    dev::{Extensions, ServiceRequest, ServiceResponse},
    http::{ConnectionType, header},
    middleware::Next,
    rt::net::TcpStream,
    web::Bytes,
};
use std::{
    any::Any,
    net::{self, Shutdown},
    pin::Pin,
    sync::{
        Arc, Mutex, PoisonError, Weak,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
    task::{Context, Poll},
    time::{Duration, Instant},
};

/// Watches over the connections of a server.
#[derive(Debug)]
pub struct Watch {
    began: Instant,
    /// From an answer to the next whole request head.
    rest: Duration,
    /// From an answer to the end of a body that was left unread.
    unread: Duration,
    lines: Mutex<Vec<Weak<Line>>>,
}

/// One connection, and when it ends unless something is done on it before.
#[derive(Debug)]
struct Line {
    watch: Arc<Watch>,
    socket: net::TcpStream,
    /// In milliseconds since the watch began.
    ends: AtomicU64,
}

const NEVER: u64 = u64::MAX;

impl Watch {
    /// A watch by the limits of `server`: a head may take its time after the connection was idle for its time, and a body may take
    /// its time whether it is read or not.
    pub fn new(server: &ServerSettings) -> Arc<Self> {
        let rest = Duration::from_secs((server.keep_alive_seconds + server.header_timeout_seconds).into());
        let unread = Duration::from_secs(server.body_timeout_seconds.into());
        Arc::new(Self { began: Instant::now(), rest, unread, lines: Mutex::default() })
    }

    /// Takes a new connection into its care. Its first request is bounded by actix.
    pub fn greet(self: &Arc<Self>, io: &dyn Any, data: &mut Extensions) {
        let Some(socket) = io.downcast_ref().and_then(duplicate) else { return };
        let line = Arc::new(Line { watch: self.clone(), socket, ends: AtomicU64::new(NEVER) });
        self.lines.lock().unwrap_or_else(PoisonError::into_inner).push(Arc::downgrade(&line));
        data.insert(line);
    }

    /// Ends what is overdue, every second.
    pub async fn keep(self: Arc<Self>) {
        let mut second = tokio::time::interval(Duration::from_secs(1));
        loop {
            second.tick().await;
            let now = self.millis();
            let mut lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
            lines.retain(|line| line.upgrade().is_some_and(|line| line.goes_on(now)));
        }
    }

    fn millis(&self) -> u64 {
        u64::try_from(self.began.elapsed().as_millis()).unwrap_or(NEVER)
    }
}

impl Line {
    fn busy(&self) {
        self.ends.store(NEVER, Relaxed);
    }

    fn ends_in(&self, rest: Duration) {
        let rest = u64::try_from(rest.as_millis()).unwrap_or(NEVER);
        self.ends.store(self.watch.millis().saturating_add(rest), Relaxed);
    }

    fn goes_on(&self, now: u64) -> bool {
        if self.ends.load(Relaxed) > now {
            return true;
        }
        // It may have been closed by the client in this moment.
        drop(self.socket.shutdown(Shutdown::Both));
        false
    }
}

/// A second handle to the connection, which goes with the data of the connection.
#[cfg(unix)]
fn duplicate(io: &TcpStream) -> Option<net::TcpStream> {
    use std::os::fd::AsFd as _;
    io.as_fd().try_clone_to_owned().ok().map(Into::into)
}
#[cfg(not(unix))]
fn duplicate(_: &TcpStream) -> Option<net::TcpStream> {
    None
}

/// The outermost layer of the app: tells the watch when a request is being worked on.
///
/// # Errors
/// Those of the app.
pub async fn watched(
    req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let Some(line) = req.request().conn_data::<Arc<Line>>().cloned() else {
        return Ok(next.call(req).await?.map_into_boxed_body());
    };
    line.busy();
    let unbounded = req.headers().contains_key(header::TRANSFER_ENCODING);
    let rest = if unbounded { line.watch.unread } else { line.watch.rest };
    let answered = next.call(req).await;
    line.ends_in(rest);
    let mut response = answered?;
    if unbounded {
        // Read to its end, the connection closes at once; unread, when its time is over.
        response.response_mut().head_mut().set_connection_type(ConnectionType::Close);
    }
    Ok(response.map_body(|_, body| BoxBody::new(Sent { body: body.boxed(), line, rest })))
}

/// A body on its way: as long as the client takes more of it, the connection goes on.
struct Sent {
    body: BoxBody,
    line: Arc<Line>,
    rest: Duration,
}

impl MessageBody for Sent {
    type Error = Box<dyn std::error::Error>;
    fn size(&self) -> BodySize {
        self.body.size()
    }
    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, Self::Error>>> {
        self.line.ends_in(self.rest);
        Pin::new(&mut self.body).poll_next(cx)
    }
}
