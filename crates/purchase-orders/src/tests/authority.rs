//! What each role may do: the documented matrix of the original system.
use super::{cases, create, delete, input, lines, list, made, retrieve, told, update};
use crate::{
    OrderIn,
    models::{PaymentIn, Receipt, VoidIn},
    services::{self, items, payments},
};
use projectmeats_core::{Error, Result, Role, ids::ItemId};
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
        let order = made(&scene, OrderIn { items: lines([cases("1", "1")]), ..input(&scene) });
        let (ctx, id) = (scene.ctx("acme", role), order.id);
        assert_eq!(done(list(&scene, &ctx, "")), read, "{role} lists");
        assert_eq!(done(retrieve(&scene, &ctx, id)), read, "{role} retrieves");
        assert_eq!(done(told(&scene, &ctx, id)), read, "{role} reads the history");
        assert_eq!(
            done(scene.read(&ctx, |ctx, conn| services::revisions(ctx, conn, id))),
            read,
            "{role} reads revisions"
        );
        assert_eq!(
            done(scene.read(&ctx, |ctx, conn| items::list(ctx, conn, id))),
            read,
            "{role} reads lines"
        );
        assert_eq!(
            done(scene.read(&ctx, |ctx, conn| payments::list(ctx, conn, id))),
            read,
            "{role} reads payments"
        );
        assert_eq!(done(create(&scene, &ctx, input(&scene))), creates, "{role} creates");
        assert_eq!(done(update(&scene, &ctx, id, |i| i.notes = "x".into())), changes, "{role} changes");
        let line = scene.write(&ctx, move |ctx, conn| items::create(ctx, conn, id, cases("1", "1")));
        assert_eq!(done(line), changes, "{role} adds a line");
        assert_eq!(done(delete(&scene, &ctx, id)), deletes, "{role} deletes");
    }
}

#[test]
fn who_may_not_change_may_not_receive_pay_or_void() {
    let scene = scene();
    let order = super::approved(&scene, OrderIn { items: lines([cases("1", "1")]), ..input(&scene) });
    let (reader, user) = (scene.ctx("acme", Role::ReadOnly), scene.ctx("acme", Role::User));
    let (id, line) = (order.id, super::items(&order)[0].id());
    assert!(!done(super::receive(&scene, &reader, id, Receipt { complete: true, ..Receipt::default() })));
    assert!(!done(super::step(&scene, &reader, id, crate::OrderStatus::Shipped)));
    let pay = || PaymentIn { amount: "1".parse().expect("money"), ..PaymentIn::default() };
    assert!(!done(scene.write(&reader, move |ctx, conn| payments::create(ctx, conn, id, pay()))));
    let payment =
        scene.write(&user, move |ctx, conn| payments::create(ctx, conn, id, pay())).expect("paid").id;
    let void = move |ctx: &projectmeats_core::Ctx, conn: &mut projectmeats_db::Conn| {
        payments::void(ctx, conn, id, payment, VoidIn::default())
    };
    assert!(!done(scene.write(&user, void)));
    assert!(done(scene.write(&scene.ctx("acme", Role::Admin), void)));
    let gone = move |ctx: &projectmeats_core::Ctx, conn: &mut projectmeats_db::Conn| {
        items::delete(ctx, conn, id, line)
    };
    assert!(!done(scene.write(&reader, gone)));
    let never = scene.write(&user, move |ctx, conn| items::delete(ctx, conn, id, ItemId(i64::MAX)));
    assert!(!done(never));
}
