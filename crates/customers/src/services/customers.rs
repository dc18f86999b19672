//! Listing, reading and changing customers. Every change is recorded in its own transaction.
use super::NOUN;
use crate::{
    links::{CustomerPlants, CustomerProteins},
    models::{Customer, CustomerIn},
    schema::customers_customer as customers,
};
use diesel::prelude::*;
use projectmeats_activity::{self as activity, Changes, Event, Verb};
use projectmeats_contacts::links::CustomerContacts;
#[cfg(doc)]
use projectmeats_core::Error;
use projectmeats_core::{Action, Ctx, Result, ids::CustomerId, search_text};
use projectmeats_db::{
    Conn, MultiBackend, Rows, Unique, hold, link,
    listing::{ListQuery, Page},
    refuse_if_held,
};
use projectmeats_directory::Keys;
use validator::Validate;

const NAME_TAKEN: &str = "customer with this name already exists.";

pub(super) fn of(ctx: &Ctx) -> customers::BoxedQuery<'static, MultiBackend> {
    customers::table.filter(customers::tenant_id.eq(ctx.tenant)).into_boxed()
}

/// One page of customers, the inactive and archived among them.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] for a page past the end.
pub fn list(ctx: &Ctx, conn: &mut Conn, list: &ListQuery) -> Result<Page<Customer>> {
    ctx.require(Action::Read)?;
    let rows = list.window(of(ctx)).select(Customer::as_select()).load(conn)?;
    list.page(rows, |customer| customer.id.0, || Ok(list.narrow(of(ctx)).count().get_result(conn)?))
}

/// One customer.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`].
pub fn retrieve(ctx: &Ctx, conn: &mut Conn, id: CustomerId) -> Result<Customer> {
    ctx.require(Action::Read)?;
    find(ctx, conn, id)
}

pub(super) fn find(ctx: &Ctx, conn: &mut Conn, id: CustomerId) -> Result<Customer> {
    Ok(of(ctx).filter(customers::id.eq(id)).select(Customer::as_select()).get_result(conn)?)
}

/// A new customer.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::Invalid`], also for a name the company has already.
pub fn create(ctx: &Ctx, conn: &mut Conn, input: CustomerIn) -> Result<Customer> {
    ctx.require(Action::Create)?;
    let input = checked(input)?;
    let insert = diesel::insert_into(customers::table)
        .values((
            &input,
            derived(&input),
            customers::tenant_id.eq(ctx.tenant),
            customers::created_by_id.eq(ctx.author()),
            customers::version.eq(1),
            customers::created_at.eq(ctx.now),
            customers::updated_at.eq(ctx.now),
        ))
        .returning(customers::id)
        .get_result(conn);
    let id = CustomerId(insert.unique_as("name", NAME_TAKEN)?);
    set_all(ctx, conn, id, &CustomerIn::default(), &input)?;
    let customer = find(ctx, conn, id)?;
    tell(ctx, conn, Verb::Created, None, Some(&customer))?;
    Ok(customer)
}

/// A change of a customer: `edit` makes the new fields out of what is stored, and refuses by an error.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; what `edit` answers; [`Error::Invalid`].
pub fn update(
    ctx: &Ctx,
    conn: &mut Conn,
    id: CustomerId,
    edit: &mut dyn FnMut(&Customer) -> Result<CustomerIn>,
) -> Result<Customer> {
    ctx.require(Action::Change)?;
    hold(conn, ctx.tenant, id)?;
    let before = find(ctx, conn, id)?;
    let input = checked(edit(&before)?)?;
    let row = customers::table.filter(customers::tenant_id.eq(ctx.tenant)).filter(customers::id.eq(id));
    let update = diesel::update(row)
        .set((
            &input,
            derived(&input),
            customers::version.eq(customers::version + 1),
            customers::updated_at.eq(ctx.now),
        ))
        .execute(conn);
    update.unique_as("name", NAME_TAKEN)?;
    set_all(ctx, conn, id, &before.fields, &input)?;
    let after = find(ctx, conn, id)?;
    tell(ctx, conn, Verb::Updated, Some(&before), Some(&after))?;
    Ok(after)
}

