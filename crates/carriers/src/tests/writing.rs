//! Creating, changing and deleting.
use super::{create, delete, input, list, made, refusal, retrieve, update};
use crate::{Carrier, CarrierEquipment, CarrierIn, Regions, TransportMode, services};
use chrono::NaiveDate;
use projectmeats_core::{Error, Result, Role, ids::CarrierId};
use projectmeats_testkit::scene;
use projectmeats_trade::{
    AppointmentMethod, CarrierDepartment, CarrierType, CreditTerms, LineOfCredit, PaymentTerms, Status,
};

const CODE_TAKEN: &str = "code: carrier with this code already exists.";
const NAME_TAKEN: &str = "name: carrier with this name already exists.";

fn whole() -> CarrierIn {
    CarrierIn {
        carrier_type: CarrierType::Sea,
        contact_person: "Hank Brandt".into(),
        phone: "+1 402 555 0142".into(),
        email: "a@x.example".into(),
        address: "900 Industrial Ave".into(),
        city: "Omaha".into(),
        state: "NE".into(),
        zip_code: "68107".into(),
        country: "USA".into(),
        mc_number: "123456".into(),
        dot_number: "1234567".into(),
        modes: vec![TransportMode::Ocean, TransportMode::Drayage].into(),
        equipment: vec![CarrierEquipment::ReeferContainer].into(),
        regions_served: ["NE", "Ontario"].into_iter().collect(),
        min_temperature_f: Some(-20),
        max_temperature_f: Some(70),
        insurance_provider: "Great Plains Mutual".into(),
        insurance_policy_number: "GPM-1".into(),
        insurance_expiry: NaiveDate::from_ymd_opt(2027, 3, 31),
        notes: "Knocks twice.".into(),
        my_customer_num_from_carrier: "77".into(),
        accounting_payable_contact_name: "Pat".into(),
        accounting_payable_contact_phone: "1".into(),
        accounting_payable_contact_email: "p@x.example".into(),
        sales_contact_name: "Sue".into(),
        sales_contact_phone: "2".into(),
        sales_contact_email: "s@x.example".into(),
        accounting_payment_terms: PaymentTerms::Ach,
        credit_limits: CreditTerms::Net30,
        account_line_of_credit: LineOfCredit::To50000,
        departments: "BOL".into(),
        departments_array: vec![CarrierDepartment::Pod].into(),
        how_carrier_make_appointment: AppointmentMethod::Fax,
        ..input("A")
    }
}

#[test]
fn a_new_carrier_is_kept_as_it_was_written() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::User);
    let carrier = create(&scene, &ctx, whole()).expect("created");
    assert_eq!(carrier.kept.fields, whole());
    let times = (carrier.kept.version, carrier.kept.created_at, carrier.kept.updated_at);
    assert_eq!(times, (1, ctx.now, ctx.now));
    let by = (carrier.kept.created_by, carrier.kept.created_by_name.as_deref());
    assert_eq!(by, (Some(ctx.actor.user), Some("acme-user")));
    assert_eq!(retrieve(&scene, &ctx, carrier.kept.id).expect("found"), carrier);
}

#[test]
fn every_choice_can_be_stored() {
    let scene = scene();
    let mut n = 0;
    let mut check = |carrier: CarrierIn| {
        n += 1;
        let carrier = CarrierIn { name: format!("n{n}"), code: format!("c{n}"), ..carrier };
        let (status, settled) = (carrier.status, made(&scene, carrier.clone()).kept.fields);
        assert_eq!(settled, CarrierIn { is_active: status == Status::Active, ..carrier });
    };
    CarrierType::ALL.iter().for_each(|c| check(CarrierIn { carrier_type: *c, ..input("") }));
    Status::ALL.iter().for_each(|c| check(CarrierIn { status: *c, ..input("") }));
    PaymentTerms::ALL.iter().for_each(|c| check(CarrierIn { accounting_payment_terms: *c, ..input("") }));
    CreditTerms::ALL.iter().for_each(|c| check(CarrierIn { credit_limits: *c, ..input("") }));
    LineOfCredit::ALL.iter().for_each(|c| check(CarrierIn { account_line_of_credit: *c, ..input("") }));
    AppointmentMethod::ALL
        .iter()
        .for_each(|c| check(CarrierIn { how_carrier_make_appointment: *c, ..input("") }));
    check(CarrierIn { modes: TransportMode::ALL.to_vec().into(), ..input("") });
    check(CarrierIn { equipment: CarrierEquipment::ALL.to_vec().into(), ..input("") });
    check(CarrierIn { departments_array: CarrierDepartment::ALL.to_vec().into(), ..input("") });
}

