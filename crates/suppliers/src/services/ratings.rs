//! Ratings of suppliers. A supplier shows how many it has and their average, which are kept beside it.
use super::{NOUN, suppliers::find as find_supplier};
use crate::{
    models::{Rating, RatingIn, Supplier, average, today},
    schema::{suppliers_rating as ratings, suppliers_supplier as suppliers},
};
use diesel::{
    dsl::{count_star, sum},
    prelude::*,
};
use projectmeats_activity::{self as activity, Changes, Event, Verb};
use projectmeats_core::{
    Action, Ctx, Error, Result,
    ids::{RatingId, SupplierId},
};
use projectmeats_db::{Conn, MultiBackend, check_ref, hold, touch};
use serde::Serialize;
use validator::Validate;

fn of(ctx: &Ctx, supplier: SupplierId) -> ratings::BoxedQuery<'static, MultiBackend> {
    ratings::table
        .filter(ratings::tenant_id.eq(ctx.tenant))
        .filter(ratings::supplier_id.eq(supplier))
        .into_boxed()
}

/// The ratings of a supplier, the newest first.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] for a supplier that is not there.
pub fn ratings(ctx: &Ctx, conn: &mut Conn, supplier: SupplierId) -> Result<Vec<Rating>> {
    ctx.require(Action::Read)?;
    find_supplier(ctx, conn, supplier)?;
    let newest_first = of(ctx, supplier).order((ratings::rated_on.desc(), ratings::id.desc()));
    Ok(newest_first.select(Rating::as_select()).load(conn)?)
}

/// A new rating of a supplier.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] for a supplier that is not there; [`Error::Invalid`].
pub fn rate(ctx: &Ctx, conn: &mut Conn, supplier: SupplierId, input: RatingIn) -> Result<Rating> {
    ctx.require(Action::Create)?;
    hold(conn, ctx.tenant, supplier)?;
    let before = find_supplier(ctx, conn, supplier)?;
    input.validate()?;
    let RatingIn { rated_on, quality, delivery, paperwork, comment, order } = input;
    let rated_on = rated_on.unwrap_or_else(|| today(ctx));
    if rated_on > today(ctx) {
        return Err(Error::invalid("rated_on", "It cannot be in the future."));
    }
    if let Some(order) = order {
        check_ref(conn, ctx.tenant, "order", order)?;
    }
    let rating = diesel::insert_into(ratings::table)
        .values((
            ratings::tenant_id.eq(ctx.tenant),
            ratings::supplier_id.eq(supplier),
            ratings::rated_on.eq(rated_on),
            ratings::quality.eq(quality),
            ratings::delivery.eq(delivery),
            ratings::paperwork.eq(paperwork),
            ratings::comment.eq(comment),
            ratings::order_id.eq(order),
            ratings::created_by_id.eq(ctx.author()),
            ratings::version.eq(1),
            ratings::created_at.eq(ctx.now),
            ratings::updated_at.eq(ctx.now),
        ))
        .returning(<Rating as Selectable<MultiBackend>>::construct_selection())
        .get_result(conn)?;
    touch(ctx, conn, supplier)?;
    let after = reckon(ctx, conn, supplier)?;
    tell(ctx, conn, (&before, None), (&after, Some(&rating)))?;
    Ok(rating)
}

/// The end of a rating.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`].
pub fn delete_rating(ctx: &Ctx, conn: &mut Conn, (supplier, id): (SupplierId, RatingId)) -> Result<()> {
    ctx.require(Action::Delete)?;
    hold(conn, ctx.tenant, supplier)?;
    let before = find_supplier(ctx, conn, supplier)?;
    let row = of(ctx, supplier).filter(ratings::id.eq(id));
    let rating: Rating = row.select(Rating::as_select()).get_result(conn)?;
    let row = ratings::table.filter(ratings::tenant_id.eq(ctx.tenant)).filter(ratings::id.eq(id));
    diesel::delete(row).execute(conn)?;
    touch(ctx, conn, supplier)?;
    let after = reckon(ctx, conn, supplier)?;
    tell(ctx, conn, (&before, Some(&rating)), (&after, None))
}

/// Brings count and average of a supplier in accord with its ratings; also after those of another became its own.
///
/// # Errors
/// [`Error::NotFound`].
pub fn reckon(ctx: &Ctx, conn: &mut Conn, supplier: SupplierId) -> Result<Supplier> {
    let scores = sum(ratings::quality + ratings::delivery + ratings::paperwork);
    let (count, sum): (i64, Option<i64>) =
        of(ctx, supplier).select((count_star(), scores)).get_result(conn)?;
    let sum = sum.unwrap_or_default();
    let row = suppliers::table.filter(suppliers::tenant_id.eq(ctx.tenant)).filter(suppliers::id.eq(supplier));
    diesel::update(row)
        .set((
            suppliers::rating_count.eq(count),
            suppliers::rating_sum.eq(sum),
            suppliers::rating_average.eq(average(count, sum)),
        ))
        .execute(conn)?;
    find_supplier(ctx, conn, supplier)
}

/// A rating that came or went, and what it made of the supplier.
#[derive(Serialize)]
struct Told<'a> {
    rating: Option<&'a Rating>,
    rating_count: i64,
    rating_average: Option<projectmeats_core::Money>,
}

fn tell<'a>(
    ctx: &Ctx,
    conn: &mut Conn,
    before: (&Supplier, Option<&'a Rating>),
    after: (&Supplier, Option<&'a Rating>),
) -> Result<()> {
    let told = |(supplier, rating): (&Supplier, Option<&'a Rating>)| {
        let Supplier { rating_count, rating_average, .. } = *supplier;
        Told { rating, rating_count, rating_average }
    };
    let changes = Changes::between(Some(&told(before)), Some(&told(after)));
    let entity_id = after.0.id.to_string();
    activity::record(ctx, conn, Event { entity: NOUN, entity_id, verb: Verb::Updated, changes })
}
