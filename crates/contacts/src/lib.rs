//! Contacts: people and roles at suppliers, customers and carriers.

pub mod links;
pub mod models;
mod schema;
pub mod scope;
pub mod services;
#[cfg(test)]
mod tests;

pub use models::{Contact, ContactIn};
pub use scope::{Contacts, scope};
