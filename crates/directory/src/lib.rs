//! What companies and people of the address book have in common: possible duplicates, and merging them.
//!
//! Each table of the address book keeps, beside what people typed, the `name_key`, `phone_key` and `email_key` that alike entries
//! share ([`projectmeats_trade::name_key`]). An entry with an equal key is a possible duplicate: told on create, never refused.

pub mod models;
pub mod scope;
pub mod services;

pub use models::{Entry, Keys, Merge, Pair, Possible};
pub use scope::{Directory, routes};
pub use services::{alike, merge, pairs};
