//! Listing, reading and changing carriers. Every change is recorded in its own transaction.
use super::NOUN;
use crate::{
    models::{Carrier, CarrierIn, CarrierRow},
    numbers,
    schema::carriers_carrier as carriers,
};
use diesel::prelude::*;
use projectmeats_activity::{self as activity, Changes, Event, Verb};
use projectmeats_contacts::links::CarrierContacts;
use projectmeats_core::{Action, Ctx, Error, Result, ids::CarrierId, search_text};
use projectmeats_db::{
    Conn, MultiBackend, Unique, hold, link,
    listing::{ListQuery, Page},
    refuse_if_held,
};
use projectmeats_directory::Keys;
use projectmeats_trade::Status;
use validator::Validate;

const TAKEN: [(&str, &str); 2] =
    [("code", "carrier with this code already exists."), ("name", "carrier with this name already exists.")];

pub(super) fn of(ctx: &Ctx) -> carriers::BoxedQuery<'static, MultiBackend> {
    carriers::table.filter(carriers::tenant_id.eq(ctx.tenant)).into_boxed()
}

/// One page of carriers, the inactive among them.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] for a page past the end.
pub fn list(ctx: &Ctx, conn: &mut Conn, list: &ListQuery) -> Result<Page<Carrier>> {
    ctx.require(Action::Read)?;
    let rows: Vec<CarrierRow> = list.window(of(ctx)).select(CarrierRow::as_select()).load(conn)?;
    let rows = rows.into_iter().map(|kept| Carrier::now(ctx, kept)).collect();
    list.page(
        rows,
        |carrier: &Carrier| carrier.kept.id.0,
        || Ok(list.narrow(of(ctx)).count().get_result(conn)?),
    )
}

/// One carrier.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`].
pub fn retrieve(ctx: &Ctx, conn: &mut Conn, id: CarrierId) -> Result<Carrier> {
    ctx.require(Action::Read)?;
    find(ctx, conn, id)
}

fn find(ctx: &Ctx, conn: &mut Conn, id: CarrierId) -> Result<Carrier> {
    let kept = of(ctx).filter(carriers::id.eq(id)).select(CarrierRow::as_select()).get_result(conn)?;
    Ok(Carrier::now(ctx, kept))
}

/// A new carrier.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::Invalid`], also for a code or a name the company has already.
pub fn create(ctx: &Ctx, conn: &mut Conn, input: CarrierIn) -> Result<Carrier> {
    ctx.require(Action::Create)?;
    let nothing = CarrierIn::default();
    let input = settled(input, &nothing)?;
    let insert = diesel::insert_into(carriers::table)
        .values((
            &input,
            derived(&input),
            carriers::tenant_id.eq(ctx.tenant),
            carriers::created_by_id.eq(ctx.author()),
            carriers::version.eq(1),
            carriers::created_at.eq(ctx.now),
            carriers::updated_at.eq(ctx.now),
        ))
        .returning(carriers::id)
        .get_result(conn);
    let id = CarrierId(insert.unique_among(&TAKEN)?);
    set_contacts(ctx, conn, id, &nothing, &input)?;
    let carrier = find(ctx, conn, id)?;
    tell(ctx, conn, Verb::Created, None, Some(&carrier))?;
    Ok(carrier)
}

/// A change of a carrier: `edit` makes the new fields out of what is stored, and refuses by an error.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; what `edit` answers; [`Error::Invalid`].
pub fn update(
    ctx: &Ctx,
    conn: &mut Conn,
    id: CarrierId,
    edit: &mut dyn FnMut(&Carrier) -> Result<CarrierIn>,
) -> Result<Carrier> {
    ctx.require(Action::Change)?;
    hold(conn, ctx.tenant, id)?;
    let before = find(ctx, conn, id)?;
    let input = settled(edit(&before)?, &before.kept.fields)?;
    let row = carriers::table.filter(carriers::tenant_id.eq(ctx.tenant)).filter(carriers::id.eq(id));
    let update = diesel::update(row)
        .set((
            &input,
            derived(&input),
            carriers::version.eq(carriers::version + 1),
            carriers::updated_at.eq(ctx.now),
        ))
        .execute(conn);
    update.unique_among(&TAKEN)?;
    set_contacts(ctx, conn, id, &before.kept.fields, &input)?;
    let after = find(ctx, conn, id)?;
    tell(ctx, conn, Verb::Updated, Some(&before), Some(&after))?;
    Ok(after)
}

