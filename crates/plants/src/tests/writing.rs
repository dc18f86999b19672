//! Creating, changing and deleting.
use super::{create, delete, input, list, made, refusal, retrieve, update};
use crate::{CapacityUnit, Plant, PlantIn, PlantType, services};
use projectmeats_core::{Error, Result, Role, ids::PlantId, ids::SupplierId};
use projectmeats_testkit::scene;

const TAKEN: &str = "code: plant with this code already exists.";

#[test]
fn a_new_plant_is_kept_as_it_was_written() {
    let scene = scene();
    let written = PlantIn {
        plant_est_num: "EST. m-38 + p7091".into(),
        eu_approval_num: "DE NW 20202 EG".into(),
        eu_approval_country: "Germany".into(),
        plant_type: PlantType::Storage,
        address: "4500 S 36th Street".into(),
        city: "Omaha".into(),
        state: "NE".into(),
        zip_code: "68107".into(),
        country: "USA".into(),
        phone: "+1 402 555 0142".into(),
        email: "dock@omaha.example".into(),
        manager: "Ruth Ortiz".into(),
        capacity: Some(i32::MAX),
        capacity_unit: CapacityUnit::PoundsPerDay,
        is_active: false,
        ..input("OMA-1")
    };
    let ctx = scene.ctx("acme", Role::User);
    let plant = create(&scene, &ctx, written.clone()).expect("created");
    assert_eq!(plant.fields, written);
    assert_eq!(plant.plant_est_num_normal, "M38+P7091");
    assert_eq!((plant.version, plant.created_at, plant.updated_at), (1, ctx.now, ctx.now));
    assert_eq!(
        (plant.created_by, plant.created_by_name.as_deref()),
        (Some(ctx.actor.user), Some("acme-user"))
    );
    assert_eq!(retrieve(&scene, &ctx, plant.id).expect("found"), plant);
}

#[test]
fn every_choice_can_be_stored() {
    let scene = scene();
    for (i, plant_type) in PlantType::ALL.iter().copied().enumerate() {
        let plant = made(&scene, PlantIn { plant_type, ..input(&format!("type-{i}")) });
        assert_eq!(plant.fields.plant_type, plant_type);
    }
    for (i, capacity_unit) in CapacityUnit::ALL.iter().copied().enumerate() {
        let plant = made(&scene, PlantIn { capacity_unit, ..input(&format!("unit-{i}")) });
        assert_eq!(plant.fields.capacity_unit, capacity_unit);
    }
}

#[test]
fn a_change_raises_the_version_by_one_and_leaves_what_it_does_not_name() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::Manager);
    let plant = made(&scene, PlantIn { city: "Omaha".into(), capacity: Some(5), ..input("A") });
    scene.clock().advance(60);
    let later = scene.ctx("acme", Role::Manager);
    let changed = update(&scene, &later, plant.id, |input| input.capacity = None).expect("changed");
    assert_eq!(changed.fields, PlantIn { capacity: None, ..plant.fields.clone() });
    assert_eq!((changed.version, changed.created_at, changed.updated_at), (2, plant.created_at, later.now));
    assert_eq!(
        (changed.created_by, changed.created_by_name.clone()),
        (plant.created_by, plant.created_by_name)
    );
    assert_eq!(retrieve(&scene, &ctx, plant.id).expect("found"), changed);
    let again = update(&scene, &later, plant.id, |_| ()).expect("changed");
    assert_eq!(again.version, 3);
}

#[test]
fn the_normal_form_follows_the_number_that_was_typed() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::User);
    let plant = made(&scene, PlantIn { plant_est_num: "M38".into(), ..input("A") });
    let changed = update(&scene, &ctx, plant.id, |input| input.plant_est_num = "est 40a".into());
    let changed = changed.expect("changed");
    assert_eq!((&*changed.fields.plant_est_num, &*changed.plant_est_num_normal), ("est 40a", "M40A"));
    let emptied = update(&scene, &ctx, plant.id, |input| input.plant_est_num.clear()).expect("changed");
    assert_eq!(emptied.plant_est_num_normal, "");
}

#[test]
fn a_code_is_unique_in_its_company_and_the_conflict_is_told_on_the_field() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::User);
    made(&scene, input("A"));
    let other = made(&scene, input("B"));
    assert_eq!(refusal(create(&scene, &ctx, input("A"))), TAKEN);
    assert_eq!(refusal(update(&scene, &ctx, other.id, |input| input.code = "A".into())), TAKEN);
    assert_eq!(retrieve(&scene, &ctx, other.id).expect("found"), other, "the refused change left nothing");
    update(&scene, &ctx, other.id, |input| input.name = "Another".into()).expect("keeps its own code");
}

#[test]
fn two_companies_may_use_the_same_code() {
    let scene = scene();
    for company in projectmeats_testkit::COMPANIES {
        create(&scene, &scene.ctx(company, Role::User), input("A")).expect(company);
    }
}

#[test]
fn the_code_of_a_deleted_plant_is_free_again() {
    let scene = scene();
    let first = made(&scene, input("A"));
    delete(&scene, &scene.ctx("acme", Role::Admin), first.id).expect("deleted");
    assert_ne!(made(&scene, input("A")).id, first.id, "ids are not used twice");
}

