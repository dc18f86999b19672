//! Suppliers over HTTP.
use crate::{
    models::{Supplier, SupplierIn},
    services,
};
use projectmeats_core::{Ctx, Result, ids::SupplierId};
use projectmeats_db::{
    Conn,
    listing::{Columns, ListQuery, Page},
};
use projectmeats_directory::{self as directory, Directory, Possible};
use projectmeats_web::{Check, Edit, InTenant, Resource, Warning};
use serde_json::{Value, json};

/// Suppliers over HTTP.
#[derive(Debug)]
pub struct Suppliers;

impl Resource for Suppliers {
    const PATH: &'static str = "suppliers";
    const TAG: &'static str = "Suppliers";
    const NOUN: &'static str = services::NOUN;
    const REQUIRED: &'static [&'static str] = &["name"];
    const COLUMNS: &'static Columns = &services::COLUMNS;
    type Scope = InTenant;
    type Id = SupplierId;
    type In = SupplierIn;
    type View = Supplier;

    fn example() -> Value {
        json!({
            "name": "Omaha Beef Company", "status": "active", "street_address": "4500 S 36th Street", "city": "Omaha",
            "state": "NE", "zip_code": "68107", "country": "USA", "phone": "+1 402 555 0142", "email": "sales@omahabeef.example",
            "plants": [1], "proteins": [1, 2], "contacts": [4], "type_of_plant": "Processor", "type_of_certificate": "BRC",
            "edible_inedible": "Edible", "origin": "Domestic", "country_origin": "USA", "fresh_or_frozen": "Fresh",
            "package_type": "Combo bins", "package_types": ["Combo bins", "Boxed wax lined"], "net_or_catch": "Catch",
            "shipping_offered": "Yes - Domestic", "offers_export_documents": true, "tested_product": true,
            "accounting_payment_terms": "ACH", "credit_limits": "Net 30", "account_line_of_credit": "$100,000 - $250,000",
            "departments_array": ["Sales", "Logistics"], "preferred_protein_types": ["Beef", "Pork"]
        })
    }
    fn id(view: &Supplier) -> SupplierId {
        view.id
    }
    fn input(view: &Supplier) -> SupplierIn {
        view.fields.clone()
    }
    fn list(ctx: &Ctx, conn: &mut Conn, list: &ListQuery) -> Result<Page<Supplier>> {
        services::list(ctx, conn, list)
    }
    fn create(ctx: &Ctx, conn: &mut Conn, input: SupplierIn) -> Result<Supplier> {
        services::create(ctx, conn, input)
    }
    fn warnings(ctx: &Ctx, conn: &mut Conn, view: &Supplier) -> Result<Vec<Warning>> {
        directory::scope::warnings::<Self>(ctx, conn, view.id)
    }
    fn retrieve(ctx: &Ctx, conn: &mut Conn, id: SupplierId) -> Result<Supplier> {
        services::retrieve(ctx, conn, id)
    }
    fn update(ctx: &Ctx, conn: &mut Conn, id: SupplierId, edit: Edit<'_, Self>) -> Result<Supplier> {
        services::update(ctx, conn, id, edit)
    }
    fn delete(ctx: &Ctx, conn: &mut Conn, id: SupplierId, check: Check<'_, Self>) -> Result<()> {
        services::delete(ctx, conn, id, check)
    }
}

impl Directory for Suppliers {
    fn also_alike(ctx: &Ctx, conn: &mut Conn, id: SupplierId) -> Result<Vec<Possible>> {
        let alike = services::with_same_plant_number(ctx, conn, id)?;
        let reasons = || vec!["establishment number".to_owned()];
        Ok(alike.into_iter().map(|(id, name)| Possible { id: id.0, name, reasons: reasons() }).collect())
    }
    fn merged(ctx: &Ctx, conn: &mut Conn, kept: Supplier) -> Result<Supplier> {
        services::reckon(ctx, conn, kept.id)
    }
}

/// An example of what clients read.
pub fn example_answer() -> Value {
    let mut answer = Suppliers::example();
    let read = json!({
        "id": 1, "contact_person": "", "address": "", "plant": 1, "plant_name": "Omaha Beef Works", "primary_contact": 4,
        "primary_contact_name": "Ruth Ortiz",
        "locations": [{ "id": 1, "name": "Omaha Beef Works", "code": "OMA-1", "plant_type": "processing", "city": "Omaha", "state": "NE" }],
        "rating_count": 3, "rating_average": "4.33", "how_to_book_pickup": "", "offer_contracts": false, "departments": "",
        "credit_app_sent": false, "credit_app_set_up": false,
        "accounting_terms": "", "accounting_line_of_credit": "", "created_by": 2, "created_by_name": "Alice Moreno", "version": 1,
        "created_at": "2026-11-02T09:00:00.000000Z", "updated_at": "2026-11-02T09:00:00.000000Z",
        "created_on": "2026-11-02T09:00:00.000000Z", "modified_on": "2026-11-02T09:00:00.000000Z"
    });
    if let (Some(answer), Value::Object(read)) = (answer.as_object_mut(), read) {
        answer.extend(read);
    }
    answer
}
