//! What can be done with receivables and payments. Every change is recorded in its own transaction.

mod aging;
mod allocations;
mod input;
mod payments;
mod receivables;
mod statement;

pub use aging::aging;
pub use allocations::{allocate, applied_to, receive, void};
pub use payments::{
    COLUMNS as PAYMENT_COLUMNS, NOUN as PAYMENT_NOUN, list as list_payments, record, retrieve as retrieve_payment,
};
pub use receivables::{COLUMNS, NOUN, create, delete, list, retrieve, update};
pub use statement::statement;

use chrono::NaiveDate;
use diesel::{RunQueryDsl, sql_query, sql_types::{BigInt, Text}};
use projectmeats_core::{
    Ctx, Result,
    ids::{CustomerId, RowId},
};
use projectmeats_db::{Conn, Labelled, SqlUuid, on};

/// The day of the request, by universal time.
pub(crate) fn today(ctx: &Ctx) -> NaiveDate {
    ctx.now.datetime().date_naive()
}

#[derive(diesel::QueryableByName)]
struct Called {
    #[diesel(sql_type = Text)]
    name: String,
}

/// What a customer is called.
fn called(ctx: &Ctx, conn: &mut Conn, customer: CustomerId) -> Result<String> {
    let (label, table) = (CustomerId::LABEL, CustomerId::TABLE);
    let sql = format!("SELECT {label} AS name FROM {table} WHERE tenant_id = $1 AND id = $2");
    let found = on!(conn, |c| {
        let query = sql_query(sql).bind::<SqlUuid, _>(ctx.tenant).bind::<BigInt, _>(customer.get());
        query.get_result::<Called>(c)
    })?;
    Ok(found.name)
}
