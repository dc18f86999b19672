//! What is said of a bug report.
use super::{
    NOUN,
    reports::{find, tie},
};
use crate::{
    models::{BugComment, BugCommentIn},
    rules::{Deed, require},
    schema::bug_reports_comment as comments,
};
use diesel::prelude::*;
use projectmeats_activity::{self as activity, Changes, Event, Verb};
use projectmeats_core::{Action, Ctx, Result, ids::BugReportId};
use projectmeats_db::{
    Conn, MultiBackend,
    listing::{Column, Columns, ListQuery, Page},
};
use serde::Serialize;
use validator::Validate;

/// What comments can be filtered and ordered by; the oldest first unless asked otherwise.
pub static COLUMNS: Columns = Columns {
    table: "bug_reports_comment",
    fields: &[
        Column::of("author", &comments::author_id),
        Column::of("created_at", &comments::created_at).sorts(),
    ],
    search: "",
    default_order: "created_at",
};

fn of(ctx: &Ctx) -> comments::BoxedQuery<'static, MultiBackend> {
    comments::table.filter(comments::tenant_id.eq(ctx.tenant)).into_boxed()
}

/// One page of the comments on a report.
///
/// # Errors
/// [`Error::Forbidden`](projectmeats_core::Error::Forbidden); [`Error::NotFound`](projectmeats_core::Error::NotFound) for the report
/// or a page past the end.
pub fn comments(
    ctx: &Ctx,
    conn: &mut Conn,
    report: BugReportId,
    list: &ListQuery,
) -> Result<Page<BugComment>> {
    ctx.require(Action::Read)?;
    find(ctx, conn, report)?;
    let about = || of(ctx).filter(comments::report_id.eq(report));
    let rows = list.window(about()).select(BugComment::as_select()).load(conn)?;
    list.page(rows, |comment| comment.id.0, || Ok(list.narrow(about()).count().get_result(conn)?))
}

/// A new comment on a report, by who asks.
///
/// # Errors
/// [`Error::Forbidden`](projectmeats_core::Error::Forbidden); [`Error::NotFound`](projectmeats_core::Error::NotFound) for the report;
/// [`Error::Invalid`](projectmeats_core::Error::Invalid).
pub fn comment(ctx: &Ctx, conn: &mut Conn, report: BugReportId, input: BugCommentIn) -> Result<BugComment> {
    ctx.require(Action::Read)?;
    let about = find(ctx, conn, report)?;
    require(ctx, tie(ctx, &about), Deed::Comment)?;
    input.validate()?;
    let BugCommentIn { body } = input;
    let comment: BugComment = diesel::insert_into(comments::table)
        .values((
            comments::tenant_id.eq(ctx.tenant),
            comments::report_id.eq(report),
            comments::author_id.eq(ctx.author()),
            comments::body.eq(body),
            comments::version.eq(1),
            comments::created_at.eq(ctx.now),
            comments::updated_at.eq(ctx.now),
        ))
        .returning(<BugComment as Selectable<MultiBackend>>::construct_selection())
        .get_result(conn)?;
    let changes = Changes::between(None, Some(&Said { comment: &comment.body }));
    activity::record(
        ctx,
        conn,
        Event { entity: NOUN, entity_id: report.to_string(), verb: Verb::Updated, changes },
    )?;
    Ok(comment)
}

/// A comment in the history of its report.
#[derive(Serialize)]
struct Said<'a> {
    comment: &'a str,
}
