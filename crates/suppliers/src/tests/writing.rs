//! Creating, changing and deleting.
use super::{create, delete, input, list, made, plant, refusal, retrieve, update};
use crate::{Supplier, SupplierIn, scope::Suppliers, services};
use projectmeats_core::{
    Error, Result, Role,
    ids::{ContactId, PlantId, ProteinId, SupplierId},
};
use projectmeats_db::{Ids, statements::counted};
use projectmeats_testkit::scene;
use projectmeats_trade::{
    CertificateType, CountryOfOrigin, CreditTerms, EdibleInedible, FreshOrFrozen, LineOfCredit, NetOrCatch,
    Origin, PackageType, PaymentTerms, ProteinType, ShippingOffered, Status, SupplierDepartment,
    SupplierPlantType,
};
use projectmeats_web::{Ground, Resource, parse};

const TAKEN: &str = "name: supplier with this name already exists.";

#[test]
fn a_new_supplier_is_kept_as_it_was_written() {
    let scene = scene();
    let plants = [plant(&scene, "Q"), plant(&scene, "P")];
    let written = SupplierIn {
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
        type_of_plant: SupplierPlantType::Renderer,
        tested_product: true,
        origin: Origin::Imported,
        country_origin: CountryOfOrigin::NewZealand,
        shipping_offered: ShippingOffered::DomesticAndExported,
        how_to_book_pickup: "by mail".into(),
        offer_contracts: true,
        offers_export_documents: true,
        fresh_or_frozen: FreshOrFrozen::Frozen,
        package_type: PackageType::Bags,
        package_types: vec![PackageType::Totes, PackageType::Bags].into(),
        net_or_catch: NetOrCatch::Catch,
        departments: "Sales, docks".into(),
        departments_array: vec![SupplierDepartment::DocsCoa, SupplierDepartment::Purchasing].into(),
        credit_app_sent: true,
        credit_app_set_up: true,
        ..input("A")
    };
    let ctx = scene.ctx("acme", Role::User);
    let supplier = create(&scene, &ctx, written.clone()).expect("created");
    assert_eq!(supplier.fields, written);
    assert_eq!(supplier.plant_name.as_deref(), Some("Plant Q"));
    let places: Vec<_> = supplier.locations.iter().map(|place| (place.id, place.code.as_str())).collect();
    assert_eq!(places, [(plants[0], "Q"), (plants[1], "P")], "in the order of the set");
    assert_eq!((supplier.version, supplier.created_at, supplier.updated_at), (1, ctx.now, ctx.now));
    assert_eq!((supplier.created_on, supplier.modified_on), (supplier.created_at, supplier.updated_at));
    let by = (supplier.created_by, supplier.created_by_name.as_deref());
    assert_eq!(by, (Some(ctx.actor.user), Some("acme-user")));
    assert_eq!(retrieve(&scene, &ctx, supplier.id).expect("found"), supplier);
}

