//! Receivables, payments and reports, as clients write and read them.

mod payment;
mod receivable;
mod reports;

pub use payment::{
    Allocate, Allocation, AllocationIn, Applied, AppliedRow, Payment, PaymentIn, PaymentKind, ReceiptIn,
    StoredPayment, VoidIn,
};
pub use receivable::{Receivable, ReceivableIn, ReceivableState, ReceivableStatus, StoredReceivable};
pub use reports::{
    Aging, AgingBucket, AgingQuery, AgingRow, AgingTotals, LineKind, Statement, StatementLine, StatementQuery,
};
