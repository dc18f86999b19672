//! Payments of an order.
use super::{input, made, refusal, retrieve, told};
use crate::{
    OrderIn, PaymentStatus,
    models::{OrderPayment, PaymentIn, VoidIn},
    services::payments,
};
use projectmeats_core::{
    Ctx, Error, Result, Role,
    ids::{OrderId, OrderPaymentId},
};
use projectmeats_testkit::{Scene, scene};
use serde_json::json;
use std::thread;

fn pay(scene: &Scene, ctx: &Ctx, id: OrderId, amount: &str) -> Result<OrderPayment> {
    let amount = amount.parse().expect("money");
    let payment = PaymentIn { amount, payment_date: super::day("2026-11-03"), ..PaymentIn::default() };
    scene.write(ctx, move |ctx, conn| payments::create(ctx, conn, id, payment))
}
fn void(scene: &Scene, ctx: &Ctx, id: OrderId, payment: OrderPaymentId) -> Result<OrderPayment> {
    let input = VoidIn { reason: "bounced".into() };
    scene.write(ctx, move |ctx, conn| payments::void(ctx, conn, id, payment, input))
}
fn of(scene: &Scene, total: &str) -> OrderId {
    made(scene, OrderIn { total_amount: total.parse().ok(), ..input(scene) }).id
}

#[test]
fn payments_say_what_is_paid_and_what_is_outstanding() {
    let scene = scene();
    let owner = scene.ctx("acme", Role::Owner);
    let id = of(&scene, "100");
    let state = || {
        let order = retrieve(&scene, &owner, id).expect("found");
        (order.payment_status, order.paid_amount.to_string(), order.outstanding_amount.to_string())
    };
    assert_eq!(state(), (PaymentStatus::Unpaid, "0.00".into(), "100.00".into()));
    let first = pay(&scene, &owner, id, "40").expect("paid");
    assert_eq!(state(), (PaymentStatus::Partial, "40.00".into(), "60.00".into()));
    assert_eq!(refusal(pay(&scene, &owner, id, "60.01")), "amount: No more than 60.00 is outstanding.");
    assert_eq!(refusal(pay(&scene, &owner, id, "0")), "amount: Ensure this value is greater than 0.");
    pay(&scene, &owner, id, "60").expect("paid");
    assert_eq!(state(), (PaymentStatus::Paid, "100.00".into(), "0.00".into()));
    let voided = void(&scene, &owner, id, first.id).expect("void");
    assert_eq!((voided.voided_at, voided.void_reason.as_str()), (Some(owner.now), "bounced"));
    assert_eq!(state(), (PaymentStatus::Partial, "60.00".into(), "40.00".into()));
    assert!(matches!(void(&scene, &owner, id, first.id), Err(Error::Conflict(_))));
    let all = scene.read(&owner, |ctx, conn| payments::list(ctx, conn, id)).expect("listed");
    assert_eq!(all.iter().map(|p| p.fields.amount.to_string()).collect::<Vec<_>>(), ["60.00", "40.00"]);
    let records = told(&scene, &owner, id).expect("told");
    assert_eq!(records[0].changes.0["paid_amount"], json!({ "from": "100.00", "to": "60.00" }));
}

#[test]
fn what_is_paid_bounds_the_figure_of_an_order_without_lines() {
    let scene = scene();
    let owner = scene.ctx("acme", Role::Owner);
    let id = of(&scene, "100");
    pay(&scene, &owner, id, "40").expect("paid");
    let lower = super::update(&scene, &owner, id, |input| input.total_amount = "39.99".parse().ok());
    assert_eq!(refusal(lower), "total_amount: 40.00 has been paid already.");
    let even =
        super::update(&scene, &owner, id, |input| input.total_amount = "40".parse().ok()).expect("changed");
    assert_eq!(even.payment_status, PaymentStatus::Paid);
}

#[test]
fn sixty_four_who_pay_at_once_do_not_pay_too_much() {
    let scene = scene();
    let owner = scene.ctx("acme", Role::Owner);
    let id = of(&scene, "100");
    let paid = thread::scope(|threads| {
        let all: Vec<_> = (0..64).map(|_| threads.spawn(|| pay(&scene, &owner, id, "7").is_ok())).collect();
        all.into_iter().filter(|_| true).map(|t| t.join().expect("finished")).filter(|paid| *paid).count()
    });
    assert_eq!(paid, 14);
    let order = retrieve(&scene, &owner, id).expect("found");
    assert_eq!(
        (order.paid_amount.to_string(), order.outstanding_amount.to_string()),
        ("98.00".into(), "2.00".into())
    );
}

#[test]
fn a_payment_belongs_to_its_order_and_its_company() {
    let scene = scene();
    let owner = scene.ctx("acme", Role::Owner);
    let (one, other) = (of(&scene, "100"), of(&scene, "100"));
    let payment = pay(&scene, &owner, one, "1").expect("paid").id;
    assert!(matches!(void(&scene, &owner, other, payment), Err(Error::NotFound)));
    let globex = scene.ctx("globex", Role::Owner);
    assert!(matches!(pay(&scene, &globex, one, "1"), Err(Error::NotFound)));
    assert!(matches!(void(&scene, &globex, one, payment), Err(Error::NotFound)));
    assert!(matches!(scene.read(&globex, |ctx, conn| payments::list(ctx, conn, one)), Err(Error::NotFound)));
}
