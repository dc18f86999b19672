//! `/purchase-orders/{id}/payments/`.
use crate::{
    models::{OrderPayment, PaymentIn, VoidIn},
    services::payments,
};
use actix_web::http::StatusCode;
use paperclip::actix::{
    api_v2_operation,
    web::{self, Path},
};
use projectmeats_core::ids::{OrderId, OrderPaymentId};
use projectmeats_web::{Answer, Body, Caller, Failure, Ground, InTenant, Reply, parse};

type Done<T, const STATUS: u16 = 200> = Result<Reply<T, STATUS>, Failure>;

/// What was paid for a purchase order
///
/// A bare list (wire contract FC-10), newest first, void payments among them.
#[api_v2_operation]
async fn list(caller: Caller<InTenant>, id: Path<i64>) -> Done<Vec<OrderPayment>> {
    let answer =
        caller.read(move |ctx, conn| Answer::json(StatusCode::OK, &payments::list(ctx, conn, OrderId(*id))?));
    Ok(answer.await?.into())
}

/// Record a payment for a purchase order
///
/// No more than is outstanding.
#[api_v2_operation]
async fn create(caller: Caller<InTenant>, id: Path<i64>, body: Body<PaymentIn>) -> Done<OrderPayment, 201> {
    let input = parse(&body.bytes, Ground::New, &["amount", "payment_date"]);
    let answer = caller.write(&body.bytes, move |ctx, conn| {
        Answer::object(StatusCode::CREATED, &payments::create(ctx, conn, OrderId(*id), input?)?)
    });
    Ok(answer.await?.into())
}

/// Make a payment for a purchase order void
///
/// It stays in the list and counts no longer. For admins and owners.
#[api_v2_operation]
async fn void(caller: Caller<InTenant>, ids: Path<(i64, i64)>, body: Body<VoidIn>) -> Done<OrderPayment> {
    let (order, payment) = *ids;
    let input = parse(&body.bytes, Ground::New, &[]);
    let answer = caller.write(&body.bytes, move |ctx, conn| {
        let payment = payments::void(ctx, conn, OrderId(order), OrderPaymentId(payment), input?)?;
        Answer::object(StatusCode::OK, &payment)
    });
    Ok(answer.await?.into())
}

pub(super) fn routes(scope: web::Scope) -> web::Scope {
    scope
        .service(web::resource("/{id}/payments/").route(web::get().to(list)).route(web::post().to(create)))
        .service(web::resource("/{id}/payments/{payment_id}/void/").route(web::post().to(void)))
}
