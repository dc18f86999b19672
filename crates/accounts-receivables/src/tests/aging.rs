//! Ageing.
use super::{aged, aging_on, customer, day, input, made, money, paid, paying, refusal, to, update, void};
use crate::{
    models::{Aging, AgingQuery, AgingTotals, PaymentIn, ReceivableIn, ReceivableStatus},
    rules, services,
};
use diesel::connection::SimpleConnection;
use projectmeats_core::{Error, Role, ids::CustomerId};
use projectmeats_db::statements::counted;
use projectmeats_testkit::{Scene, scene};
use std::time::{Duration, Instant};

fn buckets(totals: &AgingTotals) -> Vec<String> {
    totals.buckets.iter().map(|bucket| bucket.amount.to_string()).collect()
}

fn on(scene: &Scene, date: &str) -> Aging {
    aged(scene, &scene.ctx("acme", Role::ReadOnly), &aging_on(day(date))).expect("aged")
}

/// Owed by `who` since September, due on a day.
fn due(scene: &Scene, who: CustomerId, amount: &str, due: &str) -> crate::Receivable {
    let input = ReceivableIn {
        invoice_date: Some(day("2026-06-01")),
        due_date: Some(day(due)),
        ..input(who, "", amount)
    };
    made(scene, input)
}

#[test]
fn each_day_late_is_in_its_bucket_and_they_sum_to_what_is_owed() {
    let scene = scene();
    let (zeta, alpha) = (customer(&scene, "zeta"), customer(&scene, "Alpha"));
    for (amount, date) in [
        ("1", "2026-11-02"),
        ("2", "2026-11-01"),
        ("4", "2026-10-03"),
        ("8", "2026-10-02"),
        ("16", "2026-09-03"),
        ("32", "2026-09-02"),
        ("64", "2026-08-04"),
        ("128", "2026-08-03"),
    ] {
        due(&scene, zeta, amount, date);
    }
    due(&scene, alpha, "0.10", "2027-01-01");
    let aging = on(&scene, "2026-11-02");
    let names: Vec<_> = aging.totals.buckets.iter().map(|bucket| bucket.name.as_str()).collect();
    assert_eq!(names, ["not_yet_due", "1-30", "31-60", "61-90", "over_90"]);
    assert_eq!(buckets(&aging.totals), ["1.10", "6.00", "24.00", "96.00", "128.00"]);
    assert_eq!(aging.totals.outstanding_amount, money("255.10"));
    let rows: Vec<_> = aging.results.iter().map(|row| (row.customer, row.customer_name.as_deref())).collect();
    assert_eq!(rows, [(alpha, Some("Alpha")), (zeta, Some("zeta"))], "by name, whatever the case");
    assert_eq!(buckets(&aging.results[1].totals), ["1.00", "6.00", "24.00", "96.00", "128.00"]);
    let ctx = scene.ctx("acme", Role::ReadOnly);
    let own = AgingQuery { limits: Some(vec![1, 90]), customer: Some(zeta), ..aging_on(day("2026-11-02")) };
    let aging = aged(&scene, &ctx, &own).expect("aged");
    assert_eq!(
        (buckets(&aging.totals), aging.count),
        (["1.00", "2.00", "124.00", "128.00"].map(Into::into).into(), 1)
    );
    let all = AgingQuery { by_customer: false, ..aging_on(day("2026-11-02")) };
    let aging = aged(&scene, &ctx, &all).expect("aged");
    assert_eq!((aging.totals.outstanding_amount, aging.results.len(), aging.count), (money("255.10"), 0, 2));
}

