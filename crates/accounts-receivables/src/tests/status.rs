//! The status: what the date, the payments and the kept states make of it, read, written, filtered by and ordered by.
use super::{
    conflict, create, customer, day, found, input, made, money, paid, paying, refusal, retrieve, to, update,
    void,
};
use crate::{
    models::{Receivable, ReceivableIn, ReceivableState as State, ReceivableStatus as Status},
    rules,
};
use projectmeats_core::Role;
use projectmeats_testkit::{Scene, scene};

const DAY: i64 = 86_400;

#[test]
fn the_status_follows_from_state_and_date_for_each_of_them() {
    let due = day("2026-11-02");
    for (state, before, after) in [
        (State::Open, Status::Pending, Status::Overdue),
        (State::Paid, Status::Paid, Status::Paid),
        (State::Disputed, Status::Disputed, Status::Disputed),
        (State::Cancelled, Status::Cancelled, Status::Cancelled),
    ] {
        assert_eq!(rules::status(state, due, due), before, "on the day itself it is not late");
        assert_eq!(rules::status(state, due, day("2026-11-03")), after);
    }
    assert_eq!(State::ALL.len(), 4);
}

/// One of each status, named by it, and their due dates.
fn one_of_each(scene: &Scene) -> Vec<Receivable> {
    let who = customer(scene, "A");
    let one = |number: &str, due: &str, status| {
        made(scene, ReceivableIn { due_date: Some(day(due)), status, ..input(who, number, "10") })
    };
    let rows = vec![
        one("pending", "2026-11-02", Status::Pending),
        one("paid", "2026-10-01", Status::Pending),
        one("overdue", "2026-11-01", Status::Overdue),
        one("disputed", "2026-09-01", Status::Disputed),
        one("cancelled", "2026-08-01", Status::Cancelled),
        one("pending-2", "2026-11-09", Status::Overdue),
        one("overdue-2", "2026-10-01", Status::Pending),
    ];
    paid(scene, paying(who, "10", vec![to(&rows[1], "10")]));
    rows
}

#[test]
fn each_is_read_as_what_it_is() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::ReadOnly);
    for row in one_of_each(&scene) {
        let read = retrieve(&scene, &ctx, row.stored.id).expect("found");
        let name = read.stored.invoice_number.trim_end_matches("-2");
        assert_eq!(read.status.as_str(), name);
        let days = match read.stored.invoice_number.as_str() {
            "overdue" => 1,
            "overdue-2" => 32,
            _ => 0,
        };
        assert_eq!(read.days_overdue, days, "{name}");
    }
}

#[test]
fn filters_and_orderings_say_what_is_read() {
    let scene = scene();
    one_of_each(&scene);
    let check = |query: &str, want: &[&str]| {
        assert_eq!(found(&scene, &format!("{query}&ordering=id")), want, "{query}");
    };
    check("status=pending", &["pending", "pending-2"]);
    check("status=overdue", &["overdue", "overdue-2"]);
    check("status=paid", &["paid"]);
    check("status=disputed", &["disputed"]);
    check("status=cancelled", &["cancelled"]);
    check("status__in=overdue,paid", &["paid", "overdue", "overdue-2"]);
    check("status=overdue&status=paid", &[]);
    check("status__in=overdue,paid&status=overdue", &["overdue", "overdue-2"]);
    check("state=open", &["pending", "overdue", "pending-2", "overdue-2"]);
    let order = ["cancelled", "disputed", "overdue-2", "overdue", "pending", "pending-2", "paid"];
    assert_eq!(found(&scene, "ordering=status"), order);
    let mut back = order;
    back.reverse();
    assert_eq!(found(&scene, "ordering=-status"), back);
    assert!(refusal(super::asked("status=late")).starts_with("status: Select a valid choice."));
}

