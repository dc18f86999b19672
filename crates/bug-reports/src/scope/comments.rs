//! `/bug-reports/{id}/comments/`.
use crate::{
    models::{BugComment, BugCommentIn},
    services,
};
use actix_web::http::StatusCode;
use paperclip::actix::{api_v2_operation, web::Path};
use projectmeats_core::ids::BugReportId;
use projectmeats_web::{
    Answer, Body, Caller, Failure, Ground, InTenant, Listed, Reply, openapi::ResourceDoc, parse,
    resource::asked_list,
};
use serde_json::json;

/// What is said of a bug report
///
/// A page of its comments, the oldest first unless asked otherwise.
#[api_v2_operation]
pub(super) async fn comments(
    caller: Caller<InTenant>,
    id: Path<i64>,
) -> Result<Reply<Listed<BugComment>, 200>, Failure> {
    let (asked, sizes, at) = (caller.asked(), caller.shared().pages, caller.address());
    let answer = caller.read(move |ctx, conn| {
        let list = asked_list(&services::COMMENT_COLUMNS, sizes, &asked.query)?;
        let page = services::comments(ctx, conn, BugReportId(*id), &list)?;
        Answer::json(StatusCode::OK, &Listed::linked(page, &at, &asked.query))
    });
    Ok(answer.await?.into())
}

/// Comment on a bug report
///
/// Every member may.
#[api_v2_operation]
pub(super) async fn comment(
    caller: Caller<InTenant>,
    id: Path<i64>,
    body: Body<BugCommentIn>,
) -> Result<Reply<BugComment, 201>, Failure> {
    let bytes = body.bytes.clone();
    let answer = caller.write(&body.bytes, move |ctx, conn| {
        let input = parse(&bytes, Ground::New, &["body"])?;
        let comment = services::comment(ctx, conn, BugReportId(*id), input)?;
        Answer::json(StatusCode::CREATED, &comment)
    });
    Ok(answer.await?.into())
}

/// What the API document says of comments.
pub fn example_comment() -> ResourceDoc {
    ResourceDoc {
        path: "/api/v1/bug-reports/{id}/comments/",
        noun: "comment",
        tag: "Bug reports",
        columns: &services::COMMENT_COLUMNS,
        required: &["body"],
        read_only: &[],
        example_in: json!({ "body": "Seen on an order of two lines, too." }),
        example_out: json!({
            "id": 1, "report": 1, "author": 3, "author_name": "Carla Ngo", "body": "Seen on an order of two lines, too.",
            "created_at": "2026-11-02T09:05:00.000000Z"
        }),
    }
}
