//! The services against a real database.
mod alike;
mod authority;
mod credit;
mod history;
mod indexes;
mod isolation;
mod lists;
mod search;
mod sets;
mod writing;

use crate::{Customer, CustomerIn, services};
use projectmeats_activity::Record;
use projectmeats_core::{
    Ctx, Error, Result, Role,
    ids::{CustomerId, PlantId},
};
use projectmeats_db::listing::{ListQuery, Page, PageSizes};
use projectmeats_plants::{PlantIn, services as plants};
use projectmeats_testkit::Scene;

fn input(name: &str) -> CustomerIn {
    CustomerIn { name: name.into(), ..CustomerIn::default() }
}

fn create(scene: &Scene, ctx: &Ctx, input: CustomerIn) -> Result<Customer> {
    scene.write(ctx, |ctx, conn| services::create(ctx, conn, input))
}

/// A customer of acme.
fn made(scene: &Scene, input: CustomerIn) -> Customer {
    create(scene, &scene.ctx("acme", Role::Owner), input).expect("created")
}

fn retrieve(scene: &Scene, ctx: &Ctx, id: CustomerId) -> Result<Customer> {
    scene.read(ctx, |ctx, conn| services::retrieve(ctx, conn, id))
}

fn update(
    scene: &Scene,
    ctx: &Ctx,
    id: CustomerId,
    change: impl FnOnce(&mut CustomerIn) + Send + 'static,
) -> Result<Customer> {
    scene.write(ctx, move |ctx, conn| {
        let mut change = Some(change);
        services::update(ctx, conn, id, &mut |stored| {
            let mut input = stored.fields.clone();
            change.take().expect("a change is asked for once")(&mut input);
            Ok(input)
        })
    })
}

fn delete(scene: &Scene, ctx: &Ctx, id: CustomerId) -> Result<()> {
    scene.write(ctx, move |ctx, conn| services::delete(ctx, conn, id, &mut |_| Ok(())))
}

/// A plant of acme.
fn plant(scene: &Scene, code: &str) -> PlantId {
    let new = PlantIn { name: format!("Plant {code}"), code: code.into(), ..PlantIn::default() };
    let made = scene.write(&scene.ctx("acme", Role::Owner), |ctx, conn| plants::create(ctx, conn, new));
    made.expect("created").id
}

/// The list a query string such as `city=Omaha&ordering=-name` asks for.
fn asked(query: &str) -> Result<ListQuery> {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    ListQuery::parse(&services::COLUMNS, PageSizes::default(), pairs)
}

fn list(scene: &Scene, ctx: &Ctx, query: &str) -> Result<Page<Customer>> {
    let list = asked(query)?;
    scene.read(ctx, |ctx, conn| services::list(ctx, conn, &list))
}

/// The names of acme's customers that a query finds, in its order.
fn found(scene: &Scene, query: &str) -> Vec<String> {
    let page = list(scene, &scene.ctx("acme", Role::ReadOnly), query);
    let page = page.unwrap_or_else(|e| panic!("{query}: {e}"));
    page.results.into_iter().map(|customer| customer.fields.name).collect()
}

/// What is told of a customer, newest first.
fn told(scene: &Scene, ctx: &Ctx, id: CustomerId) -> Result<Vec<Record>> {
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
