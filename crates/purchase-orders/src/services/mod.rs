//! What can be done with orders. Every change is recorded in its own transaction.
mod change;
mod check;
mod credit;
pub mod items;
mod lean;
mod orders;
pub mod payments;
mod receiving;
mod revisions;
mod scorecard;
mod status;
mod telling;

pub use orders::{COLUMNS, NOUN, create, delete, list, retrieve, update};
pub use receiving::receive;
pub use revisions::revisions;
pub use scorecard::scorecard;
pub use status::take_step;
