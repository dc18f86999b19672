//! How a company trades: its numbers, its rounding, its ageing, its credit. Kept in the company's own settings document, under `trade`.
use crate::schema::tenants_tenant as tenants;
use diesel::prelude::*;
use paperclip::actix::Apiv2Schema;
use projectmeats_activity::{self as activity, Changes, Event, Verb};
use projectmeats_core::{Action, Ctx, Error, Json, Result};
use projectmeats_db::Conn;
use projectmeats_trade::Rounding;
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

/// How a series of numbers is written: `PO-` and 6 give `PO-000123`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Validate, Apiv2Schema)]
pub struct NumberFormat {
    /// What stands before the digits; may be empty.
    #[validate(length(max = 20))]
    pub prefix: String,
    /// The least number of digits.
    #[validate(range(min = 1, max = 12))]
    pub width: u8,
}

/// How a company trades.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Validate, Apiv2Schema)]
#[serde(default)]
pub struct TradeSettings {
    /// The numbers of purchase orders.
    #[validate(nested)]
    pub purchase_order_number: NumberFormat,
    /// The numbers of invoices.
    #[validate(nested)]
    pub invoice_number: NumberFormat,
    /// How amounts are rounded to cents.
    pub rounding: Rounding,
    /// The last day of each bucket of an ageing but the last: 30, 60, 90.
    #[validate(custom(function = "rising"))]
    pub aging_buckets: Vec<i32>,
    /// How many days an open invoice may be overdue before its customer's orders are no longer approved; null for any number.
    #[validate(range(min = 0, max = 3650))]
    pub overdue_days: Option<i32>,
}

impl Default for TradeSettings {
    fn default() -> Self {
        let format = |prefix: &str| NumberFormat { prefix: prefix.into(), width: 6 };
        Self {
            purchase_order_number: format("PO-"),
            invoice_number: format("INV-"),
            rounding: Rounding::HalfUp,
            aging_buckets: vec![30, 60, 90],
            overdue_days: Some(30),
        }
    }
}

/// The most buckets an ageing may have, beside the one that is not yet due and the one beyond the last.
const MOST_BUCKETS: usize = 10;

fn rising(days: &[i32]) -> std::result::Result<(), ValidationError> {
    let good = (1..=MOST_BUCKETS).contains(&days.len())
        && days.iter().all(|day| (1..=3650).contains(day))
        && days.windows(2).all(|pair| pair[0] < pair[1]);
    let wanted = "Enter 1 to 10 numbers of days, each larger than the one before it.";
    if good { Ok(()) } else { Err(ValidationError::new("rising").with_message(wanted.into())) }
}

/// How the company of `ctx` trades.
///
/// # Errors
/// [`Error::NotFound`] without a company.
pub fn of(ctx: &Ctx, conn: &mut Conn) -> Result<TradeSettings> {
    let Json(all) = tenants::table.find(ctx.tenant).select(tenants::settings).get_result(conn)?;
    // What an older version wrote and this one cannot read falls back to the defaults as a whole.
    let own = all.get("trade").cloned().map(serde_json::from_value);
    Ok(own.and_then(std::result::Result::ok).unwrap_or_default())
}

/// How the company trades, for its members.
///
/// # Errors
/// [`Error::Forbidden`].
pub fn retrieve(ctx: &Ctx, conn: &mut Conn) -> Result<TradeSettings> {
    ctx.require(Action::Read)?;
    of(ctx, conn)
}

/// A change of how the company trades: for its owners and admins. `edit` makes the new settings out of the stored ones.
///
/// # Errors
/// [`Error::Forbidden`]; what `edit` answers; [`Error::Invalid`].
pub fn update(
    ctx: &Ctx,
    conn: &mut Conn,
    edit: &mut dyn FnMut(&TradeSettings) -> Result<TradeSettings>,
) -> Result<TradeSettings> {
    ctx.require_admin()?;
    let before = of(ctx, conn)?;
    let after = edit(&before)?;
    after.validate()?;
    let Json(mut all) = tenants::table.find(ctx.tenant).select(tenants::settings).get_result(conn)?;
    let own = serde_json::to_value(&after).map_err(Error::internal)?;
    all.as_object_mut().ok_or_else(|| Error::internal("settings are an object"))?.insert("trade".into(), own);
    diesel::update(tenants::table.find(ctx.tenant))
        .set((
            tenants::settings.eq(Json(all)),
            tenants::version.eq(tenants::version + 1),
            tenants::updated_at.eq(ctx.now),
        ))
        .execute(conn)?;
    let changes = Changes::between(Some(&before), Some(&after));
    let event = Event { entity: "tenant", entity_id: ctx.tenant.to_string(), verb: Verb::Updated, changes };
    activity::record(ctx, conn, event)?;
    Ok(after)
}
