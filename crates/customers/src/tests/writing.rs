//! Creating, changing and deleting.
use super::{create, delete, input, list, made, plant, refusal, retrieve, update};
use crate::{Customer, CustomerIn, scope::Customers, services};
use projectmeats_core::{
    Error, Money, Result, Role,
    ids::{ContactId, CustomerId, PlantId, ProteinId},
};
use projectmeats_db::{Ids, statements::counted};
use projectmeats_testkit::scene;
use projectmeats_trade::{
    CertificateType, CreditTerms, EdibleInedible, Industry, IndustryOrNone, LineOfCredit, Origin,
    PaymentTerms, ProteinType, Status,
};
use projectmeats_web::{Ground, Resource, parse};

const TAKEN: &str = "name: customer with this name already exists.";

#[test]
fn a_new_customer_is_kept_as_it_was_written() {
    let scene = scene();
    let plants = [plant(&scene, "Q"), plant(&scene, "P")];
    let written = CustomerIn {
        status: Status::Inactive,
        contact_person: "Ruth Ortiz".into(),
        email: "office@x.example".into(),
        phone: "+1 402 555 0142".into(),
        address: "4500 S 36th Street, Omaha".into(),
        street_address: "4500 S 36th Street".into(),
        city: "Omaha".into(),
        state: "NE".into(),
        zip_code: "68107".into(),
        country: "USA".into(),
        plant: Some(plants[0]),
        plants: Ids::from_iter(plants),
        proteins: Ids::from_iter([ProteinId(2), ProteinId(1)]),
        primary_contact: None,
        contacts: Ids::default(),
        edible_inedible: EdibleInedible::Both,
        accounting_payment_terms: PaymentTerms::CreditCard,
        credit_limits: CreditTerms::Net45,
        account_line_of_credit: LineOfCredit::Over1000000,
        type_of_certificate: CertificateType::ThirdParty,
        preferred_protein_types: vec![ProteinType::Bison, ProteinType::Beef].into(),
        accounting_terms: "as ever".into(),
        accounting_line_of_credit: "some".into(),
        type_of_plant: "grinding".into(),
        purchasing_preference_origin: Origin::Imported,
        industry: IndustryOrNone::Wholesale,
        industry_array: vec![Industry::Restaurant, Industry::PetSector].into(),
        will_pickup_load: true,
        credit_limit: Some(Money::from_units(7_500_000)),
        buyer_contact_name: "Noor Aziz".into(),
        contact_title: "Buyer".into(),
        buyer_contact_phone: "+1 218 555 0118".into(),
        buyer_contact_email: "noor@x.example".into(),
        product_exportable: true,
        ..input("A")
    };
    let ctx = scene.ctx("acme", Role::User);
    let customer = create(&scene, &ctx, written.clone()).expect("created");
    assert_eq!(customer.fields, written);
    assert_eq!(customer.plant_name.as_deref(), Some("Plant Q"));
    let places: Vec<_> = customer.locations.iter().map(|place| (place.id, place.code.as_str())).collect();
    assert_eq!(places, [(plants[0], "Q"), (plants[1], "P")], "in the order of the set");
    assert_eq!((customer.version, customer.created_at, customer.updated_at), (1, ctx.now, ctx.now));
    assert_eq!((customer.created_on, customer.modified_on), (customer.created_at, customer.updated_at));
    let by = (customer.created_by, customer.created_by_name.as_deref());
    assert_eq!(by, (Some(ctx.actor.user), Some("acme-user")));
    assert_eq!(retrieve(&scene, &ctx, customer.id).expect("found"), customer);
}

