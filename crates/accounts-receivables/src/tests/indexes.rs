//! Every column a list can be ordered or filtered by has an index, as the database itself says.
use super::{aging_on, asked, asked_payments, customer, day, input, made, paid, paying, to};
use crate::{
    models::AgingQuery,
    services::{self, COLUMNS, PAYMENT_COLUMNS},
};
use diesel::connection::SimpleConnection;
use projectmeats_core::Role;
use projectmeats_db::{listing::Kind, statements::sent};
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

fn planned_payments(scene: &Scene, query: &str) -> Plan {
    let list = asked_payments(query).expect(query);
    let found = scene.read(&scene.ctx("acme", Role::ReadOnly), |ctx, conn| {
        let (page, statements) = sent(|| services::list_payments(ctx, conn, &list));
        page?;
        Ok(plan(conn, &statements[0]))
    });
    found.expect(query)
}

fn both_ways<'a>(names: impl Iterator<Item = &'a str>) -> impl Iterator<Item = String> {
    names.flat_map(|name| [name.to_owned(), format!("-{name}")])
}

#[test]
fn no_ordering_sorts() {
    let scene = scene();
    for ordering in both_ways(COLUMNS.orderings()) {
        let plan = planned(&scene, &format!("ordering={ordering}"));
        assert!(!plan.sorts() && !plan.reads_all() && plan.seeks("tenant_id"), "{ordering}: {plan:#?}");
        // Numbers have no ties.
        assert!(!plan.sorts_ties() || ordering.ends_with("invoice_number"), "{ordering}: {plan:#?}");
    }
    for ordering in both_ways(PAYMENT_COLUMNS.orderings()) {
        let plan = planned_payments(&scene, &format!("ordering={ordering}"));
        assert!(!plan.sorts() && !plan.reads_all() && plan.seeks("tenant_id"), "{ordering}: {plan:#?}");
        assert!(!plan.sorts_ties(), "{ordering}: {plan:#?}");
    }
}

/// Two thousand receivables and payments beside a few that were made at different times.
fn many(scene: &Scene) {
    for number in 0..20 {
        let who = customer(scene, &format!("A{number}"));
        let row = made(scene, input(who, &format!("{number}-"), "10"));
        paid(scene, paying(who, "10", vec![to(&row, "1")]));
        scene.clock().advance(60);
    }
    let sql = "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 100)
        INSERT INTO accounts_receivables_accountsreceivable (tenant_id, invoice_number, customer_id, amount, tax, paid_amount,
            outstanding_amount, invoice_date, due_date, terms, description, state, search, created_by_id, version, created_at,
            updated_at)
        SELECT tenant_id, invoice_number || n, customer_id, n + 2, tax, 0, n + 2,
            CASE n % 9 WHEN 0 THEN invoice_date WHEN 1 THEN '2026-10-01' ELSE '2026-09-01' END,
            CASE n % 9 WHEN 0 THEN due_date WHEN 1 THEN '2026-10-30' ELSE '2026-09-30' END, terms, description,
            CASE n % 3 WHEN 0 THEN 'open' WHEN 1 THEN 'disputed' ELSE 'paid' END, '', CASE n % 50 WHEN 0 THEN created_by_id END, 1, created_at, updated_at
        FROM accounts_receivables_accountsreceivable CROSS JOIN numbers;
        WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 100)
        INSERT INTO accounts_receivables_payment (tenant_id, customer_id, kind, amount, applied_amount, payment_date, method,
            reference_number, notes, void_reason, search, created_by_id, version, created_at, updated_at)
        SELECT tenant_id, customer_id, CASE n % 50 WHEN 0 THEN 'credit_memo' ELSE 'payment' END, n, 0,
            CASE n % 9 WHEN 0 THEN payment_date WHEN 1 THEN '2026-10-01' WHEN 2 THEN '2026-09-15' ELSE '2026-09-01' END,
            CASE n % 50 WHEN 0 THEN 'cash' ELSE 'check' END, 'R' || n, '', '', '',
            CASE n % 50 WHEN 0 THEN created_by_id END, 1, created_at, updated_at
        FROM accounts_receivables_payment CROSS JOIN numbers;
        ANALYZE";
    scene.db.owner().batch_execute(sql).expect("filled");
}

#[test]
fn every_filter_is_answered_by_an_index() {
    let scene = scene();
    many(&scene);
    for columns in [&COLUMNS, &PAYMENT_COLUMNS] {
        for column in columns.fields.iter().filter(|column| !column.column.is_empty()) {
            let narrowed = format!("FROM {} WHERE tenant_id = $1 AND {} = $2", columns.table, column.column);
            let page = |order: &str| format!("SELECT search {narrowed} ORDER BY {order}, id LIMIT 100");
            // What half of them have in common is sought for a page alone: to count them, all may as well be read.
            let statements =
                [format!("SELECT count(*) {narrowed}"), page(column.column), page("payment_date")];
            let known = columns.table == PAYMENT_COLUMNS.table;
            let statements = &statements[..if known { 3 } else { 2 }];
            let plans = scene.read(&scene.ctx("acme", Role::ReadOnly), |_, conn| {
                Ok(statements.iter().map(|statement| plan(conn, statement)).collect::<Vec<_>>())
            });
            let plans = plans.expect("planned");
            // Where rows of other companies are hidden by the server itself, it compares decimals only after it has hidden them: their
            // index then gives the company and the order, and the amount is tested on the way.
            let found = if column.kind == Kind::Money { !plans[1].sorts() } else { false };
            let found = found || plans.iter().any(|plan| plan.seeks(column.column));
            assert!(found, "{}: {plans:#?}", column.name);
            // Of what no receivable here has, a page of anything may as well be read from any end.
            assert!(!plans[0].reads_all(), "{}: {plans:#?}", column.name);
        }
    }
}

#[test]
fn each_status_is_found_by_state_and_due_date() {
    let scene = scene();
    many(&scene);
    for status in ["pending", "overdue"] {
        let plan = planned(&scene, &format!("status={status}&ordering=status"));
        assert!(plan.seeks("state") && plan.seeks("due_date") && !plan.sorts(), "{status}: {plan:#?}");
    }
    for status in ["paid", "disputed", "cancelled"] {
        let plan = planned(&scene, &format!("status={status}&ordering=status"));
        assert!(plan.seeks("state") && !plan.sorts(), "{status}: {plan:#?}");
    }
}

#[test]
fn reports_seek_their_rows() {
    let scene = scene();
    many(&scene);
    let ctx = scene.ctx("acme", Role::ReadOnly);
    let who = customer(&scene, "B");
    for asked in [
        aging_on(day("2026-11-02")),
        aging_on(day("2026-10-02")),
        AgingQuery { customer: Some(who), ..aging_on(day("2026-11-02")) },
    ] {
        let plans = scene.read(&ctx, |ctx, conn| {
            let (page, statements) = sent(|| services::aging(ctx, conn, &asked));
            page?;
            // The first is that of the settings.
            Ok(statements[1..].iter().map(|statement| plan(conn, statement)).collect::<Vec<_>>())
        });
        for plan in plans.expect("planned") {
            assert!(plan.seeks("tenant_id"), "{plan:#?}");
        }
    }
}
