//! What each role may do: the documented matrix of the original system.
use super::{create, delete, input, list, made, retrieve, told, update};
use projectmeats_core::{Error, Result, Role};
use projectmeats_testkit::scene;

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
        let supplier = made(&scene, input("A"));
        let ctx = scene.ctx("acme", role);
        assert_eq!(done(list(&scene, &ctx, "")), read, "{role} lists");
        assert_eq!(done(retrieve(&scene, &ctx, supplier.id)), read, "{role} retrieves");
        assert_eq!(done(told(&scene, &ctx, supplier.id)), read, "{role} reads the history");
        assert_eq!(done(create(&scene, &ctx, input("B"))), creates, "{role} creates");
        assert_eq!(
            done(update(&scene, &ctx, supplier.id, |i| i.city = "X".into())),
            changes,
            "{role} changes"
        );
        assert_eq!(done(delete(&scene, &ctx, supplier.id)), deletes, "{role} deletes");
    }
}

#[test]
fn the_matrix_names_every_role() {
    assert!(Role::ALL.iter().all(|role| MATRIX.iter().any(|(named, _)| named == role)));
}

#[test]
fn what_a_role_may_not_do_leaves_no_trace() {
    let scene = scene();
    let owner = scene.ctx("acme", Role::Owner);
    let supplier = made(&scene, input("A"));
    let reader = scene.ctx("acme", Role::ReadOnly);
    assert!(!done(create(&scene, &reader, input("B"))));
    assert!(!done(update(&scene, &reader, supplier.id, |input| input.city = "X".into())));
    assert!(!done(delete(&scene, &reader, supplier.id)));
    assert_eq!(list(&scene, &owner, "").expect("listed").results, std::slice::from_ref(&supplier));
    assert_eq!(told(&scene, &owner, supplier.id).expect("told").len(), 1);
}

#[test]
fn a_refused_role_learns_nothing_of_what_is_there() {
    let scene = scene();
    let supplier = made(&scene, input("A"));
    let user = scene.ctx("acme", Role::User);
    let missing = projectmeats_core::ids::SupplierId(i64::MAX);
    for id in [supplier.id, missing] {
        assert!(matches!(delete(&scene, &user, id), Err(Error::Forbidden(_))));
    }
}
