//! What a customer may order.
use super::{create, input, made, refusal, retrieve, step, told, update};
use crate::{Order, OrderIn, OrderStatus, models::StatusIn, services};
use diesel::connection::SimpleConnection;
use projectmeats_core::{Error, Result, Role, ids::OrderId};
use projectmeats_testkit::{Scene, scene};
use serde_json::json;

/// A pending order for a customer who may owe nothing.
fn pending(scene: &Scene) -> Order {
    made(scene, OrderIn { status: OrderStatus::Pending, ..beyond(scene) })
}
fn beyond(scene: &Scene) -> OrderIn {
    let customer = Some(scene.stand_in("acme", "Corner Grill"));
    scene.db.owner().batch_execute("UPDATE customers_customer SET credit_limit = 0").expect("limited");
    OrderIn { customer, total_amount: "10".parse().ok(), status: OrderStatus::Approved, ..input(scene) }
}
fn passing_over(scene: &Scene, role: Role, id: OrderId, reason: &str) -> Result<Order> {
    let input = StatusIn { status: OrderStatus::Approved, reason: reason.into(), override_credit: true };
    let ctx = scene.ctx("acme", role);
    scene.write(&ctx, move |ctx, conn| services::take_step(ctx, conn, id, input, &mut |_| Ok(())))
}

#[test]
fn an_order_beyond_the_customers_credit_is_not_approved_however_it_is_asked() {
    let scene = scene();
    let owner = scene.ctx("acme", Role::Owner);
    let order = pending(&scene);
    let refused = step(&scene, &owner, order.id, OrderStatus::Approved);
    assert!(matches!(&refused, Err(Error::Conflict(why)) if why.contains("10.00")), "{}", refusal(refused));
    let patched = update(&scene, &owner, order.id, |input| input.status = OrderStatus::Approved);
    assert!(matches!(patched, Err(Error::Conflict(_))));
    let begun = create(&scene, &owner, OrderIn { status: OrderStatus::Approved, ..order.input() });
    assert!(matches!(begun, Err(Error::Conflict(_))));
    assert_eq!(retrieve(&scene, &owner, order.id).expect("found"), order);
}

#[test]
fn an_admin_may_pass_over_the_credit_and_says_why() {
    let scene = scene();
    let order = pending(&scene);
    assert!(matches!(passing_over(&scene, Role::Manager, order.id, "trusted"), Err(Error::Forbidden(_))));
    let silent = passing_over(&scene, Role::Admin, order.id, "");
    assert_eq!(refusal(silent), "reason: Say why the credit limit is passed over.");
    let approved = passing_over(&scene, Role::Admin, order.id, "Paid in advance").expect("approved");
    assert_eq!(approved.fields.status, OrderStatus::Approved);
    let records = told(&scene, &scene.ctx("acme", Role::User), order.id).expect("told");
    assert_eq!(records[0].changes.0["reason"], json!({ "from": null, "to": "Paid in advance" }));
    assert_eq!(records[0].changes.0["override_credit"], json!({ "from": null, "to": true }));
}
