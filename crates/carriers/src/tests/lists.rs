//! Filters, orderings, pages.
use super::{asked, found, input, list, made, refusal};
use crate::{CarrierIn, services};
use chrono::NaiveDate;
use projectmeats_core::{Error, Role};
use projectmeats_db::{
    listing::{Kind, Turn},
    statements::counted,
};
use projectmeats_testkit::{Scene, scene};
use projectmeats_trade::{CarrierType, Status};

/// Seven carriers, A to G, with ties in every other column but the name, and nulls among the expiries.
fn set() -> Scene {
    let scene = scene();
    let days = [Some(10), None, Some(20), Some(10), None, Some(30), Some(20)];
    for (i, (code, day)) in ["A", "B", "C", "D", "E", "F", "G"].into_iter().zip(days).enumerate() {
        let pick = |texts: [&str; 2]| texts[i % 2].to_owned();
        let carrier = CarrierIn {
            name: format!("{} {code}", ["Sun", "Moon", "sun"][i % 3]),
            carrier_type: [CarrierType::Truck, CarrierType::Rail][i % 2],
            status: [Status::Active, Status::Inactive, Status::Archived][i % 3],
            city: pick(["Omaha", "Tulsa"]),
            state: pick(["NE", "OK"]),
            country: pick(["USA", "Canada"]),
            mc_number: (i + 1).to_string(),
            dot_number: pick(["USDOT 5", ""]),
            insurance_expiry: day.and_then(|day| NaiveDate::from_ymd_opt(2027, 1, day)),
            ..input(code)
        };
        made(&scene, carrier);
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
    check("carrier_type=rail", &even);
    check("carrier_type__in=truck,rail", &["A", "B", "C", "D", "E", "F", "G"]);
    check("status=active", &["A", "D", "G"]);
    check("status__in=inactive,archived", &["B", "C", "E", "F"]);
    check("is_active=true", &["A", "D", "G"]);
    check("is_active=False", &["B", "C", "E", "F"]);
    check("city=Omaha", &odd);
    check("state=OK", &even);
    check("country__icontains=can", &even);
    check("code=C", &["C"]);
    check("name=Moon B", &["B"]);
    check("mc_number=3", &["C"]);
    check("mc_number__in=3,5", &["C", "E"]);
    check("dot_number=5", &odd);
    check("insurance_expiry=2027-01-10", &["A", "D"]);
    check("insurance_expiry__lt=2027-01-20", &["A", "D"]);
    check("insurance_expiry__gte=2027-01-20", &["C", "F", "G"]);
    check("insurance_expiry__isnull=true", &["B", "E"]);
    check("created_at__lte=2026-11-02T09:00:00Z", &["A", "B"]);
    check("updated_at=2026-11-02T09:01:00Z", &["C", "D"]);
    check(&format!("created_by={}", scene.user("acme", Role::User)), &[]);
    check("city=Omaha&status=active&search=sun", &["A", "G"]);
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
                (_, Kind::Date) => "2026-11-02",
                _ => "1",
            };
            found(&scene, &format!("{parameter}={value}"));
        }
    }
}

#[test]
fn what_is_not_offered_is_refused_by_its_name() {
    let check = |query: &str, want: &str| assert_eq!(refusal(asked(query)), want, "{query}");
    check("cty=X", "cty: Unknown parameter \"cty\". Did you mean \"city\"?");
    check("insurance_expiry=soon", "insurance_expiry: Enter a valid date: YYYY-MM-DD.");
    assert!(refusal(asked("carrier_type=ship")).starts_with("carrier_type: Select a valid choice."));
    assert!(refusal(asked("ordering=notes")).starts_with("ordering: Unknown ordering \"notes\"."));
}

#[test]
fn lists_stand_in_the_order_that_was_asked_for() {
    let scene = set();
    let check = |ordering: &str, want: &str| {
        assert_eq!(found(&scene, &format!("ordering={ordering}")).concat(), want, "{ordering}");
    };
    check("", "BEADGCF");
    check("-name", "FCGDAEB");
    check("code", "ABCDEFG");
    check("-code", "GFEDCBA");
    check("city,-code", "GECAFDB");
    check("state", "ACEGBDF");
    check("insurance_expiry", "BEADCGF");
    check("-insurance_expiry", "FGCDAEB");
    check("created_at", "ABCDEFG");
    check("-updated_at", "GFEDCBA");
}

#[test]
fn cursors_visit_every_carrier_once() {
    let scene = set();
    for ordering in services::COLUMNS.orderings().flat_map(|name| [name.to_owned(), format!("-{name}")]) {
        let whole = found(&scene, &format!("ordering={ordering}"));
        for size in [1, 3] {
            assert_eq!(walk(&scene, &ordering, size), whole, "{ordering} by {size}");
        }
    }
}

/// The codes of all pages, from the first to the last.
fn walk(scene: &Scene, ordering: &str, size: usize) -> Vec<String> {
    let ctx = scene.ctx("acme", Role::ReadOnly);
    let (mut all, mut cursor) = (Vec::new(), String::new());
    loop {
        let query = format!("ordering={ordering}&page_size={size}&cursor={cursor}");
        let page = list(scene, &ctx, &query).expect("a page");
        assert_eq!(page.count, 7, "{query}");
        all.extend(page.results.into_iter().map(|carrier| carrier.kept.fields.code));
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
fn a_list_takes_two_statements_and_one_carrier_one() {
    let scene = set();
    let ctx = scene.ctx("acme", Role::ReadOnly);
    let sent = |query: &str| {
        let list = asked(query).expect(query);
        scene.read(&ctx, |ctx, conn| {
            let (page, sent) = counted(|| services::list(ctx, conn, &list));
            let page = page?;
            assert!(page.results.iter().all(|carrier| carrier.kept.created_by_name.is_some()));
            let (one, of_one) = counted(|| services::retrieve(ctx, conn, page.results[0].kept.id));
            assert_eq!((one?, of_one), (page.results[0].clone(), 1));
            Ok(sent)
        })
    };
    for (query, want) in [("", 1), ("page_size=3&page=3", 1), ("page_size=3", 2), ("page_size=3&cursor=", 2)]
    {
        assert_eq!(sent(query).expect(query), want, "{query:?}");
    }
}
