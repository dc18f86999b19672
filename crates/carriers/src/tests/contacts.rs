//! A carrier's contacts, from its side and from theirs.
use super::{delete, found, input, made, retrieve, update};
use crate::{Carrier, CarrierIn};
use projectmeats_contacts::{Contact, ContactIn, services as contacts};
use projectmeats_core::{
    Error, Role,
    ids::{CarrierId, ContactId},
};
use projectmeats_db::Ids;
use projectmeats_testkit::{Scene, scene};

fn contact(scene: &Scene, last: &str, carrier: Option<CarrierId>) -> Contact {
    let new = ContactIn { first_name: "Ann".into(), last_name: last.into(), carrier, ..ContactIn::default() };
    let made = scene.write(&scene.ctx("acme", Role::User), |ctx, conn| contacts::create(ctx, conn, new));
    made.expect("created")
}
fn seen(scene: &Scene, id: ContactId) -> Contact {
    let found = scene.read(&scene.ctx("acme", Role::User), |ctx, conn| contacts::retrieve(ctx, conn, id));
    found.expect("found")
}
fn carrier(scene: &Scene, id: CarrierId) -> Carrier {
    retrieve(scene, &scene.ctx("acme", Role::User), id).expect("found")
}

#[test]
fn both_sides_agree_and_both_are_changed() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::User);
    let (a, b) = (contact(&scene, "A", None), contact(&scene, "B", None));
    let made = made(&scene, CarrierIn { contacts: Ids::from_iter([b.id, a.id]), ..input("X") });
    let id = made.kept.id;
    assert_eq!((made.kept.fields.primary_contact, made.kept.version), (Some(b.id), 1));
    assert_eq!(made.kept.primary_contact_name.as_deref(), Some("Ann B"));
    let theirs = seen(&scene, a.id);
    assert_eq!((theirs.fields.carrier, theirs.carrier_name.as_deref()), (Some(id), Some("Carrier X")));
    assert_eq!(theirs.version, 2, "the contact shows the carrier: it changed too");
    update(&scene, &ctx, id, move |i| i.primary_contact = Some(a.id)).expect("changed");
    let after = carrier(&scene, id);
    assert_eq!((after.kept.fields.contacts, after.kept.version), (Ids::from_iter([a.id, b.id]), 2));
    assert_eq!((seen(&scene, b.id).fields.carrier, seen(&scene, b.id).version), (Some(id), 2));
    assert_eq!(seen(&scene, a.id).version, 2, "nothing of this one changed");
    let c = contact(&scene, "C", Some(id));
    let after = carrier(&scene, id);
    assert_eq!((after.kept.fields.contacts, after.kept.version), (Ids::from_iter([a.id, b.id, c.id]), 3));
    assert_eq!(after.kept.fields.primary_contact, Some(a.id), "a new one from the other side comes last");
}

#[test]
fn contacts_can_be_sought_by() {
    let scene = scene();
    let who = contact(&scene, "A", None);
    made(&scene, CarrierIn { primary_contact: Some(who.id), ..input("X") });
    made(&scene, input("Y"));
    assert_eq!(found(&scene, &format!("contact={}", who.id)), ["X"]);
    assert_eq!(found(&scene, &format!("contact__in={},99", who.id)), ["X"]);
    assert_eq!(found(&scene, "contact__isnull=true"), ["Y"]);
}

#[test]
fn a_deleted_carrier_leaves_its_contacts_without_it_and_a_deleted_contact_its_carriers() {
    let scene = scene();
    let owner = scene.ctx("acme", Role::Owner);
    let who = contact(&scene, "A", None);
    let one = made(&scene, CarrierIn { primary_contact: Some(who.id), ..input("X") }).kept.id;
    let two = made(&scene, CarrierIn { primary_contact: Some(who.id), ..input("Y") }).kept.id;
    delete(&scene, &owner, one).expect("deleted");
    assert!(matches!(retrieve(&scene, &owner, one), Err(Error::NotFound)));
    let theirs = seen(&scene, who.id);
    assert_eq!((theirs.fields.carriers, theirs.version), (Ids::from_iter([two]), 4));
    scene
        .write(&owner, move |ctx, conn| contacts::delete(ctx, conn, who.id, &mut |_| Ok(())))
        .expect("deleted");
    let after = carrier(&scene, two);
    assert_eq!((after.kept.fields.primary_contact, after.kept.version), (None, 2));
}
