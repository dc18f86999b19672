//! Every column a list can be ordered or filtered by has an index, as the database itself says.
use super::{asked, input, list, made};
use crate::services::{self, COLUMNS};
use diesel::connection::SimpleConnection;
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

/// Two thousand plants beside four that were made at different times. Of a small table any index is as good as another.
fn many(scene: &Scene) {
    for code in ["A", "B", "C", "D"] {
        made(scene, input(code));
        scene.clock().advance(60);
    }
    let sql = "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 500)
        INSERT INTO plants_plant (tenant_id, name, code, plant_type, plant_est_num, est_num_normal, eu_approval_num,
            eu_approval_country, address, city, state, zip_code, country, phone, email, manager, capacity, capacity_unit,
            is_active, supplier_rank, name_key, phone_key, email_key, search, created_by_id, version, created_at, updated_at)
        SELECT tenant_id, 'name ' || n, code || n, CASE n % 2 WHEN 0 THEN 'retail' ELSE 'mixed' END, 'M' || n, 'M' || n, '',
            '', '', 'city ' || n, 'state ' || n, '', 'country ' || n, '', '', '', n,
            CASE n % 2 WHEN 0 THEN 'pallets' ELSE '' END,
            n % 2 = 0, 0, 'n' || n, 'p' || n, 'e' || n, '', CASE n % 2 WHEN 0 THEN created_by_id END, 1, created_at, updated_at
        FROM plants_plant CROSS JOIN numbers;
        ANALYZE";
    scene.db.owner().batch_execute(sql).expect("filled");
}

#[test]
fn every_filter_is_answered_by_an_index() {
    let scene = scene();
    many(&scene);
    for column in COLUMNS.fields {
        let narrowed = format!("FROM {} WHERE tenant_id = $1 AND {} = $2", COLUMNS.table, column.column);
        // What half of all plants have in common is sought for a page alone: to count them, all may as well be read.
        let statements = [
            format!("SELECT count(*) {narrowed}"),
            format!("SELECT phone {narrowed} ORDER BY name, id LIMIT 100"),
        ];
        let plans = scene.read(&scene.ctx("acme", Role::ReadOnly), |_, conn| {
            Ok(statements.map(|statement| plan(conn, &statement)))
        });
        let plans = plans.expect("planned");
        assert!(plans.iter().any(|plan| plan.seeks(column.column)), "{}: {plans:#?}", column.name);
        assert!(!plans.iter().any(Plan::reads_all), "{}: {plans:#?}", column.name);
    }
}
