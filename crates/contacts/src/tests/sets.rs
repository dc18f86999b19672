//! Whom a contact speaks for: one field and a set that agree, from this side and from the other.
use super::{create, delete, found, input, made, refusal, retrieve, update};
use crate::{
    ContactIn,
    links::{CustomerContacts, SupplierContacts},
};
use projectmeats_core::{
    Role,
    ids::{ContactId, CustomerId, RowId, SupplierId},
};
use projectmeats_db::{Conn, Ids, link, on};
use projectmeats_testkit::{Scene, scene};

#[derive(diesel::QueryableByName)]
struct Version {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    version: i64,
}

/// The version of a row of another crate.
fn version<I: RowId>(scene: &Scene, id: I) -> i64 {
    use diesel::RunQueryDsl;
    let sql = format!("SELECT version FROM {} WHERE id = {id}", I::TABLE);
    let mut conn: Conn = scene.db.owner();
    let row: Version = on!(&mut conn, |c| diesel::sql_query(sql).get_result(c)).expect("there is one");
    row.version
}

fn suppliers(scene: &Scene) -> [SupplierId; 3] {
    ["One", "Two", "Three"].map(|name| scene.stand_in("acme", name))
}

#[test]
fn the_single_field_is_the_first_of_the_set() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::User);
    let [one, two, three] = suppliers(&scene);
    let contact = made(&scene, ContactIn { supplier: Some(two), ..input("A") });
    assert_eq!((contact.fields.supplier, contact.fields.suppliers), (Some(two), Ids::from_iter([two])));
    assert_eq!(contact.supplier_name.as_deref(), Some("Two"));
    let wider = Ids::from_iter([two, one]);
    let contact = update(&scene, &ctx, contact.id, move |i| i.suppliers = wider).expect("changed");
    assert_eq!((contact.fields.supplier, contact.version), (Some(two), 2));
    let contact = update(&scene, &ctx, contact.id, move |i| i.supplier = Some(one)).expect("changed");
    assert_eq!(contact.fields.suppliers, Ids::from_iter([one, two]), "one of the set moves to the front");
    let contact = update(&scene, &ctx, contact.id, move |i| i.supplier = Some(three)).expect("changed");
    assert_eq!(
        contact.fields.suppliers,
        Ids::from_iter([three, two]),
        "a contact that changes its company leaves the old one"
    );
    let both =
        move |i: &mut ContactIn| (i.supplier, i.suppliers) = (Some(two), Ids::from_iter([one, two, three]));
    let contact = update(&scene, &ctx, contact.id, both).expect("changed");
    assert_eq!(contact.fields.suppliers, Ids::from_iter([two, one, three]));
    let contact = update(&scene, &ctx, contact.id, |i| i.supplier = None).expect("changed");
    assert_eq!(contact.fields.suppliers, Ids::from_iter([one, three]));
    let contact = update(&scene, &ctx, contact.id, |i| i.suppliers = Ids::default()).expect("changed");
    assert_eq!((contact.fields.supplier, contact.supplier_name), (None, None));
}

#[test]
fn the_three_kinds_are_kept_apart() {
    let scene = scene();
    let supplier: SupplierId = scene.stand_in("acme", "Seller");
    let customer: CustomerId = scene.stand_in("acme", "Buyer");
    let contact =
        made(&scene, ContactIn { supplier: Some(supplier), customer: Some(customer), ..input("A") });
    let names = (contact.supplier_name.as_deref(), contact.customer_name.as_deref(), contact.carrier_name);
    assert_eq!(names, (Some("Seller"), Some("Buyer"), None));
    assert_eq!((contact.fields.customer, contact.fields.carrier), (Some(customer), None));
    assert_eq!(found(&scene, &format!("supplier={supplier}")), ["A"]);
    assert_eq!(found(&scene, &format!("customer={customer}")), ["A"]);
    assert_eq!(found(&scene, "carrier__isnull=false"), [""; 0]);
}

#[test]
fn a_change_of_the_set_is_a_change_of_both_sides() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::User);
    let [one, two, _] = suppliers(&scene);
    let contact = made(&scene, ContactIn { supplier: Some(one), ..input("A") });
    assert_eq!((version(&scene, one), version(&scene, two), contact.version), (2, 1, 1));
    update(&scene, &ctx, contact.id, |i| i.company = "X".into()).expect("changed");
    assert_eq!((version(&scene, one), version(&scene, two)), (2, 1), "the set stayed");
    update(&scene, &ctx, contact.id, move |i| i.supplier = Some(two)).expect("changed");
    assert_eq!((version(&scene, one), version(&scene, two)), (3, 2));
    delete(&scene, &scene.ctx("acme", Role::Owner), contact.id).expect("deleted");
    assert_eq!((version(&scene, one), version(&scene, two)), (3, 3), "it has one contact less");
}

#[test]
fn what_is_set_from_the_other_side_is_seen_from_this_one() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::User);
    let [one, two, _] = suppliers(&scene);
    let contact = made(&scene, ContactIn { supplier: Some(one), ..input("A") });
    let other = made(&scene, input("B"));
    let set = |supplier: SupplierId, contacts: Vec<ContactId>| {
        let wanted = Ids::from_iter(contacts);
        let set = scene.write(&ctx, move |ctx, conn| {
            link::set::<SupplierContacts>(ctx, conn, supplier, "contacts", &wanted)
        });
        set.expect("set")
    };
    assert!(set(two, vec![other.id, contact.id]));
    assert!(!set(two, vec![other.id, contact.id]), "nothing changed");
    let seen = retrieve(&scene, &ctx, contact.id).expect("found");
    assert_eq!((seen.fields.suppliers, seen.version), (Ids::from_iter([one, two]), 2), "the new one last");
    set(one, vec![]);
    let seen = retrieve(&scene, &ctx, contact.id).expect("found");
    assert_eq!((seen.fields.supplier, seen.supplier_name.as_deref()), (Some(two), Some("Two")));
    let contacts = scene.read(&ctx, |ctx, conn| link::members::<SupplierContacts>(conn, ctx.tenant, two));
    assert_eq!(contacts.expect("read"), Ids::from_iter([other.id, contact.id]));
    let buyers =
        scene.read(&ctx, |ctx, conn| link::members::<CustomerContacts>(conn, ctx.tenant, CustomerId(two.0)));
    assert_eq!(buyers.expect("read"), Ids::default());
}

#[test]
fn the_field_that_named_nobody_is_told() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::User);
    let [one, ..] = suppliers(&scene);
    let nobody = SupplierId(i64::MAX);
    let check = |contact: ContactIn, field: &str| {
        let refused = refusal(create(&scene, &ctx, contact));
        assert_eq!(refused, format!("{field}: Invalid pk \"{nobody}\" - object does not exist."));
    };
    check(ContactIn { supplier: Some(nobody), ..input("A") }, "supplier");
    check(ContactIn { suppliers: Ids::from_iter([one, nobody]), ..input("A") }, "suppliers");
    check(ContactIn { supplier: Some(nobody), suppliers: Ids::from_iter([one]), ..input("A") }, "supplier");
    assert_eq!(found(&scene, ""), [""; 0]);
}
