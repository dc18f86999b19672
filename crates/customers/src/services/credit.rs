//! What a customer may owe: asked when an order for it is approved.
use super::customers::of;
use crate::schema::customers_customer as customers;
use diesel::prelude::*;
#[cfg(doc)]
use projectmeats_core::Error;
use projectmeats_core::{Action, Ctx, Money, Result, ids::CustomerId};
use projectmeats_db::Conn;
use projectmeats_trade::CreditTerms;

/// What a customer may owe, and when it pays.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = customers)]
pub struct Credit {
    /// Its name.
    pub name: String,
    /// The most it may owe at once, in dollars; `None` for no limit.
    pub credit_limit: Option<Money>,
    /// When its account is settled.
    #[diesel(column_name = credit_limits)]
    pub terms: CreditTerms,
}

/// The credit of a customer, by one statement.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`].
pub fn credit(ctx: &Ctx, conn: &mut Conn, id: CustomerId) -> Result<Credit> {
    ctx.require(Action::Read)?;
    Ok(of(ctx).filter(customers::id.eq(id)).select(Credit::as_select()).get_result(conn)?)
}