#[test]
fn after_midnight_what_was_pending_is_overdue_and_nothing_was_written() {
    let scene = scene();
    let rows = one_of_each(&scene);
    assert_eq!(found(&scene, "status=overdue&ordering=due_date"), ["overdue-2", "overdue"]);
    // From nine in the morning to just before midnight, and over it.
    scene.clock().advance(15 * 3600 - 1);
    assert_eq!(found(&scene, "status=pending&ordering=due_date"), ["pending", "pending-2"]);
    scene.clock().advance(1);
    assert_eq!(found(&scene, "status=pending"), ["pending-2"]);
    assert_eq!(found(&scene, "status=overdue&ordering=due_date"), ["overdue-2", "overdue", "pending"]);
    let read = retrieve(&scene, &scene.ctx("acme", Role::ReadOnly), rows[0].stored.id).expect("found");
    assert_eq!((read.status, read.days_overdue, read.stored.version), (Status::Overdue, 1, 1));
    scene.clock().advance(30 * DAY);
    assert_eq!(found(&scene, "status=overdue").len(), 4);
}

#[test]
fn a_client_who_writes_paid_is_told_where_payments_are_recorded() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::User);
    let who = customer(&scene, "A");
    let row = made(&scene, input(who, "A", "10"));
    let told = refusal(update(&scene, &ctx, row.stored.id, |i| i.status = Status::Paid));
    assert!(told.starts_with("status: ") && told.contains("/payments/"), "{told}");
    assert_eq!(
        refusal(create(&scene, &ctx, ReceivableIn { status: Status::Paid, ..input(who, "B", "1") })),
        told
    );
    paid(&scene, paying(who, "10", vec![to(&row, "10")]));
    let same = update(&scene, &ctx, row.stored.id, |i| i.status = Status::Paid).expect("it is true already");
    assert_eq!(same.status, Status::Paid);
}

#[test]
fn pending_and_overdue_mean_open_and_disputed_is_kept() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::User);
    let who = customer(&scene, "A");
    let row = made(&scene, input(who, "A", "10"));
    let write =
        |status| update(&scene, &ctx, row.stored.id, move |i| i.status = status).expect("written").status;
    assert_eq!(write(Status::Overdue), Status::Pending, "the date says otherwise");
    assert_eq!(write(Status::Disputed), Status::Disputed);
    let check = paid(&scene, paying(who, "10", vec![to(&row, "10")]));
    let read = || retrieve(&scene, &ctx, row.stored.id).expect("found");
    assert_eq!((read().status, read().stored.outstanding_amount), (Status::Disputed, money("0.00")));
    assert_eq!(write(Status::Paid), Status::Paid, "nothing is outstanding");
    assert_eq!(write(Status::Disputed), Status::Disputed);
    void(&scene, &ctx, check.stored.id).expect("void");
    assert_eq!((read().status, read().stored.outstanding_amount), (Status::Disputed, money("10.00")));
    assert_eq!(write(Status::Pending), Status::Pending);
}

#[test]
fn a_cancelled_receivable_owes_nothing_and_one_with_payments_is_not_cancelled() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::User);
    let who = customer(&scene, "A");
    let row = made(&scene, input(who, "A", "10"));
    let check = paid(&scene, paying(who, "4", vec![to(&row, "4")]));
    let cancel = || update(&scene, &ctx, row.stored.id, |i| i.status = Status::Cancelled);
    assert_eq!(
        conflict(cancel()),
        "4.00 is applied to this receivable. Void those payments before you cancel it."
    );
    void(&scene, &ctx, check.stored.id).expect("void");
    let gone = cancel().expect("cancelled");
    assert_eq!((gone.status, gone.stored.outstanding_amount), (Status::Cancelled, money("0.00")));
    assert_eq!(gone.stored.cancelled_on, Some(day("2026-11-02")));
    let refused = refusal(super::record(&scene, &ctx, paying(who, "4", vec![to(&row, "4")])));
    assert_eq!(refused, "allocations.0.amount: Only 0.00 is outstanding on A.");
    let again = update(&scene, &ctx, row.stored.id, |i| i.status = Status::Pending).expect("opened again");
    assert_eq!((again.status, again.stored.cancelled_on), (Status::Pending, None));
    assert_eq!(again.stored.outstanding_amount, money("10.00"));
}
