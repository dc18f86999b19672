//! What can be done with contacts. Every change is recorded in its own transaction.
use crate::{
    links::{ContactCarriers, ContactCustomers, ContactSuppliers},
    models::{Contact, ContactIn},
    schema::contacts_contact as contacts,
};
use diesel::prelude::*;
use projectmeats_activity::{self as activity, Changes, Event, Verb};
#[cfg(doc)]
use projectmeats_core::Error;
use projectmeats_core::{Action, Ctx, Result, ids::ContactId, search_text};
use projectmeats_db::{
    Conn, MultiBackend, hold, link,
    listing::{Column, Columns, ListQuery, Page},
    refuse_if_held,
};
use projectmeats_directory::Keys;
use projectmeats_trade::{ContactType, Status};
use validator::Validate;

/// What a contact is called in the history.
pub const NOUN: &str = "contact";

/// What contacts can be filtered and ordered by.
pub static COLUMNS: Columns = Columns {
    table: "contacts_contact",
    fields: &[
        Column::of("id", &contacts::id).sorts(),
        Column::of("last_name", &contacts::last_name).sorts(),
        Column::of("first_name", &contacts::first_name).sorts(),
        Column::of("full_name", &contacts::full_name).sorts(),
        Column::of("company", &contacts::company).sorts(),
        Column::of("email", &contacts::email).sorts(),
        Column::of("status", &contacts::status).choices(Status::TEXTS),
        Column::of("contact_type", &contacts::contact_type).choices(ContactType::TEXTS),
        Column::of("department", &contacts::department),
        Column::set::<ContactSuppliers>("supplier"),
        Column::set::<ContactCustomers>("customer"),
        Column::set::<ContactCarriers>("carrier"),
        Column::of("created_by", &contacts::created_by_id),
        Column::of("created_at", &contacts::created_at).sorts(),
        Column::of("updated_at", &contacts::updated_at).sorts(),
        Column::of("created_on", &contacts::created_at).sorts(),
        Column::of("modified_on", &contacts::updated_at).sorts(),
    ],
    search: "search",
    default_order: "last_name,first_name",
};

fn of(ctx: &Ctx) -> contacts::BoxedQuery<'static, MultiBackend> {
    contacts::table.filter(contacts::tenant_id.eq(ctx.tenant)).into_boxed()
}

/// One page of contacts, the inactive among them.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] for a page past the end.
pub fn list(ctx: &Ctx, conn: &mut Conn, list: &ListQuery) -> Result<Page<Contact>> {
    ctx.require(Action::Read)?;
    let rows = list.window(of(ctx)).select(Contact::as_select()).load(conn)?;
    list.page(rows, |contact| contact.id.0, || Ok(list.narrow(of(ctx)).count().get_result(conn)?))
}

/// One contact.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`].
pub fn retrieve(ctx: &Ctx, conn: &mut Conn, id: ContactId) -> Result<Contact> {
    ctx.require(Action::Read)?;
    find(ctx, conn, id)
}

fn find(ctx: &Ctx, conn: &mut Conn, id: ContactId) -> Result<Contact> {
    Ok(of(ctx).filter(contacts::id.eq(id)).select(Contact::as_select()).get_result(conn)?)
}

/// A new contact.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::Invalid`].
pub fn create(ctx: &Ctx, conn: &mut Conn, input: ContactIn) -> Result<Contact> {
    ctx.require(Action::Create)?;
    let input = checked(input)?;
    let id = diesel::insert_into(contacts::table)
        .values((
            &input,
            derived(&input),
            contacts::tenant_id.eq(ctx.tenant),
            contacts::created_by_id.eq(ctx.author()),
            contacts::version.eq(1),
            contacts::created_at.eq(ctx.now),
            contacts::updated_at.eq(ctx.now),
        ))
        .returning(contacts::id)
        .get_result(conn)?;
    speak_for(ctx, conn, ContactId(id), &ContactIn::default(), &input)?;
    let contact = find(ctx, conn, ContactId(id))?;
    tell(ctx, conn, Verb::Created, None, Some(&contact))?;
    Ok(contact)
}

