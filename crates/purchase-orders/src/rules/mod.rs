//! The rules of orders: values in, values out.
mod difference;
mod item;
mod receive;
pub mod status;
mod sums;
mod worth;

pub use difference::{Told, changes, terms};
pub use item::settled;
pub use receive::received;
pub use sums::{Given, Sums, reckoned};
pub(crate) use worth::variance;
pub use worth::worth;
