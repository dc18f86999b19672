//! What each role may do: the documented matrix of the original system.
use super::{create, delete, input, list, made, retrieve, told, update};
use crate::scope::Carriers;
use projectmeats_core::{Error, Result, Role, ids::CarrierId};
use projectmeats_testkit::scene;
use projectmeats_web::Resource;

/// Role; whether it may read, create, change, delete.
const MATRIX: [(Role, [bool; 4]); 5] = [
    (Role::Owner, [true, true, true, true]),
    (Role::Admin, [true, true, true, true]),
    (Role::Manager, [true, true, true, false]),
    (Role::User, [true, true, true, false]),
    (Role::ReadOnly, [true, false, false, false]),
];

/// Whether it was done; any refusal but that of the role fails the test.
fn done<T>(outcome: Result<T>) -> bool {
    match outcome {
        Ok(_) => true,
        Err(Error::Forbidden(_)) => false,
        Err(other) => panic!("{other:?}"),
    }
}

#[test]
fn each_role_may_do_what_the_matrix_says_and_nothing_else() {
    for (role, [read, creates, changes, deletes]) in MATRIX {
        let scene = scene();
        let carrier = made(&scene, input("A"));
        let other = made(&scene, input("B"));
        let ctx = scene.ctx("acme", role);
        assert_eq!(done(list(&scene, &ctx, "")), read, "{role} lists");
        assert_eq!(done(retrieve(&scene, &ctx, carrier.kept.id)), read, "{role} retrieves");
        assert_eq!(done(told(&scene, &ctx, carrier.kept.id)), read, "{role} reads the history");
        assert_eq!(done(create(&scene, &ctx, input("C"))), creates, "{role} creates");
        let change = update(&scene, &ctx, carrier.kept.id, |i| i.city = "X".into());
        assert_eq!(done(change), changes, "{role} changes");
        let pair = (carrier.kept.id, other.kept.id);
        let merged = scene
            .write(&ctx, move |ctx, conn| projectmeats_directory::merge(ctx, conn, pair, Carriers::retrieve));
        assert_eq!(done(merged), deletes, "{role} merges");
        assert_eq!(done(delete(&scene, &ctx, carrier.kept.id)), deletes, "{role} deletes");
    }
}

#[test]
fn the_matrix_names_every_role() {
    assert!(Role::ALL.iter().all(|role| MATRIX.iter().any(|(named, _)| named == role)));
}

#[test]
fn a_refused_role_learns_nothing_of_what_is_there_and_changes_nothing() {
    let scene = scene();
    let carrier = made(&scene, input("A"));
    let user = scene.ctx("acme", Role::User);
    for id in [carrier.kept.id, CarrierId(i64::MAX)] {
        assert!(matches!(delete(&scene, &user, id), Err(Error::Forbidden(_))));
    }
    assert_eq!(retrieve(&scene, &user, carrier.kept.id).expect("found"), carrier);
    assert_eq!(told(&scene, &user, carrier.kept.id).expect("told").len(), 1);
}
