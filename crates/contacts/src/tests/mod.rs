//! The services against a real database.
mod alike;
mod authority;
mod history;
mod indexes;
mod isolation;
mod lists;
mod search;
mod sets;
mod writing;

use crate::{Contact, ContactIn, services};
use projectmeats_activity::Record;
use projectmeats_core::{Ctx, Error, Result, Role, ids::ContactId};
use projectmeats_db::listing::{ListQuery, Page, PageSizes};
use projectmeats_testkit::Scene;

/// Somebody of this last name.
fn input(last: &str) -> ContactIn {
    ContactIn { first_name: "Ann".into(), last_name: last.into(), ..ContactIn::default() }
}

fn create(scene: &Scene, ctx: &Ctx, input: ContactIn) -> Result<Contact> {
    scene.write(ctx, |ctx, conn| services::create(ctx, conn, input))
}

/// A contact of acme.
fn made(scene: &Scene, input: ContactIn) -> Contact {
    create(scene, &scene.ctx("acme", Role::Owner), input).expect("created")
}

fn retrieve(scene: &Scene, ctx: &Ctx, id: ContactId) -> Result<Contact> {
    scene.read(ctx, |ctx, conn| services::retrieve(ctx, conn, id))
}

fn update(
    scene: &Scene,
    ctx: &Ctx,
    id: ContactId,
    change: impl FnOnce(&mut ContactIn) + Send + 'static,
) -> Result<Contact> {
    scene.write(ctx, move |ctx, conn| {
        let mut change = Some(change);
        services::update(ctx, conn, id, &mut |stored| {
            let mut input = stored.fields.clone();
            change.take().expect("a change is asked for once")(&mut input);
            Ok(input)
        })
    })
}

fn delete(scene: &Scene, ctx: &Ctx, id: ContactId) -> Result<()> {
    scene.write(ctx, move |ctx, conn| services::delete(ctx, conn, id, &mut |_| Ok(())))
}

/// The list a query string such as `company=Acme&ordering=-email` asks for.
fn asked(query: &str) -> Result<ListQuery> {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    ListQuery::parse(&services::COLUMNS, PageSizes::default(), pairs)
}

fn list(scene: &Scene, ctx: &Ctx, query: &str) -> Result<Page<Contact>> {
    let list = asked(query)?;
    scene.read(ctx, |ctx, conn| services::list(ctx, conn, &list))
}

/// The last names of acme's contacts that a query finds, in its order.
fn found(scene: &Scene, query: &str) -> Vec<String> {
    let page = list(scene, &scene.ctx("acme", Role::ReadOnly), query);
    let page = page.unwrap_or_else(|e| panic!("{query}: {e}"));
    page.results.into_iter().map(|contact| contact.fields.last_name).collect()
}

/// What is told of a contact, newest first.
fn told(scene: &Scene, ctx: &Ctx, id: ContactId) -> Result<Vec<Record>> {
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
