//! `/plants/`.
use crate::{
    models::{Plant, PlantIn},
    services,
};
use paperclip::actix::web;
use projectmeats_core::{Ctx, Result, ids::PlantId};
use projectmeats_db::{
    Conn,
    listing::{Columns, ListQuery, Page},
};
use projectmeats_directory::{Directory, Possible, scope as directory};
use projectmeats_web::{Check, Edit, InTenant, Resource, Warning, named::Named, resource};
use serde_json::{Value, json};

/// Plants over HTTP.
#[derive(Debug)]
pub struct Plants;

impl Resource for Plants {
    const PATH: &'static str = "plants";
    const TAG: &'static str = "Plants";
    const NOUN: &'static str = services::NOUN;
    const REQUIRED: &'static [&'static str] = &["name", "code"];
    const COLUMNS: &'static Columns = &services::COLUMNS;
    type Scope = InTenant;
    type Id = PlantId;
    type In = PlantIn;
    type View = Plant;

    fn example() -> Value {
        json!({
            "name": "Omaha Beef", "code": "OMA-1", "plant_est_num": "M46712+P46712", "plant_type": "processing",
            "address": "4500 S 36th Street", "city": "Omaha", "state": "NE", "zip_code": "68107", "country": "USA",
            "phone": "+1 402 555 0142", "email": "dock@omahabeef.example", "manager": "Ruth Ortiz",
            "capacity": 250_000, "capacity_unit": "lb_per_day", "is_active": true
        })
    }
    fn id(view: &Plant) -> PlantId {
        view.id
    }
    fn input(view: &Plant) -> PlantIn {
        view.fields.clone()
    }
    fn list(ctx: &Ctx, conn: &mut Conn, list: &ListQuery) -> Result<Page<Plant>> {
        services::list(ctx, conn, list)
    }
    fn create(ctx: &Ctx, conn: &mut Conn, input: PlantIn) -> Result<Plant> {
        services::create(ctx, conn, input)
    }
    fn warnings(ctx: &Ctx, conn: &mut Conn, view: &Plant) -> Result<Vec<Warning>> {
        directory::warnings::<Self>(ctx, conn, view.id)
    }
    fn retrieve(ctx: &Ctx, conn: &mut Conn, id: PlantId) -> Result<Plant> {
        services::retrieve(ctx, conn, id)
    }
    fn update(ctx: &Ctx, conn: &mut Conn, id: PlantId, edit: Edit<'_, Self>) -> Result<Plant> {
        services::update(ctx, conn, id, edit)
    }
    fn delete(ctx: &Ctx, conn: &mut Conn, id: PlantId, check: Check<'_, Self>) -> Result<()> {
        services::delete(ctx, conn, id, check)
    }
}

impl Directory for Plants {
    fn also_alike(ctx: &Ctx, conn: &mut Conn, id: PlantId) -> Result<Vec<Possible>> {
        let same = services::same_number(ctx, conn, id)?;
        let reason = || vec!["establishment number".to_owned()];
        Ok(same.into_iter().map(|(id, name)| Possible { id: id.0, name, reasons: reason() }).collect())
    }
}

/// An example of what clients read.
pub fn example_answer() -> Value {
    let mut answer = Plants::example();
    let read = json!({
        "id": 1, "plant_est_num_normal": "M46712+P46712", "supplier": null, "supplier_name": null, "eu_approval_num": "",
        "eu_approval_country": "", "created_by": 2, "created_by_name": "Alice Moreno", "version": 1,
        "created_at": "2026-11-02T09:00:00.000000Z", "updated_at": "2026-11-02T09:00:00.000000Z"
    });
    if let (Some(answer), Value::Object(read)) = (answer.as_object_mut(), read) {
        answer.extend(read);
    }
    answer
}

/// The seven operations of plants, possible duplicates and merging.
pub fn scope() -> Named<web::Scope> {
    resource::<Plants>(directory::routes::<Plants>)
}
