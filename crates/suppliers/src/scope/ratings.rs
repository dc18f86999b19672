//! `/suppliers/{id}/ratings/`.
use crate::{
    models::{Rating, RatingIn},
    services,
};
use actix_web::http::StatusCode;
use paperclip::actix::{
    api_v2_operation,
    web::{self, Path},
};
use projectmeats_core::ids::{RatingId, SupplierId};
use projectmeats_web::{Answer, Body, Caller, Failure, Ground, InTenant, Reply, parse};

type Done<T, const STATUS: u16 = 200> = Result<Reply<T, STATUS>, Failure>;

/// The ratings of a supplier
///
/// As a bare array, the newest first.
#[api_v2_operation]
async fn list(caller: Caller<InTenant>, id: Path<i64>) -> Done<Vec<Rating>> {
    let answer = caller
        .read(move |ctx, conn| Answer::json(StatusCode::OK, &services::ratings(ctx, conn, SupplierId(*id))?));
    Ok(answer.await?.into())
}

/// Rate a supplier
///
/// Scores from 1 to 5 of a day, and of an order where one is rated. The supplier shows how many ratings it has and their average.
#[api_v2_operation]
async fn create(caller: Caller<InTenant>, id: Path<i64>, body: Body<RatingIn>) -> Done<Rating, 201> {
    let bytes = body.bytes.clone();
    let answer = caller.write(&body.bytes, move |ctx, conn| {
        let input = parse(&bytes, Ground::New, &["quality", "delivery", "paperwork"])?;
        Answer::json(StatusCode::CREATED, &services::rate(ctx, conn, SupplierId(*id), input)?)
    });
    Ok(answer.await?.into())
}

/// Delete a rating of a supplier
#[api_v2_operation]
async fn destroy(caller: Caller<InTenant>, ids: Path<(i64, i64)>) -> Done<(), 204> {
    let answer = caller.write(&[], move |ctx, conn| {
        services::delete_rating(ctx, conn, (SupplierId(ids.0), RatingId(ids.1)))?;
        Ok(Answer::empty(StatusCode::NO_CONTENT))
    });
    Ok(answer.await?.into())
}

pub(super) fn routes(scope: web::Scope) -> web::Scope {
    scope
        .service(web::resource("/{id}/ratings/").route(web::get().to(list)).route(web::post().to(create)))
        .service(web::resource("/{id}/ratings/{rating_id}/").route(web::delete().to(destroy)))
}
