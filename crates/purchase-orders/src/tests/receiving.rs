//! Goods arrive.
use super::{approved, arrives, cases, input, items, lines, made, receive, refusal, retrieve};
use crate::{
    Item, OrderIn, OrderStatus,
    models::{Receipt, ReceiptLine, Tolerance},
    services,
};
use projectmeats_core::{Error, Role};
use projectmeats_db::statements::counted;
use projectmeats_testkit::scene;
use projectmeats_trade::WeightBasis;

#[test]
fn an_order_becomes_what_it_weighs_and_is_delivered_when_all_is_there() {
    let scene = scene();
    let user = scene.ctx("acme", Role::User);
    let order =
        approved(&scene, OrderIn { items: lines([cases("2", "2"), cases("1", "1")]), ..input(&scene) });
    let keys: Vec<_> = items(&order).iter().map(Item::id).collect();
    assert_eq!(order.total().to_string(), "300.00");
    let first = Receipt { lines: vec![arrives(keys[0], &["61"])], ..Receipt::default() };
    let partial = receive(&scene, &user, order.id, first).expect("received");
    assert_eq!(
        (partial.fields.status, partial.total().to_string()),
        (OrderStatus::Approved, "182.00".into())
    );
    assert_eq!(items(&partial)[0].worth.weight_basis, WeightBasis::Actual);
    assert_eq!(items(&partial)[0].worth.tolerance, Some(Tolerance::Within));
    let rest = Receipt {
        lines: vec![arrives(keys[0], &["66"]), arrives(keys[1], &["50"])],
        received_on: "2026-11-05".parse().ok(),
        ..Receipt::default()
    };
    let all = receive(&scene, &user, order.id, rest).expect("received");
    assert_eq!((all.fields.status, all.total().to_string()), (OrderStatus::Delivered, "304.00".into()));
    assert_eq!(all.fields.actual_delivery_date, "2026-11-05".parse().ok());
    let flags: Vec<_> = items(&all).iter().map(|item| item.worth.tolerance).collect();
    assert_eq!(flags, [Some(Tolerance::Over), Some(Tolerance::Under)]);
    assert_eq!(all.fields.total_weight.map(|w| w.to_string()).as_deref(), Some("177.0000"));
    assert_eq!(all.revision, 0);
    assert_eq!(retrieve(&scene, &user, order.id).expect("found"), all);
}

#[test]
fn an_order_can_be_closed_short_and_claimed_for() {
    let scene = scene();
    let user = scene.ctx("acme", Role::User);
    let order =
        approved(&scene, OrderIn { items: lines([cases("2", "2"), cases("1", "1")]), ..input(&scene) });
    let line = ReceiptLine {
        claim_amount: "25.5".parse().ok(),
        claim_reason: Some("One case short".into()),
        ..arrives(items(&order)[0].id(), &["61"])
    };
    let receipt = Receipt { lines: vec![line], complete: true, ..Receipt::default() };
    let after = receive(&scene, &user, order.id, receipt).expect("received");
    assert_eq!(after.fields.status, OrderStatus::Delivered);
    let row = &items(&after)[0].row;
    assert_eq!((row.fields.claim_amount, row.received), ("25.5".parse().ok(), true));
    assert_eq!(items(&after)[0].worth.tolerance, Some(Tolerance::Under));
}

#[test]
fn what_cannot_be_received_is_refused() {
    let scene = scene();
    let user = scene.ctx("acme", Role::User);
    let pending = made(&scene, OrderIn { items: lines([cases("1", "1")]), ..input(&scene) });
    let receipt = Receipt { lines: vec![arrives(items(&pending)[0].id(), &["1"])], ..Receipt::default() };
    assert!(matches!(receive(&scene, &user, pending.id, receipt.clone()), Err(Error::Conflict(_))));
    let order = approved(&scene, OrderIn { items: lines([cases("1", "1")]), ..input(&scene) });
    let foreign = refusal(receive(&scene, &user, order.id, receipt));
    assert!(foreign.starts_with("lines.0.item: Invalid pk"), "{foreign}");
    assert_eq!(
        refusal(receive(&scene, &user, order.id, Receipt::default())),
        "lines: This list may not be empty."
    );
    let key = items(&order)[0].id();
    let bad = Receipt { lines: vec![arrives(key, &["-1"]), ReceiptLine::default()], ..Receipt::default() };
    let told = refusal(receive(&scene, &user, order.id, bad));
    assert!(
        told.contains("lines.0.weights: Weight 1") && told.contains("lines.1.item: This field is required."),
        "{told}"
    );
}

#[test]
fn five_hundred_lines_are_received_in_a_handful_of_statements() {
    let scene = scene();
    let order = approved(&scene, OrderIn { items: lines(vec![cases("2", "1.5"); 500]), ..input(&scene) });
    let user = scene.ctx("acme", Role::User);
    let receipt = Receipt {
        lines: items(&order).iter().map(|item| arrives(item.id(), &["60.25", "59.5"])).collect(),
        ..Receipt::default()
    };
    let id = order.id;
    let done = scene.write(&user, move |ctx, conn| {
        let (order, sent) = counted(|| services::receive(ctx, conn, id, receipt, &mut |_| Ok(())));
        Ok((order?, sent))
    });
    let (after, sent) = done.expect("received");
    assert!(sent <= 8, "{sent} statements");
    assert_eq!((after.fields.status, after.total().to_string()), (OrderStatus::Delivered, "89815.00".into()));
    assert_eq!(retrieve(&scene, &user, id).expect("found"), after);
}
