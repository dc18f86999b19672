//! Carriers: who hauls the meat, with what, insured until when.

pub mod models;
pub mod numbers;
mod schema;
pub mod scope;
pub mod services;
#[cfg(test)]
mod tests;

pub use models::{Carrier, CarrierEquipment, CarrierIn, InsuranceStatus, Regions, TransportMode};
pub use scope::{Carriers, scope};