#[test]
fn what_clients_write_is_read_as_they_write_it() {
    let read = |body: &str| {
        parse::<SupplierIn>(body.as_bytes(), Ground::New, Suppliers::REQUIRED).map_err(|e| e.to_string())
    };
    let blank = SupplierIn { name: "A".into(), ..SupplierIn::default() };
    let nulls = r#"{"name": " A ", "contact_person": null, "email": null, "phone": null, "address": null, "city": null,
        "state": null, "zip_code": null, "country": null, "plant": null, "plants": null, "contacts": [], "nonsense": {},
        "products": [1, 2], "preferred_protein_types": null}"#;
    assert_eq!(read(nulls), Ok(blank.clone()));
    assert_eq!(read(r#"{"name": "A", "plant": "", "primary_contact": "", "plants": []}"#), Ok(blank.clone()));
    let sets =
        read(r#"{"name": "A", "plant": "3", "proteins": ["1", 2, 1], "preferred_protein_types": ["Veal"]}"#);
    let want = SupplierIn {
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
    let blank_member = read(r#"{"name": "A", "package_types": ["Totes", ""]}"#);
    assert_eq!(blank_member.expect_err("wrong"), "package_types: \"\" is not a valid choice.");
}

#[test]
fn every_choice_can_be_stored() {
    let scene = scene();
    let mut n = 0;
    let mut check = |change: &dyn Fn(&mut SupplierIn)| {
        n += 1;
        let mut new = input(&format!("N{n}"));
        change(&mut new);
        assert_eq!(made(&scene, new.clone()).fields, new);
    };
    Status::ALL.iter().for_each(|it| check(&|i| i.status = *it));
    EdibleInedible::ALL.iter().for_each(|it| check(&|i| i.edible_inedible = *it));
    SupplierPlantType::ALL.iter().for_each(|it| check(&|i| i.type_of_plant = *it));
    CertificateType::ALL.iter().for_each(|it| check(&|i| i.type_of_certificate = *it));
    Origin::ALL.iter().for_each(|it| check(&|i| i.origin = *it));
    CountryOfOrigin::ALL.iter().for_each(|it| check(&|i| i.country_origin = *it));
    ShippingOffered::ALL.iter().for_each(|it| check(&|i| i.shipping_offered = *it));
    PaymentTerms::ALL.iter().for_each(|it| check(&|i| i.accounting_payment_terms = *it));
    CreditTerms::ALL.iter().for_each(|it| check(&|i| i.credit_limits = *it));
    LineOfCredit::ALL.iter().for_each(|it| check(&|i| i.account_line_of_credit = *it));
    FreshOrFrozen::ALL.iter().for_each(|it| check(&|i| i.fresh_or_frozen = *it));
    PackageType::ALL.iter().for_each(|it| check(&|i| i.package_type = *it));
    NetOrCatch::ALL.iter().for_each(|it| check(&|i| i.net_or_catch = *it));
}

#[test]
fn a_change_raises_the_version_by_one_and_leaves_what_it_does_not_name() {
    let scene = scene();
    let supplier = made(&scene, SupplierIn { city: "Omaha".into(), ..input("A") });
    scene.clock().advance(60);
    let later = scene.ctx("acme", Role::Manager);
    let changed = update(&scene, &later, supplier.id, |input| input.state = "NE".into()).expect("changed");
    assert_eq!(changed.fields, SupplierIn { state: "NE".into(), ..supplier.fields.clone() });
    assert_eq!(
        (changed.version, changed.created_at, changed.updated_at),
        (2, supplier.created_at, later.now)
    );
    assert_eq!((changed.created_on, changed.modified_on), (supplier.created_at, later.now));
    assert_eq!(update(&scene, &later, supplier.id, |_| ()).expect("changed").version, 3);
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
    let supplier = made(&scene, input("A"));
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| update(&scene, &ctx, supplier.id, |i| i.address.push('x')).expect("changed"));
        }
    });
    let after = retrieve(&scene, &ctx, supplier.id).expect("found");
    assert_eq!((after.fields.address.as_str(), after.version), ("xxxxxxxx", 9));
}

/// The fields a refusal names.
fn refused(outcome: Result<Supplier>) -> Vec<String> {
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
    let check = |field: &str, wrong: &dyn Fn(&mut SupplierIn)| {
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
    check("package_types", &|input| input.package_types = vec![PackageType::Unstated].into());
    assert_eq!(list(&scene, &ctx, "").expect("listed").count, 0);
}

#[test]
fn a_supplier_is_answered_with_its_labels_by_one_statement() {
    let scene = scene();
    let supplier = made(&scene, input("A"));
    let answer = scene.read(&scene.ctx("acme", Role::ReadOnly), |ctx, conn| {
        let (supplier, sent) = counted(|| services::retrieve(ctx, conn, supplier.id));
        Ok((supplier?.created_by_name, sent))
    });
    assert_eq!(answer.expect("read"), (Some("acme-owner".into()), 1));
}

#[test]
fn a_change_that_the_caller_refuses_leaves_everything_as_it_was() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::Owner);
    let supplier = made(&scene, input("A"));
    let id = supplier.id;
    let change =
        scene.write(&ctx, move |ctx, conn| services::update(ctx, conn, id, &mut |_| Err(Error::Stale)));
    let end = scene.write(&ctx, move |ctx, conn| services::delete(ctx, conn, id, &mut |_| Err(Error::Stale)));
    assert!(matches!((change, end), (Err(Error::Stale), Err(Error::Stale))));
    assert_eq!(retrieve(&scene, &ctx, id).expect("found"), supplier);
}

#[test]
fn a_deleted_supplier_is_gone_and_its_name_is_free() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::Owner);
    let supplier = made(&scene, SupplierIn { proteins: Ids::from_iter([ProteinId(1)]), ..input("A") });
    delete(&scene, &ctx, supplier.id).expect("deleted");
    for id in [supplier.id, SupplierId(i64::MAX)] {
        assert!(matches!(retrieve(&scene, &ctx, id), Err(Error::NotFound)));
        assert!(matches!(update(&scene, &ctx, id, |_| ()), Err(Error::NotFound)));
        assert!(matches!(delete(&scene, &ctx, id), Err(Error::NotFound)));
    }
    assert_ne!(made(&scene, input("A")).id, supplier.id, "ids are not used twice");
}
