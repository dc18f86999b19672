//! Filters, orderings, pages, search.
use super::{asked, found, input, list, made, refusal, update};
use crate::{BugCategory, BugPriority, BugReportIn, BugSeverity, BugStatus, services};
use projectmeats_core::Role;
use projectmeats_db::{
    listing::{Kind, Turn},
    statements::counted,
};
use projectmeats_testkit::{Scene, scene};

/// Ties in every column, and nulls among the assignees and the times of resolution.
fn set() -> Scene {
    let scene = scene();
    for (i, title) in ["A", "B", "C", "D", "E", "F"].into_iter().enumerate() {
        let report = BugReportIn {
            category: BugCategory::ALL[i % 2],
            severity: BugSeverity::ALL[(i + 2) % 4],
            priority: BugPriority::ALL[(5 - i) % 4],
            assignee: (i % 2 == 0).then(|| scene.user("acme", Role::Manager)),
            ..input(title)
        };
        let id = made(&scene, report).stored.id;
        scene.clock().advance(60);
        if i >= 4 {
            update(&scene, &scene.ctx("acme", Role::Admin), id, |input| input.status = BugStatus::Closed)
                .expect("closed");
        }
    }
    scene
}

#[test]
fn every_filter_finds_what_it_says() {
    let scene = set();
    let check = |query: &str, want: &str| {
        assert_eq!(found(&scene, &format!("{query}&ordering=id")).concat(), want, "{query}");
    };
    check("status=new", "ABCD");
    check("status__in=closed,resolved", "EF");
    check("severity=high", "AE");
    check("severity__in=high,critical", "ABEF");
    check("priority=urgent", "C");
    check("category=feature_request", "BDF");
    check(&format!("assignee={}", scene.user("acme", Role::Manager)), "ACE");
    check("assignee__isnull=true", "BDF");
    check(&format!("reporter={}", scene.user("acme", Role::Owner)), "ABCDEF");
    check(&format!("reporter={}", scene.user("acme", Role::User)), "");
    check("created_at__lte=2026-11-02T09:01:00Z", "AB");
    check("updated_at__gt=2026-11-02T09:04:00Z", "EF");
    check("resolved_at__isnull=false", "EF");
    check("status=new&severity=high", "A");
}

#[test]
fn severity_and_priority_are_ordered_by_their_lists_and_not_by_the_alphabet() {
    let scene = set();
    let check = |ordering: &str, want: &str| {
        assert_eq!(found(&scene, &format!("ordering={ordering}")).concat(), want, "{ordering}");
    };
    check("", "FEDCBA");
    check("created_at", "ABCDEF");
    check("severity", "CDAEBF");
    check("-severity", "FBEADC");
    check("priority", "BFAEDC");
    check("-priority", "CDEAFB");
    check("-severity,created_at", "BFAEDC");
    check("severity,-priority", "CDEAFB");
    check("resolved_at", "ABCDEF");
}

#[test]
fn cursors_visit_every_report_once_forward_and_back() {
    let scene = set();
    let orderings = services::COLUMNS.orderings().flat_map(|name| [name.to_owned(), format!("-{name}")]);
    for ordering in orderings.chain(["severity,-priority".into(), "-severity,-resolved_at".into()]) {
        let whole = found(&scene, &format!("ordering={ordering}"));
        for size in [1, 2, 5] {
            let (forward, back) = walk(&scene, &ordering, size);
            assert_eq!(forward, whole, "{ordering} by {size}");
            assert_eq!(back, whole, "{ordering} by {size}, and back");
        }
    }
}

/// The titles of all pages, from the first to the last, and again from the last to the first.
fn walk(scene: &Scene, ordering: &str, size: usize) -> (Vec<String>, Vec<String>) {
    let ctx = scene.ctx("acme", Role::ReadOnly);
    let page = |cursor: &str| {
        let page = list(scene, &ctx, &format!("ordering={ordering}&page_size={size}&cursor={cursor}"));
        let page = page.expect("a page");
        let titles: Vec<_> = page.results.into_iter().map(|report| report.stored.fields.title).collect();
        (titles, page.next.map(token), page.previous.map(token))
    };
    let (mut forward, mut next, mut previous) = page("");
    let mut last = forward.clone();
    while let Some(cursor) = next {
        (last, next, previous) = page(&cursor);
        forward.extend(last.clone());
    }
    let mut back = last;
    while let Some(cursor) = previous {
        let (titles, _, before) = page(&cursor);
        back.splice(0..0, titles);
        previous = before;
    }
    (forward, back)
}

fn token(turn: Turn) -> String {
    match turn {
        Turn::Cursor(token) => token,
        Turn::Page(number) => panic!("page {number} among cursors"),
    }
}

#[test]
fn every_parameter_that_is_offered_is_answered() {
    let scene = set();
    for column in services::COLUMNS.fields {
        for parameter in column.parameters() {
            let value = match (parameter.rsplit("__").next(), column.kind) {
                (Some("isnull"), _) => "true",
                (_, Kind::Choice(texts)) => texts[1],
                (_, Kind::Time) => "2026-11-02T09:00:00Z",
                _ => "1",
            };
            found(&scene, &format!("{parameter}={value}"));
        }
    }
    assert!(refusal(asked("severity=terrible")).starts_with("severity: Select a valid choice."));
    assert!(refusal(asked("ordering=title")).starts_with("ordering: Unknown ordering"));
}

#[test]
fn titles_and_descriptions_are_searched_whatever_their_case() {
    let scene = scene();
    made(&scene, BugReportIn { description: "Der Fehler ÄRGERT uns".into(), ..input("Total WRONG") });
    made(&scene, BugReportIn { browser: "wrong".into(), ..input("Other") });
    for typed in ["wrong", "total ärgert", "WRONG,fehler"] {
        assert_eq!(found(&scene, &format!("search={typed}")), ["Total WRONG"], "{typed}");
    }
    assert_eq!(found(&scene, "search=wrong other"), [""; 0]);
}

#[test]
fn a_list_takes_two_statements_and_one_when_the_page_tells_the_count() {
    let scene = set();
    for (query, want) in [("", 1), ("page_size=2", 2), ("ordering=-severity&page_size=2&page=2", 2)] {
        let list = asked(query).expect(query);
        let sent = scene.read(&scene.ctx("acme", Role::ReadOnly), |ctx, conn| {
            let (page, sent) = counted(|| services::list(ctx, conn, &list));
            assert!(page?.results.iter().all(|report| report.stored.reporter_name.is_some()));
            Ok(sent)
        });
        assert_eq!(sent.expect(query), want, "{query:?}");
    }
}