#[test]
fn the_past_is_shown_as_it_was() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::Owner);
    let who = customer(&scene, "A");
    let row = due(&scene, who, "100", "2026-07-01");
    let other = due(&scene, who, "40", "2026-07-01");
    let paying_on = |date: &str, allocations| PaymentIn {
        payment_date: Some(day(date)),
        ..paying(who, "70", allocations)
    };
    let check = paid(&scene, paying_on("2026-08-15", vec![to(&row, "60")]));
    scene.clock().advance(10 * 86_400);
    void(&scene, &scene.ctx("acme", Role::Owner), check.stored.id).expect("void");
    update(&scene, &scene.ctx("acme", Role::Owner), other.stored.id, |i| {
        i.status = ReceivableStatus::Cancelled;
    })
    .expect("cancelled");
    paid(&scene, paying_on("2026-08-20", vec![to(&row, "70")]));
    let figures = |date: &str| {
        let totals = on(&scene, date).totals;
        [totals.outstanding_amount, totals.unapplied_amount, totals.balance].map(|amount| amount.to_string())
    };
    assert_eq!(figures("2026-05-31"), ["0.00", "0.00", "0.00"]);
    assert_eq!(figures("2026-06-01"), ["140.00", "0.00", "140.00"]);
    assert_eq!(figures("2026-08-15"), ["80.00", "10.00", "70.00"]);
    // Dated back: both payments counted then, and one invoice cannot be paid more than once.
    assert_eq!(figures("2026-08-20"), ["40.00", "40.00", "0.00"]);
    assert_eq!(figures("2026-11-11"), ["40.00", "40.00", "0.00"]);
    assert_eq!(figures("2026-11-12"), ["30.00", "0.00", "30.00"]);
    assert_eq!(buckets(&on(&scene, "2026-08-15").totals), ["0.00", "0.00", "80.00", "0.00", "0.00"]);
    drop(ctx);
}

#[test]
fn customers_stand_on_pages_and_the_totals_are_of_all() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::ReadOnly);
    for n in 0..5 {
        due(&scene, customer(&scene, &format!("C{n}")), "10", "2026-07-01");
    }
    let nothing = customer(&scene, "Paid up");
    let row = due(&scene, nothing, "10", "2026-07-01");
    paid(&scene, paying(nothing, "10", vec![to(&row, "10")]));
    let page = |number| {
        let asked = AgingQuery { page: (number, 2), ..aging_on(day("2026-11-02")) };
        scene.read(&ctx, |ctx, conn| services::aging(ctx, conn, &asked))
    };
    let names = |number| {
        let page = page(number).expect("a page");
        assert_eq!((page.count, page.results[0].totals.outstanding_amount), (5, money("50.00")));
        let names =
            page.results[0].results.iter().filter_map(|row| row.customer_name.clone()).collect::<Vec<_>>();
        (names.join(" "), page.next.is_some(), page.previous.is_some())
    };
    assert_eq!(names(1), ("C0 C1".into(), true, false));
    assert_eq!(names(3), ("C4".into(), false, true));
    for number in [0, -1, 4, i64::MAX] {
        assert!(matches!(page(number), Err(Error::NotFound)), "{number}");
    }
}

#[test]
fn limits_are_read_or_refused() {
    assert_eq!(rules::limits("30, 60,90").expect("limits"), [30, 60, 90]);
    for bad in ["", "x", "30,30", "60,30", "0", "-1", "3651", "1,2,3,4,5,6,7,8,9,10,11", "30,,60", "1e3"] {
        assert!(refusal(rules::limits(bad)).starts_with("buckets: "), "{bad}");
    }
    assert_eq!(rules::bucket_names(&[1, 7]), ["not_yet_due", "1", "2-7", "over_7"]);
}

/// A hundred thousand open receivables of two hundred customers, and a few that moved.
fn many(scene: &Scene) {
    for n in 0..200 {
        due(scene, customer(scene, &format!("C{n}")), "1.01", "2026-07-01");
    }
    let sql = "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 499)
        INSERT INTO accounts_receivables_accountsreceivable (tenant_id, invoice_number, customer_id, amount, tax, paid_amount,
            outstanding_amount, invoice_date, due_date, terms, description, state, search, created_by_id, version, created_at,
            updated_at)
        SELECT tenant_id, invoice_number || '/' || n, customer_id, amount, tax, paid_amount, outstanding_amount, invoice_date,
            due_date, terms, description, state, search, created_by_id, 1, created_at, updated_at
        FROM accounts_receivables_accountsreceivable CROSS JOIN numbers;
        ANALYZE";
    scene.db.owner().batch_execute(sql).expect("filled");
}

#[test]
fn a_hundred_thousand_open_receivables_are_aged_by_two_statements_and_the_settings() {
    let scene = scene();
    many(&scene);
    let ctx = scene.ctx("acme", Role::ReadOnly);
    let asked = aging_on(day("2026-11-02"));
    let start = Instant::now();
    let (aging, sent) = scene
        .read(&ctx, |ctx, conn| {
            let (page, sent) = counted(|| services::aging(ctx, conn, &asked));
            Ok((page?.results.remove(0), sent))
        })
        .expect("aged");
    assert_eq!((sent, aging.count, aging.totals.outstanding_amount), (3, 200, money("101000.00")));
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    println!("aged in {:?}", start.elapsed());
}
