//! Customers: who buys, on what terms, and how much they may owe.

pub mod links;
pub mod models;
mod schema;
pub mod scope;
pub mod services;
#[cfg(test)]
mod tests;

pub use models::{Customer, CustomerIn};
pub use scope::{Customers, scope};
