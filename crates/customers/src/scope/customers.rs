//! Customers over HTTP.
use crate::{
    models::{Customer, CustomerIn},
    services,
};
use projectmeats_core::{Ctx, Result, ids::CustomerId};
use projectmeats_db::{
    Conn,
    listing::{Columns, ListQuery, Page},
};
use projectmeats_directory::{self as directory, Directory};
use projectmeats_web::{Check, Edit, InTenant, Resource, Warning};
use serde_json::{Value, json};

/// Customers over HTTP.
#[derive(Debug)]
pub struct Customers;

impl Resource for Customers {
    const PATH: &'static str = "customers";
    const TAG: &'static str = "Customers";
    const NOUN: &'static str = services::NOUN;
    const REQUIRED: &'static [&'static str] = &["name"];
    const COLUMNS: &'static Columns = &services::COLUMNS;
    type Scope = InTenant;
    type Id = CustomerId;
    type In = CustomerIn;
    type View = Customer;

    fn example() -> Value {
        json!({
            "name": "Lakeside Foods", "status": "active", "street_address": "12 Harbor Road", "city": "Duluth", "state": "MN",
            "zip_code": "55802", "country": "USA", "phone": "+1 218 555 0117", "email": "buying@lakeside.example",
            "plants": [1], "proteins": [1], "contacts": [4], "edible_inedible": "Edible", "type_of_plant": "Grinding",
            "purchasing_preference_origin": "Domestic", "industry": "Food Service", "industry_array": ["Food Service", "Retail"],
            "will_pickup_load": true, "preferred_protein_types": ["Beef", "Bison"], "accounting_payment_terms": "Wire",
            "credit_limits": "Net 30", "account_line_of_credit": "$50,000 - $100,000", "credit_limit": "75000.00",
            "buyer_contact_name": "Noor Aziz", "buyer_contact_phone": "+1 218 555 0118",
            "buyer_contact_email": "noor@lakeside.example", "type_of_certificate": "HACCP", "product_exportable": false
        })
    }
    fn id(view: &Customer) -> CustomerId {
        view.id
    }
    fn input(view: &Customer) -> CustomerIn {
        view.fields.clone()
    }
    fn list(ctx: &Ctx, conn: &mut Conn, list: &ListQuery) -> Result<Page<Customer>> {
        services::list(ctx, conn, list)
    }
    fn create(ctx: &Ctx, conn: &mut Conn, input: CustomerIn) -> Result<Customer> {
        services::create(ctx, conn, input)
    }
    fn warnings(ctx: &Ctx, conn: &mut Conn, view: &Customer) -> Result<Vec<Warning>> {
        directory::scope::warnings::<Self>(ctx, conn, view.id)
    }
    fn retrieve(ctx: &Ctx, conn: &mut Conn, id: CustomerId) -> Result<Customer> {
        services::retrieve(ctx, conn, id)
    }
    fn update(ctx: &Ctx, conn: &mut Conn, id: CustomerId, edit: Edit<'_, Self>) -> Result<Customer> {
        services::update(ctx, conn, id, edit)
    }
    fn delete(ctx: &Ctx, conn: &mut Conn, id: CustomerId, check: Check<'_, Self>) -> Result<()> {
        services::delete(ctx, conn, id, check)
    }
}

impl Directory for Customers {}

/// An example of what clients read.
pub fn example_answer() -> Value {
    let mut answer = Customers::example();
    let read = json!({
        "id": 1, "contact_person": "", "address": "", "plant": 1, "plant_name": "Omaha Beef Works", "primary_contact": 4,
        "primary_contact_name": "Ruth Ortiz",
        "locations": [{ "id": 1, "name": "Omaha Beef Works", "code": "OMA-1", "plant_type": "processing", "city": "Omaha", "state": "NE" }],
        "contact_title": "",
        "accounting_terms": "", "accounting_line_of_credit": "", "created_by": 2, "created_by_name": "Alice Moreno", "version": 1,
        "created_at": "2026-11-02T09:00:00.000000Z", "updated_at": "2026-11-02T09:00:00.000000Z",
        "created_on": "2026-11-02T09:00:00.000000Z", "modified_on": "2026-11-02T09:00:00.000000Z"
    });
    if let (Some(answer), Value::Object(read)) = (answer.as_object_mut(), read) {
        answer.extend(read);
    }
    answer
}
