//! `/purchase-orders/{id}/items/`.
use crate::{
    models::{Item, ItemIn},
    services::items,
};
use actix_web::http::StatusCode;
use paperclip::actix::{
    api_v2_operation,
    web::{self, Path},
};
use projectmeats_core::ids::{ItemId, OrderId};
use projectmeats_web::{
    Answer, Body, Caller, Failure, Ground, InTenant, Reply, conditional::expect_match, parse,
    resource::Patched,
};

type Done<T, const STATUS: u16 = 200> = Result<Reply<T, STATUS>, Failure>;

/// The lines of a purchase order
///
/// All of them, in order; there are at most 500.
#[api_v2_operation]
async fn list(caller: Caller<InTenant>, id: Path<i64>) -> Done<Vec<Item>> {
    let answer =
        caller.read(move |ctx, conn| Answer::json(StatusCode::OK, &items::list(ctx, conn, OrderId(*id))?));
    Ok(answer.await?.into())
}

/// Add a line to a purchase order
///
/// At its end. The order is reckoned anew.
#[api_v2_operation]
async fn create(caller: Caller<InTenant>, id: Path<i64>, body: Body<ItemIn>) -> Done<Item, 201> {
    let input = parse(&body.bytes, Ground::New, &["quantity"]);
    let at = caller.address();
    let answer = caller.write(&body.bytes, move |ctx, conn| {
        let item = items::create(ctx, conn, OrderId(*id), input?)?;
        Ok(Answer::object(StatusCode::CREATED, &item)?.located(format!("{at}{}/", item.id())))
    });
    Ok(answer.await?.into())
}

/// A line of a purchase order
#[api_v2_operation]
async fn retrieve(caller: Caller<InTenant>, ids: Path<(i64, i64)>) -> Done<Item> {
    let (order, item) = *ids;
    let answer = caller.read(move |ctx, conn| {
        Answer::object(StatusCode::OK, &items::retrieve(ctx, conn, OrderId(order), ItemId(item))?)
    });
    Ok(answer.await?.into())
}

/// Change some fields of a line of a purchase order
///
/// The order is reckoned anew.
#[api_v2_operation]
async fn change(caller: Caller<InTenant>, ids: Path<(i64, i64)>, body: Body<Patched<ItemIn>>) -> Done<Item> {
    let (order, item) = *ids;
    let if_match = caller.asked().if_match;
    let bytes = body.bytes.clone();
    let answer = caller.write(&body.bytes, move |ctx, conn| {
        let item = items::update(ctx, conn, OrderId(order), ItemId(item), &mut |stored| {
            expect_match(if_match.as_deref(), stored.row.version)?;
            parse(&bytes, Ground::Merge(&stored.row.fields), &[])
        })?;
        Answer::object(StatusCode::OK, &item)
    });
    Ok(answer.await?.into())
}

/// Take a line out of a purchase order
///
/// The order is reckoned anew.
#[api_v2_operation]
async fn destroy(caller: Caller<InTenant>, ids: Path<(i64, i64)>) -> Done<(), 204> {
    let (order, item) = *ids;
    let answer = caller.write(&[], move |ctx, conn| {
        items::delete(ctx, conn, OrderId(order), ItemId(item))?;
        Ok(Answer::empty(StatusCode::NO_CONTENT))
    });
    Ok(answer.await?.into())
}

pub(super) fn routes(scope: web::Scope) -> web::Scope {
    scope
        .service(web::resource("/{id}/items/").route(web::get().to(list)).route(web::post().to(create)))
        .service(
            web::resource("/{id}/items/{item_id}/")
                .route(web::get().to(retrieve))
                .route(web::patch().to(change))
                .route(web::delete().to(destroy)),
        )
}
