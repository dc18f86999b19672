//! Filters, orderings, pages.
use super::{asked, found, input, list, made, refusal};
use crate::{ContactIn, services};
use projectmeats_core::{Error, Role, ids::SupplierId};
use projectmeats_db::{
    listing::{Kind, Turn},
    statements::counted,
};
use projectmeats_testkit::{Scene, scene};
use projectmeats_trade::{ContactType, Status};

/// Seven contacts, A to G, with ties in every other column.
fn set() -> Scene {
    let scene = scene();
    let supplier: SupplierId = scene.stand_in("acme", "Omaha Beef");
    for (i, last) in ["A", "B", "C", "D", "E", "F", "G"].into_iter().enumerate() {
        let pick = |texts: [&str; 2]| texts[i % 2].to_owned();
        let contact = ContactIn {
            first_name: ["Sun", "Moon", "sun"][i % 3].into(),
            email: pick(["one@x.example", ""]),
            company: pick(["Omaha Beef", "Tulsa Pork"]),
            status: [Status::Active, Status::Inactive, Status::Archived][i % 3],
            contact_type: [ContactType::Sales, ContactType::Unstated][i % 2],
            department: pick(["Docks", "Office"]),
            supplier: (i % 2 == 0).then_some(supplier),
            ..input(last)
        };
        made(&scene, contact);
        scene.clock().advance(i64::from(i % 2 == 1) * 60);
    }
    scene
}

#[test]
fn every_filter_finds_what_it_says() {
    let scene = set();
    let odd = ["A", "C", "E", "G"];
    let even = ["B", "D", "F"];
    let check = |query: &str, want: &[&str]| {
        assert_eq!(found(&scene, &format!("{query}&ordering=id")), want, "{query}");
    };
    let supplier =
        list(&scene, &scene.ctx("acme", Role::User), "").expect("listed").results[0].fields.supplier;
    let supplier = supplier.expect("the first has one");
    check("status=active", &["A", "D", "G"]);
    check("status__in=inactive,archived", &["B", "C", "E", "F"]);
    check("contact_type=Sales", &odd);
    check("contact_type=", &even);
    check("department=Docks", &odd);
    check("department__icontains=OFF", &even);
    check(&format!("supplier={supplier}"), &odd);
    check(&format!("supplier__in={supplier},999"), &odd);
    check("supplier=999", &[]);
    check("supplier__isnull=true", &even);
    check("supplier__isnull=false", &odd);
    check(&format!("customer={supplier}"), &[]);
    check("carrier__isnull=true", &["A", "B", "C", "D", "E", "F", "G"]);
    check("email=one@x.example", &odd);
    check("company=Tulsa Pork", &even);
    check("company__icontains=beef", &odd);
    check("last_name=C", &["C"]);
    check("last_name__in=C,A", &["A", "C"]);
    check("first_name=Moon", &["B", "E"]);
    check("full_name=Moon B", &["B"]);
    check("created_at__lte=2026-11-02T09:00:00Z", &["A", "B"]);
    check("created_on__gt=2026-11-02T09:02:00Z", &["G"]);
    check("updated_at=2026-11-02T09:01:00Z", &["C", "D"]);
    check("modified_on__lt=2026-11-02T09:01:00Z", &["A", "B"]);
    check(&format!("created_by={}", scene.user("acme", Role::Owner)), &["A", "B", "C", "D", "E", "F", "G"]);
    check("created_by__isnull=true", &[]);
    check("company=Omaha Beef&status=active&search=sun", &["A", "G"]);
}

#[test]
fn every_parameter_that_is_offered_is_answered() {
    let scene = set();
    for column in services::COLUMNS.fields {
        for parameter in column.parameters() {
            let value = match (parameter.rsplit("__").next(), column.kind) {
                (Some("isnull"), _) | (_, Kind::Bool) => "true",
                (_, Kind::Choice(texts)) => texts[1],
                (_, Kind::Time) => "2026-11-02T09:00:00Z",
                _ => "1",
            };
            found(&scene, &format!("{parameter}={value}"));
        }
    }
}

