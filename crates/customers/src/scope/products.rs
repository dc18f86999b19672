//! `/customers/{id}/products/`: what a customer trades in.
use crate::services;
use actix_web::http::StatusCode;
use paperclip::actix::{api_v2_operation, web::Path};
use projectmeats_core::{Json, ids::CustomerId};
use projectmeats_web::{Answer, Caller, Failure, InTenant, Reply};

/// The products of a customer
///
/// As a bare array, which is empty as long as there are no products.
#[api_v2_operation]
pub(super) async fn products(
    caller: Caller<InTenant>,
    id: Path<i64>,
) -> Result<Reply<Vec<Json>, 200>, Failure> {
    let answer = caller.read(move |ctx, conn| {
        services::retrieve(ctx, conn, CustomerId(*id))?;
        Answer::json(StatusCode::OK, &[(); 0])
    });
    Ok(answer.await?.into())
}
