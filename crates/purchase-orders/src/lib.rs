//! Purchase orders: what was ordered, what it weighed, and what is owed for it.

pub mod models;
pub mod rules;
mod schema;
pub mod scope;
pub mod services;
#[cfg(test)]
mod tests;

pub use models::{Item, ItemIn, Order, OrderIn, OrderStatus, PaymentStatus};
pub use scope::{PurchaseOrders, scope, scorecard_route};
