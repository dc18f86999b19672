//! Whether the server works: for load balancers and for people. Never says why not; that stands in the log.
use actix_web::{HttpRequest, http::StatusCode};
use paperclip::actix::{Apiv2Schema, api_v2_operation, web};
use projectmeats_core::{Error, Timestamp, choices};
use projectmeats_db::{Bound, ping};
use projectmeats_web::{Answer, Failure, Reply, Shared, named::Named};
use serde::Serialize;
use std::time::Instant;

choices! {
    /// Whether all works.
    pub enum Condition { Healthy = "healthy", Unhealthy = "unhealthy" }
}
choices! {
    /// Whether the database answers.
    pub enum DatabaseState { Connected = "connected", Unavailable = "unavailable" }
}

/// How the server is.
#[derive(Debug, Serialize, Apiv2Schema)]
pub struct Health {
    /// Whether all works.
    pub status: Condition,
    /// The version of the program.
    pub version: String,
    /// Whether the database answers.
    pub database: DatabaseState,
    /// How long the database took, in milliseconds.
    pub latency_ms: f64,
    /// When this was found.
    pub timestamp: Timestamp,
}

/// Whether the server takes requests.
#[derive(Debug, Serialize, Apiv2Schema)]
pub struct Ready {
    /// `ready`.
    pub status: String,
    /// When this was found.
    pub timestamp: Timestamp,
}

async fn look(req: &HttpRequest) -> Result<Health, Failure> {
    let shared = Shared::of(req).ok_or_else(|| Error::internal("the app has no shared data"))?;
    let (timestamp, began) = (shared.clock.now(), Instant::now());
    let answers = shared.db.read(Bound::default(), ping).await.is_ok();
    let (status, database) = if answers {
        (Condition::Healthy, DatabaseState::Connected)
    } else {
        (Condition::Unhealthy, DatabaseState::Unavailable)
    };
    let latency_ms = (began.elapsed().as_secs_f64() * 1_000_000.0).round() / 1000.0;
    Ok(Health { status, version: env!("CARGO_PKG_VERSION").into(), database, latency_ms, timestamp })
}

/// Health
///
/// 503 when the database does not answer.
#[api_v2_operation]
pub async fn health(req: HttpRequest) -> Result<Reply<Health, 200>, Failure> {
    let health = look(&req).await?;
    let well = health.status == Condition::Healthy;
    let status = if well { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    Ok(Answer::json(status, &health)?.into())
}

/// Readiness
///
/// 503 until the server takes requests.
#[api_v2_operation]
async fn ready(req: HttpRequest) -> Result<Reply<Ready, 200>, Failure> {
    let health = look(&req).await?;
    if health.status != Condition::Healthy {
        return Err(Error::Busy(1).into());
    }
    Ok(Answer::json(StatusCode::OK, &Ready { status: "ready".into(), timestamp: health.timestamp })?.into())
}

/// `/health/` and `/ready/`.
pub fn scope() -> Named<web::Scope> {
    let scope = web::scope("")
        .service(web::resource("/health/").route(web::get().to(health)))
        .service(web::resource("/ready/").route(web::get().to(ready)));
    Named::new(scope, "", "Health", "state")
}
