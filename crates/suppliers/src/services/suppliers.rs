//! Listing, reading and changing suppliers. Every change is recorded in its own transaction.
use super::NOUN;
use crate::{
    links::SupplierProteins,
    models::{Supplier, SupplierIn},
    schema::suppliers_supplier as suppliers,
};
use diesel::prelude::*;
use projectmeats_activity::{self as activity, Changes, Event, Verb};
use projectmeats_contacts::links::SupplierContacts;
#[cfg(doc)]
use projectmeats_core::Error;
use projectmeats_core::{Action, Ctx, Result, ids::SupplierId, search_text};
use projectmeats_db::{
    Conn, Ids, MultiBackend, Rows, Unique, hold, link,
    listing::{ListQuery, Page},
    refuse_if_held,
};
use projectmeats_directory::Keys;
use projectmeats_plants as plants;
use validator::Validate;

const NAME_TAKEN: &str = "supplier with this name already exists.";

pub(super) fn of(ctx: &Ctx) -> suppliers::BoxedQuery<'static, MultiBackend> {
    suppliers::table.filter(suppliers::tenant_id.eq(ctx.tenant)).into_boxed()
}

/// One page of suppliers, the inactive and archived among them.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] for a page past the end.
pub fn list(ctx: &Ctx, conn: &mut Conn, list: &ListQuery) -> Result<Page<Supplier>> {
    ctx.require(Action::Read)?;
    let rows = list.window(of(ctx)).select(Supplier::as_select()).load(conn)?;
    list.page(rows, |supplier| supplier.id.0, || Ok(list.narrow(of(ctx)).count().get_result(conn)?))
}

/// One supplier.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`].
pub fn retrieve(ctx: &Ctx, conn: &mut Conn, id: SupplierId) -> Result<Supplier> {
    ctx.require(Action::Read)?;
    find(ctx, conn, id)
}

pub(super) fn find(ctx: &Ctx, conn: &mut Conn, id: SupplierId) -> Result<Supplier> {
    Ok(of(ctx).filter(suppliers::id.eq(id)).select(Supplier::as_select()).get_result(conn)?)
}

/// A new supplier.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::Invalid`], also for a name the company has already.
pub fn create(ctx: &Ctx, conn: &mut Conn, input: SupplierIn) -> Result<Supplier> {
    ctx.require(Action::Create)?;
    let input = checked(input)?;
    let insert = diesel::insert_into(suppliers::table)
        .values((
            &input,
            derived(&input),
            suppliers::tenant_id.eq(ctx.tenant),
            suppliers::rating_count.eq(0),
            suppliers::rating_sum.eq(0),
            suppliers::created_by_id.eq(ctx.author()),
            suppliers::version.eq(1),
            suppliers::created_at.eq(ctx.now),
            suppliers::updated_at.eq(ctx.now),
        ))
        .returning(suppliers::id)
        .get_result(conn);
    let id = SupplierId(insert.unique_as("name", NAME_TAKEN)?);
    set_all(ctx, conn, id, &SupplierIn::default(), &input)?;
    let supplier = find(ctx, conn, id)?;
    tell(ctx, conn, Verb::Created, None, Some(&supplier))?;
    Ok(supplier)
}

/// A change of a supplier: `edit` makes the new fields out of what is stored, and refuses by an error.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; what `edit` answers; [`Error::Invalid`].
pub fn update(
    ctx: &Ctx,
    conn: &mut Conn,
    id: SupplierId,
    edit: &mut dyn FnMut(&Supplier) -> Result<SupplierIn>,
) -> Result<Supplier> {
    ctx.require(Action::Change)?;
    hold(conn, ctx.tenant, id)?;
    let before = find(ctx, conn, id)?;
    let input = checked(edit(&before)?)?;
    let row = suppliers::table.filter(suppliers::tenant_id.eq(ctx.tenant)).filter(suppliers::id.eq(id));
    let update = diesel::update(row)
        .set((
            &input,
            derived(&input),
            suppliers::version.eq(suppliers::version + 1),
            suppliers::updated_at.eq(ctx.now),
        ))
        .execute(conn);
    update.unique_as("name", NAME_TAKEN)?;
    set_all(ctx, conn, id, &before.fields, &input)?;
    let after = find(ctx, conn, id)?;
    tell(ctx, conn, Verb::Updated, Some(&before), Some(&after))?;
    Ok(after)
}

