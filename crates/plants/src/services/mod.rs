//! What can be done with plants. Every change is recorded in its own transaction.
mod supply;

pub use supply::{alike_suppliers, same_number, supply};

use crate::{
    establishment,
    models::{CapacityUnit, Plant, PlantIn, PlantType},
    schema::plants_plant as plants,
};
use diesel::{dsl::max, prelude::*};
use projectmeats_activity::{self as activity, Changes, Event, Verb};
use projectmeats_core::{
    Action, Ctx, Error, Result,
    ids::{PlantId, SupplierId},
    search_text,
};
use projectmeats_db::{
    Conn, MultiBackend, Unique, check_ref, hold,
    listing::{Column, Columns, ListQuery, Page},
    refuse_if_held, touch,
};
use projectmeats_directory::Keys;
use validator::Validate;

/// What a plant is called in the history.
pub const NOUN: &str = "plant";
const CODE_TAKEN: &str = "plant with this code already exists.";

/// What plants can be filtered and ordered by.
pub static COLUMNS: Columns = Columns {
    table: "plants_plant",
    fields: &[
        Column::of("id", &plants::id).sorts(),
        Column::of("name", &plants::name).sorts(),
        Column::of("code", &plants::code).sorts(),
        Column::of("supplier", &plants::supplier_id),
        Column::of("plant_type", &plants::plant_type).choices(PlantType::TEXTS).sorts(),
        Column::of("plant_est_num", &plants::plant_est_num),
        Column::of("plant_est_num_normal", &plants::est_num_normal),
        Column::of("city", &plants::city).sorts(),
        Column::of("state", &plants::state).sorts(),
        Column::of("country", &plants::country).sorts(),
        Column::of("capacity", &plants::capacity).sorts(),
        Column::of("capacity_unit", &plants::capacity_unit).choices(CapacityUnit::TEXTS),
        Column::of("is_active", &plants::is_active),
        Column::of("created_by", &plants::created_by_id),
        Column::of("created_at", &plants::created_at).sorts(),
        Column::of("updated_at", &plants::updated_at).sorts(),
    ],
    search: "search",
    default_order: "name",
};

pub(crate) fn of(ctx: &Ctx) -> plants::BoxedQuery<'static, MultiBackend> {
    plants::table.filter(plants::tenant_id.eq(ctx.tenant)).into_boxed()
}

/// One page of plants, the inactive among them.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] for a page past the end.
pub fn list(ctx: &Ctx, conn: &mut Conn, list: &ListQuery) -> Result<Page<Plant>> {
    ctx.require(Action::Read)?;
    let rows = list.window(of(ctx)).select(Plant::as_select()).load(conn)?;
    list.page(rows, |plant| plant.id.0, || Ok(list.narrow(of(ctx)).count().get_result(conn)?))
}

/// One plant.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`].
pub fn retrieve(ctx: &Ctx, conn: &mut Conn, id: PlantId) -> Result<Plant> {
    ctx.require(Action::Read)?;
    find(ctx, conn, id)
}

pub(crate) fn find(ctx: &Ctx, conn: &mut Conn, id: PlantId) -> Result<Plant> {
    Ok(of(ctx).filter(plants::id.eq(id)).select(Plant::as_select()).get_result(conn)?)
}

/// A new plant.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::Invalid`], also for a code the company has already.
pub fn create(ctx: &Ctx, conn: &mut Conn, input: PlantIn) -> Result<Plant> {
    ctx.require(Action::Create)?;
    let Derived { est_num_normal, keys, search } = check(&input)?;
    check_supplier(ctx, conn, None, &input)?;
    let supplier_rank = last_place(ctx, conn, input.supplier)?;
    let insert = diesel::insert_into(plants::table)
        .values((
            input,
            plants::tenant_id.eq(ctx.tenant),
            plants::supplier_rank.eq(supplier_rank),
            plants::est_num_normal.eq(est_num_normal),
            (
                plants::name_key.eq(keys.name),
                plants::phone_key.eq(keys.phone),
                plants::email_key.eq(keys.email),
            ),
            plants::search.eq(search),
            plants::created_by_id.eq(ctx.author()),
            plants::version.eq(1),
            plants::created_at.eq(ctx.now),
            plants::updated_at.eq(ctx.now),
        ))
        .returning(<Plant as Selectable<MultiBackend>>::construct_selection())
        .get_result(conn);
    let plant: Plant = insert.unique_as("code", CODE_TAKEN)?;
    told(ctx, conn, None, plant.fields.supplier)?;
    tell(ctx, conn, Verb::Created, None, Some(&plant))?;
    Ok(plant)
}

