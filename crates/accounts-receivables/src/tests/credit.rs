//! Whether a customer may order more.
use super::{day, input, made, money, paid, paying, refusal, to};
use crate::{
    models::{ReceivableIn, ReceivableStatus},
    services,
};
use projectmeats_core::{Error, Money, Role, ids::CustomerId};
use projectmeats_customers::CustomerIn;
use projectmeats_tenants::settings;
use projectmeats_testkit::{Scene, scene};

fn limited(scene: &Scene, name: &str, limit: Option<&str>) -> CustomerId {
    let input = CustomerIn { name: name.into(), credit_limit: limit.map(money), ..CustomerIn::default() };
    let made = scene.write(&scene.ctx("acme", Role::User), |ctx, conn| {
        projectmeats_customers::services::create(ctx, conn, input)
    });
    made.expect("created").id
}

fn asked(scene: &Scene, who: CustomerId, orders: &str) -> Option<String> {
    let orders: Money = money(orders);
    let ctx = scene.ctx("acme", Role::User);
    scene.read(&ctx, |ctx, conn| services::check_credit(ctx, conn, who, orders)).expect("checked")
}

#[test]
fn what_is_owed_and_ordered_together_may_reach_the_limit_and_not_pass_it() {
    let scene = scene();
    let who = limited(&scene, "Prairie Grill", Some("150"));
    let row = made(&scene, input(who, "A", "100"));
    made(&scene, ReceivableIn { status: ReceivableStatus::Disputed, ..input(who, "B", "20") });
    made(&scene, ReceivableIn { status: ReceivableStatus::Cancelled, ..input(who, "C", "900") });
    made(&scene, input(limited(&scene, "Other", None), "D", "900"));
    assert_eq!(asked(&scene, who, "30"), None);
    assert_eq!(
        asked(&scene, who, "30.01").expect("over"),
        "Prairie Grill owes 120.00 and has 30.01 on open orders, 150.01 together; the credit limit is 150.00."
    );
    paid(&scene, paying(who, "80", vec![to(&row, "80")]));
    assert_eq!(asked(&scene, who, "110"), None);
    assert!(asked(&scene, who, "110.01").is_some());
}

#[test]
fn no_limit_is_any_amount_and_a_limit_of_nothing_is_nothing() {
    let scene = scene();
    let (free, barred) = (limited(&scene, "Free", None), limited(&scene, "Barred", Some("0")));
    made(&scene, input(free, "A", "999999"));
    assert_eq!(asked(&scene, free, "9999999"), None);
    assert_eq!(asked(&scene, barred, "0"), None);
    assert!(asked(&scene, barred, "0.01").is_some());
}

#[test]
fn what_is_overdue_beyond_the_companys_days_speaks_against_it() {
    let scene = scene();
    let who = limited(&scene, "Late", None);
    let due = |number: &str, date: &str| {
        made(&scene, ReceivableIn { due_date: Some(day(date)), ..input(who, number, "10") });
    };
    due("A", "2026-10-03");
    assert_eq!(asked(&scene, who, "0"), None, "thirty days are allowed");
    due("B", "2026-10-02");
    due("C", "2026-09-02");
    let told = "Late has 2 invoices overdue by more than 30 days, 20.00 in all; the oldest, C, by 61 days.";
    assert_eq!(asked(&scene, who, "0").as_deref(), Some(told));
    let allow = |days: Option<i32>| {
        let change = scene.write(&scene.ctx("acme", Role::Owner), move |ctx, conn| {
            settings::update(ctx, conn, &mut |stored| {
                Ok(projectmeats_tenants::TradeSettings { overdue_days: days, ..stored.clone() })
            })
        });
        change.expect("changed");
    };
    allow(Some(61));
    assert_eq!(asked(&scene, who, "0"), None);
    allow(Some(60));
    let told = "Late has 1 invoice overdue by more than 60 days, 10.00 in all; the oldest, C, by 61 days.";
    assert_eq!(asked(&scene, who, "0").as_deref(), Some(told));
    allow(None);
    assert_eq!(asked(&scene, who, "0"), None);
}

#[test]
fn billing_is_never_blocked_and_a_customer_of_nobody_is_not_found() {
    let scene = scene();
    let who = limited(&scene, "Over", Some("1"));
    made(&scene, input(who, "A", "100"));
    assert_eq!(
        refusal(super::create(&scene, &scene.ctx("acme", Role::User), input(who, "B", "100"))),
        "accepted"
    );
    let ctx = scene.ctx("globex", Role::Owner);
    let theirs = scene.read(&ctx, |ctx, conn| services::check_credit(ctx, conn, who, money("0")));
    assert!(matches!(theirs, Err(Error::NotFound)));
}
