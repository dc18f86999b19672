//! Plants and contacts of a customer: one field and a set that agree, from this side and from the other.
use super::{delete, input, made, plant, retrieve, update};
use crate::CustomerIn;
use diesel::connection::SimpleConnection;
use projectmeats_contacts::{Contact, ContactIn, services as contacts};
use projectmeats_core::{
    Error, Role,
    ids::{ContactId, CustomerId, PlantId},
};
use projectmeats_db::Ids;
use projectmeats_plants::{Plant, services as plants};
use projectmeats_testkit::{Scene, scene};

fn contact(scene: &Scene, last: &str, customer: Option<CustomerId>) -> Contact {
    let new =
        ContactIn { first_name: "Ann".into(), last_name: last.into(), customer, ..ContactIn::default() };
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
    let customer = made(&scene, CustomerIn { contacts: Ids::from_iter([one, two]), ..input("A") });
    let primary = (customer.fields.primary_contact, customer.primary_contact_name.as_deref());
    assert_eq!(primary, (Some(one), Some("Ann One")));
    let customer =
        update(&scene, &ctx, customer.id, move |i| i.contacts = Ids::from_iter([two, one])).expect("changed");
    assert_eq!(customer.fields.contacts, Ids::from_iter([two, one]));
    assert_eq!(customer.primary_contact_name.as_deref(), Some("Ann Two"));
    let customer = update(&scene, &ctx, customer.id, |i| i.primary_contact = None).expect("changed");
    assert_eq!(customer.fields.contacts, Ids::from_iter([one]));
    let customer = update(&scene, &ctx, customer.id, |i| i.contacts = Ids::default()).expect("changed");
    assert_eq!((customer.fields.primary_contact, customer.primary_contact_name), (None, None));
}

#[test]
fn contacts_agree_with_what_they_say_themselves() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::Owner);
    let customer = made(&scene, input("A"));
    let one = contact(&scene, "One", Some(customer.id));
    let after = retrieve(&scene, &ctx, customer.id).expect("found");
    assert_eq!(
        (after.fields.primary_contact, after.version),
        (Some(one.id), 2),
        "it has changed by its contact"
    );
    update(&scene, &ctx, customer.id, |i| i.contacts = Ids::default()).expect("changed");
    assert_eq!((seen(&scene, one.id).fields.customer, seen(&scene, one.id).version), (None, 2));
    update(&scene, &ctx, customer.id, move |i| i.primary_contact = Some(one.id)).expect("changed");
    assert_eq!(seen(&scene, one.id).customer_name.as_deref(), Some("A"));
    delete(&scene, &ctx, customer.id).expect("contacts do not hold it");
    assert_eq!((seen(&scene, one.id).fields.customer, seen(&scene, one.id).version), (None, 4));
}

#[test]
fn its_plants_are_a_set_of_its_own() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::Owner);
    let [p, q] = ["P", "Q"].map(|code| plant(&scene, code));
    let one = made(&scene, CustomerIn { plants: Ids::from_iter([q, p]), ..input("A") });
    let two = made(&scene, CustomerIn { plant: Some(p), ..input("B") });
    assert_eq!((one.fields.plant, one.plant_name.as_deref()), (Some(q), Some("Plant Q")));
    assert_eq!((two.fields.plants, two.locations.len()), (Ids::from_iter([p]), 1));
    assert_eq!(super::found(&scene, &format!("plant={p}")), ["A", "B"]);
    assert_eq!(super::found(&scene, &format!("plant={q}")), ["A"]);
    assert_eq!(seen_plant(&scene, p).version, 1, "a plant does not show whom it serves");
    let after = update(&scene, &ctx, one.id, move |i| i.plant = Some(p)).expect("changed");
    assert_eq!(after.fields.plants, Ids::from_iter([p, q]));
    scene
        .write(&ctx, move |ctx, conn| plants::delete(ctx, conn, p, &mut |_| Ok(())))
        .expect("not held by a set");
    assert_eq!(retrieve(&scene, &ctx, one.id).expect("found").fields.plants, Ids::from_iter([q]));
    delete(&scene, &ctx, two.id).expect("deleted");
}

#[test]
fn a_customer_that_receivables_name_is_not_deleted() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::Owner);
    let customer = made(&scene, input("A"));
    let sql = format!(
        "INSERT INTO accounts_receivables_accountsreceivable (tenant_id, invoice_number, customer_id, amount, tax, paid_amount,
            outstanding_amount, invoice_date, due_date, terms, description, state, search, version, created_at, updated_at)
        SELECT tenant_id, 'INV-1', id, 0, 0, 0, 0, '2026-11-02', '2026-11-02', '', '', 'open', '', 1, created_at, updated_at
        FROM customers_customer WHERE id = {}",
        customer.id
    );
    scene.db.owner().batch_execute(&sql).expect("kept");
    let Err(Error::Conflict(told)) = delete(&scene, &ctx, customer.id) else { panic!("not refused") };
    assert!(told.starts_with("This customer is used by 1 receivable."), "{told}");
    assert_eq!(retrieve(&scene, &ctx, customer.id).expect("found"), customer);
}
