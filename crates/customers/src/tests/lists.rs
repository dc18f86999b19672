//! Filters, orderings, pages.
use super::{asked, found, input, list, made, plant, refusal};
use crate::{CustomerIn, services};
use projectmeats_core::{Money, Role, ids::ProteinId};
use projectmeats_db::{
    Ids,
    listing::{Kind, Turn},
    statements::counted,
};
use projectmeats_testkit::{Scene, scene};
use projectmeats_trade::{CertificateType, EdibleInedible, IndustryOrNone, Origin, PaymentTerms, Status};

/// Ties in every column but the name.
fn set() -> Scene {
    let scene = scene();
    for (i, name) in ["A", "B", "C", "D", "E", "F", "G"].into_iter().enumerate() {
        let pick = |texts: [&str; 2]| texts[i % 2].to_owned();
        let customer = CustomerIn {
            city: pick(["Omaha", "Tulsa"]),
            state: pick(["NE", "OK"]),
            country: pick(["USA", "Canada"]),
            status: [Status::Active, Status::Archived][i % 2],
            proteins: Ids::from_iter([ProteinId(1), ProteinId(2)].into_iter().take(i % 3)),
            edible_inedible: [EdibleInedible::Edible, EdibleInedible::Inedible][i % 2],
            purchasing_preference_origin: [Origin::Domestic, Origin::Unstated][i % 2],
            industry: [IndustryOrNone::Retail, IndustryOrNone::PetSector][i % 2],
            type_of_certificate: [CertificateType::ThirdParty, CertificateType::Brc][i % 2],
            accounting_payment_terms: [PaymentTerms::Wire, PaymentTerms::CreditCard][i % 2],
            will_pickup_load: i % 2 == 0,
            credit_limit: [None, Some(Money::from_units(1_000)), Some(Money::from_units(500))][i % 3],
            ..input(name)
        };
        made(&scene, customer);
        scene.clock().advance(i64::from(i % 2 == 1) * 60);
    }
    scene
}

#[test]
fn every_filter_finds_what_it_says() {
    let scene = set();
    let omaha = ["A", "C", "E", "G"];
    let tulsa = ["B", "D", "F"];
    let check = |query: &str, want: &[&str]| {
        assert_eq!(found(&scene, &format!("{query}&ordering=id")), want, "{query}");
    };
    check("city=Omaha", &omaha);
    check("city=omaha", &[]);
    check("city__icontains=MAH", &omaha);
    check("state=NE", &omaha);
    check("country=Canada", &tulsa);
    check("name=B", &["B"]);
    check("name__in=C,A", &["A", "C"]);
    check("status=archived", &tulsa);
    check("status__in=active,archived", &["A", "B", "C", "D", "E", "F", "G"]);
    check("status=inactive", &[]);
    check("proteins=1", &["B", "C", "E", "F"]);
    check("proteins=2", &["C", "F"]);
    check("proteins__in=1,2", &["B", "C", "E", "F"]);
    check("proteins__isnull=true", &["A", "D", "G"]);
    check("proteins=1&city=Tulsa", &["B", "F"]);
    check("edible_inedible=Edible", &omaha);
    check("purchasing_preference_origin=Domestic", &omaha);
    check("industry=Pet Sector", &tulsa);
    check("type_of_certificate=3rd Party", &omaha);
    check("accounting_payment_terms=Credit Card", &tulsa);
    check("will_pickup_load=true", &omaha);
    check("credit_limit=10", &["B", "E"]);
    check("credit_limit__lt=10.00", &["C", "F"]);
    check("credit_limit__gte=5", &["B", "C", "E", "F"]);
    check("credit_limit__isnull=true", &["A", "D", "G"]);
    check("plant__isnull=true", &["A", "B", "C", "D", "E", "F", "G"]);
    check("created_at__lte=2026-11-02T09:00:00Z", &["A", "B"]);
    check("created_on__gt=2026-11-02T09:02:00Z", &["G"]);
    check("modified_on=2026-11-02T09:01:00Z", &["C", "D"]);
    check(&format!("created_by={}", scene.user("acme", Role::Owner)), &["A", "B", "C", "D", "E", "F", "G"]);
    check(&format!("created_by={}", scene.user("acme", Role::User)), &[]);
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
    check("statu=active", "statu: Unknown parameter \"statu\". Did you mean \"status\"?");
    check("proteins=Beef", "proteins: Enter a whole number.");
    assert!(refusal(asked("status=gone")).starts_with("status: Select a valid choice."));
    assert!(refusal(asked("ordering=phone")).starts_with("ordering: Unknown ordering"));
}

#[test]
fn lists_stand_in_the_order_that_was_asked_for() {
    let scene = set();
    let check = |ordering: &str, want: &str| {
        let names = found(&scene, &format!("ordering={ordering}")).concat();
        assert_eq!(names, want, "{ordering}");
    };
    check("", "ABCDEFG");
    check("-name", "GFEDCBA");
    check("-id", "GFEDCBA");
    check("city,-name", "GECAFDB");
    check("-state", "FDBGECA");
    check("created_at", "ABCDEFG");
    check("-created_on", "GFEDCBA");
    check("-updated_at", "GFEDCBA");
    check("modified_on", "ABCDEFG");
    check("credit_limit", "ADGCFBE");
    check("-credit_limit", "EBFCGDA");
}

#[test]
fn cursors_visit_every_customer_once() {
    let scene = set();
    let ctx = scene.ctx("acme", Role::ReadOnly);
    let orderings = services::COLUMNS.orderings().flat_map(|name| [name.to_owned(), format!("-{name}")]);
    for ordering in orderings {
        let whole = found(&scene, &format!("ordering={ordering}"));
        let mut walked = Vec::new();
        let mut cursor = Some(String::new());
        while let Some(token) = cursor {
            let query = format!("ordering={ordering}&page_size=2&cursor={token}");
            let page = list(&scene, &ctx, &query).expect("a page");
            walked.extend(page.results.into_iter().map(|customer| customer.fields.name));
            cursor = match page.next {
                Some(Turn::Cursor(token)) => Some(token),
                _ => None,
            };
        }
        assert_eq!(walked, whole, "{ordering}");
    }
}

#[test]
fn a_list_takes_two_statements_with_all_its_labels_and_one_when_the_page_tells_the_count() {
    let scene = set();
    let id = list(&scene, &scene.ctx("acme", Role::User), "name=A").expect("listed").results[0].id;
    let plants = Ids::from_iter([plant(&scene, "P"), plant(&scene, "Q")]);
    super::update(&scene, &scene.ctx("acme", Role::User), id, |i| i.plants = plants).expect("changed");
    let sent = |query: &str| {
        let list = asked(query).expect(query);
        scene.read(&scene.ctx("acme", Role::ReadOnly), |ctx, conn| {
            let (page, sent) = counted(|| services::list(ctx, conn, &list));
            let page = page?;
            assert!(page.results.iter().all(|customer| customer.created_by_name.is_some()));
            assert!(page.results[0].locations.len() == 2 || page.results[0].fields.name != "A");
            Ok(sent)
        })
    };
    for (query, want) in [("", 1), ("page_size=3", 2), ("page_size=3&page=3", 1), ("search=omaha", 1)] {
        assert_eq!(sent(query).expect(query), want, "{query:?}");
    }
}
