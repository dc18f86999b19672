//! `/bug-reports/{id}/screenshot/`.
use super::form::picture;
use crate::{
    models::{BugReport, Screenshot},
    picture::MOST_BYTES,
    services,
};
use actix_web::http::StatusCode;
use paperclip::actix::{api_v2_operation, web::Path};
use projectmeats_core::ids::BugReportId;
use projectmeats_web::{Answer, Caller, Download, Failure, InTenant, Reply, Upload};

/// The screenshot of a bug report
///
/// Its bytes, to be kept and not shown in place.
#[api_v2_operation]
pub(super) async fn screenshot(caller: Caller<InTenant>, id: Path<i64>) -> Result<Download, Failure> {
    let (id, if_none_match) = (BugReportId(*id), caller.asked().if_none_match);
    let found = caller.read(move |ctx, conn| services::screenshot(ctx, conn, id)).await?;
    let Screenshot { content_type, sha256, bytes, .. } = found;
    let kind = content_type.rsplit('/').next().unwrap_or_default();
    let name = format!("bug-report-{id}.{kind}");
    let tag = sha256.get(..15).and_then(|digits| i64::from_str_radix(digits, 16).ok()).unwrap_or_default();
    Ok(Download { name, content_type, tag, bytes, if_none_match })
}

/// Upload the screenshot of a bug report
///
/// In place of the one it had. PNG, JPEG, WebP or GIF, at most 5 MiB and 10,000 pixels either way: bare, or as the part `screenshot` or
/// `file` of a form.
#[api_v2_operation]
pub(super) async fn attach(
    caller: Caller<InTenant>,
    id: Path<i64>,
    body: Upload,
) -> Result<Reply<BugReport, 201>, Failure> {
    let at = caller.address();
    let sent = body.bytes.clone();
    // What cannot be read is told once the caller is known.
    let picture = picture(&body).await;
    if picture.as_ref().is_ok_and(|bytes| bytes.len() > MOST_BYTES) {
        let detail =
            format!("The picture is larger than {MOST_BYTES} bytes, the most a screenshot may have.");
        return Err(Failure::Http(StatusCode::PAYLOAD_TOO_LARGE, detail));
    }
    let answer = caller.write(&sent, move |ctx, conn| {
        let report = services::attach(ctx, conn, BugReportId(*id), picture?)?;
        Ok(Answer::object(StatusCode::CREATED, &report)?.located(at))
    });
    Ok(answer.await?.into())
}

/// Remove the screenshot of a bug report
#[api_v2_operation]
pub(super) async fn detach(caller: Caller<InTenant>, id: Path<i64>) -> Result<Reply<(), 204>, Failure> {
    let answer = caller.write(&[], move |ctx, conn| {
        services::detach(ctx, conn, BugReportId(*id))?;
        Ok(Answer::empty(StatusCode::NO_CONTENT))
    });
    Ok(answer.await?.into())
}
