//! Possible duplicates, and making one of two.
use super::{input, made, plant, retrieve, told, update};
use crate::{RatingIn, Supplier, SupplierIn, scope::Suppliers, services};
use projectmeats_activity::Verb;
use projectmeats_contacts::{ContactIn, services as contacts};
use projectmeats_core::{
    Error, Result, Role,
    ids::{ProteinId, SupplierId},
};
use projectmeats_db::Ids;
use projectmeats_directory::{Directory, merge, pairs};
use projectmeats_plants::{PlantIn, services as plants};
use projectmeats_testkit::{Scene, scene};
use projectmeats_web::Resource;

fn warned(scene: &Scene, supplier: &Supplier) -> Vec<(Option<i64>, String)> {
    let told =
        scene.read(&scene.ctx("acme", Role::User), |ctx, conn| Suppliers::warnings(ctx, conn, supplier));
    told.expect("told").into_iter().map(|warning| (warning.id, warning.detail)).collect()
}

fn merged(scene: &Scene, keep: SupplierId, duplicate: SupplierId) -> Result<Supplier> {
    let owner = scene.ctx("acme", Role::Owner);
    scene.write(&owner, move |ctx, conn| {
        let kept = merge(ctx, conn, (keep, duplicate), Suppliers::retrieve)?;
        Suppliers::merged(ctx, conn, kept)
    })
}

#[test]
fn whoever_shares_a_name_a_telephone_or_an_address_is_told() {
    let scene = scene();
    let supplier =
        SupplierIn {
            phone: "+1 (402) 555-0142".into(), email: "a@x.example".into(), ..input("Müller Meat")
        };
    let first = made(&scene, supplier);
    assert_eq!(warned(&scene, &first), []);
    let told = |supplier: SupplierIn, reasons: &str| {
        let supplier = made(&scene, supplier);
        let detail = format!("This supplier may be the same as \"Müller Meat\": same {reasons}.");
        assert_eq!(warned(&scene, &supplier).first(), Some(&(Some(first.id.0), detail)));
        super::delete(&scene, &scene.ctx("acme", Role::Owner), supplier.id).expect("deleted");
    };
    told(input("The MULLER MEAT Co., Inc."), "name");
    told(SupplierIn { phone: "402.555.0142".into(), ..input("B") }, "phone");
    told(SupplierIn { email: "A@x.example".into(), ..input("B") }, "email");
    assert_eq!(warned(&scene, &made(&scene, input("Else"))), []);
    let other = made(&scene, input("Muller Meat"));
    update(&scene, &scene.ctx("acme", Role::User), other.id, |i| i.name = "Another".into()).expect("changed");
    assert_eq!(warned(&scene, &other), [], "what is compared follows a change");
}

#[test]
fn every_two_that_may_be_the_same_are_listed() {
    let scene = scene();
    let [a, b] = ["Ortiz", "ORTIZ"].map(|name| made(&scene, input(name)));
    made(&scene, input("Else"));
    let found = scene.read(&scene.ctx("acme", Role::ReadOnly), pairs::<SupplierId>).expect("read");
    let found: Vec<_> = found.iter().map(|pair| (pair.id, pair.duplicate, pair.reasons.concat())).collect();
    assert_eq!(found, [(a.id.0, b.id.0, "name".to_owned())]);
}

