//! Possible duplicates, and making one of two.
use super::{delete, input, made, retrieve, told};
use crate::{Plant, PlantIn, scope::Plants};
use projectmeats_activity::Verb;
use projectmeats_core::{Error, Result, Role, ids::PlantId};
use projectmeats_directory::{merge, pairs};
use projectmeats_testkit::{Scene, plan, scene};
use projectmeats_web::Resource;

fn warned(scene: &Scene, plant: &Plant) -> Vec<(Option<i64>, String)> {
    let told = scene.read(&scene.ctx("acme", Role::User), |ctx, conn| Plants::warnings(ctx, conn, plant));
    told.expect("told").into_iter().map(|warning| (warning.id, warning.detail)).collect()
}

fn merged(scene: &Scene, keep: PlantId, duplicate: PlantId) -> Result<Plant> {
    let owner = scene.ctx("acme", Role::Owner);
    scene.write(&owner, move |ctx, conn| merge(ctx, conn, (keep, duplicate), Plants::retrieve))
}

#[test]
fn whoever_shares_a_name_a_telephone_an_address_or_an_establishment_number_is_told() {
    let scene = scene();
    let plant = PlantIn {
        name: "Omaha Beef".into(),
        phone: "+1 402 555 0142".into(),
        email: "dock@omaha.example".into(),
        plant_est_num: "EST. M-38 + p7".into(),
        ..input("A")
    };
    let first = made(&scene, plant);
    assert_eq!(warned(&scene, &first), []);
    let told = |plant: PlantIn, reasons: &str| {
        let plant = made(&scene, plant);
        let detail = format!("This plant may be the same as \"Omaha Beef\": same {reasons}.");
        assert_eq!(warned(&scene, &plant), [(Some(first.id.0), detail)]);
        delete(&scene, &scene.ctx("acme", Role::Owner), plant.id).expect("deleted");
    };
    told(PlantIn { name: "OMAHA BEEF, Inc.".into(), ..input("B") }, "name");
    told(PlantIn { phone: "(402) 555-0142".into(), ..input("B") }, "phone");
    told(PlantIn { email: "DOCK@omaha.example".into(), ..input("B") }, "email");
    told(PlantIn { plant_est_num: "M38+P7".into(), ..input("B") }, "establishment number");
    let both = PlantIn { plant_est_num: "m38+p7".into(), phone: "4025550142".into(), ..input("B") };
    told(both, "phone, establishment number");
    assert_eq!(warned(&scene, &made(&scene, PlantIn { plant_est_num: "M38".into(), ..input("B") })), []);
    let globex = super::create(
        &scene,
        &scene.ctx("globex", Role::User),
        PlantIn { plant_est_num: "M38".into(), ..input("C") },
    );
    let theirs = scene.read(&scene.ctx("globex", Role::User), |ctx, conn| {
        Plants::warnings(ctx, conn, &globex.expect("created"))
    });
    assert_eq!(theirs.expect("told"), [], "another company's are not told");
}

#[test]
fn of_two_one_is_made() {
    let scene = scene();
    let owner = scene.ctx("acme", Role::Owner);
    let [keep, gone] = ["A", "B"].map(|code| made(&scene, PlantIn { name: "Same".into(), ..input(code) }));
    let found = scene.read(&owner, pairs::<PlantId>).expect("read");
    assert_eq!(
        found.iter().map(|pair| (pair.id, pair.duplicate)).collect::<Vec<_>>(),
        [(keep.id.0, gone.id.0)]
    );
    let after = merged(&scene, keep.id, gone.id).expect("merged");
    assert_eq!((after.id, after.fields.code.as_str(), after.version), (keep.id, "A", 2));
    assert!(matches!(retrieve(&scene, &owner, gone.id), Err(Error::NotFound)));
    let verbs =
        |id| told(&scene, &owner, id).expect("told").iter().map(|record| record.verb).collect::<Vec<_>>();
    assert_eq!(verbs(keep.id), [Verb::Updated, Verb::Created]);
    assert_eq!(verbs(gone.id), [Verb::Deleted, Verb::Created]);
    assert!(matches!(merged(&scene, keep.id, keep.id), Err(Error::Invalid(_))));
    assert!(matches!(merged(&scene, keep.id, gone.id), Err(Error::Invalid(_))));
}

#[test]
fn possible_duplicates_are_sought_by_their_keys() {
    let scene = scene();
    for key in ["name_key", "phone_key", "email_key"] {
        let sql = format!("SELECT id FROM plants_plant WHERE tenant_id = $1 AND {key} = $2");
        let ctx = scene.ctx("acme", Role::ReadOnly);
        let plan = scene.read(&ctx, |_, conn| Ok(plan(conn, &sql))).expect("planned");
        assert!(!plan.reads_all() && plan.seeks("tenant_id"), "{key}: {plan:#?}");
    }
}
