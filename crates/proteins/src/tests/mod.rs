//! The services against a real database.
mod reading;
mod writing;

use crate::{Protein, ProteinIn, services};
use projectmeats_core::{Ctx, Result, ids::ProteinId};
use projectmeats_db::listing::{ListQuery, Page, PageSizes};
use projectmeats_testkit::Scene;

fn create(scene: &Scene, ctx: &Ctx, name: &str) -> Result<Protein> {
    let input = ProteinIn { name: name.into() };
    scene.write(ctx, |ctx, conn| services::create(ctx, conn, input))
}

fn rename(scene: &Scene, ctx: &Ctx, id: ProteinId, name: &'static str) -> Result<Protein> {
    scene.write(ctx, move |ctx, conn| {
        services::update(ctx, conn, id, &mut |_| Ok(ProteinIn { name: name.into() }))
    })
}

fn delete(scene: &Scene, ctx: &Ctx, id: ProteinId) -> Result<()> {
    scene.write(ctx, move |ctx, conn| services::delete(ctx, conn, id, &mut |_| Ok(())))
}

fn retrieve(scene: &Scene, ctx: &Ctx, id: ProteinId) -> Result<Protein> {
    scene.read(ctx, |ctx, conn| services::retrieve(ctx, conn, id))
}

fn list(scene: &Scene, ctx: &Ctx, query: &str) -> Result<Page<Protein>> {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let list = ListQuery::parse(&services::COLUMNS, PageSizes::default(), pairs)?;
    scene.read(ctx, |ctx, conn| services::list(ctx, conn, &list))
}

fn names(scene: &Scene, ctx: &Ctx, query: &str) -> Vec<String> {
    let page = list(scene, ctx, query).unwrap_or_else(|e| panic!("{query}: {e}"));
    page.results.into_iter().map(|protein| protein.fields.name).collect()
}

fn named(scene: &Scene, name: &str) -> Protein {
    let page = list(scene, &scene.staff(), &format!("name={name}")).expect("listed");
    page.results.into_iter().next().unwrap_or_else(|| panic!("there is no {name}"))
}
