//! Bug reports over HTTP.
use super::told::told;
use crate::{
    models::{BugReport, BugReportIn},
    services,
};
use actix_web::http::StatusCode;
use paperclip::actix::api_v2_operation;
use projectmeats_core::{Ctx, Result, ids::BugReportId};
use projectmeats_db::{
    Conn,
    listing::{Columns, ListQuery, Page},
};
use projectmeats_web::{
    Answer, Body, Caller, Check, Edit, Failure, Ground, InTenant, Reply, Resource, parse,
};
use serde_json::{Value, json};

/// Bug reports over HTTP.
#[derive(Debug)]
pub struct BugReports;

impl Resource for BugReports {
    const PATH: &'static str = "bug-reports";
    const TAG: &'static str = "Bug reports";
    const NOUN: &'static str = services::NOUN;
    const REQUIRED: &'static [&'static str] = &["title", "description"];
    const COLUMNS: &'static Columns = &services::COLUMNS;
    type Scope = InTenant;
    type Id = BugReportId;
    type In = BugReportIn;
    type View = BugReport;

    fn example() -> Value {
        json!({
            "title": "The total of an order is not updated", "description": "After a line is removed the old total stays.",
            "category": "bug", "severity": "high", "priority": "medium", "status": "new", "assignee": null,
            "reporter_email": "erin@acme.example", "browser": "Firefox 131", "os": "Linux", "screen_resolution": "1920x1080",
            "url": "https://meats.example/purchase-orders/7", "page_title": "Order PO-000007",
            "user_agent": "Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0",
            "steps_to_reproduce": "Open an order, remove a line, save.", "expected_behavior": "The total goes down.",
            "actual_behavior": "The total stays."
        })
    }
    fn id(view: &BugReport) -> BugReportId {
        view.stored.id
    }
    fn input(view: &BugReport) -> BugReportIn {
        view.stored.fields.clone()
    }
    fn list(ctx: &Ctx, conn: &mut Conn, list: &ListQuery) -> Result<Page<BugReport>> {
        services::list(ctx, conn, list)
    }
    fn create(ctx: &Ctx, conn: &mut Conn, input: BugReportIn) -> Result<BugReport> {
        services::create(ctx, conn, input)
    }
    fn retrieve(ctx: &Ctx, conn: &mut Conn, id: BugReportId) -> Result<BugReport> {
        services::retrieve(ctx, conn, id)
    }
    fn update(ctx: &Ctx, conn: &mut Conn, id: BugReportId, edit: Edit<'_, Self>) -> Result<BugReport> {
        services::update(ctx, conn, id, edit)
    }
    fn delete(ctx: &Ctx, conn: &mut Conn, id: BugReportId, check: Check<'_, Self>) -> Result<()> {
        services::delete(ctx, conn, id, check)
    }
}

/// An example of what clients read.
pub fn example_answer() -> Value {
    let mut answer = BugReports::example();
    let read = json!({
        "id": 1, "assignee_name": null, "reporter": 5, "reporter_name": "Erin Sato", "has_screenshot": true,
        "screenshot_url": "/api/v1/bug-reports/1/screenshot/", "resolved_at": null, "version": 2,
        "created_at": "2026-11-02T09:00:00.000000Z", "updated_at": "2026-11-02T09:00:00.000000Z"
    });
    if let (Some(answer), Value::Object(read)) = (answer.as_object_mut(), read) {
        answer.extend(read);
    }
    answer
}

/// As the ordinary creation, and what the request tells of the program it comes from goes along.
#[api_v2_operation]
pub(super) async fn submit(
    caller: Caller<InTenant>,
    body: Body<BugReportIn>,
) -> std::result::Result<Reply<BugReport, 201>, Failure> {
    let (at, told) = (caller.address(), told(&caller.request));
    let bytes = body.bytes.clone();
    let answer = caller.write(&body.bytes, move |ctx, conn| {
        let input = parse(&bytes, Ground::New, BugReports::REQUIRED)?;
        let report = services::submit(ctx, conn, input, told)?;
        Ok(Answer::object(StatusCode::CREATED, &report)?.located(format!("{at}{}/", report.stored.id)))
    });
    Ok(answer.await?.into())
}
