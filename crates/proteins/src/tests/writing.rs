//! What platform staff alone may do.
use super::{create, delete, named, names, rename, retrieve};
use crate::{ProteinIn, services};
use projectmeats_activity::{Record, Verb};
use projectmeats_core::{Error, Result, Role, ids::ProteinId};
use projectmeats_db::listing::{ListQuery, PageSizes};
use projectmeats_testkit::{Scene, scene};
use serde_json::json;

const TAKEN: &str = "name: protein with this name already exists.";

fn refusal<T>(outcome: Result<T>) -> String {
    match outcome {
        Err(Error::Invalid(fields)) => fields.summary(),
        Err(other) => format!("{other:?}"),
        Ok(_) => "accepted".into(),
    }
}

fn told(scene: &Scene, id: ProteinId) -> Vec<Record> {
    let all = ListQuery::all(&projectmeats_activity::COLUMNS, PageSizes::default());
    let page = scene.read(&scene.staff(), |ctx, conn| {
        projectmeats_activity::history(ctx, conn, services::NOUN, &id.to_string(), &all)
    });
    page.expect("told").results
}

#[test]
fn staff_write_and_everybody_sees_it() {
    let scene = scene();
    let staff = scene.staff();
    let ostrich = create(&scene, &staff, "Ostrich").expect("created");
    assert_eq!((&*ostrich.fields.name, ostrich.version, ostrich.created_at), ("Ostrich", 1, staff.now));
    scene.clock().advance(60);
    let renamed = rename(&scene, &scene.staff(), ostrich.id, "Emu").expect("renamed");
    assert_eq!((renamed.version, renamed.created_at), (2, ostrich.created_at));
    assert_eq!(renamed.updated_at, scene.staff().now);
    let reader = scene.ctx("globex", Role::ReadOnly);
    assert_eq!(names(&scene, &reader, "search=emu"), ["Emu"]);
    assert_eq!(names(&scene, &reader, "search=ostrich"), [""; 0]);
    delete(&scene, &staff, ostrich.id).expect("deleted");
    for ctx in [staff, reader] {
        assert!(matches!(retrieve(&scene, &ctx, ostrich.id), Err(Error::NotFound)));
    }
}

#[test]
fn nobody_else_may_write_whatever_their_role() {
    let scene = scene();
    let beef = named(&scene, "Beef");
    let roles = Role::ALL.iter().map(|role| scene.ctx("acme", *role));
    for ctx in roles.chain([scene.stranger()]) {
        let who = ctx.actor.name.clone();
        assert!(matches!(create(&scene, &ctx, "Ostrich"), Err(Error::Forbidden(_))), "{who}");
        assert!(matches!(rename(&scene, &ctx, beef.id, "Ox"), Err(Error::Forbidden(_))), "{who}");
        assert!(matches!(delete(&scene, &ctx, beef.id), Err(Error::Forbidden(_))), "{who}");
    }
    assert_eq!(retrieve(&scene, &scene.staff(), beef.id).expect("found"), beef);
    assert_eq!(names(&scene, &scene.staff(), "").len(), 14);
}

#[test]
fn a_name_is_unique_whatever_its_case() {
    let scene = scene();
    let staff = scene.staff();
    create(&scene, &staff, "Élan").expect("created");
    for taken in ["Beef", "BEEF", "beef", "éLAN"] {
        assert_eq!(refusal(create(&scene, &staff, taken)), TAKEN, "{taken}");
    }
    let pork = named(&scene, "Pork");
    assert_eq!(refusal(rename(&scene, &staff, pork.id, "bEEF")), TAKEN);
    let renamed = rename(&scene, &staff, pork.id, "PORK").expect("its own name in another case");
    assert_eq!(renamed.fields.name, "PORK");
}

#[test]
fn a_name_has_1_to_50_characters() {
    let scene = scene();
    let staff = scene.staff();
    assert!(refusal(create(&scene, &staff, "")).starts_with("name: "));
    assert!(refusal(create(&scene, &staff, &"é".repeat(51))).starts_with("name: "));
    create(&scene, &staff, &"é".repeat(50)).expect("created");
}

#[test]
fn what_is_not_there_cannot_be_changed_or_deleted() {
    let scene = scene();
    let staff = scene.staff();
    let missing = ProteinId(i64::MAX);
    assert!(matches!(rename(&scene, &staff, missing, "Ox"), Err(Error::NotFound)));
    assert!(matches!(delete(&scene, &staff, missing), Err(Error::NotFound)));
}

#[test]
fn what_the_caller_refuses_leaves_everything_as_it_was() {
    let scene = scene();
    let beef = named(&scene, "Beef");
    let id = beef.id;
    let change = scene
        .write(&scene.staff(), move |ctx, conn| services::update(ctx, conn, id, &mut |_| Err(Error::Stale)));
    let end = scene
        .write(&scene.staff(), move |ctx, conn| services::delete(ctx, conn, id, &mut |_| Err(Error::Stale)));
    assert!(matches!((change, end), (Err(Error::Stale), Err(Error::Stale))));
    assert_eq!(named(&scene, "Beef"), beef);
}

#[test]
fn each_write_is_told_once_on_the_platforms_account_and_a_refused_one_is_not() {
    let scene = scene();
    let staff = scene.staff();
    let ostrich = create(&scene, &staff, "Ostrich").expect("created");
    assert_eq!(refusal(rename(&scene, &staff, ostrich.id, "Beef")), TAKEN);
    rename(&scene, &staff, ostrich.id, "Emu").expect("renamed");
    delete(&scene, &staff, ostrich.id).expect("deleted");
    let records = told(&scene, ostrich.id);
    let verbs: Vec<_> = records.iter().map(|record| record.verb).collect();
    assert_eq!(verbs, [Verb::Deleted, Verb::Updated, Verb::Created]);
    assert_eq!(records[1].changes.0, json!({ "name": { "from": "Ostrich", "to": "Emu" } }));
    assert!(records.iter().all(|record| record.actor == Some(staff.actor.user)));
}

#[test]
fn of_two_changes_at_once_neither_overwrites_the_other_unseen() {
    let scene = scene();
    let beef = named(&scene, "Beef");
    let (staff, id) = (scene.staff(), beef.id);
    let outcomes: Vec<Result<_>> = std::thread::scope(|scope| {
        let one = |n: usize| {
            scene.write(&staff, move |ctx, conn| {
                services::update(ctx, conn, id, &mut |stored| {
                    Ok(ProteinIn { name: format!("{}{n}", stored.fields.name) })
                })
            })
        };
        let tasks: Vec<_> = (0..4).map(|n| scope.spawn(move || one(n))).collect();
        tasks.into_iter().map(|task| task.join().expect("no panic")).collect()
    });
    let done = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
    assert!(outcomes.iter().all(|outcome| matches!(outcome, Ok(_) | Err(Error::Stale))), "{outcomes:?}");
    let after = retrieve(&scene, &staff, id).expect("found");
    assert_eq!(after.version, 1 + i64::try_from(done).expect("few"));
    assert_eq!(after.fields.name.len(), "Beef".len() + done, "each change built on the one before");
}
