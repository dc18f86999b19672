//! One record a change, and none where there was no change.
use super::{create, delete, input, made, refusal, told, update};
use crate::ContactIn;
use projectmeats_activity::Verb;
use projectmeats_core::{Error, Role, ids::SupplierId};
use projectmeats_testkit::scene;
use serde_json::json;

#[test]
fn each_accepted_write_leaves_one_record_of_who_and_from_what_to_what() {
    let scene = scene();
    let supplier: SupplierId = scene.stand_in("acme", "Omaha Beef");
    let contact = made(&scene, ContactIn { supplier: Some(supplier), ..input("A") });
    scene.clock().advance(60);
    let user = scene.ctx("acme", Role::User);
    let change = |input: &mut ContactIn| {
        input.company = "Omaha Beef".into();
        input.supplier = None;
    };
    update(&scene, &user, contact.id, change).expect("changed");
    delete(&scene, &scene.ctx("acme", Role::Admin), contact.id).expect("deleted");
    let records = told(&scene, &user, contact.id).expect("told");
    let verbs: Vec<_> = records.iter().map(|record| (record.verb, &*record.actor_name)).collect();
    let by_whom =
        [(Verb::Deleted, "acme-admin"), (Verb::Updated, "acme-user"), (Verb::Created, "acme-owner")];
    assert_eq!(verbs, by_whom);
    let changes = json!({
        "company": { "from": "", "to": "Omaha Beef" },
        "supplier": { "from": supplier, "to": null },
        "supplier_name": { "from": "Omaha Beef", "to": null },
        "suppliers": { "from": [supplier], "to": [] },
    });
    assert_eq!(records[1].changes.0, changes);
    assert_eq!(records[2].changes.0["full_name"], json!({ "from": null, "to": "Ann A" }));
    assert_eq!(records[0].changes.0["last_name"], json!({ "from": "A", "to": null }));
}

#[test]
fn a_refused_write_leaves_none() {
    let scene = scene();
    let owner = scene.ctx("acme", Role::Owner);
    let contact = made(&scene, input("A"));
    let nobody = Some(SupplierId(i64::MAX));
    assert_ne!(refusal(create(&scene, &owner, ContactIn { supplier: nobody, ..input("B") })), "accepted");
    assert_ne!(refusal(update(&scene, &owner, contact.id, move |i| i.supplier = nobody)), "accepted");
    assert_ne!(refusal(update(&scene, &owner, contact.id, |i| i.last_name.clear())), "accepted");
    let reader = scene.ctx("acme", Role::ReadOnly);
    assert_ne!(refusal(delete(&scene, &reader, contact.id)), "accepted");
    assert_eq!(told(&scene, &owner, contact.id).expect("told").len(), 1);
    assert_eq!(super::found(&scene, ""), ["A"]);
}

#[test]
fn a_change_and_its_record_are_kept_together_or_not_at_all() {
    let scene = scene();
    let owner = scene.ctx("acme", Role::Owner);
    let contact = made(&scene, input("A"));
    let id = contact.id;
    let undone = scene.write(&owner, move |ctx, conn| {
        crate::services::update(ctx, conn, id, &mut |_| Ok(input("Z")))?;
        Err::<(), _>(Error::Stale)
    });
    assert!(matches!(undone, Err(Error::Stale)));
    assert_eq!(told(&scene, &owner, contact.id).expect("told").len(), 1);
    assert_eq!(super::found(&scene, ""), ["A"]);
}
