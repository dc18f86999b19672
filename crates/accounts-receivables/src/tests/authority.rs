//! What each role may do: the documented matrix of the original system.
use super::{
    aged, aging_on, allocate, create, customer, day, delete, input, list, list_payments, made, paid, paying,
    record, retrieve, statement, to, told, update, void,
};
use crate::{models::StatementQuery, services};
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
        let who = customer(&scene, "A");
        let (row, other) = (made(&scene, input(who, "A", "10")), made(&scene, input(who, "B", "10")));
        let payment = paid(&scene, paying(who, "10", vec![]));
        let ctx = scene.ctx("acme", role);
        let asked = StatementQuery { customer: who, from: day("2026-10-01"), to: day("2026-11-30") };
        let (id, payment) = (row.stored.id, payment.stored.id);
        assert_eq!(done(list(&scene, &ctx, "")), read, "{role} lists");
        assert_eq!(done(retrieve(&scene, &ctx, id)), read, "{role} retrieves");
        assert_eq!(done(told(&scene, &ctx, services::NOUN, id.0)), read, "{role} reads the history");
        assert_eq!(done(list_payments(&scene, &ctx, "")), read, "{role} lists payments");
        assert_eq!(done(aged(&scene, &ctx, &aging_on(day("2026-11-02")))), read, "{role} ages");
        assert_eq!(done(statement(&scene, &ctx, asked)), read, "{role} reads a statement");
        assert_eq!(done(create(&scene, &ctx, input(who, "C", "1"))), creates, "{role} creates");
        assert_eq!(done(record(&scene, &ctx, paying(who, "1", vec![]))), creates, "{role} records");
        assert_eq!(done(update(&scene, &ctx, id, |i| i.description = "x".into())), changes, "{role} changes");
        assert_eq!(done(allocate(&scene, &ctx, payment, vec![to(&row, "1")])), changes, "{role} applies");
        assert_eq!(done(void(&scene, &ctx, payment)), changes, "{role} voids");
        assert_eq!(done(delete(&scene, &ctx, other.stored.id)), deletes, "{role} deletes");
    }
    assert!(Role::ALL.iter().all(|role| MATRIX.iter().any(|(named, _)| named == role)));
}
