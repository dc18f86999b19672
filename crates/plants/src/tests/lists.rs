//! Filters, orderings, pages.
use super::{asked, found, input, list, made, refusal};
use crate::{CapacityUnit, PlantIn, PlantType, services};
use projectmeats_core::{Error, Role};
use projectmeats_db::{listing::Turn, statements::counted};
use projectmeats_testkit::{Scene, scene};

/// Ties in every column but the code, and nulls among the capacities.
fn set() -> Scene {
    let scene = scene();
    let capacities = [Some(10), None, Some(20), Some(10), None, Some(30), Some(20)];
    for (i, (code, capacity)) in ["A", "B", "C", "D", "E", "F", "G"].into_iter().zip(capacities).enumerate() {
        let pick = |texts: [&str; 2]| texts[i % 2].to_owned();
        let plant = PlantIn {
            name: ["Sun", "Moon", "sun"][i % 3].into(),
            capacity,
            city: pick(["Omaha", "Tulsa"]),
            state: pick(["NE", "OK"]),
            country: pick(["USA", "Canada"]),
            plant_type: [PlantType::Retail, PlantType::Mixed][i % 2],
            capacity_unit: [CapacityUnit::Pallets, CapacityUnit::Unstated][i % 2],
            plant_est_num: pick(["M38", ""]),
            is_active: i % 2 == 0,
            ..input(code)
        };
        made(&scene, plant);
        scene.clock().advance(i64::from(i % 2 == 1) * 60);
    }
    scene
}

#[test]
fn every_filter_finds_what_it_says() {
    let scene = set();
    let omaha = ["A", "C", "E", "G"];
    let check = |query: &str, want: &[&str]| {
        assert_eq!(found(&scene, &format!("{query}&ordering=id")), want, "{query}");
    };
    check("city=Omaha", &omaha);
    check("city=omaha", &[]);
    check("city__in=Omaha,Nowhere", &omaha);
    check("city__icontains=MAH", &omaha);
    check("state=NE", &omaha);
    check("country=Canada", &["B", "D", "F"]);
    check("name=Moon", &["B", "E"]);
    check("code=C", &["C"]);
    check("code__in=C,A", &["A", "C"]);
    check("plant_type=mixed", &["B", "D", "F"]);
    check("plant_type__in=mixed,retail", &["A", "B", "C", "D", "E", "F", "G"]);
    check("capacity_unit=pallets", &omaha);
    check("plant_est_num=M38", &omaha);
    check("plant_est_num_normal__in=M38", &omaha);
    check("is_active=true", &omaha);
    check("is_active=False", &["B", "D", "F"]);
    check("capacity=10", &["A", "D"]);
    check("capacity__in=10,30", &["A", "D", "F"]);
    check("capacity__gte=20", &["C", "F", "G"]);
    check("capacity__gt=20", &["F"]);
    check("capacity__lte=20", &["A", "C", "D", "G"]);
    check("capacity__lt=20", &["A", "D"]);
    check("capacity__isnull=true", &["B", "E"]);
    check("capacity__isnull=false", &["A", "C", "D", "F", "G"]);
    check("created_at__lte=2026-11-02T09:00:00Z", &["A", "B"]);
    check("created_at__gt=2026-11-02T09:02:00Z", &["G"]);
    check("updated_at=2026-11-02T09:01:00Z", &["C", "D"]);
    check("created_by__isnull=true", &[]);
    check(&format!("created_by={}", scene.user("acme", Role::Owner)), &["A", "B", "C", "D", "E", "F", "G"]);
    check(&format!("created_by={}", scene.user("acme", Role::User)), &[]);
    check("city=Omaha&capacity__gte=20&search=sun", &["C", "G"]);
}

#[test]
fn every_parameter_that_is_offered_is_answered() {
    let scene = set();
    for column in services::COLUMNS.fields {
        for parameter in column.parameters() {
            let value = match (parameter.rsplit("__").next(), column.kind) {
                (Some("isnull"), _) | (_, projectmeats_db::listing::Kind::Bool) => "true",
                (_, projectmeats_db::listing::Kind::Choice(texts)) => texts[1],
                (_, projectmeats_db::listing::Kind::Time) => "2026-11-02T09:00:00Z",
                _ => "1",
            };
            found(&scene, &format!("{parameter}={value}"));
        }
    }
}

#[test]
fn what_is_not_offered_is_refused_by_its_name() {
    let check = |query: &str, want: &str| assert_eq!(refusal(asked(query)), want, "{query}");
    check("plant_typ=mixed", "plant_typ: Unknown parameter \"plant_typ\". Did you mean \"plant_type\"?");
    check("capacity=many", "capacity: Enter a whole number.");
    check("is_active=maybe", "is_active: Must be true or false.");
    check("ordering=manager", "ordering: Unknown ordering \"manager\". Did you mean \"name\"?");
    assert!(refusal(asked("plant_type=abattoir")).starts_with("plant_type: Select a valid choice."));
}

