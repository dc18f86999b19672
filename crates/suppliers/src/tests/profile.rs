//! What a purchase order copies of its supplier.
use super::{input, made};
use crate::{SupplierIn, services};
use projectmeats_contacts::{ContactIn, services as contacts};
use projectmeats_core::{Error, Role, ids::SupplierId};
use projectmeats_db::{Ids, statements::counted};
use projectmeats_testkit::scene;

#[test]
fn the_address_is_put_together_and_the_primary_contact_stands_in_for_a_contact_person() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::User);
    let contact = ContactIn { first_name: "Ann".into(), last_name: "Ortiz".into(), ..ContactIn::default() };
    let contact = scene.write(&ctx, |ctx, conn| contacts::create(ctx, conn, contact)).expect("created").id;
    let known = SupplierIn {
        address: "somewhere".into(),
        street_address: "1 Road".into(),
        city: "Omaha".into(),
        state: "NE".into(),
        zip_code: "68107".into(),
        phone: "402".into(),
        email: "a@x.example".into(),
        contacts: Ids::from_iter([contact]),
        ..input("A")
    };
    let profile = |input: SupplierIn| {
        let id = made(&scene, input).id;
        let read = scene.read(&ctx, |ctx, conn| {
            let (profile, sent) = counted(|| services::profile(ctx, conn, id));
            assert_eq!(sent, 1);
            profile
        });
        let services::Profile { corporate_address, contact_name, phone, email } = read.expect("found");
        [corporate_address, contact_name, phone, email].join("|")
    };
    assert_eq!(profile(known.clone()), "1 Road, Omaha, NE 68107|Ann Ortiz|402|a@x.example");
    let named = SupplierIn {
        name: "B".into(),
        street_address: String::new(),
        contact_person: "Ruth".into(),
        ..known
    };
    assert_eq!(profile(named), "somewhere, Omaha, NE 68107|Ruth|402|a@x.example");
    assert_eq!(profile(input("C")), "|||");
}

#[test]
fn that_of_another_company_is_not_found() {
    let scene = scene();
    let id = made(&scene, input("A")).id;
    for (company, id) in [("globex", id), ("acme", SupplierId(i64::MAX))] {
        let read = scene.read(&scene.ctx(company, Role::Owner), |ctx, conn| services::profile(ctx, conn, id));
        assert!(matches!(read, Err(Error::NotFound)));
    }
}
