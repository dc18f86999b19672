//! Many who pay at once.
use super::{customer, input, list_payments, made, money, paid, paying, record, refusal, retrieve, to, void};
use crate::models::ReceivableStatus;
use projectmeats_core::Role;
use projectmeats_testkit::scene;

#[test]
fn sixty_four_who_pay_one_invoice_at_once_cannot_pay_too_much() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::User);
    let who = customer(&scene, "A");
    let row = made(&scene, input(who, "A", "100"));
    let outcomes: Vec<String> = std::thread::scope(|scope| {
        let one = || refusal(record(&scene, &ctx, paying(who, "7", vec![to(&row, "7")])));
        let tasks: Vec<_> = (0..64).map(|_| scope.spawn(one)).collect();
        tasks.into_iter().map(|task| task.join().expect("no panic")).collect()
    });
    let told = |text: &str| outcomes.iter().filter(|outcome| *outcome == text).count();
    assert_eq!(told("accepted"), 14, "{outcomes:?}");
    assert_eq!(told("allocations.0.amount: Only 2.00 is outstanding on A."), 50, "{outcomes:?}");
    let after = retrieve(&scene, &ctx, row.stored.id).expect("found");
    assert_eq!((after.stored.paid_amount, after.stored.outstanding_amount), (money("98.00"), money("2.00")));
    assert_eq!(after.stored.version, 15);
    assert_eq!(list_payments(&scene, &ctx, "").expect("listed").count, 14, "what was refused left nothing");
}

#[test]
fn payments_over_the_same_receivables_in_any_order_do_not_wait_for_each_other_for_ever() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::User);
    let who = customer(&scene, "A");
    let (a, b) = (made(&scene, input(who, "A", "32")), made(&scene, input(who, "B", "32")));
    std::thread::scope(|scope| {
        for n in 0..32 {
            let mut over = vec![to(&a, "1"), to(&b, "1")];
            if n % 2 == 0 {
                over.reverse();
            }
            let (scene, ctx) = (&scene, &ctx);
            scope.spawn(move || {
                let payment = record(scene, ctx, paying(who, "2", over)).expect("recorded");
                if n % 4 == 0 {
                    void(scene, ctx, payment.stored.id).expect("void");
                }
            });
        }
    });
    for row in [a, b] {
        let after = retrieve(&scene, &ctx, row.stored.id).expect("found");
        assert_eq!((after.status, after.stored.paid_amount), (ReceivableStatus::Pending, money("24.00")));
    }
}

#[test]
fn one_payments_rest_is_not_applied_twice() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::User);
    let who = customer(&scene, "A");
    let rows: Vec<_> = (0..8).map(|n| made(&scene, input(who, &format!("N{n}"), "10"))).collect();
    let id = paid(&scene, paying(who, "30", vec![])).stored.id;
    let outcomes: Vec<String> = std::thread::scope(|scope| {
        let (scene, ctx) = (&scene, &ctx);
        let one = |row| move || refusal(super::allocate(scene, ctx, id, vec![to(row, "10")]));
        let tasks: Vec<_> = rows.iter().map(|row| scope.spawn(one(row))).collect();
        tasks.into_iter().map(|task| task.join().expect("no panic")).collect()
    });
    assert_eq!(outcomes.iter().filter(|outcome| *outcome == "accepted").count(), 3, "{outcomes:?}");
}
