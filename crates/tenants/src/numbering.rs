//! Numbers of documents: one counter a company and series, moved in the transaction of the document, so that none is lost or drawn twice.
use crate::{
    schema::tenants_counter as counters,
    settings::{NumberFormat, TradeSettings},
};
use diesel::{dsl::case_when, prelude::*, upsert::excluded};
use projectmeats_core::{Ctx, Result};
use projectmeats_db::{Conn, on};
use projectmeats_trade::{number, parse_number};

/// A series of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Series {
    /// Purchase orders.
    PurchaseOrder,
    /// Invoices to customers.
    Invoice,
}

impl Series {
    const fn as_str(self) -> &'static str {
        match self {
            Self::PurchaseOrder => "purchase_order",
            Self::Invoice => "invoice",
        }
    }
    fn format(self, settings: &TradeSettings) -> &NumberFormat {
        match self {
            Self::PurchaseOrder => &settings.purchase_order_number,
            Self::Invoice => &settings.invoice_number,
        }
    }
}

/// The next number of a series: `PO-000124`. One atomic statement; the counter stays held until the transaction ends, and goes back
/// when that is undone, so the series has no gaps. A number somebody gave before may come again, where the
/// company has changed how its numbers are written: then draw another.
///
/// # Errors
/// Only those of the database.
pub fn next(ctx: &Ctx, conn: &mut Conn, series: Series, settings: &TradeSettings) -> Result<String> {
    let counter = counters::table.find((ctx.tenant, series.as_str()));
    let moved = diesel::update(counter)
        .set(counters::last.eq(counters::last + 1))
        .returning(counters::last)
        .get_result(conn)
        .optional()?;
    let drawn = match moved {
        Some(drawn) => drawn,
        None => first(ctx, conn, series)?,
    };
    let NumberFormat { prefix, width } = series.format(settings);
    Ok(number(prefix, usize::from(*width), drawn))
}

/// The first number of a series, or the next when somebody else was faster. (Apart, because diesel keeps no `ON CONFLICT` prepared.)
fn first(ctx: &Ctx, conn: &mut Conn, series: Series) -> Result<i64> {
    let first =
        (counters::tenant_id.eq(ctx.tenant), counters::series.eq(series.as_str()), counters::last.eq(1));
    Ok(on!(conn, |c| {
        diesel::insert_into(counters::table)
            .values(first)
            .on_conflict((counters::tenant_id, counters::series))
            .do_update()
            .set(counters::last.eq(counters::last + 1))
            .returning(counters::last)
            .get_result(c)
    })?)
}

/// Tells the counter of a number somebody gave, so that it is not drawn again. Numbers of another form are no matter of the counter.
///
/// # Errors
/// Only those of the database.
pub fn reached(
    ctx: &Ctx,
    conn: &mut Conn,
    series: Series,
    settings: &TradeSettings,
    given: &str,
) -> Result<()> {
    let Some(n) = parse_number(&series.format(settings).prefix, given).filter(|n| *n < MOST) else {
        return Ok(());
    };
    let at = (counters::tenant_id.eq(ctx.tenant), counters::series.eq(series.as_str()), counters::last.eq(n));
    on!(conn, |c| {
        diesel::insert_into(counters::table)
            .values(at)
            .on_conflict((counters::tenant_id, counters::series))
            .do_update()
            .set(
                counters::last.eq(case_when(
                    excluded(counters::last).gt(counters::last),
                    excluded(counters::last),
                )
                .otherwise(counters::last)),
            )
            .execute(c)
    })?;
    Ok(())
}

/// Numbers beyond this do not move the counter, so that nobody can use it up by giving one.
const MOST: i64 = 1_000_000_000_000;
