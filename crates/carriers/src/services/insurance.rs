//! Which carriers' insurance has lapsed or will soon.
use super::carriers::of;
use crate::{
    models::{Insurance, InsuredCarrier, today},
    schema::carriers_carrier as carriers,
};
use chrono::Days;
use diesel::prelude::*;
#[cfg(doc)]
use projectmeats_core::Error;
use projectmeats_core::{Action, Ctx, Result};
use projectmeats_db::{
    Conn, MultiBackend,
    listing::{ListQuery, Page},
};
use projectmeats_trade::Status;

/// Which insurances are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lapsing {
    /// Those that lapse within so many days from today, or have lapsed.
    pub within_days: u32,
    /// Whether those whose date is unknown are told as well.
    pub include_missing: bool,
}

/// One page of the carriers whose insurance has lapsed or lapses soon, archived ones left out; `list` is one of
/// [`INSURANCE`](super::INSURANCE).
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] for a page past the end.
pub fn lapsing(ctx: &Ctx, conn: &mut Conn, asked: Lapsing, list: &ListQuery) -> Result<Page<InsuredCarrier>> {
    ctx.require(Action::Read)?;
    let rows: Vec<Insurance> = list.window(those(ctx, asked)).select(Insurance::as_select()).load(conn)?;
    let rows = rows.into_iter().map(|row| InsuredCarrier::on(today(ctx), row)).collect();
    list.page(rows, |carrier| carrier.id.0, || Ok(list.narrow(those(ctx, asked)).count().get_result(conn)?))
}

fn those(ctx: &Ctx, asked: Lapsing) -> carriers::BoxedQuery<'static, MultiBackend> {
    let Lapsing { within_days, include_missing } = asked;
    let last = today(ctx).checked_add_days(Days::new(within_days.into())).unwrap_or(chrono::NaiveDate::MAX);
    let in_use = of(ctx).filter(carriers::status.ne(Status::Archived));
    if include_missing {
        in_use.filter(carriers::insurance_expiry.is_null().or(carriers::insurance_expiry.le(last)))
    } else {
        in_use.filter(carriers::insurance_expiry.le(last))
    }
}
