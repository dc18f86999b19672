//! `/bug-reports/all/`.
use crate::{models::BugReportOfCompany, services};
use actix_web::{http::StatusCode, web::Query};
use paperclip::actix::api_v2_operation;
use projectmeats_web::{Answer, Caller, Failure, Listed, OnPlatform, Reply};

/// The bug reports of all companies
///
/// For platform staff alone. Newest first, each with its company; `page`, `page_size`, `search` and the filters of bug reports narrow
/// them. Only the newest thousand can be turned to.
#[api_v2_operation]
pub(super) async fn everywhere(
    caller: Caller<OnPlatform>,
) -> Result<Reply<Listed<BugReportOfCompany>, 200>, Failure> {
    let (asked, at) = (caller.asked(), caller.address());
    let pairs =
        Query::<Vec<(String, String)>>::from_query(&asked.query).map_or_else(|_| vec![], Query::into_inner);
    let answer = caller.read(move |ctx, conn| {
        let page = services::everywhere(ctx, conn, &pairs)?;
        Answer::json(StatusCode::OK, &Listed::linked(page, &at, &asked.query))
    });
    Ok(answer.await?.into())
}