#[test]
fn numbers_are_kept_as_digits() {
    let scene = scene();
    let typed =
        CarrierIn { mc_number: "MC# 0123456".into(), dot_number: "USDOT 1234567".into(), ..input("A") };
    let carrier = made(&scene, typed);
    let fields = &carrier.kept.fields;
    assert_eq!((fields.mc_number.as_str(), fields.dot_number.as_str()), ("123456", "1234567"));
}

#[test]
fn whether_it_is_active_agrees_with_its_status_whichever_is_written() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::User);
    let states = |carrier: &Carrier| (carrier.kept.fields.status, carrier.kept.fields.is_active);
    let closed = made(&scene, CarrierIn { is_active: false, ..input("A") });
    assert_eq!(states(&closed), (Status::Inactive, false));
    assert_eq!(
        states(&made(&scene, CarrierIn { status: Status::Archived, ..input("B") })),
        (Status::Archived, false)
    );
    let id = closed.kept.id;
    let change = |change: fn(&mut CarrierIn)| states(&update(&scene, &ctx, id, change).expect("changed"));
    assert_eq!(change(|i| i.is_active = true), (Status::Active, true));
    assert_eq!(change(|i| i.status = Status::Archived), (Status::Archived, false));
    assert_eq!(change(|i| i.is_active = false), (Status::Archived, false), "as it was");
    assert_eq!(change(|i| (i.status, i.is_active) = (Status::Inactive, true)), (Status::Inactive, false));
    assert_eq!(change(|i| i.city = "Omaha".into()), (Status::Inactive, false));
    assert_eq!(super::found(&scene, ""), ["A", "B"], "what is not active stays listed");
}

#[test]
fn a_code_and_a_name_are_unique_in_their_company_and_the_conflict_is_told_on_the_field() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::User);
    made(&scene, input("A"));
    let other = made(&scene, input("B"));
    let same_name = |code: &str| CarrierIn { name: "Carrier A".into(), ..input(code) };
    assert_eq!(refusal(create(&scene, &ctx, same_name("Z"))), NAME_TAKEN);
    assert_eq!(refusal(create(&scene, &ctx, CarrierIn { name: "Z".into(), ..input("A") })), CODE_TAKEN);
    let id = other.kept.id;
    assert_eq!(refusal(update(&scene, &ctx, id, |input| input.code = "A".into())), CODE_TAKEN);
    assert_eq!(refusal(update(&scene, &ctx, id, |input| input.name = "Carrier A".into())), NAME_TAKEN);
    assert_eq!(retrieve(&scene, &ctx, id).expect("found"), other, "the refused change left nothing");
}

#[test]
fn of_eight_who_take_a_code_at_once_one_gets_it_and_the_others_are_told() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::User);
    let one = |n: usize| refusal(create(&scene, &ctx, CarrierIn { name: format!("n{n}"), ..input("A") }));
    let outcomes: Vec<String> = std::thread::scope(|scope| {
        let tasks: Vec<_> = (0..8).map(|n| scope.spawn(move || one(n))).collect();
        tasks.into_iter().map(|task| task.join().expect("no panic")).collect()
    });
    assert_eq!(outcomes.iter().filter(|outcome| *outcome == "accepted").count(), 1, "{outcomes:?}");
    assert_eq!(outcomes.iter().filter(|outcome| *outcome == CODE_TAKEN).count(), 7, "{outcomes:?}");
}

#[test]
fn a_change_raises_the_version_by_one_and_leaves_what_it_does_not_name() {
    let scene = scene();
    let carrier = made(&scene, whole());
    scene.clock().advance(60);
    let later = scene.ctx("acme", Role::Manager);
    let changed = update(&scene, &later, carrier.kept.id, |i| i.insurance_expiry = None).expect("changed");
    assert_eq!(changed.kept.fields, CarrierIn { insurance_expiry: None, ..whole() });
    let times = (changed.kept.version, changed.kept.created_at, changed.kept.updated_at);
    assert_eq!(times, (2, carrier.kept.created_at, later.now));
}

