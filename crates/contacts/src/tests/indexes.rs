//! Every column a list can be ordered or filtered by has an index, as the database itself says.
use super::{asked, input, list, made};
use crate::{
    links::{ContactCarriers, ContactCustomers, ContactSuppliers},
    services::{self, COLUMNS},
};
use diesel::connection::SimpleConnection;
use projectmeats_core::Role;
use projectmeats_db::{link::Side, listing::Turn, statements::sent};
use projectmeats_testkit::{Plan, Scene, plan, scene};

/// The fields that are sets, and the joining column each is sought by.
const SETS: [(&str, &str); 3] =
    [("supplier", "supplier_id"), ("customer", "customer_id"), ("carrier", "carrier_id")];

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
    for ordering in
        orderings().chain([String::new(), "last_name,first_name".into(), "-last_name,-first_name".into()])
    {
        let plan = planned(&scene, &format!("ordering={ordering}"));
        assert!(!plan.sorts() && !plan.reads_all() && plan.seeks("tenant_id"), "{ordering}: {plan:#?}");
        assert!(!plan.sorts_ties(), "{ordering}: {plan:#?}");
    }
}

#[test]
fn a_page_at_a_cursor_is_found_without_the_rows_before_it() {
    let scene = scene();
    for last in ["A", "B"] {
        made(&scene, input(last));
    }
    let ctx = scene.ctx("acme", Role::ReadOnly);
    for column in COLUMNS.fields.iter().filter(|column| column.sorts) {
        for ordering in [column.name.to_owned(), format!("-{}", column.name)] {
            let first =
                list(&scene, &ctx, &format!("ordering={ordering}&page_size=1&cursor=")).expect("listed");
            let Some(Turn::Cursor(token)) = first.next else { panic!("no next page by {ordering}") };
            let plan = planned(&scene, &format!("ordering={ordering}&page_size=1&cursor={token}"));
            assert!(!plan.sorts() && !plan.reads_all() && plan.seeks(column.column), "{ordering}: {plan:#?}");
        }
    }
}

/// Every contact speaks for one of twenty.
fn joined<S: Side>(scene: &Scene) {
    for n in 0..20 {
        let owner: S::Member = scene.stand_in("acme", &format!("{} {n}", S::TABLE));
        let sql = format!(
            "INSERT INTO {} (tenant_id, {}, contact_id, rank, back_rank)
            SELECT tenant_id, {owner}, id, 0, 0 FROM contacts_contact WHERE id % 20 = {n}; ANALYZE {0}",
            S::TABLE,
            S::MEMBER
        );
        scene.db.owner().batch_execute(&sql).expect("joined");
    }
}

/// Two thousand contacts beside four that were made at different times. Of a small table any index is as good as another.
fn many(scene: &Scene) {
    for last in ["A", "B", "C", "D"] {
        made(scene, input(last));
        scene.clock().advance(60);
    }
    let sql = "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 500)
        INSERT INTO contacts_contact (tenant_id, first_name, last_name, full_name, status, email, phone, company, position,
            contact_type, department, contact_title, main_phone, direct_phone, cell_phone, name_key, phone_key, email_key, search,
            created_by_id, version, created_at, updated_at)
        SELECT tenant_id, 'first ' || n, 'last ' || n, 'full ' || n, CASE n % 2 WHEN 0 THEN 'inactive' ELSE 'active' END, 'e' || n, '',
            'company ' || n, '', CASE n % 2 WHEN 0 THEN 'Sales' ELSE '' END, CASE n % 2 WHEN 0 THEN 'docks' ELSE '' END, '', '', '',
            '', 'n' || n, 'p' || n, 'e' || n, '', CASE n % 2 WHEN 0 THEN created_by_id END, 1, created_at, updated_at
        FROM contacts_contact CROSS JOIN numbers;
        ANALYZE";
    scene.db.owner().batch_execute(sql).expect("filled");
    joined::<ContactSuppliers>(scene);
    joined::<ContactCustomers>(scene);
    joined::<ContactCarriers>(scene);
}

#[test]
fn every_filter_is_answered_by_an_index() {
    let scene = scene();
    many(&scene);
    for column in COLUMNS.fields.iter().filter(|column| SETS.iter().all(|(set, _)| *set != column.name)) {
        let narrowed = format!("FROM {} WHERE tenant_id = $1 AND {} = $2", COLUMNS.table, column.column);
        // What half of all have in common is sought for a page alone: to count them, all may as well be read.
        let statements = [
            format!("SELECT count(*) {narrowed}"),
            format!("SELECT phone {narrowed} ORDER BY last_name, first_name, id LIMIT 100"),
        ];
        let plans = scene.read(&scene.ctx("acme", Role::ReadOnly), |_, conn| {
            Ok(statements.map(|statement| plan(conn, &statement)))
        });
        let plans = plans.expect("planned");
        assert!(plans.iter().any(|plan| plan.seeks(column.column)), "{}: {plans:#?}", column.name);
        assert!(!plans.iter().any(Plan::reads_all), "{}: {plans:#?}", column.name);
    }
    for (set, column) in SETS {
        let plan = planned(&scene, &format!("{set}=1"));
        assert!(plan.seeks(column) && !plan.reads_all(), "{set}: {plan:#?}");
        // Of several, those of each row may as well be looked at.
        let plan = planned(&scene, &format!("{set}__in=1,2"));
        assert!((plan.seeks(column) || plan.seeks("contact_id")) && !plan.reads_all(), "{set}: {plan:#?}");
        let plan = planned(&scene, &format!("{set}__isnull=true"));
        assert!(plan.seeks("contact_id") || plan.seeks("tenant_id"), "{set}: {plan:#?}");
    }
}

#[test]
fn possible_duplicates_are_sought_by_their_keys() {
    let scene = scene();
    many(&scene);
    let ctx = scene.ctx("acme", Role::ReadOnly);
    for key in ["name_key", "phone_key", "email_key"] {
        let sql = format!("SELECT id FROM contacts_contact WHERE tenant_id = $1 AND {key} = $2");
        let plan = scene.read(&ctx, |_, conn| Ok(plan(conn, &sql))).expect("planned");
        assert!(plan.seeks(key), "{key}: {plan:#?}");
    }
}