/// The end of a supplier; `check` sees what is stored first, and refuses by an error. Its contacts stay, without it.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; what `check` answers; [`Error::Conflict`] while others depend on it.
pub fn delete(
    ctx: &Ctx,
    conn: &mut Conn,
    id: SupplierId,
    check: &mut dyn FnMut(&Supplier) -> Result<()>,
) -> Result<()> {
    ctx.require(Action::Delete)?;
    hold(conn, ctx.tenant, id)?;
    let before = find(ctx, conn, id)?;
    check(&before)?;
    refuse_if_held(ctx, conn, id)?;
    set_contacts(ctx, conn, id, &before.fields, &SupplierIn::default())?;
    diesel::delete(suppliers::table.filter(suppliers::tenant_id.eq(ctx.tenant)).filter(suppliers::id.eq(id)))
        .execute(conn)?;
    tell(ctx, conn, Verb::Deleted, Some(&before), None)
}

fn checked(input: SupplierIn) -> Result<SupplierIn> {
    input.validate()?;
    Ok(input)
}

/// What is kept beside the fields clients write.
#[derive(Insertable, AsChangeset)]
#[diesel(table_name = suppliers)]
struct Derived {
    name_key: String,
    phone_key: String,
    email_key: String,
    search: String,
}

fn derived(input: &SupplierIn) -> Derived {
    let Keys { name: name_key, phone: phone_key, email: email_key } =
        Keys::of(&input.name, &input.phone, &input.email);
    let SupplierIn { name, contact_person, email, phone, street_address, city, state, .. } = input;
    let parts = [name, contact_person, email, phone, street_address, city, state];
    Derived { name_key, phone_key, email_key, search: search_text(parts.map(String::as_str)) }
}

/// Brings the sets from what they were to what was written.
fn set_all(
    ctx: &Ctx,
    conn: &mut Conn,
    id: SupplierId,
    before: &SupplierIn,
    after: &SupplierIn,
) -> Result<()> {
    set_contacts(ctx, conn, id, before, after)?;
    link::set::<SupplierProteins>(ctx, conn, id, "proteins", &after.proteins)?;
    set_plants(ctx, conn, id, before, after)
}

fn set_contacts(
    ctx: &Ctx,
    conn: &mut Conn,
    id: SupplierId,
    before: &SupplierIn,
    after: &SupplierIn,
) -> Result<()> {
    let sets = ((before.primary_contact, &before.contacts), (after.primary_contact, &after.contacts));
    link::edit::<SupplierContacts>(ctx, conn, id, ["primary_contact", "contacts"], sets).map(|_| ())
}

fn set_plants(
    ctx: &Ctx,
    conn: &mut Conn,
    id: SupplierId,
    before: &SupplierIn,
    after: &SupplierIn,
) -> Result<()> {
    let wanted = Ids::edited((before.plant, &before.plants), (after.plant, &after.plants), true);
    let named = after.plant.filter(|plant| !before.plants.has(*plant) && !after.plants.has(*plant));
    plants::services::supply(ctx, conn, id, if named.is_some() { "plant" } else { "plants" }, &wanted)?;
    Ok(())
}

/// Where its plants are is theirs to tell.
pub(super) fn tell(
    ctx: &Ctx,
    conn: &mut Conn,
    verb: Verb,
    before: Option<&Supplier>,
    after: Option<&Supplier>,
) -> Result<()> {
    let bare = |supplier: &Supplier| Supplier { locations: Rows::default(), ..supplier.clone() };
    let entity_id = before.or(after).map(|supplier| supplier.id.to_string()).unwrap_or_default();
    let changes = Changes::between(before.map(bare).as_ref(), after.map(bare).as_ref());
    activity::record(ctx, conn, Event { entity: NOUN, entity_id, verb, changes })
}

/// Other suppliers that have a plant with the same establishment number as a plant of this one: their keys and names.
///
/// # Errors
/// [`Error::Forbidden`].
pub fn with_same_plant_number(
    ctx: &Ctx,
    conn: &mut Conn,
    id: SupplierId,
) -> Result<Vec<(SupplierId, String)>> {
    let alike = plants::services::alike_suppliers(ctx, conn, id)?;
    if alike.is_empty() {
        return Ok(Vec::new());
    }
    let named = of(ctx).filter(suppliers::id.eq_any(alike)).order(suppliers::id);
    Ok(named.select((suppliers::id, suppliers::name)).load(conn)?)
}
