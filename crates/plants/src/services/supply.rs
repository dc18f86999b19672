//! Plants as others know them: those of a supplier, and numbers two have in common.
use super::{find, of, tell};
use crate::{
    models::{Plant, SupplierPlants},
    schema::plants_plant as plants,
};
use diesel::prelude::*;
use projectmeats_activity::Verb;
use projectmeats_core::{
    Action, Ctx, Error, Result,
    ids::{PlantId, SupplierId},
};
use projectmeats_db::{Conn, Ids, MultiBackend, hold, link};

/// Makes `wanted` the plants of a supplier, in this order; answers whether that changed anything. Each plant that comes or goes is
/// recorded as changed.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::Invalid`] on `field` for a plant that does not exist or belongs to another supplier.
pub fn supply(
    ctx: &Ctx,
    conn: &mut Conn,
    supplier: SupplierId,
    field: &str,
    wanted: &Ids<PlantId>,
) -> Result<bool> {
    ctx.require(Action::Change)?;
    let held = link::members::<SupplierPlants>(conn, ctx.tenant, supplier)?;
    if held == *wanted {
        return Ok(false);
    }
    let gone = held.iter().filter(|id| !wanted.has(*id));
    let mut moving: Vec<_> = wanted.iter().filter(|id| !held.has(*id)).chain(gone).collect();
    // In one order, so that two who move the same plants wait for each other and not for ever.
    moving.sort_unstable();
    for id in moving {
        hold(conn, ctx.tenant, id)?;
        let plant = find(ctx, conn, id).map_err(|e| missing(e, field, id))?;
        refuse_anothers(&plant, supplier, field)?;
        assign(ctx, conn, &plant, wanted.has(id).then_some(supplier))?;
    }
    for (place, id) in wanted.iter().enumerate() {
        let row = plants::table.filter(plants::tenant_id.eq(ctx.tenant)).filter(plants::id.eq(id));
        let rank = i32::try_from(place).map_err(Error::internal)?;
        diesel::update(row).set(plants::supplier_rank.eq(rank)).execute(conn)?;
    }
    Ok(true)
}

fn missing(e: Error, field: &str, id: PlantId) -> Error {
    match e {
        Error::NotFound => Error::invalid(field, format!("Invalid pk \"{id}\" - object does not exist.")),
        other => other,
    }
}

fn refuse_anothers(plant: &Plant, supplier: SupplierId, field: &str) -> Result<()> {
    match plant.fields.supplier {
        Some(other) if other != supplier => Err(Error::invalid(
            field,
            format!(
                "The plant \"{}\" belongs to the supplier \"{}\".",
                plant.fields.name,
                plant.supplier_name.as_deref().unwrap_or_default()
            ),
        )),
        _ => Ok(()),
    }
}

fn assign(ctx: &Ctx, conn: &mut Conn, before: &Plant, supplier: Option<SupplierId>) -> Result<()> {
    let row = plants::table.filter(plants::tenant_id.eq(ctx.tenant)).filter(plants::id.eq(before.id));
    let after = diesel::update(row)
        .set((
            plants::supplier_id.eq(supplier),
            plants::supplier_rank.eq(0),
            plants::version.eq(plants::version + 1),
            plants::updated_at.eq(ctx.now),
        ))
        .returning(<Plant as Selectable<MultiBackend>>::construct_selection())
        .get_result(conn)?;
    tell(ctx, conn, Verb::Updated, Some(before), Some(&after))
}

/// Other suppliers that have a plant with the same establishment number as a plant of this one.
///
/// # Errors
/// [`Error::Forbidden`].
pub fn alike_suppliers(ctx: &Ctx, conn: &mut Conn, supplier: SupplierId) -> Result<Vec<SupplierId>> {
    ctx.require(Action::Read)?;
    let numbers: Vec<String> = of(ctx)
        .filter(plants::supplier_id.eq(supplier))
        .filter(plants::est_num_normal.ne(""))
        .select(plants::est_num_normal)
        .load(conn)?;
    let mut found: Vec<SupplierId> = of(ctx)
        .filter(plants::est_num_normal.eq_any(numbers))
        .filter(plants::supplier_id.ne(supplier))
        .select(plants::supplier_id.assume_not_null())
        .load(conn)?;
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// Other plants with the establishment number of this one: their keys and names.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`].
pub fn same_number(ctx: &Ctx, conn: &mut Conn, id: PlantId) -> Result<Vec<(PlantId, String)>> {
    ctx.require(Action::Read)?;
    let number = find(ctx, conn, id)?.plant_est_num_normal;
    if number.is_empty() {
        return Ok(Vec::new());
    }
    let others = of(ctx).filter(plants::est_num_normal.eq(number)).filter(plants::id.ne(id));
    Ok(others.order(plants::id).select((plants::id, plants::name)).load(conn)?)
}