#[test]
fn of_two_one_is_made_that_has_all_that_both_had() {
    let scene = scene();
    let owner = scene.ctx("acme", Role::Owner);
    let [p, q] = ["P", "Q"].map(|code| plant(&scene, code));
    let contact = ContactIn { first_name: "Ann".into(), last_name: "Ortiz".into(), ..ContactIn::default() };
    let contact = scene.write(&owner, |ctx, conn| contacts::create(ctx, conn, contact)).expect("created").id;
    let keep =
        SupplierIn { plants: Ids::from_iter([p]), proteins: Ids::from_iter([ProteinId(1)]), ..input("A") };
    let keep = made(&scene, keep);
    let gone = SupplierIn {
        plants: Ids::from_iter([q]),
        proteins: Ids::from_iter([ProteinId(2), ProteinId(1)]),
        contacts: Ids::from_iter([contact]),
        ..input("B")
    };
    let gone = made(&scene, gone);
    let rate = |supplier: SupplierId, score: i32| {
        let rating = RatingIn { quality: score, delivery: score, paperwork: score, ..RatingIn::default() };
        scene.write(&owner, move |ctx, conn| services::rate(ctx, conn, supplier, rating)).expect("rated");
    };
    rate(keep.id, 5);
    rate(gone.id, 2);
    rate(gone.id, 1);
    let after = merged(&scene, keep.id, gone.id).expect("merged");
    assert_eq!((after.id, after.fields.name.as_str(), after.version), (keep.id, "A", keep.version + 1 + 1));
    assert!(after.fields.plants.has(p) && after.fields.plants.has(q) && after.fields.plants.len() == 2);
    assert!(after.fields.proteins.has(ProteinId(2)) && after.fields.proteins.len() == 2);
    assert_eq!(after.fields.primary_contact, Some(contact));
    assert_eq!(after.rating_count, 3);
    assert_eq!(after.rating_average.map(|average| average.to_string()).as_deref(), Some("2.67"));
    assert_eq!(after, retrieve(&scene, &owner, keep.id).expect("found"));
    assert!(matches!(retrieve(&scene, &owner, gone.id), Err(Error::NotFound)));
    let verbs =
        |id| told(&scene, &owner, id).expect("told").iter().map(|record| record.verb).collect::<Vec<_>>();
    assert_eq!(verbs(keep.id).first(), Some(&Verb::Updated));
    assert_eq!(verbs(gone.id).first(), Some(&Verb::Deleted));
}

#[test]
fn one_cannot_be_merged_with_itself_or_with_nobody() {
    let scene = scene();
    let supplier = made(&scene, input("A"));
    assert!(matches!(merged(&scene, supplier.id, supplier.id), Err(Error::Invalid(_))));
    assert!(matches!(merged(&scene, supplier.id, SupplierId(i64::MAX)), Err(Error::Invalid(_))));
    assert!(matches!(merged(&scene, SupplierId(i64::MAX), supplier.id), Err(Error::NotFound)));
    assert_eq!(retrieve(&scene, &scene.ctx("acme", Role::User), supplier.id).expect("found"), supplier);
}

#[test]
fn suppliers_whose_plants_share_an_establishment_number_are_told() {
    let scene = scene();
    let owner = scene.ctx("acme", Role::Owner);
    let numbered = |code: &str, number: &str| {
        let new = PlantIn {
            name: code.into(),
            code: code.into(),
            plant_est_num: number.into(),
            ..PlantIn::default()
        };
        scene.write(&owner, |ctx, conn| plants::create(ctx, conn, new)).expect("created").id
    };
    let [p, q, r] =
        [("P", "EST. M38"), ("Q", "m-38"), ("R", "")].map(|(code, number)| numbered(code, number));
    let first = made(&scene, SupplierIn { plants: Ids::from_iter([p]), ..input("One") });
    let second = made(
        &scene,
        SupplierIn { plants: Ids::from_iter([r, q]), phone: "402 555 0142".into(), ..input("Two") },
    );
    let detail =
        |name: &str, reasons: &str| format!("This supplier may be the same as \"{name}\": same {reasons}.");
    assert_eq!(warned(&scene, &second), [(Some(first.id.0), detail("One", "establishment number"))]);
    update(&scene, &owner, first.id, |i| i.phone = "402 555 0142".into()).expect("changed");
    assert_eq!(warned(&scene, &second), [(Some(first.id.0), detail("One", "phone, establishment number"))]);
    let third = made(&scene, input("Three"));
    assert_eq!(warned(&scene, &third), [], "no number is shared with nobody");
}
