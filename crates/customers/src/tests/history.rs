//! One record a change, and none where there was no change.
use super::{create, delete, input, made, plant, refusal, told, update};
use crate::CustomerIn;
use projectmeats_activity::Verb;
use projectmeats_core::{Error, Role};
use projectmeats_db::Ids;
use projectmeats_testkit::scene;
use serde_json::json;

#[test]
fn each_accepted_write_leaves_one_record_of_who_and_from_what_to_what() {
    let scene = scene();
    let customer = made(&scene, CustomerIn { city: "Tulsa".into(), ..input("A") });
    let plant = plant(&scene, "P");
    scene.clock().advance(60);
    let user = scene.ctx("acme", Role::User);
    let change = move |input: &mut CustomerIn| {
        input.city = "Omaha".into();
        input.plants = Ids::from_iter([plant]);
    };
    update(&scene, &user, customer.id, change).expect("changed");
    update(&scene, &user, customer.id, |input| input.plants = Ids::default()).expect("changed");
    delete(&scene, &scene.ctx("acme", Role::Admin), customer.id).expect("deleted");
    let records = told(&scene, &user, customer.id).expect("told");
    let verbs: Vec<_> = records.iter().map(|record| (record.verb, &*record.actor_name)).collect();
    let by_whom = [
        (Verb::Deleted, "acme-admin"),
        (Verb::Updated, "acme-user"),
        (Verb::Updated, "acme-user"),
        (Verb::Created, "acme-owner"),
    ];
    assert_eq!(verbs, by_whom);
    let [deleted, _, updated, created] = &records[..] else { panic!("four records") };
    let changes = json!({
        "city": { "from": "Tulsa", "to": "Omaha" }, "plant": { "from": null, "to": plant },
        "plant_name": { "from": null, "to": "Plant P" }, "plants": { "from": [], "to": [plant] }
    });
    assert_eq!(updated.changes.0, changes, "where the plant is is told by the plant");
    assert_eq!(created.changes.0["name"], json!({ "from": null, "to": "A" }));
    assert_eq!(deleted.changes.0["name"], json!({ "from": "A", "to": null }));
}

#[test]
fn a_refused_write_leaves_none() {
    let scene = scene();
    let owner = scene.ctx("acme", Role::Owner);
    let customer = made(&scene, input("A"));
    made(&scene, input("B"));
    assert_ne!(refusal(create(&scene, &owner, input("A"))), "accepted");
    assert_ne!(refusal(update(&scene, &owner, customer.id, |input| input.name = "B".into())), "accepted");
    assert_ne!(refusal(update(&scene, &owner, customer.id, |input| input.name.clear())), "accepted");
    let reader = scene.ctx("acme", Role::ReadOnly);
    assert_ne!(refusal(delete(&scene, &reader, customer.id)), "accepted");
    assert_eq!(told(&scene, &owner, customer.id).expect("told").len(), 1);
}

#[test]
fn a_change_and_its_record_are_kept_together_or_not_at_all() {
    let scene = scene();
    let owner = scene.ctx("acme", Role::Owner);
    let customer = made(&scene, input("A"));
    let id = customer.id;
    let undone = scene.write(&owner, move |ctx, conn| {
        crate::services::update(ctx, conn, id, &mut |_| Ok(input("Z")))?;
        Err::<(), _>(Error::Stale)
    });
    assert!(matches!(undone, Err(Error::Stale)));
    assert_eq!(told(&scene, &owner, customer.id).expect("told").len(), 1);
    assert_eq!(super::found(&scene, ""), ["A"]);
}
