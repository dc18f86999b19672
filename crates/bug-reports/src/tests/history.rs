//! One record a change, and none where there was no change.
use super::{attach, create, delete, detach, gif, input, made, refusal, told, update};
use crate::{BugReportIn, BugStatus};
use projectmeats_activity::Verb;
use projectmeats_core::{Error, Role};
use projectmeats_testkit::scene;
use serde_json::json;

#[test]
fn each_accepted_write_leaves_one_record_of_who_and_from_what_to_what() {
    let scene = scene();
    let user = scene.ctx("acme", Role::User);
    let id = create(&scene, &user, input("A")).expect("created").stored.id;
    scene.clock().advance(60);
    let manager = scene.ctx("acme", Role::Manager);
    let change = |input: &mut BugReportIn| input.status = BugStatus::Resolved;
    update(&scene, &manager, id, change).expect("changed");
    delete(&scene, &scene.ctx("acme", Role::Admin), id).expect("deleted");
    let records = told(&scene, &user, id).expect("told");
    let verbs: Vec<_> = records.iter().map(|record| (record.verb, &*record.actor_name)).collect();
    let by_whom =
        [(Verb::Deleted, "acme-admin"), (Verb::Updated, "acme-manager"), (Verb::Created, "acme-user")];
    assert_eq!(verbs, by_whom);
    let changes = json!({
        "status": { "from": "new", "to": "resolved" }, "resolved_at": { "from": null, "to": manager.now.to_string() }
    });
    assert_eq!(records[1].changes.0, changes);
    assert_eq!(records[2].changes.0["title"], json!({ "from": null, "to": "A" }));
}

#[test]
fn a_refused_write_leaves_none() {
    let scene = scene();
    let owner = scene.ctx("acme", Role::Owner);
    let id = made(&scene, input("A")).stored.id;
    assert_ne!(refusal(create(&scene, &owner, input(""))), "accepted");
    assert_ne!(refusal(update(&scene, &owner, id, |input| input.title.clear())), "accepted");
    assert_ne!(refusal(attach(&scene, &owner, id, b"no picture")), "accepted");
    assert_ne!(refusal(detach(&scene, &owner, id)), "accepted");
    assert_ne!(refusal(delete(&scene, &scene.ctx("acme", Role::User), id)), "accepted");
    assert_eq!(told(&scene, &owner, id).expect("told").len(), 1);
}

#[test]
fn a_screenshot_is_told_without_its_bytes() {
    let scene = scene();
    let owner = scene.ctx("acme", Role::Owner);
    let id = made(&scene, input("A")).stored.id;
    attach(&scene, &owner, id, &gif(3, 2)).expect("attached");
    detach(&scene, &owner, id).expect("detached");
    let records = told(&scene, &owner, id).expect("told");
    assert_eq!(records.len(), 3);
    let told = &records[1].changes.0["screenshot"];
    assert_eq!(told["from"], json!(null));
    assert_eq!((&told["to"]["content_type"], &told["to"]["size"]), (&json!("image/gif"), &json!(13)));
    assert_eq!((&told["to"]["width"], &told["to"]["bytes"]), (&json!(3), &json!(null)));
    assert_eq!(records[0].changes.0["screenshot"]["to"], json!(null));
}

#[test]
fn a_change_and_its_record_are_kept_together_or_not_at_all() {
    let scene = scene();
    let owner = scene.ctx("acme", Role::Owner);
    let id = made(&scene, input("A")).stored.id;
    let undone = scene.write(&owner, move |ctx, conn| {
        crate::services::update(ctx, conn, id, &mut |_| Ok(input("Z")))?;
        crate::services::attach(ctx, conn, id, gif(1, 1))?;
        Err::<(), _>(Error::Stale)
    });
    assert!(matches!(undone, Err(Error::Stale)));
    assert_eq!(told(&scene, &owner, id).expect("told").len(), 1);
    assert_eq!(super::found(&scene, ""), ["A"]);
}