/// The fields a refusal names.
fn refused(outcome: Result<Carrier>) -> Vec<String> {
    match outcome {
        Err(Error::Invalid(fields)) => fields.iter().map(|(field, _)| field.to_owned()).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_cannot_be_is_refused_by_the_name_of_the_field() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::User);
    let check = |field: &str, wrong: fn(&mut CarrierIn)| {
        let mut new = input("A");
        wrong(&mut new);
        assert_eq!(refused(create(&scene, &ctx, new)), [field]);
    };
    check("name", |i| i.name.clear());
    check("name", |i| i.name = "é".repeat(201));
    check("code", |i| i.code.clear());
    check("code", |i| i.code = "x".repeat(51));
    check("mc_number", |i| i.mc_number = "MX-123".into());
    check("mc_number", |i| i.mc_number = "123456789".into());
    check("dot_number", |i| i.dot_number = "none".into());
    check("email", |i| i.email = "nowhere".into());
    check("sales_contact_email", |i| i.sales_contact_email = "nowhere".into());
    check("accounting_payable_contact_email", |i| i.accounting_payable_contact_email = "nowhere".into());
    check("phone", |i| i.phone = "1".repeat(21));
    check("zip_code", |i| i.zip_code = "1".repeat(21));
    check("departments", |i| i.departments = "1".repeat(256));
    check("regions_served", |i| i.regions_served = Regions::from_iter(["x"]));
    check("min_temperature_f", |i| i.min_temperature_f = Some(-151));
    check("max_temperature_f", |i| i.max_temperature_f = Some(301));
    check("min_temperature_f", |i| (i.min_temperature_f, i.max_temperature_f) = (Some(41), Some(40)));
    check("insurance_expiry", |i| i.insurance_expiry = NaiveDate::from_ymd_opt(10_000, 1, 1));
    check("insurance_expiry", |i| i.insurance_expiry = NaiveDate::from_ymd_opt(-1, 1, 1));
    assert_eq!(list(&scene, &ctx, "").expect("listed").count, 0);
    made(&scene, CarrierIn { min_temperature_f: Some(40), max_temperature_f: Some(40), ..input("A") });
}

#[test]
fn a_change_that_the_caller_refuses_leaves_everything_as_it_was() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::Owner);
    let carrier = made(&scene, input("A"));
    let id = carrier.kept.id;
    let change =
        scene.write(&ctx, move |ctx, conn| services::update(ctx, conn, id, &mut |_| Err(Error::Stale)));
    let end = scene.write(&ctx, move |ctx, conn| services::delete(ctx, conn, id, &mut |_| Err(Error::Stale)));
    assert!(matches!((change, end), (Err(Error::Stale), Err(Error::Stale))));
    assert_eq!(retrieve(&scene, &ctx, id).expect("found"), carrier);
}

#[test]
fn a_deleted_carrier_is_gone_and_cannot_be_changed_or_deleted_again() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::Owner);
    let carrier = made(&scene, input("A"));
    delete(&scene, &ctx, carrier.kept.id).expect("deleted");
    for id in [carrier.kept.id, CarrierId(i64::MAX)] {
        assert!(matches!(retrieve(&scene, &ctx, id), Err(Error::NotFound)));
        assert!(matches!(update(&scene, &ctx, id, |_| ()), Err(Error::NotFound)));
        assert!(matches!(delete(&scene, &ctx, id), Err(Error::NotFound)));
    }
    made(&scene, input("A"));
}

#[test]
fn a_carrier_that_others_depend_on_is_not_deleted_but_merged_with_all_of_them() {
    use diesel::connection::SimpleConnection;
    let scene = scene();
    let ctx = scene.ctx("acme", Role::Owner);
    let (held, other) = (made(&scene, input("A")).kept.id, made(&scene, input("B")).kept.id);
    let sql = format!(
        "CREATE TABLE held (id INTEGER PRIMARY KEY, tenant_id UUID NOT NULL, carrier_id BIGINT,
            FOREIGN KEY (tenant_id, carrier_id) REFERENCES carriers_carrier (tenant_id, id));
        INSERT INTO held SELECT 1, tenant_id, id FROM carriers_carrier WHERE id = {held}"
    );
    scene.db.owner().batch_execute(&sql).expect("held");
    let refused = delete(&scene, &ctx, held);
    let told = "This carrier is used by 1 held. Archive it or make it inactive instead of deleting it.";
    assert!(matches!(&refused, Err(Error::Conflict(why)) if why == told), "{refused:?}");
    let merged = scene.write(&ctx, move |ctx, conn| {
        projectmeats_directory::merge(ctx, conn, (other, held), services::retrieve)
    });
    merged.expect("merged");
    assert!(
        matches!(delete(&scene, &ctx, other), Err(Error::Conflict(_))),
        "what it held is held by the other"
    );
}
