//! How a supplier keeps its word: two statements, however many orders.
use crate::{
    models::{
        OrderStatus::{Cancelled, Completed, Delivered, Draft},
        Period, Scorecard,
    },
    rules,
    schema::{purchase_orders_item as items, purchase_orders_purchaseorder as orders},
};
use chrono::NaiveDate;
use diesel::{
    dsl::{case_when, count, sum},
    prelude::*,
};
use projectmeats_core::{Action, Ctx, Error, Money, Percent, Result, Weight, WeightUnit, ids::SupplierId};
use projectmeats_db::Conn;
use projectmeats_suppliers::services as suppliers;
use projectmeats_trade::convert;

/// The scorecard of a supplier, from its orders of a period.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`].
pub fn scorecard(ctx: &Ctx, conn: &mut Conn, supplier: SupplierId, period: Period) -> Result<Scorecard> {
    ctx.require(Action::Read)?;
    suppliers::profile(ctx, conn, supplier)?;
    let Kept { orders, delivered, promised, on_time } = kept(ctx, conn, supplier, period)?;
    let Weighed { expected, actual, claims, claimed } = weighed(ctx, conn, supplier, period)?;
    Ok(Scorecard {
        supplier,
        from: period.from,
        to: period.to,
        orders,
        delivered,
        on_time,
        on_time_percent: (promised > 0)
            .then(|| Percent::from_units((20_000 * on_time + promised) / (2 * promised))),
        expected_weight: expected,
        actual_weight: actual,
        weight_variance_percent: rules::variance(actual, expected),
        claims,
        claim_amount: claimed,
    })
}

/// How orders were kept.
struct Kept {
    orders: i64,
    delivered: i64,
    promised: i64,
    on_time: i64,
}

/// The first and the last day of a period, an open end as far as dates go.
fn days(Period { from, to }: Period) -> (NaiveDate, NaiveDate) {
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
    (from.unwrap_or_else(|| day(1, 1, 1)), to.unwrap_or_else(|| day(9999, 12, 31)))
}

fn kept(ctx: &Ctx, conn: &mut Conn, supplier: SupplierId, period: Period) -> Result<Kept> {
    let arrived = || orders::status.eq(Delivered).or(orders::status.eq(Completed));
    let promised =
        || arrived().and(orders::delivery_date.is_not_null()).and(orders::actual_delivery_date.is_not_null());
    let on_time = promised().and(orders::actual_delivery_date.le(orders::delivery_date));
    let (first, last) = days(period);
    let (orders, delivered, promised, on_time) = orders::table
        .filter(orders::tenant_id.eq(ctx.tenant))
        .filter(orders::supplier_id.eq(supplier))
        .filter(orders::status.ne(Draft).and(orders::status.ne(Cancelled)))
        .filter(orders::order_date.between(first, last))
        .select((
            count(orders::id),
            count(case_when(arrived(), orders::id)),
            count(case_when(promised(), orders::id)),
            count(case_when(on_time, orders::id)),
        ))
        .get_result(conn)?;
    Ok(Kept { orders, delivered, promised, on_time })
}

/// How lines weighed, in pounds, and what was claimed for them.
#[derive(Default)]
struct Weighed {
    expected: Weight,
    actual: Weight,
    claims: i64,
    claimed: Money,
}

/// Sums of the lines of one unit of weight: expected, actual, claims, claimed.
type Sums = (WeightUnit, Option<Weight>, Option<Weight>, i64, Option<Money>);

fn weighed(ctx: &Ctx, conn: &mut Conn, supplier: SupplierId, period: Period) -> Result<Weighed> {
    let both = || items::actual_weight.is_not_null().and(items::expected_weight.is_not_null());
    let weighed = || items::received.eq(true).and(both());
    let (first, last) = days(period);
    let sums: Vec<Sums> = items::table
        .inner_join(orders::table)
        .filter(items::tenant_id.eq(ctx.tenant))
        .filter(orders::tenant_id.eq(ctx.tenant))
        .filter(orders::supplier_id.eq(supplier))
        .filter(orders::status.ne(Draft).and(orders::status.ne(Cancelled)))
        .filter(orders::order_date.between(first, last))
        .group_by(items::weight_unit)
        .select((
            items::weight_unit,
            sum(case_when(weighed(), items::expected_weight)),
            sum(case_when(weighed(), items::actual_weight)),
            count(case_when(items::claim_amount.gt(Money::default()), items::id)),
            sum(items::claim_amount),
        ))
        .load(conn)?;
    let mut all = Weighed::default();
    for (unit, expected, actual, claims, claimed) in sums {
        let plus = |sum: Weight, more: Option<Weight>| -> Result<Weight> {
            let more =
                convert(more.unwrap_or_default(), unit, WeightUnit::Pounds).map_err(Error::internal)?;
            let units = sum.units().zip(more.units()).and_then(|(a, b)| a.checked_add(b));
            units.map(Weight::from_units).ok_or_else(|| Error::internal("the weights are too large"))
        };
        all.expected = plus(all.expected, expected)?;
        all.actual = plus(all.actual, actual)?;
        all.claims += claims;
        let cents =
            all.claimed.units().zip(claimed.unwrap_or_default().units()).and_then(|(a, b)| a.checked_add(b));
        all.claimed = Money::from_units(cents.unwrap_or(i64::MAX));
    }
    Ok(all)
}
