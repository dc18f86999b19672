//! `/purchase-orders/{id}/receive/`, `/status/` and `/revisions/`.
use crate::{
    models::{Order, Receipt, Revision, StatusIn},
    services,
};
use actix_web::http::StatusCode;
use paperclip::actix::{
    api_v2_operation,
    web::{self, Path},
};
use projectmeats_core::ids::OrderId;
use projectmeats_web::{Answer, Body, Caller, Failure, Ground, InTenant, Reply, parse};

type Done<T> = Result<Reply<T, 200>, Failure>;

/// Receive goods of a purchase order
///
/// Quantities and weights by line, added to what arrived before; the answer is the order as it then is, with what is over or under its
/// tolerance. The order is delivered when every line is complete.
#[api_v2_operation]
async fn receive(caller: Caller<InTenant>, id: Path<i64>, body: Body<Receipt>) -> Done<Order> {
    let input = parse(&body.bytes, Ground::New, &[]);
    let answer = caller.write(&body.bytes, move |ctx, conn| {
        let order = services::receive(ctx, conn, OrderId(*id), input?, &mut |_| Ok(()))?;
        Answer::object(StatusCode::OK, &order)
    });
    Ok(answer.await?.into())
}

/// Take a purchase order to another status
///
/// A step that cannot be is answered 409 with those that can. An approval that the customer's credit does not allow is 409 with the
/// figures, unless an admin or owner overrides it and says why.
#[api_v2_operation]
async fn step(caller: Caller<InTenant>, id: Path<i64>, body: Body<StatusIn>) -> Done<Order> {
    let input = parse(&body.bytes, Ground::New, &["status"]);
    let answer = caller.write(&body.bytes, move |ctx, conn| {
        let order = services::take_step(ctx, conn, OrderId(*id), input?, &mut |_| Ok(()))?;
        Answer::object(StatusCode::OK, &order)
    });
    Ok(answer.await?.into())
}

/// How the terms of a purchase order were changed
///
/// After they were agreed on; newest first, each with what changed, field by field.
#[api_v2_operation]
async fn revisions(caller: Caller<InTenant>, id: Path<i64>) -> Done<Vec<Revision>> {
    let answer = caller
        .read(move |ctx, conn| Answer::json(StatusCode::OK, &services::revisions(ctx, conn, OrderId(*id))?));
    Ok(answer.await?.into())
}

pub(super) fn routes(scope: web::Scope) -> web::Scope {
    scope
        .service(web::resource("/{id}/receive/").route(web::post().to(receive)))
        .service(web::resource("/{id}/status/").route(web::post().to(step)))
        .service(web::resource("/{id}/revisions/").route(web::get().to(revisions)))
}
