//! What can be done with customers.

mod columns;
mod credit;
mod customers;

pub use columns::COLUMNS;
pub use credit::{Credit, credit};
pub use customers::{create, delete, list, retrieve, update};

/// What a customer is called in the history.
pub const NOUN: &str = "customer";
