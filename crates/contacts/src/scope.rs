//! `/contacts/`.
use crate::{
    models::{Contact, ContactIn},
    services,
};
use paperclip::actix::web;
use projectmeats_core::{Ctx, Result, ids::ContactId};
use projectmeats_db::{
    Conn,
    listing::{Columns, ListQuery, Page},
};
use projectmeats_directory::{self as directory, Directory};
use projectmeats_web::{Check, Edit, InTenant, Resource, Warning, named::Named, resource};
use serde_json::{Value, json};

/// Contacts over HTTP.
#[derive(Debug)]
pub struct Contacts;

impl Resource for Contacts {
    const PATH: &'static str = "contacts";
    const TAG: &'static str = "Contacts";
    const NOUN: &'static str = services::NOUN;
    const REQUIRED: &'static [&'static str] = &["first_name", "last_name"];
    const COLUMNS: &'static Columns = &services::COLUMNS;
    type Scope = InTenant;
    type Id = ContactId;
    type In = ContactIn;
    type View = Contact;

    fn example() -> Value {
        json!({
            "first_name": "Ruth", "last_name": "Ortiz", "email": "ruth@omahabeef.example", "phone": "+1 402 555 0142",
            "company": "Omaha Beef", "position": "Dock manager", "contact_type": "Shipping", "department": "Shipping",
            "cell_phone": "+1 402 555 0199", "supplier": 3, "status": "active"
        })
    }
    fn id(view: &Contact) -> ContactId {
        view.id
    }
    fn input(view: &Contact) -> ContactIn {
        view.fields.clone()
    }
    fn list(ctx: &Ctx, conn: &mut Conn, list: &ListQuery) -> Result<Page<Contact>> {
        services::list(ctx, conn, list)
    }
    fn create(ctx: &Ctx, conn: &mut Conn, input: ContactIn) -> Result<Contact> {
        services::create(ctx, conn, input)
    }
    fn warnings(ctx: &Ctx, conn: &mut Conn, view: &Contact) -> Result<Vec<Warning>> {
        directory::scope::warnings::<Self>(ctx, conn, view.id)
    }
    fn retrieve(ctx: &Ctx, conn: &mut Conn, id: ContactId) -> Result<Contact> {
        services::retrieve(ctx, conn, id)
    }
    fn update(ctx: &Ctx, conn: &mut Conn, id: ContactId, edit: Edit<'_, Self>) -> Result<Contact> {
        services::update(ctx, conn, id, edit)
    }
    fn delete(ctx: &Ctx, conn: &mut Conn, id: ContactId, check: Check<'_, Self>) -> Result<()> {
        services::delete(ctx, conn, id, check)
    }
}

impl Directory for Contacts {}

/// An example of what clients read.
pub fn example_answer() -> Value {
    let mut answer = Contacts::example();
    let read = json!({
        "id": 1, "full_name": "Ruth Ortiz", "contact_title": "", "main_phone": "", "direct_phone": "", "suppliers": [3],
        "supplier_name": "Omaha Beef", "customer": null, "customers": [], "customer_name": null, "carrier": null, "carriers": [],
        "carrier_name": null, "created_by": 2, "created_by_name": "Alice Moreno", "version": 1,
        "created_at": "2026-11-02T09:00:00.000000Z", "updated_at": "2026-11-02T09:00:00.000000Z",
        "created_on": "2026-11-02T09:00:00.000000Z", "modified_on": "2026-11-02T09:00:00.000000Z"
    });
    if let (Some(answer), Value::Object(read)) = (answer.as_object_mut(), read) {
        answer.extend(read);
    }
    answer
}

/// The seven operations of contacts, and those of possible duplicates.
pub fn scope() -> Named<web::Scope> {
    resource::<Contacts>(directory::routes::<Contacts>)
}
