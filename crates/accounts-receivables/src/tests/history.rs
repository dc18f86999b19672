//! One record a change, of the receivable and of the payment that moved it.
use super::{customer, input, made, paid, paying, refusal, to, told, update, void};
use crate::services::{NOUN, PAYMENT_NOUN};
use projectmeats_activity::Verb;
use projectmeats_core::Role;
use projectmeats_testkit::scene;
use serde_json::json;

#[test]
fn a_payment_is_told_of_itself_and_of_what_it_paid() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::Owner);
    let who = customer(&scene, "A");
    let row = made(&scene, input(who, "A", "10"));
    let payment = paid(&scene, paying(who, "10", vec![to(&row, "10")]));
    void(&scene, &ctx, payment.stored.id).expect("void");
    let records = told(&scene, &ctx, NOUN, row.stored.id.0).expect("told");
    let verbs: Vec<_> = records.iter().map(|record| record.verb).collect();
    assert_eq!(verbs, [Verb::Updated, Verb::Updated, Verb::Created]);
    let moved = json!({
        "paid_amount": { "from": "0.00", "to": "10.00" }, "outstanding_amount": { "from": "10.00", "to": "0.00" },
        "state": { "from": "open", "to": "paid" }, "status": { "from": "pending", "to": "paid" }
    });
    assert_eq!(records[1].changes.0, moved);
    let records = told(&scene, &ctx, PAYMENT_NOUN, payment.stored.id.0).expect("told");
    let verbs: Vec<_> = records.iter().map(|record| record.verb).collect();
    assert_eq!(verbs, [Verb::Updated, Verb::Created]);
    assert_eq!(records[0].changes.0["void_reason"], json!({ "from": "", "to": "Returned by the bank" }));
}

#[test]
fn a_refused_write_leaves_none() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::Owner);
    let who = customer(&scene, "A");
    let row = made(&scene, input(who, "A", "10"));
    assert_ne!(refusal(update(&scene, &ctx, row.stored.id, |i| i.customer = None)), "accepted");
    assert_ne!(refusal(super::record(&scene, &ctx, paying(who, "20", vec![to(&row, "20")]))), "accepted");
    assert_eq!(told(&scene, &ctx, NOUN, row.stored.id.0).expect("told").len(), 1);
}
