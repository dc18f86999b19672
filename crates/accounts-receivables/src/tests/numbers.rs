//! Invoice numbers: given, or drawn from the company's own series.
use super::{create, customer, delete, found, input, made, refusal, update};
use crate::models::ReceivableIn;
use projectmeats_core::{Role, ids::CustomerId};
use projectmeats_testkit::scene;
use std::collections::BTreeSet;

const TAKEN: &str = "invoice_number: accounts receivable with this invoice number already exists.";

#[test]
fn a_number_that_is_left_out_is_the_next_of_the_series() {
    let scene = scene();
    let who = customer(&scene, "A");
    let drawn = |number: &str| made(&scene, input(who, number, "1")).stored.invoice_number;
    assert_eq!(drawn(""), "INV-000001");
    assert_eq!(drawn("Own-7"), "Own-7");
    assert_eq!(drawn(""), "INV-000002");
    assert_eq!(drawn("INV-000009"), "INV-000009");
    assert_eq!(drawn(""), "INV-000010", "a number in the form of the series lifts the counter");
    assert_eq!(drawn("INV-000004"), "INV-000004");
    assert_eq!(drawn(""), "INV-000011", "and never lowers it");
    // One in the way that the counter was not told of: of another form, it seems.
    assert_eq!(drawn("INV-12"), "INV-12");
    assert_eq!(drawn(""), "INV-000013");
}

#[test]
fn a_number_of_the_company_is_taken_and_another_companys_is_not() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::User);
    let who = customer(&scene, "A");
    made(&scene, input(who, "A", "1"));
    let other = made(&scene, input(who, "B", "1"));
    assert_eq!(refusal(create(&scene, &ctx, input(who, "A", "1"))), TAKEN);
    assert_eq!(refusal(update(&scene, &ctx, other.stored.id, |i| i.invoice_number = "A".into())), TAKEN);
    assert_eq!(
        refusal(update(&scene, &ctx, other.stored.id, |i| i.invoice_number.clear())),
        "invoice_number: This field may not be blank."
    );
    update(&scene, &ctx, other.stored.id, |i| i.invoice_number = "C".into()).expect("renumbered");
    let theirs: CustomerId = scene.stand_in("globex", "B");
    create(&scene, &scene.ctx("globex", Role::User), input(theirs, "A", "1")).expect("theirs");
}

#[test]
fn what_is_refused_or_deleted_leaves_no_gap_of_the_counters_making() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::Owner);
    let who = customer(&scene, "A");
    assert_ne!(refusal(create(&scene, &ctx, input(who, "", "-1"))), "accepted");
    let first = made(&scene, input(who, "", "1"));
    assert_eq!(first.stored.invoice_number, "INV-000001");
    delete(&scene, &ctx, first.stored.id).expect("deleted");
    assert_eq!(
        made(&scene, input(who, "", "1")).stored.invoice_number,
        "INV-000002",
        "no number comes twice"
    );
}

#[test]
fn of_64_who_make_one_at_once_each_gets_a_number_of_its_own_and_none_is_left_out() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::User);
    let who = customer(&scene, "A");
    // Some give the number that others are about to draw.
    let number = |n: usize| if n % 16 == 5 { format!("INV-{:06}", n + 1) } else { String::new() };
    let made: Vec<String> = std::thread::scope(|scope| {
        let (scene, ctx) = (&scene, &ctx);
        let one = move |n: usize| match create(scene, ctx, input(who, &number(n), "1")) {
            Ok(row) => row.stored.invoice_number,
            refused => refusal(refused),
        };
        let tasks: Vec<_> = (0..64).map(|n| scope.spawn(move || one(n))).collect();
        tasks.into_iter().map(|task| task.join().expect("no panic")).collect()
    });
    let numbers: BTreeSet<_> = made.iter().filter(|told| *told != TAKEN).collect();
    let refused = made.iter().filter(|told| *told == TAKEN).count();
    assert_eq!(numbers.len() + refused, 64, "{made:?}");
    assert!(refused <= 4, "{made:?}");
    let listed = found(&scene, "ordering=invoice_number&page_size=1000");
    assert_eq!(listed, numbers.into_iter().cloned().collect::<Vec<_>>());
}

#[test]
fn of_64_who_draw_at_once_the_numbers_are_1_to_64() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::User);
    let who = customer(&scene, "A");
    std::thread::scope(|scope| {
        for _ in 0..64 {
            scope.spawn(|| create(&scene, &ctx, ReceivableIn { ..input(who, "", "1") }).expect("created"));
        }
    });
    let wanted: Vec<_> = (1..=64).map(|n| format!("INV-{n:06}")).collect();
    assert_eq!(found(&scene, "ordering=invoice_number"), wanted);
}
