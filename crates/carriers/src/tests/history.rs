//! One record a change, and none where there was no change.
use super::{create, delete, input, made, refusal, told, update};
use crate::CarrierIn;
use projectmeats_activity::Verb;
use projectmeats_core::{Error, Role, ids::ContactId};
use projectmeats_testkit::scene;
use serde_json::json;

#[test]
fn each_accepted_write_leaves_one_record_of_who_and_from_what_to_what() {
    let scene = scene();
    let contact: ContactId = scene.stand_in("acme", "Ann");
    let id = made(&scene, input("A")).kept.id;
    scene.clock().advance(60);
    let user = scene.ctx("acme", Role::User);
    let change = move |input: &mut CarrierIn| {
        input.status = projectmeats_trade::Status::Archived;
        input.mc_number = "MC-77".into();
        input.contacts = projectmeats_db::Ids::from_iter([contact]);
    };
    update(&scene, &user, id, change).expect("changed");
    delete(&scene, &scene.ctx("acme", Role::Admin), id).expect("deleted");
    let records = told(&scene, &user, id).expect("told");
    let verbs: Vec<_> = records.iter().map(|record| (record.verb, &*record.actor_name)).collect();
    let by_whom =
        [(Verb::Deleted, "acme-admin"), (Verb::Updated, "acme-user"), (Verb::Created, "acme-owner")];
    assert_eq!(verbs, by_whom);
    let changes = json!({
        "status": { "from": "active", "to": "archived" },
        "is_active": { "from": true, "to": false },
        "mc_number": { "from": "", "to": "77" },
        "contacts": { "from": [], "to": [contact] },
        "primary_contact": { "from": null, "to": contact },
        "primary_contact_name": { "from": null, "to": "" },
    });
    assert_eq!(records[1].changes.0, changes);
    assert_eq!(records[2].changes.0["code"], json!({ "from": null, "to": "A" }));
}

#[test]
fn a_refused_write_leaves_none() {
    let scene = scene();
    let owner = scene.ctx("acme", Role::Owner);
    let id = made(&scene, input("A")).kept.id;
    made(&scene, input("B"));
    assert_ne!(refusal(create(&scene, &owner, input("A"))), "accepted");
    assert_ne!(refusal(update(&scene, &owner, id, |input| input.code = "B".into())), "accepted");
    assert_ne!(refusal(update(&scene, &owner, id, |i| i.primary_contact = Some(ContactId(9)))), "accepted");
    let reader = scene.ctx("acme", Role::ReadOnly);
    assert_ne!(refusal(delete(&scene, &reader, id)), "accepted");
    assert_eq!(told(&scene, &owner, id).expect("told").len(), 1);
}

#[test]
fn a_change_and_its_record_are_kept_together_or_not_at_all() {
    let scene = scene();
    let owner = scene.ctx("acme", Role::Owner);
    let id = made(&scene, input("A")).kept.id;
    let undone = scene.write(&owner, move |ctx, conn| {
        crate::services::update(ctx, conn, id, &mut |_| Ok(input("Z")))?;
        Err::<(), _>(Error::Stale)
    });
    assert!(matches!(undone, Err(Error::Stale)));
    assert_eq!(told(&scene, &owner, id).expect("told").len(), 1);
    assert_eq!(super::found(&scene, ""), ["A"]);
}
