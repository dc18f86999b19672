//! Plants: the facilities meat is slaughtered, processed, stored and shipped from.

pub mod establishment;
pub mod models;
mod schema;
pub mod scope;
pub mod services;
#[cfg(test)]
mod tests;

pub use models::{CapacityUnit, Place, Plant, PlantIn, PlantType, SupplierPlants};
pub use scope::{Plants, scope};
