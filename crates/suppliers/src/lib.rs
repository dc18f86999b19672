//! Suppliers: who sells, what they can do, and how well they do it.

pub mod links;
pub mod models;
mod schema;
pub mod scope;
pub mod services;
#[cfg(test)]
mod tests;

pub use models::{Certificate, CertificateIn, Rating, RatingIn, Supplier, SupplierIn};
pub use scope::{Suppliers, scope};