/// A change of a contact: `edit` makes the new fields out of what is stored, and refuses by an error.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; what `edit`
/// answers; [`Error::Invalid`].
pub fn update(
    ctx: &Ctx,
    conn: &mut Conn,
    id: ContactId,
    edit: &mut dyn FnMut(&Contact) -> Result<ContactIn>,
) -> Result<Contact> {
    ctx.require(Action::Change)?;
    hold(conn, ctx.tenant, id)?;
    let before = find(ctx, conn, id)?;
    let input = checked(edit(&before)?)?;
    let row = contacts::table.filter(contacts::tenant_id.eq(ctx.tenant)).filter(contacts::id.eq(id));
    diesel::update(row)
        .set((
            &input,
            derived(&input),
            contacts::version.eq(contacts::version + 1),
            contacts::updated_at.eq(ctx.now),
        ))
        .execute(conn)?;
    speak_for(ctx, conn, id, &before.fields, &input)?;
    let after = find(ctx, conn, id)?;
    tell(ctx, conn, Verb::Updated, Some(&before), Some(&after))?;
    Ok(after)
}

/// The end of a contact; `check` sees what is stored first, and refuses by an error. Sets of contacts that have it lose it.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; what `check`
/// answers; [`Error::Conflict`] while others depend on it.
pub fn delete(
    ctx: &Ctx,
    conn: &mut Conn,
    id: ContactId,
    check: &mut dyn FnMut(&Contact) -> Result<()>,
) -> Result<()> {
    ctx.require(Action::Delete)?;
    hold(conn, ctx.tenant, id)?;
    let before = find(ctx, conn, id)?;
    check(&before)?;
    refuse_if_held(ctx, conn, id)?;
    speak_for(ctx, conn, id, &before.fields, &ContactIn::default())?;
    diesel::delete(contacts::table.filter(contacts::tenant_id.eq(ctx.tenant)).filter(contacts::id.eq(id)))
        .execute(conn)?;
    tell(ctx, conn, Verb::Deleted, Some(&before), None)
}

fn checked(input: ContactIn) -> Result<ContactIn> {
    input.validate()?;
    Ok(input)
}

/// What is kept beside the fields clients write.
#[derive(Insertable, AsChangeset)]
#[diesel(table_name = contacts)]
struct Derived {
    full_name: String,
    name_key: String,
    phone_key: String,
    email_key: String,
    search: String,
}

fn derived(input: &ContactIn) -> Derived {
    let full_name = input.full_name();
    let Keys { name, phone, email } = Keys::of(&full_name, input.best_phone(), &input.email);
    let parts = [
        &full_name,
        &input.email,
        &input.phone,
        &input.cell_phone,
        &input.direct_phone,
        &input.main_phone,
        &input.company,
        &input.position,
        &input.contact_title,
        &input.department,
    ];
    let search = search_text(parts.map(String::as_str));
    Derived { name_key: name, phone_key: phone, email_key: email, search, full_name }
}

/// Brings the three sets from what they were to what was written.
fn speak_for(ctx: &Ctx, conn: &mut Conn, id: ContactId, before: &ContactIn, after: &ContactIn) -> Result<()> {
    let suppliers = ((before.supplier, &before.suppliers), (after.supplier, &after.suppliers));
    link::edit::<ContactSuppliers>(ctx, conn, id, ["supplier", "suppliers"], suppliers)?;
    let customers = ((before.customer, &before.customers), (after.customer, &after.customers));
    link::edit::<ContactCustomers>(ctx, conn, id, ["customer", "customers"], customers)?;
    let carriers = ((before.carrier, &before.carriers), (after.carrier, &after.carriers));
    link::edit::<ContactCarriers>(ctx, conn, id, ["carrier", "carriers"], carriers)?;
    Ok(())
}

fn tell(
    ctx: &Ctx,
    conn: &mut Conn,
    verb: Verb,
    before: Option<&Contact>,
    after: Option<&Contact>,
) -> Result<()> {
    let entity_id = before.or(after).map(|contact| contact.id.to_string()).unwrap_or_default();
    activity::record(
        ctx,
        conn,
        Event { entity: NOUN, entity_id, verb, changes: Changes::between(before, after) },
    )
}
