//! Plants and contacts of a supplier: one field and a set that agree, from this side and from the other.
use super::{create, delete, input, made, plant, refusal, retrieve, update};
use crate::SupplierIn;
use projectmeats_contacts::{Contact, ContactIn, services as contacts};
use projectmeats_core::{
    Error, Role,
    ids::{ContactId, PlantId, SupplierId},
};
use projectmeats_db::Ids;
use projectmeats_plants::{Plant, services as plants};
use projectmeats_testkit::{Scene, scene};

fn contact(scene: &Scene, last: &str, supplier: Option<SupplierId>) -> Contact {
    let new =
        ContactIn { first_name: "Ann".into(), last_name: last.into(), supplier, ..ContactIn::default() };
    scene
        .write(&scene.ctx("acme", Role::Owner), |ctx, conn| contacts::create(ctx, conn, new))
        .expect("created")
}

fn seen(scene: &Scene, id: ContactId) -> Contact {
    scene.read(&scene.ctx("acme", Role::User), |ctx, conn| contacts::retrieve(ctx, conn, id)).expect("found")
}

fn seen_plant(scene: &Scene, id: PlantId) -> Plant {
    scene.read(&scene.ctx("acme", Role::User), |ctx, conn| plants::retrieve(ctx, conn, id)).expect("found")
}

#[test]
fn the_primary_contact_is_the_first_of_the_set() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::User);
    let [one, two] = ["One", "Two"].map(|last| contact(&scene, last, None).id);
    let supplier = made(&scene, SupplierIn { contacts: Ids::from_iter([one, two]), ..input("A") });
    let primary = (supplier.fields.primary_contact, supplier.primary_contact_name.as_deref());
    assert_eq!(primary, (Some(one), Some("Ann One")));
    let supplier =
        update(&scene, &ctx, supplier.id, move |i| i.contacts = Ids::from_iter([two, one])).expect("changed");
    assert_eq!(supplier.fields.contacts, Ids::from_iter([two, one]));
    assert_eq!(supplier.primary_contact_name.as_deref(), Some("Ann Two"));
    let supplier = update(&scene, &ctx, supplier.id, |i| i.primary_contact = None).expect("changed");
    assert_eq!(supplier.fields.contacts, Ids::from_iter([one]));
    let supplier = update(&scene, &ctx, supplier.id, |i| i.contacts = Ids::default()).expect("changed");
    assert_eq!((supplier.fields.primary_contact, supplier.primary_contact_name), (None, None));
}

#[test]
fn contacts_agree_with_what_they_say_themselves() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::Owner);
    let supplier = made(&scene, input("A"));
    let one = contact(&scene, "One", Some(supplier.id));
    let after = retrieve(&scene, &ctx, supplier.id).expect("found");
    assert_eq!(
        (after.fields.primary_contact, after.version),
        (Some(one.id), 2),
        "it has changed by its contact"
    );
    update(&scene, &ctx, supplier.id, |i| i.contacts = Ids::default()).expect("changed");
    assert_eq!((seen(&scene, one.id).fields.supplier, seen(&scene, one.id).version), (None, 2));
    update(&scene, &ctx, supplier.id, move |i| i.primary_contact = Some(one.id)).expect("changed");
    assert_eq!(seen(&scene, one.id).supplier_name.as_deref(), Some("A"));
    delete(&scene, &ctx, supplier.id).expect("contacts do not hold it");
    assert_eq!((seen(&scene, one.id).fields.supplier, seen(&scene, one.id).version), (None, 4));
}

#[test]
fn its_plants_are_those_whose_supplier_it_is() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::User);
    let [p, q, r] = ["P", "Q", "R"].map(|code| plant(&scene, code));
    let supplier = made(&scene, SupplierIn { plants: Ids::from_iter([q, p]), ..input("A") });
    assert_eq!((supplier.fields.plant, supplier.plant_name.as_deref()), (Some(q), Some("Plant Q")));
    let theirs = seen_plant(&scene, q);
    assert_eq!((theirs.fields.supplier, theirs.supplier_name.as_deref()), (Some(supplier.id), Some("A")));
    assert_eq!(theirs.version, 2, "the plant has changed");
    let records = scene.read(&ctx, |ctx, conn| {
        let all =
            projectmeats_db::listing::ListQuery::all(&projectmeats_activity::COLUMNS, Default::default());
        projectmeats_activity::history(ctx, conn, plants::NOUN, &q.to_string(), &all)
    });
    let told = &records.expect("told").results[0];
    assert_eq!(told.changes.0["supplier"], serde_json::json!({ "from": null, "to": supplier.id }));
    let after = update(&scene, &ctx, supplier.id, move |i| i.plant = Some(r)).expect("changed");
    assert_eq!(after.fields.plants, Ids::from_iter([r, q, p]), "a new first comes before the others");
    assert_eq!(seen_plant(&scene, q).fields.supplier, Some(supplier.id));
    assert_eq!(seen_plant(&scene, p).version, 2, "one that stays has not changed");
    let other = move |i: &mut SupplierIn| i.plants = Ids::from_iter([p, r]);
    let after = update(&scene, &ctx, supplier.id, other).expect("changed");
    assert_eq!(after.fields.plants, Ids::from_iter([p, r]));
    assert_eq!(seen_plant(&scene, q).fields.supplier, None);
    let after = update(&scene, &ctx, supplier.id, |i| i.plants = Ids::default()).expect("changed");
    assert_eq!((after.fields.plant, after.plant_name, after.locations.len()), (None, None, 0));
}

