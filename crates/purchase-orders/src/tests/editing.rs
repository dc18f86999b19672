//! Changes of an order and of its lines.
use super::{approved, cases, create, delete, input, items, lines, made, refusal, retrieve, told, update};
use crate::{
    Item, ItemIn, OrderIn,
    models::{Lines, PaymentIn},
    services::{items as services, payments},
};
use projectmeats_activity::Verb;
use projectmeats_core::{Error, Result, Role};
use projectmeats_testkit::scene;
use serde_json::json;

#[test]
fn a_line_with_its_key_stays_itself_one_without_is_new_and_one_left_out_is_gone() {
    let scene = scene();
    let owner = scene.ctx("acme", Role::Owner);
    let order = made(
        &scene,
        OrderIn { items: lines([cases("1", "1"), cases("2", "1"), cases("3", "1")]), ..input(&scene) },
    );
    let keys: Vec<_> = items(&order).iter().map(Item::id).collect();
    let third = ItemIn { id: Some(keys[2]), ..cases("30", "2") };
    let first = keys[0];
    let after = update(&scene, &owner, order.id, move |input| {
        input.items = lines([third, ItemIn { id: Some(first), ..cases("1", "1") }, cases("4", "1")]);
    });
    let after = after.expect("changed");
    let kept: Vec<_> = items(&after)
        .iter()
        .map(|item| (item.id(), item.row.position, item.row.amount.to_string()))
        .collect();
    let new = items(&after)[2].id();
    let want = [(keys[2], 1, "3600.00"), (keys[0], 2, "60.00"), (new, 3, "240.00")];
    assert_eq!(kept, want.map(|(id, at, amount)| (id, at, amount.to_owned())));
    assert!(!keys.contains(&new));
    assert_eq!((after.total().to_string(), after.item_count, after.version), ("3900.00".into(), 3, 2));
    assert_eq!(retrieve(&scene, &owner, order.id).expect("found"), after);
    let foreign = made(&scene, OrderIn { items: lines([cases("1", "1")]), ..input(&scene) });
    let theirs = items(&foreign)[0].id();
    let told = update(&scene, &owner, order.id, move |input| {
        input.items = lines([ItemIn { id: Some(theirs), ..cases("1", "1") }]);
    });
    assert_eq!(refusal(told), format!("items.0.id: Invalid pk \"{theirs}\" - object does not exist."));
}

#[test]
fn lines_that_are_not_given_stay() {
    let scene = scene();
    let owner = scene.ctx("acme", Role::Owner);
    let order = made(&scene, OrderIn { items: lines([cases("1", "1")]), ..input(&scene) });
    let after = update(&scene, &owner, order.id, |input| {
        input.items = Lines(None);
        input.freight = "10".parse().expect("money");
    });
    let after = after.expect("changed");
    assert_eq!((after.total().to_string(), after.item_count), ("70.00".into(), 1));
    assert_eq!(items(&after)[0].row.allocated_freight.to_string(), "10.00");
    let none = update(&scene, &owner, order.id, |input| input.items = lines([])).expect("changed");
    assert_eq!((none.total().to_string(), none.item_count), ("10.00".into(), 0));
}

#[test]
fn a_line_is_changed_by_itself_and_its_order_with_it() {
    let scene = scene();
    let owner = scene.ctx("acme", Role::Owner);
    let order = made(&scene, OrderIn { items: lines([cases("1", "1")]), ..input(&scene) });
    let (id, line) = (order.id, items(&order)[0].id());
    let new = scene
        .write(&owner, move |ctx, conn| services::create(ctx, conn, id, cases("2", "1")))
        .expect("created");
    assert_eq!((new.row.position, new.row.amount.to_string()), (2, "120.00".into()));
    let change = |price: &'static str| {
        scene.write(&owner, move |ctx, conn| {
            services::update(ctx, conn, id, line, &mut |stored| {
                Ok(ItemIn { unit_price: price.parse().expect("a price"), ..stored.row.fields.clone() })
            })
        })
    };
    assert_eq!(change("1.5").expect("changed").row.amount.to_string(), "90.00");
    assert_eq!(refusal(change("-1")), "unit_price: Ensure this value is greater than or equal to 0.");
    assert_eq!(retrieve(&scene, &owner, id).expect("found").total().to_string(), "210.00");
    scene.write(&owner, move |ctx, conn| services::delete(ctx, conn, id, line)).expect("deleted");
    let after = retrieve(&scene, &owner, id).expect("found");
    assert_eq!(
        (after.total().to_string(), after.version, items(&after)[0].row.position),
        ("120.00".into(), 4, 1)
    );
    let gone = scene.read(&owner, |ctx, conn| services::retrieve(ctx, conn, id, line));
    assert!(matches!(gone, Err(Error::NotFound)));
}