/// The end of a carrier; `check` sees what is stored first, and refuses by an error. Its contacts stay, without it.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; what `check` answers; [`Error::Conflict`] while others depend on it.
pub fn delete(
    ctx: &Ctx,
    conn: &mut Conn,
    id: CarrierId,
    check: &mut dyn FnMut(&Carrier) -> Result<()>,
) -> Result<()> {
    ctx.require(Action::Delete)?;
    hold(conn, ctx.tenant, id)?;
    let before = find(ctx, conn, id)?;
    check(&before)?;
    refuse_if_held(ctx, conn, id)?;
    set_contacts(ctx, conn, id, &before.kept.fields, &CarrierIn::default())?;
    diesel::delete(carriers::table.filter(carriers::tenant_id.eq(ctx.tenant)).filter(carriers::id.eq(id)))
        .execute(conn)?;
    tell(ctx, conn, Verb::Deleted, Some(&before), None)
}

/// What was written, as it is kept: numbers in digits, and `is_active` in accord with `status`.
fn settled(mut input: CarrierIn, before: &CarrierIn) -> Result<CarrierIn> {
    input.validate()?;
    input.mc_number = numbers::mc(&input.mc_number).map_err(|e| Error::invalid("mc_number", e))?;
    input.dot_number = numbers::dot(&input.dot_number).map_err(|e| Error::invalid("dot_number", e))?;
    if let (Some(least), Some(most)) = (input.min_temperature_f, input.max_temperature_f)
        && least > most
    {
        return Err(Error::invalid("min_temperature_f", "Must not be above max_temperature_f."));
    }
    if input.status == before.status && input.is_active != before.is_active {
        input.status = if input.is_active { Status::Active } else { Status::Inactive };
    }
    input.is_active = input.status == Status::Active;
    Ok(input)
}

/// What is kept beside the fields clients write.
#[derive(Insertable, AsChangeset)]
#[diesel(table_name = carriers)]
struct Derived {
    name_key: String,
    phone_key: String,
    email_key: String,
    search: String,
}

fn derived(input: &CarrierIn) -> Derived {
    let Keys { name, phone, email } = Keys::of(&input.name, &input.phone, &input.email);
    let forms = numbers::search_forms(&input.mc_number, &input.dot_number);
    let regions = input.regions_served.names().join(" ");
    let CarrierIn {
        name: called, code, contact_person, phone: telephone, email: address, city, state, ..
    } = input;
    let offers = [input.modes.json(), input.equipment.json()];
    let parts = [called, code, contact_person, telephone, address, city, state, &forms, &regions];
    let search =
        search_text(parts.map(String::as_str).into_iter().chain(offers.into_iter().filter(|o| *o != "[]")));
    Derived { name_key: name, phone_key: phone, email_key: email, search }
}

fn set_contacts(
    ctx: &Ctx,
    conn: &mut Conn,
    id: CarrierId,
    before: &CarrierIn,
    after: &CarrierIn,
) -> Result<()> {
    let sets = ((before.primary_contact, &before.contacts), (after.primary_contact, &after.contacts));
    link::edit::<CarrierContacts>(ctx, conn, id, ["primary_contact", "contacts"], sets).map(|_| ())
}

/// The history tells what is kept; how the insurance stands changes with the day alone.
fn tell(
    ctx: &Ctx,
    conn: &mut Conn,
    verb: Verb,
    before: Option<&Carrier>,
    after: Option<&Carrier>,
) -> Result<()> {
    let (before, after) = (before.map(|carrier| &carrier.kept), after.map(|carrier| &carrier.kept));
    let entity_id = before.or(after).map(|carrier| carrier.id.to_string()).unwrap_or_default();
    activity::record(
        ctx,
        conn,
        Event { entity: NOUN, entity_id, verb, changes: Changes::between(before, after) },
    )
}
