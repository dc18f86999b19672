//! What is told and read back, against a real database.
use crate::{COLUMNS, Changes, Event, Record, Verb, history, record};
use projectmeats_core::{Ctx, Error, Result, Role};
use projectmeats_db::{
    listing::{ListQuery, Page, PageSizes, Turn},
    statements::{counted, sent},
};
use projectmeats_testkit::{Scene, plan, scene};
use serde::Serialize;
use serde_json::json;

#[derive(Serialize)]
struct Crate {
    label: &'static str,
    pounds: Option<i32>,
    version: i64,
}

fn tell(scene: &Scene, ctx: &Ctx, id: &str, verb: Verb, changes: Changes) {
    let event = Event { entity: "crate", entity_id: id.into(), verb, changes };
    scene.write(ctx, |ctx, conn| record(ctx, conn, event)).expect("told");
}

fn read(scene: &Scene, ctx: &Ctx, id: &str, pairs: &[(&str, &str)]) -> Result<Page<Record>> {
    let list = ListQuery::parse(&COLUMNS, PageSizes::default(), pairs.iter().copied())?;
    scene.read(ctx, |ctx, conn| history(ctx, conn, "crate", id, &list))
}

fn verbs(page: &Page<Record>) -> Vec<Verb> {
    page.results.iter().map(|record| record.verb).collect()
}

/// A crate of acme that was made, changed a minute later, and then deleted.
fn gone() -> Scene {
    let scene = scene();
    let before = Crate { label: "A", pounds: None, version: 1 };
    let after = Crate { label: "A", pounds: Some(40), version: 2 };
    tell(&scene, &scene.ctx("acme", Role::User), "7", Verb::Created, Changes::between(None, Some(&before)));
    scene.clock().advance(60);
    let changes = Changes::between(Some(&before), Some(&after));
    tell(&scene, &scene.ctx("acme", Role::Manager), "7", Verb::Updated, changes);
    tell(&scene, &scene.ctx("acme", Role::Owner), "7", Verb::Deleted, Changes::between(Some(&after), None));
    scene
}

#[test]
fn what_happened_is_read_back_as_it_was_told() {
    let scene = gone();
    let page = read(&scene, &scene.ctx("acme", Role::ReadOnly), "7", &[]).expect("told");
    let manager = scene.ctx("acme", Role::Manager);
    let updated = &page.results[1];
    assert_eq!((updated.actor, &*updated.actor_name), (Some(manager.actor.user), "acme-manager"));
    assert_eq!((updated.at, &*updated.request_id), (manager.now, "test"));
    assert_eq!((&*updated.entity, &*updated.entity_id), ("crate", "7"));
    assert_eq!(updated.changes.0, json!({ "pounds": { "from": null, "to": 40 } }));
    let made = &page.results[2].changes.0;
    assert_eq!(*made, json!({ "label": { "from": null, "to": "A" } }));
}

#[test]
fn the_history_of_a_deleted_thing_remains_newest_first() {
    let scene = gone();
    let page = read(&scene, &scene.ctx("acme", Role::User), "7", &[]).expect("told");
    assert_eq!(page.count, 3);
    assert_eq!(verbs(&page), [Verb::Deleted, Verb::Updated, Verb::Created]);
    let lost = &page.results[0].changes.0;
    assert_eq!(lost["pounds"], json!({ "from": 40, "to": null }));
}

#[test]
fn a_history_holds_what_happened_to_its_thing_alone() {
    let scene = gone();
    let ctx = scene.ctx("acme", Role::User);
    for id in ["70", "07"] {
        tell(&scene, &ctx, id, Verb::Created, Changes::none());
    }
    let of_another_kind =
        Event { entity: "box", entity_id: "7".into(), verb: Verb::Created, changes: Changes::none() };
    scene.write(&ctx, |ctx, conn| record(ctx, conn, of_another_kind)).expect("told");
    assert_eq!(read(&scene, &ctx, "7", &[]).expect("told").count, 3);
    assert_eq!(read(&scene, &ctx, "70", &[]).expect("told").count, 1);
}

