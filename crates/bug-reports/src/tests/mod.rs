//! The services against a real database.
mod authority;
mod comments;
mod everywhere;
mod history;
mod indexes;
mod isolation;
mod lists;
mod screenshots;
mod status;
mod writing;

use crate::{BugReport, BugReportIn, Told, models::BugComment, models::BugCommentIn, services};
use projectmeats_activity::Record;
use projectmeats_core::{Ctx, Error, Result, Role, ids::BugReportId};
use projectmeats_db::listing::{ListQuery, Page, PageSizes};
use projectmeats_testkit::Scene;

fn input(title: &str) -> BugReportIn {
    BugReportIn { title: title.into(), description: "It does not work.".into(), ..BugReportIn::default() }
}

fn submit(scene: &Scene, ctx: &Ctx, input: BugReportIn, told: Told) -> Result<BugReport> {
    scene.write(ctx, |ctx, conn| services::submit(ctx, conn, input, told))
}

fn create(scene: &Scene, ctx: &Ctx, input: BugReportIn) -> Result<BugReport> {
    scene.write(ctx, |ctx, conn| services::create(ctx, conn, input))
}

/// A report by acme's owner.
fn made(scene: &Scene, input: BugReportIn) -> BugReport {
    create(scene, &scene.ctx("acme", Role::Owner), input).expect("created")
}

fn retrieve(scene: &Scene, ctx: &Ctx, id: BugReportId) -> Result<BugReport> {
    scene.read(ctx, |ctx, conn| services::retrieve(ctx, conn, id))
}

fn update(
    scene: &Scene,
    ctx: &Ctx,
    id: BugReportId,
    change: impl FnOnce(&mut BugReportIn) + Send + 'static,
) -> Result<BugReport> {
    scene.write(ctx, move |ctx, conn| {
        let mut change = Some(change);
        services::update(ctx, conn, id, &mut |stored| {
            let mut input = stored.stored.fields.clone();
            change.take().expect("a change is asked for once")(&mut input);
            Ok(input)
        })
    })
}

fn delete(scene: &Scene, ctx: &Ctx, id: BugReportId) -> Result<()> {
    scene.write(ctx, move |ctx, conn| services::delete(ctx, conn, id, &mut |_| Ok(())))
}

fn comment(scene: &Scene, ctx: &Ctx, id: BugReportId, body: &str) -> Result<BugComment> {
    let input = BugCommentIn { body: body.into() };
    scene.write(ctx, move |ctx, conn| services::comment(ctx, conn, id, input))
}

fn comments(scene: &Scene, ctx: &Ctx, id: BugReportId, query: &str) -> Result<Page<BugComment>> {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let list = ListQuery::parse(&services::COMMENT_COLUMNS, PageSizes::default(), pairs)?;
    scene.read(ctx, |ctx, conn| services::comments(ctx, conn, id, &list))
}

fn attach(scene: &Scene, ctx: &Ctx, id: BugReportId, bytes: &[u8]) -> Result<BugReport> {
    let bytes = bytes.to_vec();
    scene.write(ctx, move |ctx, conn| services::attach(ctx, conn, id, bytes))
}

fn detach(scene: &Scene, ctx: &Ctx, id: BugReportId) -> Result<()> {
    scene.write(ctx, move |ctx, conn| services::detach(ctx, conn, id))
}

/// The list a query string such as `status=new&ordering=-severity` asks for.
fn asked(query: &str) -> Result<ListQuery> {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    ListQuery::parse(&services::COLUMNS, PageSizes::default(), pairs)
}

fn list(scene: &Scene, ctx: &Ctx, query: &str) -> Result<Page<BugReport>> {
    let list = asked(query)?;
    scene.read(ctx, |ctx, conn| services::list(ctx, conn, &list))
}

/// The titles of acme's reports that a query finds, in its order.
fn found(scene: &Scene, query: &str) -> Vec<String> {
    let page = list(scene, &scene.ctx("acme", Role::ReadOnly), query);
    let page = page.unwrap_or_else(|e| panic!("{query}: {e}"));
    page.results.into_iter().map(|report| report.stored.fields.title).collect()
}

/// What is told of a report, newest first.
fn told(scene: &Scene, ctx: &Ctx, id: BugReportId) -> Result<Vec<Record>> {
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

/// Whether it was done; any refusal but that of the role fails the test.
fn done<T>(outcome: Result<T>) -> bool {
    match outcome {
        Ok(_) => true,
        Err(Error::Forbidden(_)) => false,
        Err(other) => panic!("{other:?}"),
    }
}

/// The head of a GIF of this size: enough to be looked at.
fn gif(width: u8, height: u8) -> Vec<u8> {
    let mut bytes = b"GIF89a".to_vec();
    bytes.extend([width, 0, height, 0, 0x80, 0, 0]);
    bytes
}
