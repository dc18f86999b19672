//! Companies: membership, roles, and which company a request is for.

mod gate;
pub mod models;
pub mod numbering;
mod schema;
pub mod scope;
pub mod services;
pub mod settings;
#[cfg(test)]
mod tests;

pub use gate::TenantGate;
pub use models::{Membership, MyTenant, NewTenant, Tenant};
pub use numbering::Series;
pub use settings::TradeSettings;
