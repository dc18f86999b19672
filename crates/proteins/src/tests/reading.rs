//! What everybody sees.
use super::{list, named, names, retrieve};
use crate::services::{self, COLUMNS};
use projectmeats_core::{Ctx, Error, Role, ids::ProteinId};
use projectmeats_db::{
    listing::{ListQuery, PageSizes},
    statements::{counted, sent},
};
use projectmeats_testkit::{Scene, plan, scene};

const SEEDED: [&str; 14] = [
    "Beef", "Bison", "Chicken", "Duck", "Fish", "Goat", "Horse", "Lamb", "Other", "Pork", "Seafood",
    "Turkey", "Veal", "Venison",
];

/// People of every kind: staff, every role of both companies, and somebody who is in none.
fn everybody(scene: &Scene) -> Vec<Ctx> {
    let roles = Role::ALL.iter().flat_map(|role| ["acme", "globex"].map(|company| scene.ctx(company, *role)));
    roles.chain([scene.staff(), scene.stranger()]).collect()
}

#[test]
fn a_new_database_knows_the_usual_proteins_and_everybody_sees_them() {
    let scene = scene();
    let beef = named(&scene, "Beef");
    assert_eq!(beef.version, 1);
    for ctx in everybody(&scene) {
        assert_eq!(names(&scene, &ctx, ""), SEEDED, "{}", ctx.actor.name);
        assert_eq!(retrieve(&scene, &ctx, beef.id).expect("found"), beef, "{}", ctx.actor.name);
        assert!(matches!(retrieve(&scene, &ctx, ProteinId(i64::MAX)), Err(Error::NotFound)));
    }
}

#[test]
fn proteins_are_searched_filtered_and_ordered() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::ReadOnly);
    assert_eq!(names(&scene, &ctx, "search=FISH"), ["Fish"]);
    assert_eq!(names(&scene, &ctx, "search=ve&ordering=-name"), ["Venison", "Veal"]);
    assert_eq!(names(&scene, &ctx, "name__in=Pork,Beef"), ["Beef", "Pork"]);
    assert_eq!(names(&scene, &ctx, "name__icontains=EA"), ["Seafood", "Veal"]);
    assert_eq!(names(&scene, &ctx, "ordering=id&page_size=2"), ["Beef", "Pork"]);
    let page = list(&scene, &ctx, "page_size=4&page=4").expect("the last page");
    assert_eq!((page.count, page.results.len(), page.next), (14, 2, None));
}

#[test]
fn a_list_takes_two_statements_and_one_when_the_page_tells_the_count() {
    let scene = scene();
    for (size, want) in [("14", 1), ("13", 2)] {
        let list = ListQuery::parse(&COLUMNS, PageSizes::default(), [("page_size", size)]).expect("read");
        let ctx = scene.ctx("acme", Role::User);
        let sent = scene.read(&ctx, |ctx, conn| Ok(counted(|| services::list(ctx, conn, &list)).1));
        assert_eq!(sent.expect("listed"), want, "{size}");
    }
}

#[test]
fn no_ordering_sorts() {
    let scene = scene();
    for ordering in ["id", "-id", "name", "-name"] {
        let asked = ListQuery::parse(&COLUMNS, PageSizes::default(), [("ordering", ordering)]).expect("read");
        let plan = scene.read(&scene.stranger(), |ctx, conn| {
            let (page, statements) = sent(|| services::list(ctx, conn, &asked));
            page?;
            Ok(plan(conn, &statements[0]))
        });
        assert!(!plan.as_ref().expect("planned").sorts(), "{ordering}: {plan:#?}");
    }
}