#[test]
fn what_clients_write_is_read_as_they_write_it() {
    let read = |body: &str| {
        parse::<CustomerIn>(body.as_bytes(), Ground::New, Customers::REQUIRED).map_err(|e| e.to_string())
    };
    let blank = CustomerIn { name: "A".into(), ..CustomerIn::default() };
    let nulls = r#"{"name": " A ", "contact_person": null, "email": null, "phone": null, "address": null, "city": null,
        "state": null, "zip_code": null, "country": null, "plant": null, "plants": null, "contacts": [], "nonsense": {},
        "products": [1, 2], "preferred_protein_types": null}"#;
    assert_eq!(read(nulls), Ok(blank.clone()));
    assert_eq!(read(r#"{"name": "A", "plant": "", "primary_contact": "", "plants": []}"#), Ok(blank.clone()));
    let sets =
        read(r#"{"name": "A", "plant": "3", "proteins": ["1", 2, 1], "preferred_protein_types": ["Veal"]}"#);
    let want = CustomerIn {
        plant: Some(PlantId(3)),
        proteins: Ids::from_iter([ProteinId(1), ProteinId(2)]),
        preferred_protein_types: vec![ProteinType::Veal].into(),
        ..blank.clone()
    };
    assert_eq!(sets, Ok(want));
    let terms =
        read(r#"{"name": "A", "accounting_payment_terms": "wire"}"#).map(|i| i.accounting_payment_terms);
    assert_eq!(terms, Ok(PaymentTerms::Wire));
    let refused =
        read(r#"{"edible_inedible": "Maybe", "preferred_protein_types": ["Beef", "Foo"], "plants": ["x"]}"#);
    assert_eq!(
        refused.expect_err("wrong"),
        "edible_inedible: \"Maybe\" is not a valid choice. name: This field is required. \
         plants.0: Incorrect type. Expected pk value. preferred_protein_types: \"Foo\" is not a valid choice."
    );
    for (text, cents) in [("75000", 7_500_000), ("\"75000.5\"", 7_500_050)] {
        let limit =
            read(&format!(r#"{{"name": "A", "credit_limit": {text}}}"#)).map(|input| input.credit_limit);
        assert_eq!(limit, Ok(Some(Money::from_units(cents))));
    }
    assert_eq!(read(r#"{"name": "A", "credit_limit": ""}"#), Ok(blank));
    assert!(
        read(r#"{"name": "A", "credit_limit": -1}"#).is_err_and(|told| told.starts_with("credit_limit: "))
    );
}

#[test]
fn every_choice_can_be_stored() {
    let scene = scene();
    let mut n = 0;
    let mut check = |change: &dyn Fn(&mut CustomerIn)| {
        n += 1;
        let mut new = input(&format!("N{n}"));
        change(&mut new);
        assert_eq!(made(&scene, new.clone()).fields, new);
    };
    Status::ALL.iter().for_each(|it| check(&|i| i.status = *it));
    EdibleInedible::ALL.iter().for_each(|it| check(&|i| i.edible_inedible = *it));
    CertificateType::ALL.iter().for_each(|it| check(&|i| i.type_of_certificate = *it));
    Origin::ALL.iter().for_each(|it| check(&|i| i.purchasing_preference_origin = *it));
    IndustryOrNone::ALL.iter().for_each(|it| check(&|i| i.industry = *it));
    PaymentTerms::ALL.iter().for_each(|it| check(&|i| i.accounting_payment_terms = *it));
    CreditTerms::ALL.iter().for_each(|it| check(&|i| i.credit_limits = *it));
    LineOfCredit::ALL.iter().for_each(|it| check(&|i| i.account_line_of_credit = *it));
}

#[test]
fn a_change_raises_the_version_by_one_and_leaves_what_it_does_not_name() {
    let scene = scene();
    let customer = made(&scene, CustomerIn { city: "Omaha".into(), ..input("A") });
    scene.clock().advance(60);
    let later = scene.ctx("acme", Role::Manager);
    let changed = update(&scene, &later, customer.id, |input| input.state = "NE".into()).expect("changed");
    assert_eq!(changed.fields, CustomerIn { state: "NE".into(), ..customer.fields.clone() });
    assert_eq!(
        (changed.version, changed.created_at, changed.updated_at),
        (2, customer.created_at, later.now)
    );
    assert_eq!((changed.created_on, changed.modified_on), (customer.created_at, later.now));
    assert_eq!(update(&scene, &later, customer.id, |_| ()).expect("changed").version, 3);
}

#[test]
fn a_name_is_unique_in_its_company_and_the_conflict_is_told_on_the_field() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::User);
    made(&scene, input("A"));
    let other = made(&scene, input("B"));
    assert_eq!(refusal(create(&scene, &ctx, input("A"))), TAKEN);
    assert_eq!(refusal(update(&scene, &ctx, other.id, |input| input.name = "A".into())), TAKEN);
    assert_eq!(retrieve(&scene, &ctx, other.id).expect("found"), other, "the refused change left nothing");
    create(&scene, &scene.ctx("globex", Role::User), input("A")).expect("another company");
}

#[test]
fn of_changes_at_once_none_is_lost() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::User);
    let customer = made(&scene, input("A"));
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| update(&scene, &ctx, customer.id, |i| i.address.push('x')).expect("changed"));
        }
    });
    let after = retrieve(&scene, &ctx, customer.id).expect("found");
    assert_eq!((after.fields.address.as_str(), after.version), ("xxxxxxxx", 9));
}

/// The fields a refusal names.
fn refused(outcome: Result<Customer>) -> Vec<String> {
    match outcome {
        Err(Error::Invalid(fields)) => fields.iter().map(|(field, _)| field.to_owned()).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_cannot_be_is_refused_by_the_name_of_the_field() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::User);
    let elsewhere = projectmeats_plants::PlantIn { name: "X".into(), code: "X".into(), ..Default::default() };
    let globex = scene.ctx("globex", Role::Owner);
    let theirs =
        scene.write(&globex, |ctx, conn| projectmeats_plants::services::create(ctx, conn, elsewhere));
    let theirs = theirs.expect("created").id;
    let check = |field: &str, wrong: &dyn Fn(&mut CustomerIn)| {
        let mut new = input("A");
        wrong(&mut new);
        assert_eq!(refused(create(&scene, &ctx, new)), [field]);
    };
    check("name", &|input| input.name.clear());
    check("name", &|input| input.name = "é".repeat(256));
    check("contact_person", &|input| input.contact_person = "x".repeat(256));
    check("email", &|input| input.email = "nowhere".into());
    check("phone", &|input| input.phone = "1".repeat(21));
    check("city", &|input| input.city = "x".repeat(101));
    check("zip_code", &|input| input.zip_code = "x".repeat(21));
    check("plant", &|input| input.plant = Some(PlantId(i64::MAX)));
    check("plant", &|input| input.plant = Some(theirs));
    check("plants", &|input| input.plants = Ids::from_iter([theirs]));
    check("proteins", &|input| input.proteins = Ids::from_iter([ProteinId(i64::MAX)]));
    check("contacts", &|input| input.contacts = Ids::from_iter([ContactId(i64::MAX)]));
    check("primary_contact", &|input| input.primary_contact = Some(ContactId(i64::MAX)));
    check("buyer_contact_email", &|input| input.buyer_contact_email = "nowhere".into());
    check("credit_limit", &|input| input.credit_limit = Some(Money::from_units(-1)));
    assert_eq!(list(&scene, &ctx, "").expect("listed").count, 0);
}

#[test]
fn a_customer_is_answered_with_its_labels_by_one_statement() {
    let scene = scene();
    let customer = made(&scene, input("A"));
    let answer = scene.read(&scene.ctx("acme", Role::ReadOnly), |ctx, conn| {
        let (customer, sent) = counted(|| services::retrieve(ctx, conn, customer.id));
        Ok((customer?.created_by_name, sent))
    });
    assert_eq!(answer.expect("read"), (Some("acme-owner".into()), 1));
}

#[test]
fn a_change_that_the_caller_refuses_leaves_everything_as_it_was() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::Owner);
    let customer = made(&scene, input("A"));
    let id = customer.id;
    let change =
        scene.write(&ctx, move |ctx, conn| services::update(ctx, conn, id, &mut |_| Err(Error::Stale)));
    let end = scene.write(&ctx, move |ctx, conn| services::delete(ctx, conn, id, &mut |_| Err(Error::Stale)));
    assert!(matches!((change, end), (Err(Error::Stale), Err(Error::Stale))));
    assert_eq!(retrieve(&scene, &ctx, id).expect("found"), customer);
}

#[test]
fn a_deleted_customer_is_gone_and_its_name_is_free() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::Owner);
    let customer = made(&scene, CustomerIn { proteins: Ids::from_iter([ProteinId(1)]), ..input("A") });
    delete(&scene, &ctx, customer.id).expect("deleted");
    for id in [customer.id, CustomerId(i64::MAX)] {
        assert!(matches!(retrieve(&scene, &ctx, id), Err(Error::NotFound)));
        assert!(matches!(update(&scene, &ctx, id, |_| ()), Err(Error::NotFound)));
        assert!(matches!(delete(&scene, &ctx, id), Err(Error::NotFound)));
    }
    assert_ne!(made(&scene, input("A")).id, customer.id, "ids are not used twice");
}
