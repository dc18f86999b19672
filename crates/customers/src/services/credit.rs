//! What a customer may owe: asked when an order for it is approved.
use crate::schema::customers_customer as customers;
use diesel::prelude::*;
#[cfg(doc)]
use projectmeats_core::Error;
use projectmeats_core::{Action, Ctx, Money, Result, ids::CustomerId};
use projectmeats_db::Conn;
use projectmeats_trade::CreditTerms;

/// The credit of a customer, by one statement: its name, the most it may owe at once in dollars (`None` for no limit), and when its
/// account is settled.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`].
pub fn credit(ctx: &Ctx, conn: &mut Conn, id: CustomerId) -> Result<(String, Option<Money>, CreditTerms)> {
    ctx.require(Action::Read)?;
    let row = customers::table.filter(customers::tenant_id.eq(ctx.tenant)).filter(customers::id.eq(id));
    Ok(row.select((customers::name, customers::credit_limit, customers::credit_limits)).get_result(conn)?)
}
