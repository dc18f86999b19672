//! The supplier a plant belongs to.
use super::{create, delete, found, input, made, refusal, retrieve, told, update};
use crate::{Place, PlantIn, SupplierPlants, services};
use projectmeats_core::{
    Ctx, Result, Role,
    ids::{PlantId, SupplierId},
};
use projectmeats_db::{Ids, link};
use projectmeats_testkit::{Scene, scene};

fn supply(scene: &Scene, ctx: &Ctx, supplier: SupplierId, plants: &[PlantId]) -> Result<bool> {
    let wanted: Ids<PlantId> = plants.iter().copied().collect();
    scene.write(ctx, move |ctx, conn| services::supply(ctx, conn, supplier, "plants", &wanted))
}

fn supplied(scene: &Scene, supplier: SupplierId) -> Vec<PlantId> {
    let ctx = scene.ctx("acme", Role::ReadOnly);
    let found = scene.read(&ctx, |ctx, conn| link::members::<SupplierPlants>(conn, ctx.tenant, supplier));
    found.expect("read").iter().collect()
}

#[test]
fn a_plant_shows_its_supplier_and_is_found_by_it() {
    let scene = scene();
    let supplier: SupplierId = scene.stand_in("acme", "Omaha Beef");
    let plant = made(&scene, PlantIn { supplier: Some(supplier), ..input("A") });
    made(&scene, input("B"));
    assert_eq!((plant.fields.supplier, plant.supplier_name.as_deref()), (Some(supplier), Some("Omaha Beef")));
    assert_eq!(found(&scene, &format!("supplier={supplier}")), ["A"]);
    assert_eq!(found(&scene, &format!("supplier__in={supplier},{}", i64::MAX)), ["A"]);
    assert_eq!(found(&scene, "supplier__isnull=true"), ["B"]);
    assert_eq!(found(&scene, "supplier__isnull=false"), ["A"]);
    let free =
        update(&scene, &scene.ctx("acme", Role::User), plant.id, |i| i.supplier = None).expect("changed");
    assert_eq!((free.fields.supplier, free.supplier_name), (None, None));
}

#[test]
fn the_supplier_of_another_company_is_answered_as_one_that_nobody_has() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::User);
    let theirs: SupplierId = scene.stand_in("globex", "Theirs");
    let plant = made(&scene, input("A"));
    for supplier in [theirs, SupplierId(i64::MAX)] {
        let want = format!("supplier: Invalid pk \"{supplier}\" - object does not exist.");
        let new = PlantIn { supplier: Some(supplier), ..input("B") };
        assert_eq!(refusal(create(&scene, &ctx, new)), want);
        let change = move |i: &mut PlantIn| i.supplier = Some(supplier);
        assert_eq!(refusal(update(&scene, &ctx, plant.id, change)), want);
    }
    assert_eq!(retrieve(&scene, &ctx, plant.id).expect("found"), plant);
}

#[test]
fn the_plants_of_a_supplier_stand_in_the_order_they_were_given_and_new_ones_come_last() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::User);
    let supplier: SupplierId = scene.stand_in("acme", "One");
    let [a, b, c] = ["A", "B", "C"].map(|code| made(&scene, input(code)).id);
    assert!(supply(&scene, &ctx, supplier, &[c, a]).expect("set"));
    assert!(!supply(&scene, &ctx, supplier, &[c, a]).expect("set"), "nothing changed");
    update(&scene, &ctx, b, move |i| i.supplier = Some(supplier)).expect("changed");
    assert_eq!(supplied(&scene, supplier), [c, a, b]);
    assert!(supply(&scene, &ctx, supplier, &[b, c]).expect("set"));
    assert_eq!(supplied(&scene, supplier), [b, c]);
    let left = retrieve(&scene, &ctx, a).expect("found");
    assert_eq!((left.fields.supplier, left.version), (None, 3), "it came and went");
    assert_eq!(retrieve(&scene, &ctx, c).expect("found").version, 2, "its place is not its own to tell");
    let records = told(&scene, &ctx, a).expect("told");
    assert_eq!(records[0].changes.0["supplier_name"], serde_json::json!({ "from": "One", "to": null }));
}

#[test]
fn only_who_may_change_plants_may_give_them_to_a_supplier() {
    let scene = scene();
    let supplier: SupplierId = scene.stand_in("acme", "One");
    let a = made(&scene, input("A")).id;
    let refused = supply(&scene, &scene.ctx("acme", Role::ReadOnly), supplier, &[a]);
    assert!(matches!(refused, Err(projectmeats_core::Error::Forbidden(_))));
    let globex = supply(&scene, &scene.ctx("globex", Role::Owner), supplier, &[a]);
    assert_eq!(refusal(globex), format!("plants: Invalid pk \"{a}\" - object does not exist."));
    assert_eq!(supplied(&scene, supplier), []);
}

#[test]
fn what_others_show_of_a_plant_are_columns_of_it() {
    use projectmeats_db::Shown;
    let scene = scene();
    let place = serde_json::to_value(made(&scene, input("A"))).expect("json");
    let named = Place::COLUMNS.iter().all(|column| place.get(column).is_some());
    assert!(named, "{:?}", Place::COLUMNS);
}

#[test]
fn a_plant_leaves_its_supplier_when_it_is_deleted() {
    let scene = scene();
    let supplier: SupplierId = scene.stand_in("acme", "One");
    let [a, b] = ["A", "B"].map(|code| made(&scene, PlantIn { supplier: Some(supplier), ..input(code) }).id);
    assert_eq!(supplied(&scene, supplier), [a, b]);
    delete(&scene, &scene.ctx("acme", Role::Owner), a).expect("its supplier does not hold it");
    assert_eq!(supplied(&scene, supplier), [b]);
}