#[test]
fn a_plant_that_names_its_supplier_comes_last_in_its_list() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::User);
    let [p, q, r] = ["P", "Q", "R"].map(|code| plant(&scene, code));
    let supplier = made(&scene, SupplierIn { plants: Ids::from_iter([r, q]), ..input("A") });
    let other = made(&scene, input("B"));
    let name = |plant: PlantId, supplier: Option<SupplierId>| {
        scene.write(&ctx, move |ctx, conn| {
            plants::update(ctx, conn, plant, &mut |stored| {
                Ok(projectmeats_plants::PlantIn { supplier, ..stored.fields.clone() })
            })
        })
    };
    name(p, Some(supplier.id)).expect("changed");
    let after = retrieve(&scene, &ctx, supplier.id).expect("found");
    assert_eq!((after.fields.plants, after.version), (Ids::from_iter([r, q, p]), 2));
    name(r, Some(other.id)).expect("changed");
    let versions = |id| retrieve(&scene, &ctx, id).expect("found").version;
    assert_eq!((versions(supplier.id), versions(other.id)), (3, 2), "both have changed");
    assert_eq!(retrieve(&scene, &ctx, supplier.id).expect("found").fields.plant, Some(q));
    let nobody = refusal(name(q, Some(SupplierId(i64::MAX))));
    assert_eq!(nobody, format!("supplier: Invalid pk \"{}\" - object does not exist.", i64::MAX));
}

#[test]
fn a_plant_of_another_supplier_is_refused_and_nothing_is_kept() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::User);
    let [p, q] = ["P", "Q"].map(|code| plant(&scene, code));
    made(&scene, SupplierIn { plants: Ids::from_iter([p]), ..input("A") });
    let refused = create(&scene, &ctx, SupplierIn { plants: Ids::from_iter([q, p]), ..input("B") });
    assert_eq!(refusal(refused), "plants: The plant \"Plant P\" belongs to the supplier \"A\".");
    let refused = create(&scene, &ctx, SupplierIn { plant: Some(p), ..input("B") });
    assert_eq!(refusal(refused), "plant: The plant \"Plant P\" belongs to the supplier \"A\".");
    assert_eq!(
        (super::found(&scene, ""), seen_plant(&scene, q).fields.supplier),
        (vec!["A".to_owned()], None)
    );
}

#[test]
fn a_supplier_that_has_plants_is_not_deleted() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::Owner);
    let [p, q] = ["P", "Q"].map(|code| plant(&scene, code));
    let supplier = made(&scene, SupplierIn { plants: Ids::from_iter([p, q]), ..input("A") });
    let Err(Error::Conflict(told)) = delete(&scene, &ctx, supplier.id) else { panic!("not refused") };
    assert!(told.starts_with("This supplier is used by 2 plants."), "{told}");
    assert_eq!(retrieve(&scene, &ctx, supplier.id).expect("found"), supplier);
    update(&scene, &ctx, supplier.id, |i| i.plants = Ids::default()).expect("changed");
    delete(&scene, &ctx, supplier.id).expect("deleted");
}

#[test]
fn of_two_suppliers_who_take_a_plant_at_once_one_gets_it() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::User);
    let p = plant(&scene, "P");
    let suppliers = ["A", "B", "C", "D"].map(|name| made(&scene, input(name)).id);
    let take = |id| update(&scene, &ctx, id, move |i| i.plants = Ids::from_iter([p])).is_ok();
    let taken: usize = std::thread::scope(|scope| {
        let tasks = suppliers.map(|id| scope.spawn(move || take(id)));
        tasks.into_iter().map(|task| usize::from(task.join().expect("no panic"))).sum()
    });
    assert_eq!(taken, 1);
    let owners = suppliers.map(|id| retrieve(&scene, &ctx, id).expect("found").fields.plants.len());
    assert_eq!(owners.iter().sum::<usize>(), 1);
}
