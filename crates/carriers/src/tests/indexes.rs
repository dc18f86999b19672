//! Every column a list can be ordered or filtered by has an index, as the database itself says.
use super::{asked, input, list, made};
use crate::services::{self, COLUMNS};
use diesel::connection::SimpleConnection;
use projectmeats_core::{Role, ids::ContactId};
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

#[test]
fn no_ordering_sorts() {
    let scene = scene();
    for ordering in COLUMNS.orderings().flat_map(|name| [name.to_owned(), format!("-{name}")]) {
        let plan = planned(&scene, &format!("ordering={ordering}"));
        assert!(!plan.sorts() && !plan.reads_all() && plan.seeks("tenant_id"), "{ordering}: {plan:#?}");
        assert!(!plan.sorts_ties(), "{ordering}: {plan:#?}");
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
            assert!(column.nullable || plan.seeks(column.column), "{ordering}: {plan:#?}");
        }
    }
}

/// Two thousand carriers beside four that were made at different times. Of a small table any index is as good as another.
fn many(scene: &Scene) {
    for code in ["A", "B", "C", "D"] {
        made(scene, input(code));
        scene.clock().advance(60);
    }
    let sql = "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 500)
        INSERT INTO carriers_carrier (tenant_id, name, code, carrier_type, status, is_active, contact_person, phone, email, address, city,
            state, zip_code, country, mc_number, dot_number, modes, equipment, regions_served, insurance_provider,
            insurance_policy_number, insurance_expiry, notes, my_customer_num_from_carrier, accounting_payable_contact_name,
            accounting_payable_contact_phone, accounting_payable_contact_email, sales_contact_name, sales_contact_phone,
            sales_contact_email, accounting_payment_terms, credit_limits, account_line_of_credit, departments, departments_array,
            how_carrier_make_appointment, name_key, phone_key, email_key, search, created_by_id, version, created_at, updated_at)
        SELECT tenant_id, code || ' name ' || n, code || n, CASE n % 2 WHEN 0 THEN 'rail' ELSE 'truck' END,
            CASE n % 2 WHEN 0 THEN 'inactive' ELSE 'active' END, n % 2 = 1, '', '', '', '', 'city ' || n, 'state ' || n, '',
            'country ' || n, 'm' || n, 'd' || n, '[]', '[]', '[]', '', '', insurance_expiry, '', '', '', '', '', '', '', '', '', '',
            '', '', '[]', '', 'n' || n, 'p' || n, 'e' || n, '', CASE n % 2 WHEN 0 THEN created_by_id END, 1, created_at, updated_at
        FROM carriers_carrier CROSS JOIN numbers;
        ANALYZE";
    scene.db.owner().batch_execute(sql).expect("filled");
    for n in 0..20 {
        let contact: ContactId = scene.stand_in("acme", "Ann");
        let sql = format!(
            "INSERT INTO carriers_carrier_contacts (tenant_id, carrier_id, contact_id, rank, back_rank)
            SELECT tenant_id, id, {contact}, 0, 0 FROM carriers_carrier WHERE id % 20 = {n}; ANALYZE carriers_carrier_contacts"
        );
        scene.db.owner().batch_execute(&sql).expect("joined");
    }
}

#[test]
fn every_filter_is_answered_by_an_index() {
    let scene = scene();
    many(&scene);
    for column in COLUMNS.fields.iter().filter(|column| column.name != "contact") {
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
        assert!(plans.iter().any(|plan| plan.seeks(column.column)), "{}: {plans:#?}", column.name);
        assert!(!plans.iter().any(Plan::reads_all), "{}: {plans:#?}", column.name);
    }
    let plan = planned(&scene, "contact=1");
    assert!(plan.seeks("contact_id") && !plan.reads_all(), "{plan:#?}");
}

#[test]
fn possible_duplicates_are_sought_by_their_keys() {
    let scene = scene();
    many(&scene);
    for key in ["name_key", "phone_key", "email_key"] {
        let sql = format!("SELECT id FROM carriers_carrier WHERE tenant_id = $1 AND {key} = $2");
        let plan =
            scene.read(&scene.ctx("acme", Role::ReadOnly), |_, conn| Ok(plan(conn, &sql))).expect("planned");
        assert!(plan.seeks(key), "{key}: {plan:#?}");
    }
}
