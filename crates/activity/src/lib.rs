//! What happened: one record a change, written in the change's transaction, read after its commit.

mod changes;
pub mod models;
mod schema;
pub mod services;
#[cfg(test)]
mod tests;

pub use changes::Changes;
pub use models::{Event, Record, Verb};
pub use services::{COLUMNS, history, record};
