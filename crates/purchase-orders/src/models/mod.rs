//! Orders, their lines, receipts, payments and revisions: as clients write them, and as they read them.
mod choices;
mod item;
mod lenient;
mod lines;
mod order;
mod payment;
mod receipt;
mod revision;
mod scorecard;

pub use choices::{FreightBasis, OrderStatus, PaymentStatus, Tolerance};
pub use item::{Item, ItemIn, ItemRow, Worth};
pub use lines::{Lines, WeightList, sum};
pub use order::{NoLocations, Order, OrderIn};
pub use payment::{OrderPayment, PaymentIn, VoidIn};
pub use receipt::{Receipt, ReceiptLine, StatusIn};
pub use revision::Revision;
pub use scorecard::{Period, Scorecard};
