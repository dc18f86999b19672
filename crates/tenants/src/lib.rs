//! Companies: membership, roles, and which company a request is for.

mod gate;
pub mod models;
mod schema;
pub mod scope;
pub mod services;
#[cfg(test)]
mod tests;

pub use gate::TenantGate;
pub use models::{Membership, MyTenant, NewTenant, Tenant};
