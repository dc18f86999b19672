//! Possible duplicates, and making one of two.
use super::{input, made, retrieve, told};
use crate::{Carrier, CarrierIn, scope::Carriers};
use projectmeats_activity::Verb;
use projectmeats_core::{
    Error, Result, Role,
    ids::{CarrierId, ContactId},
};
use projectmeats_db::Ids;
use projectmeats_directory::{merge, pairs};
use projectmeats_testkit::{Scene, scene};
use projectmeats_web::Resource;

fn warned(scene: &Scene, carrier: &Carrier) -> Vec<String> {
    let told = scene.read(&scene.ctx("acme", Role::User), |ctx, conn| Carriers::warnings(ctx, conn, carrier));
    told.expect("told").into_iter().map(|warning| warning.detail).collect()
}

fn merged(scene: &Scene, keep: CarrierId, duplicate: CarrierId) -> Result<Carrier> {
    let owner = scene.ctx("acme", Role::Owner);
    scene.write(&owner, move |ctx, conn| merge(ctx, conn, (keep, duplicate), Carriers::retrieve))
}

#[test]
fn whichever_shares_a_name_a_telephone_or_an_address_is_told() {
    let scene = scene();
    let first = CarrierIn {
        name: "Prairie Lines, Inc.".into(),
        phone: "(402) 555-0142".into(),
        email: "a@x.example".into(),
        ..input("A")
    };
    assert_eq!(warned(&scene, &made(&scene, first)), [""; 0]);
    let check = |carrier: CarrierIn, reason: &str| {
        let detail = format!("This carrier may be the same as \"Prairie Lines, Inc.\": same {reason}.");
        assert_eq!(warned(&scene, &made(&scene, carrier)), [detail]);
    };
    check(CarrierIn { name: "PRAIRIE LINES LLC".into(), ..input("B") }, "name");
    check(CarrierIn { phone: "+1 402 555 0142".into(), ..input("C") }, "phone");
    check(CarrierIn { email: "A@x.example".into(), ..input("D") }, "email");
    assert_eq!(warned(&scene, &made(&scene, input("E"))), [""; 0]);
    let found = scene.read(&scene.ctx("acme", Role::ReadOnly), pairs::<CarrierId>).expect("read");
    assert_eq!(found.len(), 3);
}

#[test]
fn of_two_one_is_made_with_the_contacts_of_both() {
    let scene = scene();
    let owner = scene.ctx("acme", Role::Owner);
    let [a, b]: [ContactId; 2] = ["a", "b"].map(|name| scene.stand_in("acme", name));
    let keep = made(&scene, CarrierIn { contacts: Ids::from_iter([a]), ..input("A") }).kept.id;
    let gone = made(&scene, CarrierIn { contacts: Ids::from_iter([a, b]), ..input("B") }).kept.id;
    let after = merged(&scene, keep, gone).expect("merged");
    assert_eq!((after.kept.id, after.kept.fields.code.as_str(), after.kept.version), (keep, "A", 2));
    let contacts = &after.kept.fields.contacts;
    assert!(contacts.has(a) && contacts.has(b) && contacts.len() == 2);
    assert!(matches!(retrieve(&scene, &owner, gone), Err(Error::NotFound)));
    let verbs =
        |id| told(&scene, &owner, id).expect("told").iter().map(|record| record.verb).collect::<Vec<_>>();
    assert_eq!(
        (verbs(keep), verbs(gone)),
        (vec![Verb::Updated, Verb::Created], vec![Verb::Deleted, Verb::Created])
    );
}

#[test]
fn one_cannot_be_merged_with_itself_or_with_nobody() {
    let scene = scene();
    let id = made(&scene, input("A")).kept.id;
    assert!(matches!(merged(&scene, id, id), Err(Error::Invalid(_))));
    assert!(matches!(merged(&scene, id, CarrierId(i64::MAX)), Err(Error::Invalid(_))));
    assert!(matches!(merged(&scene, CarrierId(i64::MAX), id), Err(Error::NotFound)));
}
