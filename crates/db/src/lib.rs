//! Connection, pool, transactions, portable column types, references, lists, migrations: the only crate that names a backend.

mod conn;
mod database;
mod holders;
pub mod link;
pub mod listing;
mod locate;
pub mod migrate;
mod pool;
mod reference;
mod rights;
pub mod rows;
mod shown;
pub mod statements;
mod transaction;
pub mod types;
mod unique;
mod writer;

pub use conn::{Conn, MultiBackend};
pub use database::{Bound, Database, Done, Options};
pub use holders::{absorb, refuse_if_held};
pub use link::Ids;
pub use locate::Location;
pub use reference::{Label, Labelled, check_ref, hold, label, touch, try_exclusive};
pub use rights::{Rights, rights};
pub use shown::{Rows, RowsOf, Shown, rows_of};
pub use transaction::{bind, ping};
pub use types::{SqlJson, SqlMoney, SqlPercent, SqlPrice, SqlQuantity, SqlTimestamp, SqlUuid, SqlWeight};
pub use unique::Unique;
