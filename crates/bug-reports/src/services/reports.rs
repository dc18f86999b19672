//! Submitting, reading, altering and removing bug reports.
use super::NOUN;
use crate::{
    models::{
        BugCategory, BugPriority, BugReport, BugReportIn, BugSeverity, BugStatus, StoredBugReport, Told,
    },
    rules::{Deed, Tie, require, resolved_at, step},
    schema::bug_reports_bugreport as reports,
};
use diesel::prelude::*;
use projectmeats_accounts::users;
use projectmeats_activity::{self as activity, Changes, Event, Verb};
use projectmeats_core::{
    Action, Ctx, Error, Result,
    ids::{BugReportId, UserId},
    search_text,
};
use projectmeats_db::{
    Conn, MultiBackend, hold,
    listing::{Column, Columns, ListQuery, Page},
};
use projectmeats_tenants::services::is_member;
use validator::Validate;

/// What bug reports can be filtered and ordered by. Severity and priority are ordered by their lists, not by the alphabet.
pub static COLUMNS: Columns = Columns {
    table: "bug_reports_bugreport",
    fields: &[
        Column::of("id", &reports::id).sorts(),
        Column::of("status", &reports::status).choices(BugStatus::TEXTS),
        Column::of("severity", &reports::severity)
            .choices(BugSeverity::TEXTS)
            .sorts_by(&reports::severity_rank),
        Column::of("priority", &reports::priority)
            .choices(BugPriority::TEXTS)
            .sorts_by(&reports::priority_rank),
        Column::of("category", &reports::category).choices(BugCategory::TEXTS),
        Column::of("reporter", &reports::reporter_id),
        Column::of("assignee", &reports::assignee_id),
        Column::of("resolved_at", &reports::resolved_at).sorts(),
        Column::of("created_at", &reports::created_at).sorts(),
        Column::of("updated_at", &reports::updated_at).sorts(),
    ],
    search: "search",
    default_order: "-created_at",
};

pub(super) fn of(ctx: &Ctx) -> reports::BoxedQuery<'static, MultiBackend> {
    reports::table.filter(reports::tenant_id.eq(ctx.tenant)).into_boxed()
}

/// One page of bug reports.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] for a page past the end.
pub fn list(ctx: &Ctx, conn: &mut Conn, list: &ListQuery) -> Result<Page<BugReport>> {
    ctx.require(Action::Read)?;
    let rows: Vec<StoredBugReport> = list.window(of(ctx)).select(StoredBugReport::as_select()).load(conn)?;
    let rows = rows.into_iter().map(BugReport::from).collect();
    let id = |report: &BugReport| report.stored.id.0;
    list.page(rows, id, || Ok(list.narrow(of(ctx)).count().get_result(conn)?))
}

/// One bug report.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`].
pub fn retrieve(ctx: &Ctx, conn: &mut Conn, id: BugReportId) -> Result<BugReport> {
    ctx.require(Action::Read)?;
    find(ctx, conn, id)
}

pub(super) fn find(ctx: &Ctx, conn: &mut Conn, id: BugReportId) -> Result<BugReport> {
    let stored: StoredBugReport =
        of(ctx).filter(reports::id.eq(id)).select(StoredBugReport::as_select()).get_result(conn)?;
    Ok(stored.into())
}

/// A new bug report by a program that tells nothing of itself.
///
/// # Errors
/// As [`submit`].
pub fn create(ctx: &Ctx, conn: &mut Conn, input: BugReportIn) -> Result<BugReport> {
    submit(ctx, conn, input, Told::default())
}

/// A new bug report. The reporter is who asks; what they left blank is filled from their account and from what their request told.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::Invalid`], also for a status other than `new` and for an assignee who cannot see it.
pub fn submit(ctx: &Ctx, conn: &mut Conn, mut input: BugReportIn, told: Told) -> Result<BugReport> {
    ctx.require(Action::Read)?;
    require(ctx, Tie::Other, Deed::Submit)?;
    if input.assignee.is_some() {
        require(ctx, Tie::Other, Deed::Triage)?;
    }
    if input.status != BugStatus::New {
        return Err(Error::invalid("status", "A new bug report is \"new\"."));
    }
    told.fill(&mut input);
    if input.reporter_email.is_empty() {
        input.reporter_email = users::by_id(conn, ctx.actor.user)?.map(|user| user.email).unwrap_or_default();
    }
    let derived = check(&input)?;
    check_assignee(ctx, conn, input.assignee)?;
    let stored: StoredBugReport = diesel::insert_into(reports::table)
        .values((
            input,
            derived.columns(),
            reports::tenant_id.eq(ctx.tenant),
            reports::has_screenshot.eq(false),
            reports::reporter_id.eq(ctx.author()),
            reports::version.eq(1),
            reports::created_at.eq(ctx.now),
            reports::updated_at.eq(ctx.now),
        ))
        .returning(<StoredBugReport as Selectable<MultiBackend>>::construct_selection())
        .get_result(conn)?;
    let report = stored.into();
    tell(ctx, conn, Verb::Created, None, Some(&report))?;
    Ok(report)
}