#[test]
fn lists_stand_in_the_order_that_was_asked_for() {
    let scene = set();
    let check = |ordering: &str, want: &str| {
        let codes = found(&scene, &format!("ordering={ordering}")).concat();
        assert_eq!(codes, want, "{ordering}");
    };
    check("", "BEADGCF");
    check("name", "BEADGCF");
    check("-name", "FCGDAEB");
    check("code", "ABCDEFG");
    check("-code", "GFEDCBA");
    check("id", "ABCDEFG");
    check("capacity", "BEADCGF");
    check("-capacity", "FGCDAEB");
    check("city,-capacity", "GCAEFDB");
    check("plant_type,code", "BDFACEG");
    check("state,country", "ACEGBDF");
    check("created_at", "ABCDEFG");
    check("-updated_at", "GFEDCBA");
}

#[test]
fn cursors_visit_every_plant_once_forward_and_back() {
    let scene = set();
    let orderings = services::COLUMNS.orderings().flat_map(|name| [name.to_owned(), format!("-{name}")]);
    for ordering in orderings.chain(["city,-capacity".into(), "-capacity,name".into()]) {
        let whole = found(&scene, &format!("ordering={ordering}"));
        for size in [1, 2, 3, 7] {
            let (forward, back) = walk(&scene, &ordering, size);
            assert_eq!(forward, whole, "{ordering} by {size}");
            assert_eq!(back, whole, "{ordering} by {size}, and back");
        }
    }
}

/// The codes of all pages, from the first to the last, and again from the last to the first.
fn walk(scene: &Scene, ordering: &str, size: usize) -> (Vec<String>, Vec<String>) {
    let ctx = scene.ctx("acme", Role::ReadOnly);
    let page = |cursor: &str| {
        let query = format!("ordering={ordering}&page_size={size}&cursor={cursor}");
        let page = list(scene, &ctx, &query).expect("a page");
        assert_eq!(page.count, 7, "{query}");
        let codes: Vec<_> = page.results.into_iter().map(|plant| plant.fields.code).collect();
        assert!(!codes.is_empty() && codes.len() <= size, "{query}: {codes:?}");
        (codes, page.next.map(token), page.previous.map(token))
    };
    let (mut forward, mut next, mut previous) = page("");
    assert_eq!(previous, None, "nothing comes before the first page");
    let mut last = forward.clone();
    while let Some(cursor) = next {
        (last, next, previous) = page(&cursor);
        forward.extend(last.clone());
    }
    let mut back = last;
    while let Some(cursor) = previous {
        let (codes, _, before) = page(&cursor);
        back.splice(0..0, codes);
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
fn numbered_pages_end_and_what_is_past_the_end_is_not_found() {
    let scene = set();
    let ctx = scene.ctx("acme", Role::ReadOnly);
    let page = |number: i64| list(&scene, &ctx, &format!("page_size=3&page={number}"));
    let last = page(3).expect("the last page");
    assert_eq!((last.count, last.results.len(), last.next), (7, 1, None));
    assert_eq!(last.previous, Some(Turn::Page(2)));
    for number in [0, 4, i64::MAX] {
        assert!(matches!(page(number), Err(Error::NotFound)), "{number}");
    }
}

#[test]
fn a_list_takes_two_statements_and_one_when_the_page_tells_the_count() {
    let scene = set();
    let sent = |query: &str| {
        let list = asked(query).expect(query);
        scene.read(&scene.ctx("acme", Role::ReadOnly), |ctx, conn| {
            let (page, sent) = counted(|| services::list(ctx, conn, &list));
            assert!(page?.results.iter().all(|plant| plant.created_by_name.is_some()));
            Ok(sent)
        })
    };
    for (query, want) in [
        ("", 1),
        ("page_size=7", 1),
        ("page_size=3&page=3", 1),
        ("search=sun&ordering=-capacity", 1),
        ("page_size=3", 2),
        ("page_size=3&page=2", 2),
        ("page_size=1&search=sun&city=Omaha", 2),
        ("page_size=3&cursor=", 2),
    ] {
        assert_eq!(sent(query).expect(query), want, "{query:?}");
    }
}

#[test]
fn a_page_at_a_cursor_takes_one_statement() {
    let scene = set();
    let ctx = scene.ctx("acme", Role::ReadOnly);
    let first = list(&scene, &ctx, "page_size=3&cursor=").expect("listed");
    let next =
        asked(&format!("page_size=3&cursor={}", token(first.next.expect("a next page")))).expect("read");
    let sent = scene.read(&ctx, |ctx, conn| Ok(counted(|| services::list(ctx, conn, &next)).1));
    assert_eq!(sent.expect("listed"), 1);
}
