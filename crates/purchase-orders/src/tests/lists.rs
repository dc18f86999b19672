//! Filters, search, orderings, pages.
use super::{approved, cases, found, input, lines, list, made, to};
use crate::OrderIn;
use projectmeats_core::Role;
use projectmeats_db::statements::counted;
use projectmeats_testkit::{Scene, scene};

/// Three orders, of which the last is approved.
fn set() -> Scene {
    let scene = scene();
    let supplier = scene.stand_in("acme", "Omaha Beef");
    let day = |text: &str| text.parse().expect("a date");
    made(
        &scene,
        OrderIn {
            order_number: "A".into(),
            total_amount: "30".parse().ok(),
            notes: "Dock É4".into(),
            ..to(supplier)
        },
    );
    scene.clock().advance(60);
    made(
        &scene,
        OrderIn {
            order_number: "B".into(),
            order_date: day("2026-11-05"),
            delivery_date: Some(day("2026-11-09")),
            total_amount: "10".parse().ok(),
            our_purchase_order_num: "OWN-77".into(),
            ..to(supplier)
        },
    );
    scene.clock().advance(60);
    let customer = Some(scene.stand_in("acme", "Corner Grill"));
    approved(
        &scene,
        OrderIn { order_number: "C".into(), customer, total_amount: "20".parse().ok(), ..input(&scene) },
    );
    scene
}

#[test]
fn orders_are_found_by_what_is_said_of_them() {
    let scene = set();
    for (query, want) in [
        ("", vec!["B", "C", "A"]),
        ("status=approved", vec!["C"]),
        ("status__in=approved,draft", vec!["C"]),
        ("payment_status=unpaid", vec!["B", "C", "A"]),
        ("payment_status=paid", vec![]),
        ("total_amount__gte=20", vec!["C", "A"]),
        ("order_date=2026-11-05", vec!["B"]),
        ("delivery_date__isnull=true", vec!["C", "A"]),
        ("customer__isnull=false", vec!["C"]),
        ("supplier=1", vec!["B", "A"]),
        ("order_number=B", vec!["B"]),
        ("search=own-7", vec!["B"]),
        ("search=dock é4", vec!["A"]),
        ("ordering=total_amount", vec!["B", "C", "A"]),
        ("ordering=-created_on", vec!["C", "B", "A"]),
        ("ordering=delivery_date,order_number", vec!["A", "C", "B"]),
        ("ordering=status", vec!["C", "A", "B"]),
    ] {
        assert_eq!(found(&scene, query), want, "{query}");
    }
}

#[test]
fn a_list_takes_two_statements_however_many_orders_and_lines() {
    let scene = scene();
    for _ in 0..3 {
        made(&scene, OrderIn { items: lines(vec![cases("1", "1"); 5]), ..input(&scene) });
    }
    let reader = scene.ctx("acme", Role::ReadOnly);
    let list = super::asked("page_size=2").expect("asked");
    let (page, sent) = scene
        .read(&reader, |ctx, conn| {
            let (page, sent) = counted(|| crate::services::list(ctx, conn, &list));
            Ok((page?, sent))
        })
        .expect("listed");
    assert_eq!((page.count, page.results.len(), sent), (3, 2, 2));
    assert!(page.results.iter().all(|order| order.items.is_absent() && order.item_count == 5));
}

#[test]
fn cursors_go_through_all_orders_once() {
    let scene = set();
    let reader = scene.ctx("acme", Role::ReadOnly);
    for ordering in crate::services::COLUMNS.orderings() {
        let (mut query, mut seen) = (format!("ordering={ordering}&page_size=1&cursor="), Vec::new());
        loop {
            let page = list(&scene, &reader, &query).expect("listed");
            seen.extend(page.results.iter().map(|order| order.id));
            let Some(projectmeats_db::listing::Turn::Cursor(token)) = page.next else { break };
            query = format!("ordering={ordering}&page_size=1&cursor={token}");
        }
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), 3, "{ordering}");
    }
}