#[test]
fn a_figure_that_is_not_what_the_lines_come_to_is_refused_and_one_left_alone_is_not() {
    let scene = scene();
    let owner = scene.ctx("acme", Role::Owner);
    let money = |text: &str| text.parse().ok();
    let wrong = OrderIn { items: lines([cases("1", "1")]), total_amount: money("59.99"), ..input(&scene) };
    assert!(refusal(create(&scene, &owner, wrong)).starts_with("total_amount: The items come to 60.00."));
    let right = OrderIn { items: lines([cases("1", "1")]), total_amount: money("60"), ..input(&scene) };
    let order = made(&scene, right);
    let after =
        update(&scene, &owner, order.id, |input| input.tax = "1".parse().expect("money")).expect("changed");
    assert_eq!(after.total().to_string(), "61.00");
    let told = refusal(update(&scene, &owner, order.id, move |input| input.total_amount = money("5")));
    assert!(told.starts_with("total_amount: The items come to 61.00."), "{told}");
}

#[test]
fn without_lines_the_clients_figure_is_kept() {
    let scene = scene();
    let owner = scene.ctx("acme", Role::Owner);
    let order = made(&scene, OrderIn { total_amount: "1234.5".parse().ok(), ..input(&scene) });
    assert_eq!((order.total().to_string(), order.subtotal.to_string()), ("1234.50".into(), "1234.50".into()));
    let after = update(&scene, &owner, order.id, |input| input.freight = "34.5".parse().expect("money"));
    let after = after.expect("changed");
    assert_eq!((after.total().to_string(), after.subtotal.to_string()), ("1234.50".into(), "1200.00".into()));
    for (field, told) in [("total_amount", "-1"), ("freight", "-1"), ("total_weight", "-1")] {
        let change = move |input: &mut OrderIn| match field {
            "total_amount" => input.total_amount = told.parse().ok(),
            "freight" => input.freight = told.parse().expect("money"),
            _ => input.total_weight = told.parse().ok(),
        };
        let told = refusal(update(&scene, &owner, order.id, change));
        assert_eq!(told, format!("{field}: Ensure this value is greater than or equal to 0."));
    }
}

#[test]
fn the_history_tells_lines_by_their_place() {
    let scene = scene();
    let owner = scene.ctx("acme", Role::Owner);
    let order = made(&scene, OrderIn { items: lines([cases("1", "1"), cases("2", "1")]), ..input(&scene) });
    let line = ItemIn { id: Some(items(&order)[1].id()), ..cases("2", "1.25") };
    let first = items(&order)[0].row.fields.clone();
    update(&scene, &owner, order.id, move |input| input.items = lines([first, line])).expect("changed");
    let records = told(&scene, &owner, order.id).expect("told");
    assert_eq!(records[0].verb, Verb::Updated);
    let changes = &records[0].changes.0;
    assert_eq!(changes["items.1.unit_price"], json!({ "from": "1.000000", "to": "1.250000" }));
    assert_eq!(changes["total_amount"], json!({ "from": "180.00", "to": "210.00" }));
    let names: Vec<_> = changes.as_object().expect("fields").keys().map(String::as_str).collect();
    assert_eq!(
        names,
        ["items.1.amount", "items.1.unit_price", "outstanding_amount", "subtotal", "total_amount"]
    );
}

#[test]
fn only_what_was_not_agreed_on_nor_paid_for_is_deleted() -> Result<()> {
    let scene = scene();
    let owner = scene.ctx("acme", Role::Owner);
    let agreed = approved(&scene, input(&scene));
    assert!(matches!(delete(&scene, &owner, agreed.id), Err(Error::Conflict(_))));
    let paid = made(&scene, OrderIn { total_amount: "10".parse().ok(), ..input(&scene) }).id;
    let payment = PaymentIn { amount: "1".parse().expect("money"), ..PaymentIn::default() };
    scene.write(&owner, move |ctx, conn| payments::create(ctx, conn, paid, payment))?;
    assert!(
        matches!(delete(&scene, &owner, paid), Err(Error::Conflict(why)) if why.contains("1 order payment"))
    );
    let order = made(&scene, OrderIn { items: lines([cases("1", "1")]), ..input(&scene) });
    delete(&scene, &owner, order.id)?;
    assert!(matches!(retrieve(&scene, &owner, order.id), Err(Error::NotFound)));
    assert_eq!(told(&scene, &owner, order.id)?[0].verb, Verb::Deleted);
    Ok(())
}
