//! Customers, as clients write and read them.

mod customer;
mod input;

pub use customer::Customer;
pub use input::CustomerIn;
