//! `/proteins/`.
use crate::{
    models::{Protein, ProteinIn},
    services,
};
use paperclip::actix::web;
use projectmeats_core::{Ctx, Result, ids::ProteinId};
use projectmeats_db::{
    Conn,
    listing::{Columns, ListQuery, Page},
};
use projectmeats_web::{Check, Edit, OnPlatform, Resource, named::Named, resource};
use serde_json::{Value, json};

/// Proteins over HTTP.
#[derive(Debug)]
pub struct Proteins;

impl Resource for Proteins {
    const PATH: &'static str = "proteins";
    const TAG: &'static str = "Proteins";
    const NOUN: &'static str = services::NOUN;
    const REQUIRED: &'static [&'static str] = &["name"];
    const COLUMNS: &'static Columns = &services::COLUMNS;
    type Scope = OnPlatform;
    type Id = ProteinId;
    type In = ProteinIn;
    type View = Protein;

    fn example() -> Value {
        json!({ "name": "Beef" })
    }
    fn id(view: &Protein) -> ProteinId {
        view.id
    }
    fn input(view: &Protein) -> ProteinIn {
        view.fields.clone()
    }
    fn list(ctx: &Ctx, conn: &mut Conn, list: &ListQuery) -> Result<Page<Protein>> {
        services::list(ctx, conn, list)
    }
    fn create(ctx: &Ctx, conn: &mut Conn, input: ProteinIn) -> Result<Protein> {
        services::create(ctx, conn, input)
    }
    fn retrieve(ctx: &Ctx, conn: &mut Conn, id: ProteinId) -> Result<Protein> {
        services::retrieve(ctx, conn, id)
    }
    fn update(ctx: &Ctx, conn: &mut Conn, id: ProteinId, edit: Edit<'_, Self>) -> Result<Protein> {
        services::update(ctx, conn, id, edit)
    }
    fn delete(ctx: &Ctx, conn: &mut Conn, id: ProteinId, check: Check<'_, Self>) -> Result<()> {
        services::delete(ctx, conn, id, check)
    }
}

/// An example of what clients read.
pub fn example_answer() -> Value {
    json!({
        "id": 1, "name": "Beef", "version": 1, "created_at": "2026-11-01T00:00:00.000000Z",
        "updated_at": "2026-11-01T00:00:00.000000Z"
    })
}

/// The seven operations of proteins.
pub fn scope() -> Named<web::Scope> {
    resource::<Proteins>(|scope| scope)
}
