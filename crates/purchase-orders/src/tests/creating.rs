//! New orders: their sums, their numbers, what is copied, how little it takes.
use super::{cases, create, input, items, lines, made, refusal, retrieve, to, told};
use crate::{ItemIn, OrderIn, OrderStatus, PaymentStatus};
use projectmeats_core::{Error, Role};
use projectmeats_db::statements::counted;
use projectmeats_testkit::scene;
use serde_json::json;
use std::{collections::BTreeSet, thread};

#[test]
fn an_order_comes_to_its_lines_and_what_is_added() {
    let scene = scene();
    let order = made(
        &scene,
        OrderIn {
            freight: "100.01".parse().expect("money"),
            tax: "5".parse().expect("money"),
            discount: "0.01".parse().expect("money"),
            items: lines([cases("40", "4.125"), cases("20", "1.5")]),
            ..to(scene.stand_in("acme", "Omaha Beef"))
        },
    );
    assert_eq!(order.fields.order_number, "PO-000001");
    let amounts: Vec<_> = items(&order).iter().map(|item| item.row.amount.to_string()).collect();
    assert_eq!(amounts, ["9900.00", "1800.00"]);
    let shares: Vec<_> = items(&order).iter().map(|item| item.row.allocated_freight.to_string()).collect();
    assert_eq!(shares, ["66.67", "33.34"]);
    assert_eq!(
        (order.subtotal.to_string(), order.total().to_string()),
        ("11700.00".into(), "11805.00".into())
    );
    assert_eq!((order.outstanding_amount, order.payment_status), (order.total(), PaymentStatus::Unpaid));
    assert_eq!(order.fields.total_weight.map(|w| w.to_string()).as_deref(), Some("3600.0000"));
    assert_eq!(
        (order.supplier_name.as_deref(), order.item_count, order.revision),
        (Some("Omaha Beef"), 2, 0)
    );
    let read = retrieve(&scene, &scene.ctx("acme", Role::ReadOnly), order.id).expect("found");
    assert_eq!(read, order);
}

#[test]
fn every_mistake_in_the_lines_is_named_by_its_place() {
    let scene = scene();
    let owner = scene.ctx("acme", Role::Owner);
    let bad =
        ItemIn { namp_code: "12".into(), quantity: "0".parse().expect("a quantity"), ..ItemIn::default() };
    let order = OrderIn { items: lines([cases("1", "1"), bad, cases("1", "-1")]), ..input(&scene) };
    let told = refusal(create(&scene, &owner, order));
    for field in ["items.1.namp_code: ", "items.1.quantity: ", "items.2.unit_price: "] {
        assert!(told.contains(field), "{told}");
    }
    let many = OrderIn { items: lines(vec![cases("1", "1"); 501]), ..input(&scene) };
    assert_eq!(refusal(create(&scene, &owner, many)), "items: An order has at most 500 items.");
    let dates = OrderIn { delivery_date: "2026-11-01".parse().ok(), ..input(&scene) };
    assert_eq!(
        refusal(create(&scene, &owner, dates)),
        "delivery_date: This cannot be before the order date."
    );
    assert_eq!(refusal(create(&scene, &owner, OrderIn::default())), "supplier: This field may not be null.");
}

#[test]
fn what_an_order_refers_to_must_be_there_in_its_own_company() {
    let scene = scene();
    let owner = scene.ctx("acme", Role::Owner);
    let foreign = scene.stand_in("globex", "Other");
    let told = refusal(create(&scene, &owner, to(foreign)));
    assert_eq!(told, format!("supplier: Invalid pk \"{foreign}\" - object does not exist."));
    let missing = OrderIn {
        customer: Some(scene.stand_in("globex", "Grill")),
        carrier: Some(99.into()),
        plant: Some(99.into()),
        contact: Some(99.into()),
        delivery_plant: Some(99.into()),
        ..input(&scene)
    };
    let told = refusal(create(&scene, &owner, missing));
    for field in ["customer", "carrier", "plant", "contact", "delivery_plant"] {
        assert!(told.contains(&format!("{field}: Invalid pk")), "{told}");
    }
}

