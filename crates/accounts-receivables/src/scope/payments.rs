//! Payments over HTTP.
use crate::{
    models::{Allocate, Applied, Payment, PaymentIn, ReceiptIn, VoidIn},
    services,
};
use actix_web::http::StatusCode;
use paperclip::actix::{api_v2_operation, web::Path};
use projectmeats_activity as activity;
use projectmeats_core::ids::{PaymentId, ReceivableId};
use projectmeats_web::{
    Answer, Body, Caller, Failure, Ground, InTenant, Listed, Reply, conditional::is_known,
    openapi::ResourceDoc, parse, resource::asked_list,
};
use serde_json::json;

type Done<T, const STATUS: u16 = 200> = Result<Reply<T, STATUS>, Failure>;

/// List payments
///
/// A page of payments and credit memos, void ones included, the newest first unless asked otherwise.
#[api_v2_operation]
pub(super) async fn list(caller: Caller<InTenant>) -> Done<Listed<Payment>> {
    let (asked, sizes, at) = (caller.asked(), caller.shared().pages, caller.address());
    let answer = caller.read(move |ctx, conn| {
        let list = asked_list(&services::PAYMENT_COLUMNS, sizes, &asked.query)?;
        let page = services::list_payments(ctx, conn, &list)?;
        Answer::json(StatusCode::OK, &Listed::linked(page, &at, &asked.query))
    });
    Ok(answer.await?.into())
}

/// Record a payment
///
/// Money or a credit memo of a customer, applied to any of their receivables. What is not applied is kept as unapplied cash.
#[api_v2_operation]
pub(super) async fn record(caller: Caller<InTenant>, body: Body<PaymentIn>) -> Done<Payment, 201> {
    let at = caller.address();
    let bytes = body.bytes.clone();
    let answer = caller.write(&body.bytes, move |ctx, conn| {
        let payment = services::record(ctx, conn, parse(&bytes, Ground::New, &["customer", "amount"])?)?;
        Ok(Answer::object(StatusCode::CREATED, &payment)?.located(format!("{at}{}/", payment.stored.id)))
    });
    Ok(answer.await?.into())
}

/// Retrieve a payment
///
/// With what of it is applied to which receivables.
#[api_v2_operation]
pub(super) async fn retrieve(caller: Caller<InTenant>, id: Path<i64>) -> Done<Payment> {
    let asked = caller.asked();
    let answer = caller.read(move |ctx, conn| {
        let payment = services::retrieve_payment(ctx, conn, PaymentId(*id))?;
        let answer = Answer::object(StatusCode::OK, &payment)?;
        if !is_known(asked.if_none_match.as_deref(), payment.stored.version) {
            return Ok(answer);
        }
        Ok(Answer { status: StatusCode::NOT_MODIFIED.as_u16(), body: String::new(), ..answer })
    });
    Ok(answer.await?.into())
}

/// History of a payment
///
/// Every accepted change, newest first.
#[api_v2_operation]
pub(super) async fn history(caller: Caller<InTenant>, id: Path<i64>) -> Done<Listed<activity::Record>> {
    let (asked, sizes, at) = (caller.asked(), caller.shared().pages, caller.address());
    let answer = caller.read(move |ctx, conn| {
        let list = asked_list(&activity::COLUMNS, sizes, &asked.query)?;
        let page = activity::history(ctx, conn, services::PAYMENT_NOUN, &id.to_string(), &list)?;
        Answer::json(StatusCode::OK, &Listed::linked(page, &at, &asked.query))
    });
    Ok(answer.await?.into())
}

/// Apply unapplied cash
///
/// Applies what is left of a payment to receivables of its customer.
#[api_v2_operation]
pub(super) async fn allocate(caller: Caller<InTenant>, id: Path<i64>, body: Body<Allocate>) -> Done<Payment> {
    let bytes = body.bytes.clone();
    let answer = caller.write(&body.bytes, move |ctx, conn| {
        let input = parse(&bytes, Ground::New, &["allocations"])?;
        Answer::object(StatusCode::OK, &services::allocate(ctx, conn, PaymentId(*id), &input)?)
    });
    Ok(answer.await?.into())
}

/// Void a payment
///
/// It stays, and from today what it was applied to is owed again.
#[api_v2_operation]
pub(super) async fn void(caller: Caller<InTenant>, id: Path<i64>, body: Body<VoidIn>) -> Done<Payment> {
    let bytes = body.bytes.clone();
    let answer = caller.write(&body.bytes, move |ctx, conn| {
        let input = parse(&bytes, Ground::New, &["reason"])?;
        Answer::object(StatusCode::OK, &services::void(ctx, conn, PaymentId(*id), &input)?)
    });
    Ok(answer.await?.into())
}

/// What was applied to a receivable
///
/// Void payments included, the newest first, as a bare array.
#[api_v2_operation]
pub(super) async fn applied_to(caller: Caller<InTenant>, id: Path<i64>) -> Done<Vec<Applied>> {
    let answer = caller.read(move |ctx, conn| {
        Answer::json(StatusCode::OK, &services::applied_to(ctx, conn, ReceivableId(*id))?)
    });
    Ok(answer.await?.into())
}

/// Pay a receivable
///
/// Records a payment of its customer and applies all of it to this receivable.
#[api_v2_operation]
pub(super) async fn receive(
    caller: Caller<InTenant>,
    id: Path<i64>,
    body: Body<ReceiptIn>,
) -> Done<Applied, 201> {
    let bytes = body.bytes.clone();
    let answer = caller.write(&body.bytes, move |ctx, conn| {
        let input = parse(&bytes, Ground::New, &["amount"])?;
        Answer::json(StatusCode::CREATED, &services::receive(ctx, conn, ReceivableId(*id), input)?)
    });
    Ok(answer.await?.into())
}

/// What the API document says of payments.
pub fn payment_doc() -> ResourceDoc {
    let written = json!({
        "customer": 1, "amount": "1500.00", "kind": "payment", "payment_date": "2026-11-05", "method": "check",
        "reference_number": "10442", "notes": "", "allocations": [{ "receivable": 1, "amount": "1250.00" }]
    });
    let mut read = written.clone();
    let more = json!({
        "id": 1, "customer_name": "Prairie Grill Group", "payment_method": "check", "applied_amount": "1250.00",
        "unapplied_amount": "250.00", "voided_on": null, "void_reason": "",
        "allocations": [{
            "id": 1, "payment": 1, "receivable": 1, "invoice_number": "INV-000042", "amount": "1250.00",
            "applied_on": "2026-11-05", "voided_on": null
        }],
        "created_by": 2, "created_by_name": "Alice Moreno", "version": 1,
        "created_at": "2026-11-05T10:30:00.000000Z", "updated_at": "2026-11-05T10:30:00.000000Z"
    });
    if let (Some(read), serde_json::Value::Object(more)) = (read.as_object_mut(), more) {
        read.extend(more);
    }
    ResourceDoc {
        path: "/api/v1/accounts-receivables/payments/",
        noun: "payment",
        tag: "Accounts receivable",
        columns: &services::PAYMENT_COLUMNS,
        required: &["customer", "amount"],
        read_only: &[],
        example_in: written,
        example_out: read,
    }
}
