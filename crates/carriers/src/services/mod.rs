//! What can be done with carriers.

mod carriers;
mod columns;
mod insurance;

pub use carriers::{create, delete, list, retrieve, update};
pub use columns::{COLUMNS, INSURANCE};
pub use insurance::{Lapsing, lapsing};

/// What a carrier is called in the history.
pub const NOUN: &str = "carrier";
