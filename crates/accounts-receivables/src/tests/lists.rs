//! Filters, orderings, search, pages.
use super::{
    asked, asked_payments, customer, day, found, input, list, list_payments, made, money, paid, paying,
    refusal,
};
use crate::{
    models::{ReceivableIn, ReceivableStatus},
    services,
};
use projectmeats_core::Role;
use projectmeats_db::{
    listing::{Column, Kind, Turn},
    statements::counted,
};
use projectmeats_testkit::{Scene, scene};

fn set() -> Scene {
    let scene = scene();
    let (a, b) = (customer(&scene, "Prairie Grill"), customer(&scene, "Ünder Deli"));
    for (i, number) in ["A", "B", "C", "D", "E", "F", "G"].into_iter().enumerate() {
        let input = ReceivableIn {
            customer: Some(if i % 2 == 0 { a } else { b }),
            amount: Some(money(["10", "20", "10"][i % 3])),
            invoice_date: Some(day(["2026-10-01", "2026-10-02"][i % 2])),
            due_date: Some(day(["2026-11-01", "2026-11-30", "2026-11-02"][i % 3])),
            status: [ReceivableStatus::Pending, ReceivableStatus::Pending, ReceivableStatus::Disputed][i % 3],
            description: format!("load {i}"),
            ..input(a, number, "1")
        };
        made(&scene, input);
        scene.clock().advance(i64::from(i % 2 == 1) * 60);
    }
    scene
}

#[test]
fn every_filter_finds_what_it_says() {
    let scene = set();
    let check = |query: &str, want: &str| {
        assert_eq!(found(&scene, &format!("{query}&ordering=id")).concat(), want, "{query}");
    };
    let first = list(&scene, &scene.ctx("acme", Role::ReadOnly), "invoice_number=A").expect("listed");
    let who = first.results[0].stored.customer;
    check(&format!("customer={who}"), "ACEG");
    check(&format!("customer_id={who}"), "ACEG");
    check("customer_id=999", "");
    check("invoice_number__in=A,C", "AC");
    check("amount=10", "ACDFG");
    check("amount__gt=10", "BE");
    check("outstanding_amount__gte=20", "BE");
    check("due_date=2026-11-30", "BE");
    check("due_date__lt=2026-11-02", "ADG");
    check("invoice_date=2026-10-01", "ACEG");
    check("status=overdue", "ADG");
    check("status=pending", "BE");
    check("status=disputed&amount=10", "CF");
    check("purchase_order__isnull=true", "ABCDEFG");
    check("purchase_order=1", "");
    check("created_at__lte=2026-11-02T09:00:00Z", "AB");
    check("search=prairie", "ACEG");
    check("search=ÜNDER", "BDF");
    check("search=load 3", "D");
    check("search=grill 4", "E");
    check("search=%", "");
    let not_a_number = refusal(asked("customer_id=abc"));
    assert_eq!(not_a_number, "customer_id: Enter a whole number.");
}

#[test]
fn every_parameter_that_is_offered_is_answered() {
    let scene = set();
    let ctx = scene.ctx("acme", Role::ReadOnly);
    let value = |column: &Column, parameter: &str| match (parameter.rsplit("__").next(), column.kind) {
        (Some("isnull"), _) | (_, Kind::Bool) => "true",
        (_, Kind::Choice(texts)) => texts[1],
        (_, Kind::Time) => "2026-11-02T09:00:00Z",
        (_, Kind::Date) => "2026-11-02",
        _ => "1",
    };
    for column in services::COLUMNS.fields {
        for parameter in column.parameters() {
            found(&scene, &format!("{parameter}={}", value(column, &parameter)));
        }
    }
    for column in services::PAYMENT_COLUMNS.fields {
        for parameter in column.parameters() {
            list_payments(&scene, &ctx, &format!("{parameter}={}", value(column, &parameter)))
                .expect("listed");
        }
    }
}

#[test]
fn cursors_visit_every_receivable_once_forward_and_back() {
    let scene = set();
    let ctx = scene.ctx("acme", Role::ReadOnly);
    let orderings = services::COLUMNS.orderings().flat_map(|name| [name.to_owned(), format!("-{name}")]);
    for ordering in orderings.chain(["status,-amount".into(), "-amount,status".into()]) {
        let whole = found(&scene, &format!("ordering={ordering}"));
        assert_eq!(whole.len(), 7);
        for size in [1, 2, 3] {
            let (mut visited, mut cursor) = (Vec::new(), String::new());
            loop {
                let query = format!("ordering={ordering}&page_size={size}&cursor={cursor}");
                let page = list(&scene, &ctx, &query).expect(&query);
                visited.extend(page.results.into_iter().map(|row| row.stored.invoice_number));
                match page.next {
                    Some(Turn::Cursor(next)) => cursor = next,
                    _ => break,
                }
            }
            assert_eq!(visited, whole, "{ordering} by {size}");
        }
    }
}

#[test]
fn a_list_takes_two_statements_and_one_when_the_page_tells_the_count() {
    let scene = set();
    for (query, want) in [("", 1), ("page_size=3", 2), ("page_size=1&status=overdue&search=load", 2)] {
        let list = asked(query).expect(query);
        let sent = scene.read(&scene.ctx("acme", Role::ReadOnly), |ctx, conn| {
            let (page, sent) = counted(|| services::list(ctx, conn, &list));
            assert!(page?.results.iter().all(|row| row.stored.customer_name.is_some()));
            Ok(sent)
        });
        assert_eq!(sent.expect(query), want, "{query}");
    }
}

#[test]
fn payments_stand_in_the_order_that_was_asked_for() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::ReadOnly);
    let who = customer(&scene, "A");
    for amount in ["3", "1", "2"] {
        paid(&scene, paying(who, amount, vec![]));
    }
    let amounts = |query: &str| {
        let page = list_payments(&scene, &ctx, query).expect(query);
        page.results.iter().map(|row| row.stored.amount.to_string()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(amounts("ordering=amount"), "1.00 2.00 3.00");
    assert_eq!(amounts("ordering=-amount"), "3.00 2.00 1.00");
    assert_eq!(amounts(""), "2.00 1.00 3.00", "of one day the last first");
    assert!(refusal(asked_payments("ordering=notes")).starts_with("ordering: Unknown ordering"));
}
