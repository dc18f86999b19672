//! Possible duplicates, and making one of two.
use super::{input, made, plant, retrieve, told, update};
use crate::{Customer, CustomerIn, scope::Customers};
use projectmeats_activity::Verb;
use projectmeats_contacts::{ContactIn, services as contacts};
use projectmeats_core::{
    Error, Result, Role,
    ids::{CustomerId, ProteinId},
};
use projectmeats_db::Ids;
use projectmeats_directory::{Directory, merge, pairs};
use projectmeats_testkit::{Scene, scene};
use projectmeats_web::Resource;

fn warned(scene: &Scene, customer: &Customer) -> Vec<(Option<i64>, String)> {
    let told =
        scene.read(&scene.ctx("acme", Role::User), |ctx, conn| Customers::warnings(ctx, conn, customer));
    told.expect("told").into_iter().map(|warning| (warning.id, warning.detail)).collect()
}

fn merged(scene: &Scene, keep: CustomerId, duplicate: CustomerId) -> Result<Customer> {
    let owner = scene.ctx("acme", Role::Owner);
    scene.write(&owner, move |ctx, conn| {
        let kept = merge(ctx, conn, (keep, duplicate), Customers::retrieve)?;
        Customers::merged(ctx, conn, kept)
    })
}

#[test]
fn whoever_shares_a_name_a_telephone_or_an_address_is_told() {
    let scene = scene();
    let customer =
        CustomerIn {
            phone: "+1 (402) 555-0142".into(), email: "a@x.example".into(), ..input("Müller Meat")
        };
    let first = made(&scene, customer);
    assert_eq!(warned(&scene, &first), []);
    let told = |customer: CustomerIn, reasons: &str| {
        let customer = made(&scene, customer);
        let detail = format!("This customer may be the same as \"Müller Meat\": same {reasons}.");
        assert_eq!(warned(&scene, &customer).first(), Some(&(Some(first.id.0), detail)));
        super::delete(&scene, &scene.ctx("acme", Role::Owner), customer.id).expect("deleted");
    };
    told(input("The MULLER MEAT Co., Inc."), "name");
    told(CustomerIn { phone: "402.555.0142".into(), ..input("B") }, "phone");
    told(CustomerIn { email: "A@x.example".into(), ..input("B") }, "email");
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
    let found = scene.read(&scene.ctx("acme", Role::ReadOnly), pairs::<CustomerId>).expect("read");
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
        CustomerIn { plants: Ids::from_iter([p]), proteins: Ids::from_iter([ProteinId(1)]), ..input("A") };
    let keep = made(&scene, keep);
    let gone = CustomerIn {
        plants: Ids::from_iter([q]),
        proteins: Ids::from_iter([ProteinId(2), ProteinId(1)]),
        contacts: Ids::from_iter([contact]),
        ..input("B")
    };
    let gone = made(&scene, gone);
    let after = merged(&scene, keep.id, gone.id).expect("merged");
    assert_eq!((after.id, after.fields.name.as_str(), after.version), (keep.id, "A", keep.version + 1));
    assert!(after.fields.plants.has(p) && after.fields.plants.has(q) && after.fields.plants.len() == 2);
    assert!(after.fields.proteins.has(ProteinId(2)) && after.fields.proteins.len() == 2);
    assert_eq!(after.fields.primary_contact, Some(contact));
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
    let customer = made(&scene, input("A"));
    assert!(matches!(merged(&scene, customer.id, customer.id), Err(Error::Invalid(_))));
    assert!(matches!(merged(&scene, customer.id, CustomerId(i64::MAX)), Err(Error::Invalid(_))));
    assert!(matches!(merged(&scene, CustomerId(i64::MAX), customer.id), Err(Error::NotFound)));
    assert_eq!(retrieve(&scene, &scene.ctx("acme", Role::User), customer.id).expect("found"), customer);
}