#[test]
fn of_eight_who_take_a_code_at_once_one_gets_it_and_the_others_are_told() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::User);
    let outcomes: Vec<String> = std::thread::scope(|scope| {
        let one = || refusal(create(&scene, &ctx, input("A")));
        let tasks: Vec<_> = (0..8).map(|_| scope.spawn(one)).collect();
        tasks.into_iter().map(|task| task.join().expect("no panic")).collect()
    });
    assert_eq!(outcomes.iter().filter(|outcome| *outcome == "accepted").count(), 1, "{outcomes:?}");
    assert_eq!(outcomes.iter().filter(|outcome| *outcome == TAKEN).count(), 7, "{outcomes:?}");
}

#[test]
fn of_changes_at_once_none_is_lost() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::User);
    let plant = made(&scene, PlantIn { capacity: Some(0), ..input("A") });
    let more = |input: &mut PlantIn| input.capacity = input.capacity.map(|capacity| capacity + 1);
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| update(&scene, &ctx, plant.id, more).expect("changed"));
        }
    });
    let after = retrieve(&scene, &ctx, plant.id).expect("found");
    assert_eq!((after.fields.capacity, after.version), (Some(8), 9));
}

/// The fields a refusal names.
fn refused(outcome: Result<Plant>) -> Vec<String> {
    match outcome {
        Err(Error::Invalid(fields)) => fields.iter().map(|(field, _)| field.to_owned()).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_cannot_be_is_refused_by_the_name_of_the_field() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::User);
    let check = |field: &str, wrong: fn(&mut PlantIn)| {
        let mut new = input("A");
        wrong(&mut new);
        let told = refused(create(&scene, &ctx, new));
        assert_eq!(told, [field]);
    };
    check("name", |input| input.name.clear());
    check("name", |input| input.name = "é".repeat(201));
    check("code", |input| input.code.clear());
    check("code", |input| input.code = "x".repeat(51));
    check("plant_est_num", |input| input.plant_est_num = "X38".into());
    check("plant_est_num", |input| input.plant_est_num = format!("M{}", "1".repeat(50)));
    check("eu_approval_num", |input| input.eu_approval_num = "x".repeat(51));
    check("city", |input| input.city = "x".repeat(101));
    check("zip_code", |input| input.zip_code = "x".repeat(21));
    check("phone", |input| input.phone = "1".repeat(21));
    check("email", |input| input.email = "nowhere".into());
    check("capacity", |input| input.capacity = Some(-1));
    check("supplier", |input| input.supplier = Some(SupplierId(1)));
    assert_eq!(list(&scene, &ctx, "").expect("listed").count, 0);
}

#[test]
fn the_longest_texts_are_counted_in_characters() {
    let scene = scene();
    let written = PlantIn {
        name: "é".repeat(200),
        code: "牛".repeat(50),
        address: "🥩".repeat(1000),
        city: "é".repeat(100),
        manager: "é".repeat(100),
        ..input("A")
    };
    assert_eq!(made(&scene, written.clone()).fields, written);
}

#[test]
fn a_change_that_the_caller_refuses_leaves_everything_as_it_was() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::Owner);
    let plant = made(&scene, input("A"));
    let id = plant.id;
    let change =
        scene.write(&ctx, move |ctx, conn| services::update(ctx, conn, id, &mut |_| Err(Error::Stale)));
    let end = scene.write(&ctx, move |ctx, conn| services::delete(ctx, conn, id, &mut |_| Err(Error::Stale)));
    assert!(matches!((change, end), (Err(Error::Stale), Err(Error::Stale))));
    assert_eq!(retrieve(&scene, &ctx, id).expect("found"), plant);
}

#[test]
fn the_caller_sees_what_is_stored_before_a_change_or_a_deletion() {
    let scene = scene();
    let plant = made(&scene, input("A"));
    let (id, known) = (plant.id, plant.clone());
    let seen = scene.write(&scene.ctx("acme", Role::Owner), move |ctx, conn| {
        let mut seen = Vec::new();
        services::update(ctx, conn, id, &mut |stored| {
            seen.push(stored.clone());
            Ok(stored.fields.clone())
        })?;
        services::delete(ctx, conn, id, &mut |stored| {
            seen.push(stored.clone());
            Ok(())
        })?;
        Ok(seen)
    });
    let seen = seen.expect("changed and deleted");
    assert_eq!((&seen[0], seen[1].version, seen.len()), (&known, 2, 2));
}

#[test]
fn a_deleted_plant_is_gone_and_cannot_be_changed_or_deleted_again() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::Owner);
    let plant = made(&scene, input("A"));
    let kept = made(&scene, input("B"));
    delete(&scene, &ctx, plant.id).expect("deleted");
    for id in [plant.id, PlantId(i64::MAX)] {
        assert!(matches!(retrieve(&scene, &ctx, id), Err(Error::NotFound)));
        assert!(matches!(update(&scene, &ctx, id, |_| ()), Err(Error::NotFound)));
        assert!(matches!(delete(&scene, &ctx, id), Err(Error::NotFound)));
    }
    assert_eq!(list(&scene, &ctx, "").expect("listed").results, [kept]);
}