#[test]
fn a_number_that_is_given_is_kept_unique_and_never_drawn_again() {
    let scene = scene();
    let owner = scene.ctx("acme", Role::Owner);
    let numbered = |number: &str| OrderIn { order_number: number.into(), ..input(&scene) };
    let number = |input: OrderIn| made(&scene, input).fields.order_number;
    assert_eq!(number(numbered("PO-000007")), "PO-000007");
    assert_eq!(number(numbered("")), "PO-000008");
    assert_eq!(number(numbered("mine")), "mine");
    for taken in ["PO-000007", "mine"] {
        let told = refusal(create(&scene, &owner, numbered(taken)));
        assert_eq!(told, "order_number: purchase order with this order number already exists.");
    }
    assert_eq!(number(numbered("")), "PO-000009");
}

#[test]
fn sixty_four_who_create_at_once_get_sixty_four_numbers_without_a_gap() {
    let scene = scene();
    let supplier = scene.stand_in("acme", "Omaha Beef");
    let owner = scene.ctx("acme", Role::Owner);
    made(&scene, OrderIn { order_number: "PO-000040".into(), ..to(supplier) });
    let numbers: BTreeSet<String> = thread::scope(|threads| {
        let order = |_| {
            threads.spawn(|| {
                let input = OrderIn { items: lines([cases("1", "1")]), ..to(supplier) };
                create(&scene, &owner, input).expect("created").fields.order_number
            })
        };
        let all: Vec<_> = (0..64).map(order).collect();
        all.into_iter().map(|thread| thread.join().expect("finished")).collect()
    });
    assert_eq!(numbers, (41..105).map(|n| format!("PO-{n:06}")).collect());
}

#[test]
fn an_order_of_many_lines_takes_as_many_statements_as_one_of_few() {
    let scene = scene();
    let supplier = scene.stand_in("acme", "Omaha Beef");
    let take = |n: usize| {
        let input = OrderIn {
            customer: Some(scene.stand_in("acme", &format!("Grill {n}"))),
            items: lines(vec![cases("1", "1.5"); n]),
            ..to(supplier)
        };
        let owner = scene.ctx("acme", Role::Owner);
        let made = scene.write(&owner, |ctx, conn| {
            let (order, sent) = counted(|| crate::services::create(ctx, conn, input));
            Ok((order?, sent))
        });
        made.expect("created").1
    };
    // A connection asks the server once what its types are called.
    take(2);
    assert_eq!((take(1), take(20), take(500)), (8, 8, 8));
}

#[test]
fn who_may_begin_an_order_where() {
    let scene = scene();
    let begin = |role: Role, status: OrderStatus| {
        create(&scene, &scene.ctx("acme", role), OrderIn { status, ..input(&scene) })
    };
    assert!(begin(Role::User, OrderStatus::Draft).is_ok());
    assert!(begin(Role::User, OrderStatus::Pending).is_ok());
    assert!(matches!(begin(Role::User, OrderStatus::Approved), Err(Error::Forbidden(_))));
    assert!(begin(Role::Manager, OrderStatus::Approved).is_ok());
    assert!(matches!(begin(Role::Owner, OrderStatus::Delivered), Err(Error::Conflict(_))));
    assert!(matches!(begin(Role::ReadOnly, OrderStatus::Draft), Err(Error::Forbidden(_))));
}

#[test]
fn the_history_of_a_new_order_holds_it_and_its_lines_and_nothing_that_is_blank() {
    let scene = scene();
    let order = made(&scene, OrderIn { items: lines([cases("40", "4.125")]), ..input(&scene) });
    let records = told(&scene, &scene.ctx("acme", Role::User), order.id).expect("told");
    let changes = &records[0].changes.0;
    assert_eq!(changes["order_number"], json!({ "from": null, "to": "PO-000001" }));
    let line = &changes["items"]["to"][0];
    assert_eq!((&line["unit_price"], &line["amount"]), (&json!("4.125000"), &json!("9900.00")));
    assert_eq!((line.get("lot_number"), changes.get("notes"), line.get("received")), (None, None, None));
}
