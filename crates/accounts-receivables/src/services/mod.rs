//! What can be done with receivables and payments. Every change is recorded in its own transaction.

mod aging;
mod allocations;
mod credit;
mod input;
mod payments;
mod receivables;
mod statement;

pub use aging::aging;
pub use allocations::{allocate, applied_to, receive, void};
pub use credit::check_credit;
pub use payments::{
    COLUMNS as PAYMENT_COLUMNS, NOUN as PAYMENT_NOUN, list as list_payments, record,
    retrieve as retrieve_payment,
};
pub use receivables::{COLUMNS, NOUN, create, delete, list, retrieve, update};
pub use statement::statement;

use chrono::NaiveDate;
use projectmeats_core::Ctx;

/// The day of the request, by universal time.
pub(crate) fn today(ctx: &Ctx) -> NaiveDate {
    ctx.now.datetime().date_naive()
}
