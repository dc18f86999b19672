//! Every column a list can be ordered or filtered by has an index, as the database itself says.
use super::{asked, input, list, made};
use crate::services::{self, COLUMNS};
use projectmeats_core::Role;
use projectmeats_db::{listing::Turn, statements::sent};
use projectmeats_testkit::{Plan, Scene, plan, scene};

/// How the rows of a list are found.
fn planned(scene: &Scene, query: &str) -> Plan {
    let list = asked(query).expect(query);
    let found = scene.read(&scene.ctx("acme", Role::ReadOnly), |ctx, conn| {
        let (page, statements) = sent(|| services::list(ctx, conn, &list));
        page?;
        Ok(plan(conn, &statements[0]))
    });
    found.expect(query)
}

fn orderings() -> impl Iterator<Item = String> {
    COLUMNS.orderings().flat_map(|name| [name.to_owned(), format!("-{name}")])
}

#[test]
fn no_ordering_sorts() {
    let scene = scene();
    for ordering in orderings() {
        let plan = planned(&scene, &format!("ordering={ordering}"));
        assert!(!plan.sorts() && !plan.reads_all() && plan.seeks("tenant_id"), "{ordering}: {plan:#?}");
        // Codes have no ties.
        assert!(!plan.sorts_ties() || ordering.ends_with("code"), "{ordering}: {plan:#?}");
    }
}

#[test]
fn a_page_at_a_cursor_is_found_without_the_rows_before_it() {
    let scene = scene();
    for code in ["A", "B"] {
        made(&scene, input(code));
    }
    let ctx = scene.ctx("acme", Role::ReadOnly);
    for column in COLUMNS.fields.iter().filter(|column| column.sorts) {
        for ordering in [column.name.to_owned(), format!("-{}", column.name)] {
            let first =
                list(&scene, &ctx, &format!("ordering={ordering}&page_size=1&cursor=")).expect("listed");
            let Some(Turn::Cursor(token)) = first.next else { panic!("no next page by {ordering}") };
            let plan = planned(&scene, &format!("ordering={ordering}&page_size=1&cursor={token}"));
            assert!(!plan.sorts() && !plan.reads_all(), "{ordering}: {plan:#?}");
            assert!(!plan.sorts_ties() || column.name == "code", "{ordering}: {plan:#?}");
            assert!(column.nullable || plan.seeks(column.column), "{ordering}: {plan:#?}");
        }
    }
}

#[test]
fn every_filter_is_answered_by_an_index() {
    let scene = scene();
    // A plant is found by its id through the primary key.
    for column in COLUMNS.fields.iter().filter(|column| column.name != "id") {
        let statement =
            format!("SELECT count(*) FROM {} WHERE tenant_id = $1 AND {} = $2", COLUMNS.table, column.column);
        let plan = scene.read(&scene.ctx("acme", Role::ReadOnly), |_, conn| Ok(plan(conn, &statement)));
        let plan = plan.expect("planned");
        assert!(plan.seeks(column.column) && !plan.reads_all(), "{}: {plan:#?}", column.name);
    }
}
