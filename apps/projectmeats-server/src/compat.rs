//! Oddities of existing clients, all in one place: addresses that are answered and not documented.
use actix_web::{Scope, web};
use projectmeats_tenants as tenants;

/// The mobile client knows the tenants under a doubled prefix (wire contract, section 9).
pub fn scope() -> Scope {
    web::scope("/api/v1/api").service(tenants::scope::scope())
}