/// The end of a customer; `check` sees what is stored first, and refuses by an error. Its contacts stay, without it.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; what `check` answers; [`Error::Conflict`] while others depend on it.
pub fn delete(
    ctx: &Ctx,
    conn: &mut Conn,
    id: CustomerId,
    check: &mut dyn FnMut(&Customer) -> Result<()>,
) -> Result<()> {
    ctx.require(Action::Delete)?;
    hold(conn, ctx.tenant, id)?;
    let before = find(ctx, conn, id)?;
    check(&before)?;
    refuse_if_held(ctx, conn, id)?;
    set_contacts(ctx, conn, id, &before.fields, &CustomerIn::default())?;
    diesel::delete(customers::table.filter(customers::tenant_id.eq(ctx.tenant)).filter(customers::id.eq(id)))
        .execute(conn)?;
    tell(ctx, conn, Verb::Deleted, Some(&before), None)
}

fn checked(input: CustomerIn) -> Result<CustomerIn> {
    input.validate()?;
    Ok(input)
}

/// What is kept beside the fields clients write.
#[derive(Insertable, AsChangeset)]
#[diesel(table_name = customers)]
struct Derived {
    name_key: String,
    phone_key: String,
    email_key: String,
    search: String,
}

fn derived(input: &CustomerIn) -> Derived {
    let Keys { name: name_key, phone: phone_key, email: email_key } =
        Keys::of(&input.name, &input.phone, &input.email);
    let CustomerIn {
        name,
        contact_person,
        email,
        phone,
        street_address,
        city,
        state,
        buyer_contact_name,
        ..
    } = input;
    let parts = [name, contact_person, email, phone, street_address, city, state, buyer_contact_name];
    Derived { name_key, phone_key, email_key, search: search_text(parts.map(String::as_str)) }
}

/// Brings the sets from what they were to what was written.
fn set_all(
    ctx: &Ctx,
    conn: &mut Conn,
    id: CustomerId,
    before: &CustomerIn,
    after: &CustomerIn,
) -> Result<()> {
    set_contacts(ctx, conn, id, before, after)?;
    link::set::<CustomerProteins>(ctx, conn, id, "proteins", &after.proteins)?;
    set_plants(ctx, conn, id, before, after)
}

fn set_contacts(
    ctx: &Ctx,
    conn: &mut Conn,
    id: CustomerId,
    before: &CustomerIn,
    after: &CustomerIn,
) -> Result<()> {
    let sets = ((before.primary_contact, &before.contacts), (after.primary_contact, &after.contacts));
    link::edit::<CustomerContacts>(ctx, conn, id, ["primary_contact", "contacts"], sets).map(|_| ())
}

fn set_plants(
    ctx: &Ctx,
    conn: &mut Conn,
    id: CustomerId,
    before: &CustomerIn,
    after: &CustomerIn,
) -> Result<()> {
    let sets = ((before.plant, &before.plants), (after.plant, &after.plants));
    link::edit::<CustomerPlants>(ctx, conn, id, ["plant", "plants"], sets).map(|_| ())
}

/// Where its plants are is theirs to tell.
pub(super) fn tell(
    ctx: &Ctx,
    conn: &mut Conn,
    verb: Verb,
    before: Option<&Customer>,
    after: Option<&Customer>,
) -> Result<()> {
    let bare = |customer: &Customer| Customer { locations: Rows::default(), ..customer.clone() };
    let entity_id = before.or(after).map(|customer| customer.id.to_string()).unwrap_or_default();
    let changes = Changes::between(before.map(bare).as_ref(), after.map(bare).as_ref());
    activity::record(ctx, conn, Event { entity: NOUN, entity_id, verb, changes })
}