#[test]
fn what_is_not_offered_is_refused_by_its_name() {
    let check = |query: &str, want: &str| assert_eq!(refusal(asked(query)), want, "{query}");
    check("compny=X", "compny: Unknown parameter \"compny\". Did you mean \"company\"?");
    check("supplier=many", "supplier: Enter a whole number.");
    check("ordering=phone", "ordering: Unknown ordering \"phone\". Did you mean \"company\"?");
    assert!(refusal(asked("status=gone")).starts_with("status: Select a valid choice."));
}

#[test]
fn lists_stand_in_the_order_that_was_asked_for() {
    let scene = set();
    made(&scene, ContactIn { first_name: "Aaron".into(), ..input("D") });
    let check = |ordering: &str, want: &str| {
        let names = found(&scene, &format!("ordering={ordering}")).concat();
        assert_eq!(names, want, "{ordering}");
    };
    check("", "ABCDDEFG");
    check("-last_name", "GFEDDCBA");
    check("first_name", "DBEADGCF");
    check("full_name", "DBEADGCF");
    check("company,-last_name", "DGECAFDB");
    check("email", "BDFDACEG");
    check("-created_at", "DGFEDCBA");
    check("modified_on", "ABCDEFGD");
    let page = list(&scene, &scene.ctx("acme", Role::User), "last_name=D").expect("listed");
    assert_eq!(page.results[0].fields.first_name, "Aaron", "by first name within the last");
}

#[test]
fn cursors_visit_every_contact_once() {
    let scene = set();
    let orderings = services::COLUMNS.orderings().flat_map(|name| [name.to_owned(), format!("-{name}")]);
    for ordering in orderings.chain([String::new(), "company,-email".into()]) {
        let whole = found(&scene, &format!("ordering={ordering}"));
        for size in [1, 3] {
            assert_eq!(walk(&scene, &ordering, size), whole, "{ordering} by {size}");
        }
    }
}

/// The last names of all pages, from the first to the last.
fn walk(scene: &Scene, ordering: &str, size: usize) -> Vec<String> {
    let ctx = scene.ctx("acme", Role::ReadOnly);
    let (mut all, mut cursor) = (Vec::new(), String::new());
    loop {
        let query = format!("ordering={ordering}&page_size={size}&cursor={cursor}");
        let page = list(scene, &ctx, &query).expect("a page");
        assert_eq!(page.count, 7, "{query}");
        all.extend(page.results.into_iter().map(|contact| contact.fields.last_name));
        match page.next {
            Some(Turn::Cursor(token)) => cursor = token,
            Some(Turn::Page(number)) => panic!("page {number} among cursors"),
            None => return all,
        }
    }
}

#[test]
fn numbered_pages_end_and_what_is_past_the_end_is_not_found() {
    let scene = set();
    let ctx = scene.ctx("acme", Role::ReadOnly);
    let last = list(&scene, &ctx, "page_size=3&page=3").expect("the last page");
    assert_eq!((last.count, last.results.len(), last.next), (7, 1, None));
    assert!(matches!(list(&scene, &ctx, "page_size=3&page=4"), Err(Error::NotFound)));
}

#[test]
fn a_list_takes_two_statements_with_every_label_and_set_in_it() {
    let scene = set();
    let sent = |query: &str| {
        let list = asked(query).expect(query);
        scene.read(&scene.ctx("acme", Role::ReadOnly), |ctx, conn| {
            let (page, sent) = counted(|| services::list(ctx, conn, &list));
            let page = page?;
            assert!(page.results.iter().all(|contact| contact.created_by_name.is_some()));
            assert!(page.results.iter().any(|contact| contact.supplier_name.is_some()));
            Ok(sent)
        })
    };
    for (query, want) in [("", 1), ("page_size=3&page=3", 1), ("page_size=3", 2), ("page_size=3&cursor=", 2)]
    {
        assert_eq!(sent(query).expect(query), want, "{query:?}");
    }
}
