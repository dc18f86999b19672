//! The services against a real database.
mod alike;
mod authority;
mod contacts;
mod history;
mod indexes;
mod insurance;
mod isolation;
mod lists;
mod search;
mod writing;

use crate::{Carrier, CarrierIn, services};
use projectmeats_activity::Record;
use projectmeats_core::{Ctx, Error, Result, Role, ids::CarrierId};
use projectmeats_db::listing::{ListQuery, Page, PageSizes};
use projectmeats_testkit::Scene;

fn input(code: &str) -> CarrierIn {
    CarrierIn { name: format!("Carrier {code}"), code: code.into(), ..CarrierIn::default() }
}

fn create(scene: &Scene, ctx: &Ctx, input: CarrierIn) -> Result<Carrier> {
    scene.write(ctx, |ctx, conn| services::create(ctx, conn, input))
}

/// A carrier of acme.
fn made(scene: &Scene, input: CarrierIn) -> Carrier {
    create(scene, &scene.ctx("acme", Role::Owner), input).expect("created")
}

fn retrieve(scene: &Scene, ctx: &Ctx, id: CarrierId) -> Result<Carrier> {
    scene.read(ctx, |ctx, conn| services::retrieve(ctx, conn, id))
}

fn update(
    scene: &Scene,
    ctx: &Ctx,
    id: CarrierId,
    change: impl FnOnce(&mut CarrierIn) + Send + 'static,
) -> Result<Carrier> {
    scene.write(ctx, move |ctx, conn| {
        let mut change = Some(change);
        services::update(ctx, conn, id, &mut |stored| {
            let mut input = stored.kept.fields.clone();
            change.take().expect("a change is asked for once")(&mut input);
            Ok(input)
        })
    })
}

fn delete(scene: &Scene, ctx: &Ctx, id: CarrierId) -> Result<()> {
    scene.write(ctx, move |ctx, conn| services::delete(ctx, conn, id, &mut |_| Ok(())))
}

/// The list a query string such as `city=Omaha&ordering=-name` asks for.
fn asked(query: &str) -> Result<ListQuery> {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    ListQuery::parse(&services::COLUMNS, PageSizes::default(), pairs)
}

fn list(scene: &Scene, ctx: &Ctx, query: &str) -> Result<Page<Carrier>> {
    let list = asked(query)?;
    scene.read(ctx, |ctx, conn| services::list(ctx, conn, &list))
}

/// The codes of acme's carriers that a query finds, in its order.
fn found(scene: &Scene, query: &str) -> Vec<String> {
    let page = list(scene, &scene.ctx("acme", Role::ReadOnly), query);
    let page = page.unwrap_or_else(|e| panic!("{query}: {e}"));
    page.results.into_iter().map(|carrier| carrier.kept.fields.code).collect()
}

/// What is told of a carrier, newest first.
fn told(scene: &Scene, ctx: &Ctx, id: CarrierId) -> Result<Vec<Record>> {
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
