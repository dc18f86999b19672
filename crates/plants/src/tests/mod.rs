//! The services against a real database.
mod alike;
mod authority;
mod history;
mod indexes;
mod isolation;
mod lists;
mod reading;
mod search;
mod suppliers;
mod writing;

use crate::{Plant, PlantIn, services};
use projectmeats_activity::Record;
use projectmeats_core::{Ctx, Error, Result, Role, ids::PlantId};
use projectmeats_db::listing::{ListQuery, Page, PageSizes};
use projectmeats_testkit::Scene;

fn input(code: &str) -> PlantIn {
    PlantIn { name: format!("Plant {code}"), code: code.into(), ..PlantIn::default() }
}

fn create(scene: &Scene, ctx: &Ctx, input: PlantIn) -> Result<Plant> {
    scene.write(ctx, |ctx, conn| services::create(ctx, conn, input))
}

/// A plant of acme.
fn made(scene: &Scene, input: PlantIn) -> Plant {
    create(scene, &scene.ctx("acme", Role::Owner), input).expect("created")
}

fn retrieve(scene: &Scene, ctx: &Ctx, id: PlantId) -> Result<Plant> {
    scene.read(ctx, |ctx, conn| services::retrieve(ctx, conn, id))
}

fn update(
    scene: &Scene,
    ctx: &Ctx,
    id: PlantId,
    change: impl FnOnce(&mut PlantIn) + Send + 'static,
) -> Result<Plant> {
    scene.write(ctx, move |ctx, conn| {
        let mut change = Some(change);
        services::update(ctx, conn, id, &mut |stored| {
            let mut input = stored.fields.clone();
            change.take().expect("a change is asked for once")(&mut input);
            Ok(input)
        })
    })
}

fn delete(scene: &Scene, ctx: &Ctx, id: PlantId) -> Result<()> {
    scene.write(ctx, move |ctx, conn| services::delete(ctx, conn, id, &mut |_| Ok(())))
}

/// The list a query string such as `city=Omaha&ordering=-name` asks for.
fn asked(query: &str) -> Result<ListQuery> {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    ListQuery::parse(&services::COLUMNS, PageSizes::default(), pairs)
}

fn list(scene: &Scene, ctx: &Ctx, query: &str) -> Result<Page<Plant>> {
    let list = asked(query)?;
    scene.read(ctx, |ctx, conn| services::list(ctx, conn, &list))
}

/// The codes of acme's plants that a query finds, in its order.
fn found(scene: &Scene, query: &str) -> Vec<String> {
    let page = list(scene, &scene.ctx("acme", Role::ReadOnly), query);
    let page = page.unwrap_or_else(|e| panic!("{query}: {e}"));
    page.results.into_iter().map(|plant| plant.fields.code).collect()
}

/// What is told of a plant, newest first.
fn told(scene: &Scene, ctx: &Ctx, id: PlantId) -> Result<Vec<Record>> {
    let all = ListQuery::all(&projectmeats_activity::COLUMNS, PageSizes::default());
    let page = scene.read(ctx, |ctx, conn| {
        projectmeats_activity::history(ctx, conn, services::NOUN, &id.to_string(), &all)
    });
    Ok(page?.results)
}

/// The messages of a refusal, as `field: message`.
fn refusal<T>(outcome: Result<T>) -> String {
    match outcome {
        Err(Error::Invalid(fields)) => fields.summary(),
        Err(other) => format!("{other:?}"),
        Ok(_) => "accepted".into(),
    }
}
