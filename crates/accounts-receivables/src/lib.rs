//! Receivables: what customers owe, what they paid, and how late they are.

pub mod models;
pub mod rules;
mod schema;
pub mod scope;
pub mod services;
#[cfg(test)]
mod tests;

pub use models::{Payment, PaymentIn, Receivable, ReceivableIn, ReceivableState, ReceivableStatus};
pub use scope::{Receivables, scope};
