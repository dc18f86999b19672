//! What every request handler is given besides the request: the database, the clock, the gate, the limits.
use crate::{caller::Gate, idempotency::InFlight, manners::Methods};
use actix_web::{HttpRequest, web::Data};
use ipnet::IpNet;
use projectmeats_core::Clock;
use projectmeats_db::{Database, listing::PageSizes};
use std::sync::Arc;

/// Bounds on what one request may take.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes of a body, where a route does not say otherwise.
    pub body_bytes: usize,
    /// How deep objects and lists of a JSON body may nest.
    pub json_depth: usize,
    /// Seconds in which a body must have arrived.
    pub body_seconds: u64,
    /// Seconds in which a request must be answered.
    pub request_seconds: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { body_bytes: 1 << 20, json_depth: 64, body_seconds: 10, request_seconds: 30 }
    }
}

/// Where requests come from, and whom to believe about it.
#[derive(Debug, Clone, Default)]
pub struct Origins {
    /// The address clients use, when it is not what the Host header says: `https://app.example.com`.
    pub public_url: Option<String>,
    /// Proxies whose `Forwarded` and `X-Forwarded-*` headers are believed.
    pub trusted_proxies: Vec<IpNet>,
    /// Other origins whose pages may send cookie-authenticated writes.
    pub trusted: Vec<String>,
}

/// Shared by all workers of a server.
#[derive(Clone)]
pub struct Shared {
    /// The database.
    pub db: Database,
    /// The time.
    pub clock: Clock,
    /// Who may enter, and as what.
    pub gate: Arc<dyn Gate>,
    /// Bounds of a request.
    pub limits: Limits,
    /// Lengths of pages.
    pub pages: PageSizes,
    /// Origins and proxies.
    pub origins: Origins,
    /// Idempotency keys whose requests are being worked on by this server.
    pub in_flight: InFlight,
    /// Seconds browsers are told to use HTTPS alone; `None` where there is none.
    pub hsts_seconds: Option<u64>,
    /// Which methods each address takes.
    pub methods: Methods,
}

impl Shared {
    /// What `req` was given; `None` in an app that was put together without it.
    pub fn of(req: &HttpRequest) -> Option<&Self> {
        req.app_data::<Data<Self>>().map(Data::get_ref)
    }
}
