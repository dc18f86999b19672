//! Possible duplicates, and making one of two.
use super::{input, made, retrieve, told, update};
use crate::{ContactIn, scope::Contacts};
use projectmeats_activity::Verb;
use projectmeats_core::{
    Error, Result, Role,
    ids::{ContactId, SupplierId},
};
use projectmeats_db::Ids;
use projectmeats_directory::{merge, pairs};
use projectmeats_testkit::{Scene, scene};
use projectmeats_web::Resource;

fn warned(scene: &Scene, contact: &crate::Contact) -> Vec<(Option<i64>, String)> {
    let told = scene.read(&scene.ctx("acme", Role::User), |ctx, conn| Contacts::warnings(ctx, conn, contact));
    told.expect("told").into_iter().map(|warning| (warning.id, warning.detail)).collect()
}

fn merged(scene: &Scene, keep: ContactId, duplicate: ContactId) -> Result<crate::Contact> {
    let owner = scene.ctx("acme", Role::Owner);
    scene.write(&owner, move |ctx, conn| merge(ctx, conn, (keep, duplicate), Contacts::retrieve))
}

#[test]
fn whoever_shares_a_name_a_telephone_or_an_address_is_told() {
    let scene = scene();
    let contact =
        ContactIn { cell_phone: "+1 (402) 555-0142".into(), email: "ann@x.example".into(), ..input("Ortiz") };
    let first = made(&scene, contact);
    assert_eq!(warned(&scene, &first), []);
    let told = |contact: ContactIn, reasons: &str| {
        let contact = made(&scene, contact);
        let detail = format!("This contact may be the same as \"Ann Ortiz\": same {reasons}.");
        assert_eq!(warned(&scene, &contact).first(), Some(&(Some(first.id.0), detail)));
        super::delete(&scene, &scene.ctx("acme", Role::Owner), contact.id).expect("deleted");
    };
    told(ContactIn { first_name: "ANN".into(), ..input("Örtiz") }, "name");
    told(ContactIn { main_phone: "402.555.0142".into(), ..input("B") }, "phone");
    told(ContactIn { email: "ANN@x.example".into(), ..input("B") }, "email");
    told(ContactIn { phone: "14025550142".into(), ..input("Ortiz") }, "phone, name");
    assert_eq!(warned(&scene, &made(&scene, input("Else"))), []);
}

#[test]
fn the_first_telephone_that_is_there_counts() {
    let scene = scene();
    let phones = |phone: &str, cell: &str| ContactIn {
        phone: phone.into(),
        cell_phone: cell.into(),
        ..ContactIn::default()
    };
    assert_eq!(phones("1", "2").best_phone(), "1");
    assert_eq!(phones("", "2").best_phone(), "2");
    assert_eq!(
        ContactIn { main_phone: "4".into(), direct_phone: "3".into(), ..phones("", "") }.best_phone(),
        "3"
    );
    assert_eq!(ContactIn { main_phone: "4".into(), ..phones("", "") }.best_phone(), "4");
    let one = made(&scene, ContactIn { cell_phone: "402 555 0142".into(), ..input("A") });
    let other = made(&scene, ContactIn { cell_phone: "402 555 0142".into(), ..input("B") });
    assert_eq!(warned(&scene, &other).len(), 1);
    update(&scene, &scene.ctx("acme", Role::User), one.id, |i| i.phone = "402 555 0000".into())
        .expect("changed");
    assert_eq!(warned(&scene, &other).len(), 0, "what is compared follows a change");
}

#[test]
fn every_two_that_may_be_the_same_are_listed() {
    let scene = scene();
    let [a, b] = ["Ortiz", "ORTIZ"].map(|last| made(&scene, input(last)));
    made(&scene, input("Else"));
    let found = scene.read(&scene.ctx("acme", Role::ReadOnly), pairs::<ContactId>).expect("read");
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].id, found[0].duplicate, found[0].reasons.as_slice()),
        (a.id.0, b.id.0, &["name".to_owned()][..])
    );
}

#[test]
fn of_two_one_is_made_that_speaks_for_all_that_both_spoke_for() {
    let scene = scene();
    let owner = scene.ctx("acme", Role::Owner);
    let [one, two]: [SupplierId; 2] = ["One", "Two"].map(|name| scene.stand_in("acme", name));
    let keep = made(&scene, ContactIn { supplier: Some(one), ..input("A") });
    let gone = made(&scene, ContactIn { suppliers: Ids::from_iter([one, two]), ..input("B") });
    let after = merged(&scene, keep.id, gone.id).expect("merged");
    assert_eq!((after.id, after.full_name.as_str()), (keep.id, "Ann A"));
    assert!(
        after.fields.suppliers.has(one)
            && after.fields.suppliers.has(two)
            && after.fields.suppliers.len() == 2
    );
    assert_eq!(after.version, keep.version + 1);
    assert!(matches!(retrieve(&scene, &owner, gone.id), Err(Error::NotFound)));
    let verbs =
        |id| told(&scene, &owner, id).expect("told").iter().map(|record| record.verb).collect::<Vec<_>>();
    assert_eq!(verbs(keep.id), [Verb::Updated, Verb::Created]);
    assert_eq!(verbs(gone.id), [Verb::Deleted, Verb::Created]);
}

#[test]
fn one_cannot_be_merged_with_itself_or_with_nobody() {
    let scene = scene();
    let contact = made(&scene, input("A"));
    assert!(matches!(merged(&scene, contact.id, contact.id), Err(Error::Invalid(_))));
    assert!(matches!(merged(&scene, contact.id, ContactId(i64::MAX)), Err(Error::Invalid(_))));
    assert!(matches!(merged(&scene, ContactId(i64::MAX), contact.id), Err(Error::NotFound)));
    assert_eq!(retrieve(&scene, &scene.ctx("acme", Role::User), contact.id).expect("found"), contact);
}