#[test]
fn the_history_of_another_companys_thing_and_of_nothing_is_not_found() {
    let scene = gone();
    for ctx in [scene.ctx("globex", Role::Owner), scene.staff(), scene.staff_in("globex"), scene.stranger()] {
        assert!(matches!(read(&scene, &ctx, "7", &[]), Err(Error::NotFound)), "{}", ctx.actor.name);
    }
    let acme = scene.ctx("acme", Role::Owner);
    assert!(matches!(read(&scene, &acme, "8", &[]), Err(Error::NotFound)));
    tell(&scene, &scene.ctx("globex", Role::User), "7", Verb::Created, Changes::none());
    assert_eq!(read(&scene, &acme, "7", &[]).expect("told").count, 3);
}

#[test]
fn a_service_keeps_to_the_company_of_its_context_wherever_the_transaction_is_bound() {
    let scene = gone();
    let all = ListQuery::all(&COLUMNS, PageSizes::default());
    let globex = scene.ctx("globex", Role::Owner);
    let in_acme = projectmeats_db::Bound::tenant(scene.tenant("acme"));
    let found = scene.db.read_now(in_acme, |conn| history(&globex, conn, "crate", "7", &all));
    assert!(matches!(found, Err(Error::NotFound)));
}

#[test]
fn a_filter_that_nothing_matches_is_an_empty_page_and_not_a_missing_thing() {
    let scene = gone();
    let ctx = scene.ctx("acme", Role::ReadOnly);
    let page = read(&scene, &ctx, "7", &[("verb", "signed_in")]).expect("an empty page");
    assert_eq!((page.count, page.results.len()), (0, 0));
}

#[test]
fn a_history_is_filtered_ordered_and_paged() {
    let scene = gone();
    let ctx = scene.ctx("acme", Role::ReadOnly);
    let check = |pairs: &[(&str, &str)], want: &[Verb]| {
        assert_eq!(verbs(&read(&scene, &ctx, "7", pairs).expect("told")), want, "{pairs:?}");
    };
    check(&[("ordering", "id")], &[Verb::Created, Verb::Updated, Verb::Deleted]);
    check(&[("ordering", "at")], &[Verb::Created, Verb::Updated, Verb::Deleted]);
    check(&[("verb__in", "created,deleted")], &[Verb::Deleted, Verb::Created]);
    let manager = scene.user("acme", Role::Manager).to_string();
    check(&[("actor", &manager)], &[Verb::Updated]);
    check(&[("at__gt", "2026-11-02T09:00:00Z")], &[Verb::Deleted, Verb::Updated]);
    check(&[("page_size", "2"), ("page", "2")], &[Verb::Created]);
    let first = read(&scene, &ctx, "7", &[("page_size", "2"), ("cursor", "")]).expect("told");
    let Some(Turn::Cursor(token)) = first.next else { panic!("no next page") };
    check(&[("page_size", "2"), ("cursor", &token)], &[Verb::Created]);
}

#[test]
fn a_history_takes_two_statements_and_one_when_the_page_tells_the_count() {
    let scene = gone();
    for (size, want) in [("3", 1), ("2", 2)] {
        let list = ListQuery::parse(&COLUMNS, PageSizes::default(), [("page_size", size)]).expect("read");
        let sent = scene.read(&scene.ctx("acme", Role::ReadOnly), |ctx, conn| {
            let (page, sent) = counted(|| history(ctx, conn, "crate", "7", &list));
            page.map(|_| sent)
        });
        assert_eq!(sent.expect("told"), want, "{size}");
    }
}

#[test]
fn the_history_of_one_thing_is_found_and_ordered_by_an_index() {
    let scene = gone();
    let list = ListQuery::all(&COLUMNS, PageSizes::default());
    let plan = scene.read(&scene.ctx("acme", Role::ReadOnly), |ctx, conn| {
        let (page, statements) = sent(|| history(ctx, conn, "crate", "7", &list));
        page?;
        Ok(plan(conn, &statements[0]))
    });
    let plan = plan.expect("planned");
    assert!(plan.seeks("entity_id") && !plan.sorts() && !plan.sorts_ties(), "{plan:#?}");
}
