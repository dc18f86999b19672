//! Terms that change after they were agreed on.
use super::{approved, cases, input, items, lines, made, update};
use crate::{ItemIn, OrderIn, models::Revision, services};
use projectmeats_core::{Role, ids::OrderId};
use projectmeats_testkit::{Scene, scene};
use serde_json::json;

fn revisions(scene: &Scene, id: OrderId) -> Vec<Revision> {
    let reader = scene.ctx("acme", Role::ReadOnly);
    scene.read(&reader, |ctx, conn| services::revisions(ctx, conn, id)).expect("listed")
}

#[test]
fn before_an_order_is_agreed_on_nothing_is_a_revision() {
    let scene = scene();
    let order = made(&scene, OrderIn { items: lines([cases("1", "1")]), ..input(&scene) });
    let after =
        update(&scene, &scene.ctx("acme", Role::User), order.id, |i| i.freight = "5".parse().expect("money"));
    assert_eq!(after.expect("changed").revision, 0);
    assert!(revisions(&scene, order.id).is_empty());
}

#[test]
fn logistics_notes_and_weights_change_without_a_revision() {
    let scene = scene();
    let user = scene.ctx("acme", Role::User);
    let order = approved(&scene, OrderIn { items: lines([cases("1", "1")]), ..input(&scene) });
    let carrier = scene.stand_in("acme", "Fast Freight");
    let weighed = ItemIn { actual_weight: "61".parse().ok(), ..items(&order)[0].row.fields.clone() };
    let after = update(&scene, &user, order.id, move |input| {
        input.carrier = Some(carrier);
        input.delivery_date = "2026-12-01".parse().ok();
        input.appointment_number = "A1".into();
        input.notes = "Dock 4".into();
        input.items = lines([weighed]);
    });
    let after = after.expect("changed");
    assert_eq!((after.revision, after.total().to_string()), (0, "61.00".into()));
    assert_eq!(after.carrier_name.as_deref(), Some("Fast Freight"));
}

#[test]
fn other_terms_make_a_revision_that_says_what_changed_and_why() {
    let scene = scene();
    let user = scene.ctx("acme", Role::User);
    let order =
        approved(&scene, OrderIn { items: lines([cases("1", "1"), cases("2", "1")]), ..input(&scene) });
    let dearer =
        ItemIn { unit_price: "1.25".parse().expect("a price"), ..items(&order)[1].row.fields.clone() };
    let first = items(&order)[0].row.fields.clone();
    let after = update(&scene, &user, order.id, move |input| {
        input.revision_reason = "The market moved".into();
        input.items = lines([first, dearer]);
    });
    assert_eq!(after.expect("changed").revision, 1);
    let again = update(&scene, &user, order.id, |input| input.freight = "5".parse().expect("money"));
    assert_eq!(again.expect("changed").revision, 2);
    let all = revisions(&scene, order.id);
    let told: Vec<_> = all.iter().map(|r| (r.revision, r.reason.as_str(), r.by_name.as_deref())).collect();
    assert_eq!(told, [(2, "", Some("acme-user")), (1, "The market moved", Some("acme-user"))]);
    let changes = json!({
        "items.1.unit_price": { "from": "1.000000", "to": "1.250000" },
        "total_amount": { "from": "180.00", "to": "210.00" }
    });
    assert_eq!(all[1].changes.0, changes);
    assert_eq!(all[0].changes.0["freight"], json!({ "from": "0.00", "to": "5.00" }));
}

#[test]
fn a_line_that_is_added_or_taken_away_is_a_revision() {
    let scene = scene();
    let owner = scene.ctx("acme", Role::Owner);
    let order = approved(&scene, OrderIn { items: lines([cases("1", "1")]), ..input(&scene) });
    let id = order.id;
    let new = scene
        .write(&owner, move |ctx, conn| services::items::create(ctx, conn, id, cases("3", "1")))
        .expect("added");
    let line = new.id();
    scene.write(&owner, move |ctx, conn| services::items::delete(ctx, conn, id, line)).expect("deleted");
    let all = revisions(&scene, id);
    assert_eq!(all.len(), 2);
    assert_eq!(all[1].changes.0["items.1.quantity"], json!({ "from": null, "to": "3.0000" }));
    assert_eq!(all[0].changes.0["items.1.quantity"], json!({ "from": "3.0000", "to": null }));
}
