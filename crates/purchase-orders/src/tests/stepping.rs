//! From status to status.
use super::{approved, input, made, step, told, update};
use crate::{OrderIn, OrderStatus, models::PaymentIn, services::payments};
use projectmeats_core::{Error, Role};
use projectmeats_testkit::scene;
use serde_json::json;

#[test]
fn existing_clients_go_from_pending_over_approved_to_delivered_by_a_patch() {
    let scene = scene();
    let manager = scene.ctx("acme", Role::Manager);
    let order = made(&scene, input(&scene));
    assert_eq!(order.fields.status, OrderStatus::Pending);
    let to = |status| update(&scene, &manager, order.id, move |input| input.status = status);
    assert_eq!(to(OrderStatus::Approved).expect("approved").fields.status, OrderStatus::Approved);
    let delivered = to(OrderStatus::Delivered).expect("delivered");
    assert_eq!(delivered.fields.actual_delivery_date, Some(manager.now.datetime().date_naive()));
    let Err(Error::Conflict(why)) = to(OrderStatus::Pending) else { panic!("refused") };
    assert_eq!(why, "An order that is delivered cannot become pending. It can become: completed.");
    assert_eq!(to(OrderStatus::Completed).expect("completed").version, 4);
}

#[test]
fn approving_and_cancelling_what_was_approved_takes_a_manager() {
    let scene = scene();
    let (user, manager) = (scene.ctx("acme", Role::User), scene.ctx("acme", Role::Manager));
    let order = made(&scene, input(&scene));
    assert!(matches!(step(&scene, &user, order.id, OrderStatus::Approved), Err(Error::Forbidden(_))));
    step(&scene, &manager, order.id, OrderStatus::Approved).expect("approved");
    assert!(matches!(step(&scene, &user, order.id, OrderStatus::Cancelled), Err(Error::Forbidden(_))));
    step(&scene, &user, order.id, OrderStatus::Shipped).expect("shipped");
    step(&scene, &manager, order.id, OrderStatus::Cancelled).expect("cancelled");
    let records = told(&scene, &user, order.id).expect("told");
    assert_eq!(records[0].changes.0["status"], json!({ "from": "shipped", "to": "cancelled" }));
}

#[test]
fn what_was_paid_for_is_not_cancelled() {
    let scene = scene();
    let owner = scene.ctx("acme", Role::Owner);
    let order = approved(&scene, OrderIn { total_amount: "10".parse().ok(), ..input(&scene) });
    let (id, payment) = (order.id, PaymentIn { amount: "1".parse().expect("money"), ..PaymentIn::default() });
    scene.write(&owner, move |ctx, conn| payments::create(ctx, conn, id, payment)).expect("paid");
    let refused = step(&scene, &owner, id, OrderStatus::Cancelled);
    assert!(matches!(refused, Err(Error::Conflict(why)) if why.starts_with("1.00 has been paid")));
}
