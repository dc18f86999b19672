//! The screenshot of a bug report: one each, replaced when another is uploaded.
use super::{
    NOUN,
    reports::{find, tie},
};
use crate::{
    models::{BugReport, Screenshot, StoredBugReport},
    picture::{Picture, look},
    rules::{Deed, require},
    schema::{bug_reports_bugreport as reports, bug_reports_screenshot as screenshots},
};
use diesel::prelude::*;
use projectmeats_activity::{self as activity, Changes, Event, Verb};
use projectmeats_core::{Action, Ctx, Error, Result, ids::BugReportId};
use projectmeats_db::{Conn, MultiBackend, hold};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::fmt::Write;

fn of(ctx: &Ctx) -> screenshots::BoxedQuery<'static, MultiBackend> {
    screenshots::table.filter(screenshots::tenant_id.eq(ctx.tenant)).into_boxed()
}

fn find_of(ctx: &Ctx, conn: &mut Conn, report: BugReportId) -> Result<Option<Screenshot>> {
    let query = of(ctx).filter(screenshots::report_id.eq(report)).select(Screenshot::as_select());
    Ok(query.get_result(conn).optional()?)
}

/// The screenshot of a report.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] for the report, and when it has none.
pub fn screenshot(ctx: &Ctx, conn: &mut Conn, report: BugReportId) -> Result<Screenshot> {
    ctx.require(Action::Read)?;
    find_of(ctx, conn, report)?.ok_or(Error::NotFound)
}

/// Makes `bytes` the screenshot of a report, in place of the one it had. Answers the report.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Forbidden`]; [`Error::Invalid`] on `screenshot` for what is no picture of a kind that is taken, has more
/// than 5 MiB or more than 10,000 pixels either way.
pub fn attach(ctx: &Ctx, conn: &mut Conn, report: BugReportId, bytes: Vec<u8>) -> Result<BugReport> {
    ctx.require(Action::Read)?;
    let before = held(ctx, conn, report)?;
    let Picture { content_type, width, height } = look(&bytes)?;
    let size = i64::try_from(bytes.len()).map_err(Error::internal)?;
    let (content_type, sha256) = (content_type.to_owned(), hexadecimal(&Sha256::digest(&bytes)));
    let new = Screenshot { content_type, width, height, sha256, size, bytes };
    remove(ctx, conn, report)?;
    diesel::insert_into(screenshots::table)
        .values((
            &new,
            screenshots::tenant_id.eq(ctx.tenant),
            screenshots::report_id.eq(report),
            screenshots::version.eq(1),
            screenshots::created_at.eq(ctx.now),
            screenshots::updated_at.eq(ctx.now),
        ))
        .execute(conn)?;
    let after = mark(ctx, conn, report, true)?;
    tell(ctx, conn, report, before.as_ref(), Some(&new))?;
    Ok(after)
}

/// Takes the screenshot from a report.
///
/// # Errors
/// [`Error::NotFound`] for the report, and when it has none; [`Error::Forbidden`].
pub fn detach(ctx: &Ctx, conn: &mut Conn, report: BugReportId) -> Result<()> {
    ctx.require(Action::Read)?;
    let before = held(ctx, conn, report)?.ok_or(Error::NotFound)?;
    remove(ctx, conn, report)?;
    mark(ctx, conn, report, false)?;
    tell(ctx, conn, report, Some(&before), None)
}

/// The screenshot of a report that the caller may change, and that nobody else changes meanwhile.
fn held(ctx: &Ctx, conn: &mut Conn, report: BugReportId) -> Result<Option<Screenshot>> {
    hold(conn, ctx.tenant, report)?;
    let about = find(ctx, conn, report)?;
    require(ctx, tie(ctx, &about), Deed::Attach)?;
    find_of(ctx, conn, report)
}

fn remove(ctx: &Ctx, conn: &mut Conn, report: BugReportId) -> Result<()> {
    let row = screenshots::table
        .filter(screenshots::tenant_id.eq(ctx.tenant))
        .filter(screenshots::report_id.eq(report));
    diesel::delete(row).execute(conn)?;
    Ok(())
}

/// Notes on the report whether it has one: its answer tells where, so that its version goes up.
fn mark(ctx: &Ctx, conn: &mut Conn, report: BugReportId, has: bool) -> Result<BugReport> {
    let row = reports::table.filter(reports::tenant_id.eq(ctx.tenant)).filter(reports::id.eq(report));
    let stored: StoredBugReport = diesel::update(row)
        .set((
            reports::has_screenshot.eq(has),
            reports::version.eq(reports::version + 1),
            reports::updated_at.eq(ctx.now),
        ))
        .returning(<StoredBugReport as Selectable<MultiBackend>>::construct_selection())
        .get_result(conn)?;
    Ok(stored.into())
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// A screenshot in the history of its report: what it is, without its bytes.
#[derive(Serialize)]
struct Shown<'a> {
    screenshot: Option<&'a Screenshot>,
}

fn tell(
    ctx: &Ctx,
    conn: &mut Conn,
    report: BugReportId,
    before: Option<&Screenshot>,
    after: Option<&Screenshot>,
) -> Result<()> {
    let changes = Changes::between(Some(&Shown { screenshot: before }), Some(&Shown { screenshot: after }));
    activity::record(
        ctx,
        conn,
        Event { entity: NOUN, entity_id: report.to_string(), verb: Verb::Updated, changes },
    )
}
