//! Proteins: the kinds of meat the platform knows, shared by all tenants and written by platform staff.

pub mod models;
mod schema;
pub mod scope;
pub mod services;
#[cfg(test)]
mod tests;

pub use models::{Protein, ProteinIn};
pub use scope::{Proteins, scope};