/// A change of a plant: `edit` makes the new fields out of what is stored, and refuses by an error.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; what `edit` answers; [`Error::Invalid`].
pub fn update(
    ctx: &Ctx,
    conn: &mut Conn,
    id: PlantId,
    edit: &mut dyn FnMut(&Plant) -> Result<PlantIn>,
) -> Result<Plant> {
    ctx.require(Action::Change)?;
    hold(conn, ctx.tenant, id)?;
    let before = find(ctx, conn, id)?;
    let input = edit(&before)?;
    let Derived { est_num_normal, keys, search } = check(&input)?;
    check_supplier(ctx, conn, before.fields.supplier, &input)?;
    let moves = input.supplier != before.fields.supplier;
    let place = if moves { Some(last_place(ctx, conn, input.supplier)?) } else { None };
    let row = plants::table.filter(plants::tenant_id.eq(ctx.tenant)).filter(plants::id.eq(id));
    let update = diesel::update(row)
        .set((
            &input,
            place.map(|place| plants::supplier_rank.eq(place)),
            plants::est_num_normal.eq(est_num_normal),
            (
                plants::name_key.eq(keys.name),
                plants::phone_key.eq(keys.phone),
                plants::email_key.eq(keys.email),
            ),
            plants::search.eq(search),
            plants::version.eq(plants::version + 1),
            plants::updated_at.eq(ctx.now),
        ))
        .returning(<Plant as Selectable<MultiBackend>>::construct_selection())
        .get_result(conn);
    let after: Plant = update.unique_as("code", CODE_TAKEN)?;
    told(ctx, conn, before.fields.supplier, after.fields.supplier)?;
    tell(ctx, conn, Verb::Updated, Some(&before), Some(&after))?;
    Ok(after)
}

/// The end of a plant; `check` sees what is stored first, and refuses by an error.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; what `check` answers; [`Error::Conflict`] when others refer to it.
pub fn delete(
    ctx: &Ctx,
    conn: &mut Conn,
    id: PlantId,
    check: &mut dyn FnMut(&Plant) -> Result<()>,
) -> Result<()> {
    ctx.require(Action::Delete)?;
    hold(conn, ctx.tenant, id)?;
    let before = find(ctx, conn, id)?;
    check(&before)?;
    refuse_if_held(ctx, conn, id)?;
    diesel::delete(plants::table.filter(plants::tenant_id.eq(ctx.tenant)).filter(plants::id.eq(id)))
        .execute(conn)?;
    told(ctx, conn, before.fields.supplier, None)?;
    tell(ctx, conn, Verb::Deleted, Some(&before), None)
}

/// What is kept beside the fields clients write.
struct Derived {
    est_num_normal: String,
    keys: Keys,
    search: String,
}

fn check(input: &PlantIn) -> Result<Derived> {
    input.validate()?;
    let est_num_normal =
        establishment::normal(&input.plant_est_num).map_err(|e| Error::invalid("plant_est_num", e))?;
    let forms = establishment::search_forms(&est_num_normal);
    let keys = Keys::of(&input.name, &input.phone, &input.email);
    let PlantIn { name, code, address, city, state, manager, plant_est_num, eu_approval_num, .. } = input;
    let parts =
        [name, code, address, city, state, manager, plant_est_num, eu_approval_num, &est_num_normal, &forms];
    Ok(Derived { search: search_text(parts.map(String::as_str)), keys, est_num_normal })
}

fn check_supplier(
    ctx: &Ctx,
    conn: &mut Conn,
    before: Option<SupplierId>,
    PlantIn { supplier, .. }: &PlantIn,
) -> Result<()> {
    match supplier {
        Some(id) if *supplier != before => check_ref(conn, ctx.tenant, "supplier", *id),
        _ => Ok(()),
    }
}

/// The place after the last plant of a supplier.
fn last_place(ctx: &Ctx, conn: &mut Conn, supplier: Option<SupplierId>) -> Result<i32> {
    let Some(supplier) = supplier else { return Ok(0) };
    let theirs = of(ctx).filter(plants::supplier_id.eq(supplier));
    let last: Option<i32> = theirs.select(max(plants::supplier_rank)).get_result(conn)?;
    Ok(last.map_or(0, |last| last.saturating_add(1)))
}

/// Suppliers show their plants: one that gains or loses a plant has changed.
fn told(ctx: &Ctx, conn: &mut Conn, before: Option<SupplierId>, after: Option<SupplierId>) -> Result<()> {
    if before == after {
        return Ok(());
    }
    [before, after].into_iter().flatten().try_for_each(|supplier| touch(ctx, conn, supplier))
}

pub(crate) fn tell(
    ctx: &Ctx,
    conn: &mut Conn,
    verb: Verb,
    before: Option<&Plant>,
    after: Option<&Plant>,
) -> Result<()> {
    let entity_id = before.or(after).map(|plant| plant.id.to_string()).unwrap_or_default();
    activity::record(
        ctx,
        conn,
        Event { entity: NOUN, entity_id, verb, changes: Changes::between(before, after) },
    )
}
