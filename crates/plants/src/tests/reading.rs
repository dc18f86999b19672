//! Retrieving, and what is inactive.
use super::{found, input, made, retrieve, update};
use crate::PlantIn;
use projectmeats_core::Role;
use projectmeats_db::statements::counted;
use projectmeats_testkit::scene;

#[test]
fn an_inactive_plant_is_listed_and_reachable_and_can_be_made_active_again() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::User);
    made(&scene, input("A"));
    let closed = made(&scene, PlantIn { is_active: false, ..input("B") });
    assert_eq!(found(&scene, ""), ["A", "B"]);
    assert_eq!(found(&scene, "is_active=false"), ["B"]);
    assert_eq!(found(&scene, "is_active=true"), ["A"]);
    assert!(!retrieve(&scene, &ctx, closed.id).expect("found").fields.is_active);
    let opened = update(&scene, &ctx, closed.id, |input| input.is_active = true).expect("changed");
    assert!(opened.fields.is_active);
    assert_eq!(found(&scene, "is_active=true"), ["A", "B"]);
}

#[test]
fn a_plant_is_answered_with_its_labels_by_one_statement() {
    let scene = scene();
    let plant = made(&scene, input("A"));
    let answer = scene.read(&scene.ctx("acme", Role::ReadOnly), |ctx, conn| {
        let (plant, sent) = counted(|| crate::services::retrieve(ctx, conn, plant.id));
        Ok((plant?.created_by_name, sent))
    });
    assert_eq!(answer.expect("read"), (Some("acme-owner".into()), 1));
}
