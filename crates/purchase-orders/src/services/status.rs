//! Steps of an order.
use crate::{
    models::{Order, OrderIn, StatusIn},
    services::{
        change::{Why, change},
        orders::whole,
    },
};
use projectmeats_core::{Action, Ctx, Result, ids::OrderId};
use projectmeats_db::{Conn, hold};
use validator::Validate;

/// Takes an order to another status; `check` sees what is stored first, and refuses by an error.
///
/// # Errors
/// [`projectmeats_core::Error::Forbidden`] for a role that may not; [`projectmeats_core::Error::NotFound`];
/// [`projectmeats_core::Error::Conflict`] for a step that cannot be, or when the customer's credit does not allow the approval.
pub fn take_step(
    ctx: &Ctx,
    conn: &mut Conn,
    id: OrderId,
    input: StatusIn,
    check: &mut dyn FnMut(&Order) -> Result<()>,
) -> Result<Order> {
    ctx.require(Action::Change)?;
    input.validate()?;
    let StatusIn { status, reason, override_credit } = input;
    hold(conn, ctx.tenant, id)?;
    let before = whole(ctx, conn, id)?;
    check(&before)?;
    let fields = OrderIn { status, ..before.fields.clone() };
    change(ctx, conn, &before, fields, &Why { reason, override_credit })
}
