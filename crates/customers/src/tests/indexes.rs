//! Every column a list can be ordered or filtered by has an index, as the database itself says.
use super::{asked, input, list, made};
use crate::services::{self, COLUMNS};
use diesel::connection::SimpleConnection;
use projectmeats_core::Role;
use projectmeats_db::{
    listing::{Kind, Turn},
    statements::sent,
};
use projectmeats_testkit::{Plan, Scene, plan, scene};

/// The fields that are sets, and the column of the joining table each is sought by.
const SETS: [(&str, &str); 3] =
    [("proteins", "protein_id"), ("contact", "contact_id"), ("plant", "plant_id")];

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
        // Names have no ties.
        assert!(!plan.sorts_ties() || ordering.ends_with("name"), "{ordering}: {plan:#?}");
    }
}

#[test]
fn a_page_at_a_cursor_is_found_without_the_rows_before_it() {
    let scene = scene();
    for name in ["A", "B"] {
        made(&scene, input(name));
    }
    let ctx = scene.ctx("acme", Role::ReadOnly);
    for column in COLUMNS.fields.iter().filter(|column| column.sorts) {
        for ordering in [column.name.to_owned(), format!("-{}", column.name)] {
            let first =
                list(&scene, &ctx, &format!("ordering={ordering}&page_size=1&cursor=")).expect("listed");
            let Some(Turn::Cursor(token)) = first.next else { panic!("no next page by {ordering}") };
            let plan = planned(&scene, &format!("ordering={ordering}&page_size=1&cursor={token}"));
            assert!(!plan.sorts() && !plan.reads_all(), "{ordering}: {plan:#?}");
            assert!(column.nullable || plan.seeks(column.column), "{ordering}: {plan:#?}");
        }
    }
}

/// Two thousand customers beside four that were made at different times. Of a small table any index is as good as another.
fn many(scene: &Scene) {
    for name in ["A", "B", "C", "D"] {
        made(scene, input(name));
        scene.clock().advance(60);
    }
    let sql = "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 500)
        INSERT INTO customers_customer (tenant_id, name, status, contact_person, email, phone, address, street_address, city, state, zip_code, country,
            edible_inedible, type_of_plant, purchasing_preference_origin, industry, industry_array, will_pickup_load,
            preferred_protein_types, accounting_payment_terms, credit_limits, account_line_of_credit, credit_limit,
            buyer_contact_name, contact_title, buyer_contact_phone, buyer_contact_email, type_of_certificate,
            product_exportable, accounting_terms, accounting_line_of_credit, name_key, phone_key, email_key, search,
            created_by_id, version, created_at, updated_at)
        SELECT tenant_id, name || ' ' || n, CASE n % 2 WHEN 0 THEN 'archived' ELSE status END, contact_person, email, phone, address,
            street_address, 'city ' || n, 'state ' || n, zip_code, 'country ' || n,
            CASE n % 2 WHEN 0 THEN 'Edible' ELSE edible_inedible END, type_of_plant,
            CASE n % 2 WHEN 0 THEN 'Domestic' ELSE purchasing_preference_origin END,
            CASE n % 2 WHEN 0 THEN 'Retail' ELSE industry END, industry_array, n % 2 = 0, preferred_protein_types,
            CASE n % 2 WHEN 0 THEN 'ACH' ELSE accounting_payment_terms END, credit_limits, account_line_of_credit, n,
            buyer_contact_name, contact_title, buyer_contact_phone, buyer_contact_email,
            CASE n % 2 WHEN 0 THEN 'BRC' ELSE type_of_certificate END, product_exportable, accounting_terms,
            accounting_line_of_credit, 'name_key ' || n, 'phone_key ' || n, 'email_key ' || n, search,
            CASE n % 2 WHEN 0 THEN created_by_id END, version, created_at, updated_at
        FROM customers_customer CROSS JOIN numbers;
        ANALYZE";
    scene.db.owner().batch_execute(sql).expect("filled");
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
            format!("SELECT phone {narrowed} ORDER BY name, id LIMIT 100"),
        ];
        let plans = scene.read(&scene.ctx("acme", Role::ReadOnly), |_, conn| {
            Ok(statements.map(|statement| plan(conn, &statement)))
        });
        let plans = plans.expect("planned");
        // Where rows of other companies are hidden by the server itself, it compares decimals only after it has hidden them: the index
        // of an amount then gives the company and the order alone.
        let seeks = plans.iter().any(|plan| plan.seeks(column.column));
        assert!(seeks || column.kind == Kind::Money, "{}: {plans:#?}", column.name);
        assert!(!plans.iter().any(Plan::reads_all), "{}: {plans:#?}", column.name);
    }
    for (set, column) in SETS {
        let plan = planned(&scene, &format!("{set}=1"));
        assert!(plan.seeks(column) && !plan.reads_all(), "{set}: {plan:#?}");
    }
}

#[test]
fn possible_duplicates_are_sought_by_their_keys() {
    let scene = scene();
    many(&scene);
    let ctx = scene.ctx("acme", Role::ReadOnly);
    for key in ["name_key", "phone_key", "email_key"] {
        let sql = format!("SELECT id FROM customers_customer WHERE tenant_id = $1 AND {key} = $2");
        let plan = scene.read(&ctx, |_, conn| Ok(plan(conn, &sql))).expect("planned");
        assert!(plan.seeks(key), "{key}: {plan:#?}");
    }
}
