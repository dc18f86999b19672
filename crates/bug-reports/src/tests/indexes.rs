//! Every column a list can be ordered or filtered by has an index, as the database itself says.
use super::{asked, comment, input, list, made};
use crate::services::{self, COLUMNS, COMMENT_COLUMNS};
use diesel::connection::SimpleConnection;
use projectmeats_core::Role;
use projectmeats_db::{
    listing::{ListQuery, PageSizes, Turn},
    statements::sent,
};
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
    for title in ["A", "B"] {
        made(&scene, input(title));
    }
    let ctx = scene.ctx("acme", Role::ReadOnly);
    for column in COLUMNS.fields.iter().filter(|column| column.sorts) {
        for ordering in [column.name.to_owned(), format!("-{}", column.name)] {
            let first =
                list(&scene, &ctx, &format!("ordering={ordering}&page_size=1&cursor=")).expect("listed");
            let Some(Turn::Cursor(token)) = first.next else { panic!("no next page by {ordering}") };
            let plan = planned(&scene, &format!("ordering={ordering}&page_size=1&cursor={token}"));
            assert!(!plan.sorts() && !plan.reads_all() && !plan.sorts_ties(), "{ordering}: {plan:#?}");
            assert!(column.nullable || plan.seeks(column.ordered()), "{ordering}: {plan:#?}");
        }
    }
}

#[test]
fn the_comments_on_a_report_are_found_without_those_on_others() {
    let scene = scene();
    let (id, ctx) = (made(&scene, input("A")).stored.id, scene.ctx("acme", Role::User));
    comment(&scene, &ctx, id, "Me too.").expect("said");
    for query in [[("ordering", "created_at")], [("ordering", "-created_at")], [("author", "1")]] {
        let list = ListQuery::parse(&COMMENT_COLUMNS, PageSizes::default(), query).expect("asked");
        let plan = scene.read(&ctx, |ctx, conn| {
            let (page, statements) = sent(|| services::comments(ctx, conn, id, &list));
            page?;
            Ok(plan(conn, &statements[1]))
        });
        let plan = plan.expect("planned");
        assert!(!plan.sorts() && !plan.reads_all() && plan.seeks("report_id"), "{query:?}: {plan:#?}");
    }
}

/// Two thousand reports beside four that were made at different times. Of a small table any index is as good as another.
fn many(scene: &Scene) {
    for title in ["A", "B", "C", "D"] {
        made(scene, input(title));
        scene.clock().advance(60);
    }
    let sql = "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 500)
        INSERT INTO bug_reports_bugreport (tenant_id, title, description, category, severity, priority, status, assignee_id,
            reporter_email, browser, os, screen_resolution, url, page_title, user_agent, steps_to_reproduce, expected_behavior,
            actual_behavior, severity_rank, priority_rank, has_screenshot, search, reporter_id, resolved_at, version, created_at,
            updated_at)
        SELECT tenant_id, 'title ' || n, '', CASE n % 2 WHEN 0 THEN 'question' ELSE 'feedback' END,
            CASE n % 2 WHEN 0 THEN 'low' ELSE 'high' END, CASE n % 2 WHEN 0 THEN 'low' ELSE 'urgent' END,
            CASE n % 2 WHEN 0 THEN 'closed' ELSE 'resolved' END, CASE n % 2 WHEN 0 THEN reporter_id END, '', '', '', '', '', '', '',
            '', '', '', n % 4, n % 4, has_screenshot, '', CASE n % 2 WHEN 0 THEN reporter_id END,
            CASE n % 2 WHEN 0 THEN created_at END, 1, created_at, updated_at
        FROM bug_reports_bugreport CROSS JOIN numbers;
        ANALYZE";
    scene.db.owner().batch_execute(sql).expect("filled");
}

#[test]
fn every_filter_is_answered_by_an_index() {
    let scene = scene();
    many(&scene);
    for column in COLUMNS.fields {
        let narrowed = format!("FROM {} WHERE tenant_id = $1 AND {} = $2", COLUMNS.table, column.column);
        // What half of all reports have in common is sought for a page alone: to count them, all may as well be read.
        let statements = [
            format!("SELECT count(*) {narrowed}"),
            format!("SELECT title {narrowed} ORDER BY created_at DESC, id DESC LIMIT 100"),
        ];
        let plans = scene.read(&scene.ctx("acme", Role::ReadOnly), |_, conn| {
            Ok(statements.map(|statement| plan(conn, &statement)))
        });
        let plans = plans.expect("planned");
        assert!(plans.iter().any(|plan| plan.seeks(column.column)), "{}: {plans:#?}", column.name);
        assert!(!plans.iter().any(Plan::reads_all), "{}: {plans:#?}", column.name);
    }
}
