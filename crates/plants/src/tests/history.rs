//! One record a change, and none where there was no change.
use super::{create, delete, input, made, refusal, told, update};
use crate::PlantIn;
use projectmeats_activity::Verb;
use projectmeats_core::{Error, Role};
use projectmeats_testkit::scene;
use serde_json::json;

#[test]
fn each_accepted_write_leaves_one_record_of_who_and_from_what_to_what() {
    let scene = scene();
    let plant = made(&scene, PlantIn { capacity: Some(5), ..input("A") });
    scene.clock().advance(60);
    let user = scene.ctx("acme", Role::User);
    let change = |input: &mut PlantIn| {
        input.city = "Omaha".into();
        input.capacity = None;
    };
    update(&scene, &user, plant.id, change).expect("changed");
    delete(&scene, &scene.ctx("acme", Role::Admin), plant.id).expect("deleted");
    let records = told(&scene, &user, plant.id).expect("told");
    let verbs: Vec<_> = records.iter().map(|record| (record.verb, &*record.actor_name)).collect();
    let by_whom =
        [(Verb::Deleted, "acme-admin"), (Verb::Updated, "acme-user"), (Verb::Created, "acme-owner")];
    assert_eq!(verbs, by_whom);
    let [deleted, updated, created] = &records[..] else { panic!("three records") };
    assert_eq!((updated.actor, updated.at, &*updated.request_id), (Some(user.actor.user), user.now, "test"));
    let changes = json!({ "city": { "from": "", "to": "Omaha" }, "capacity": { "from": 5, "to": null } });
    assert_eq!(updated.changes.0, changes);
    assert_eq!(created.changes.0["code"], json!({ "from": null, "to": "A" }));
    assert_eq!(deleted.changes.0["code"], json!({ "from": "A", "to": null }));
}

#[test]
fn a_refused_write_leaves_none() {
    let scene = scene();
    let owner = scene.ctx("acme", Role::Owner);
    let plant = made(&scene, input("A"));
    made(&scene, input("B"));
    assert_ne!(refusal(create(&scene, &owner, input("A"))), "accepted");
    assert_ne!(refusal(update(&scene, &owner, plant.id, |input| input.code = "B".into())), "accepted");
    assert_ne!(refusal(update(&scene, &owner, plant.id, |input| input.name.clear())), "accepted");
    let reader = scene.ctx("acme", Role::ReadOnly);
    assert_ne!(refusal(delete(&scene, &reader, plant.id)), "accepted");
    assert_eq!(told(&scene, &owner, plant.id).expect("told").len(), 1);
}

#[test]
fn a_change_and_its_record_are_kept_together_or_not_at_all() {
    let scene = scene();
    let owner = scene.ctx("acme", Role::Owner);
    let plant = made(&scene, input("A"));
    let id = plant.id;
    let undone = scene.write(&owner, move |ctx, conn| {
        crate::services::update(ctx, conn, id, &mut |_| Ok(input("Z")))?;
        Err::<(), _>(Error::Stale)
    });
    assert!(matches!(undone, Err(Error::Stale)));
    assert_eq!(told(&scene, &owner, plant.id).expect("told").len(), 1);
    assert_eq!(super::found(&scene, ""), ["A"]);
}