/// A change of a bug report: `edit` makes the new fields out of what is stored, and refuses by an error.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Forbidden`]; what `edit` answers; [`Error::Invalid`]; [`Error::Conflict`] for a status that may not
/// follow.
pub fn update(
    ctx: &Ctx,
    conn: &mut Conn,
    id: BugReportId,
    edit: &mut dyn FnMut(&BugReport) -> Result<BugReportIn>,
) -> Result<BugReport> {
    ctx.require(Action::Read)?;
    hold(conn, ctx.tenant, id)?;
    let before = find(ctx, conn, id)?;
    require(ctx, tie(ctx, &before), Deed::Edit)?;
    let input = edit(&before)?;
    let (from, was) = (&before.stored.fields, before.stored.resolved_at);
    if decides(from, &input) {
        require(ctx, tie(ctx, &before), Deed::Triage)?;
    }
    let derived = check(&input)?;
    step(from.status, input.status)?;
    if input.assignee != from.assignee {
        check_assignee(ctx, conn, input.assignee)?;
    }
    let resolved_at = resolved_at(from.status, input.status, was, ctx.now);
    let row = reports::table.filter(reports::tenant_id.eq(ctx.tenant)).filter(reports::id.eq(id));
    let stored: StoredBugReport = diesel::update(row)
        .set((
            &input,
            derived.columns(),
            reports::resolved_at.eq(resolved_at),
            reports::version.eq(reports::version + 1),
            reports::updated_at.eq(ctx.now),
        ))
        .returning(<StoredBugReport as Selectable<MultiBackend>>::construct_selection())
        .get_result(conn)?;
    let after = stored.into();
    tell(ctx, conn, Verb::Updated, Some(&before), Some(&after))?;
    Ok(after)
}

/// The end of a bug report, its comments and its screenshot; `check` sees what is stored first, and refuses by an error.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; what `check` answers.
pub fn delete(
    ctx: &Ctx,
    conn: &mut Conn,
    id: BugReportId,
    check: &mut dyn FnMut(&BugReport) -> Result<()>,
) -> Result<()> {
    ctx.require(Action::Read)?;
    require(ctx, Tie::Other, Deed::Delete)?;
    hold(conn, ctx.tenant, id)?;
    let before = find(ctx, conn, id)?;
    check(&before)?;
    diesel::delete(reports::table.filter(reports::tenant_id.eq(ctx.tenant)).filter(reports::id.eq(id)))
        .execute(conn)?;
    tell(ctx, conn, Verb::Deleted, Some(&before), None)
}

/// What the caller is to a report.
pub(super) fn tie(ctx: &Ctx, report: &BugReport) -> Tie {
    if report.stored.reporter.is_some_and(|reporter| reporter == ctx.actor.user) {
        return Tie::Reporter(report.stored.fields.status);
    }
    Tie::Other
}

/// Whether a change is one of those that only some may decide on.
fn decides(from: &BugReportIn, to: &BugReportIn) -> bool {
    let decided = |input: &BugReportIn| {
        let BugReportIn { category, severity, priority, status, assignee, .. } = input;
        (*category, *severity, *priority, *status, *assignee)
    };
    decided(from) != decided(to)
}

/// What is kept beside the fields clients write.
struct Derived {
    severity_rank: i32,
    priority_rank: i32,
    search: String,
}

type DerivedColumns = (
    diesel::dsl::Eq<reports::severity_rank, i32>,
    diesel::dsl::Eq<reports::priority_rank, i32>,
    diesel::dsl::Eq<reports::search, String>,
);

impl Derived {
    fn columns(self) -> DerivedColumns {
        let Self { severity_rank, priority_rank, search } = self;
        (
            reports::severity_rank.eq(severity_rank),
            reports::priority_rank.eq(priority_rank),
            reports::search.eq(search),
        )
    }
}

fn check(input: &BugReportIn) -> Result<Derived> {
    input.validate()?;
    let BugReportIn { title, description, severity, priority, .. } = input;
    let search = search_text([title.as_str(), description.as_str()]);
    Ok(Derived { severity_rank: severity.rank(), priority_rank: priority.rank(), search })
}

/// Whoever sees to a report must be able to see it. Anybody else is answered like nobody at all.
fn check_assignee(ctx: &Ctx, conn: &mut Conn, assignee: Option<UserId>) -> Result<()> {
    let Some(user) = assignee else { return Ok(()) };
    let person = users::by_id(conn, user)?.filter(|person| person.is_active);
    let fits = match person {
        Some(person) if person.is_staff || person.is_superuser => true,
        Some(_) => is_member(ctx, conn, user)?,
        None => false,
    };
    if fits {
        return Ok(());
    }
    Err(Error::invalid("assignee", format!("Invalid pk \"{user}\" - object does not exist.")))
}

fn tell(
    ctx: &Ctx,
    conn: &mut Conn,
    verb: Verb,
    before: Option<&BugReport>,
    after: Option<&BugReport>,
) -> Result<()> {
    let id = before.or(after).map(|report| report.stored.id.to_string()).unwrap_or_default();
    let changes = Changes::between(before, after);
    activity::record(ctx, conn, Event { entity: NOUN, entity_id: id, verb, changes })
}
