//! What can be asked of a list in a query string, and how a wrong question is answered.
use crate::scratch::{COLUMNS, Row, holding, scratch};
use diesel::prelude::*;
use projectmeats_core::{Error, Json, Money, Result, Weight, ids::TenantId};
use projectmeats_db::{
    Bound, MultiBackend,
    listing::{Cursor, ListQuery, PageSizes},
};
use projectmeats_testkit::Database;
use proptest::{collection::vec, option, prelude::*};

const SIZES: PageSizes = PageSizes { default: 100, most: 1000 };

/// `a=1&b=2`, taken literally.
fn parse(query: &str) -> Result<ListQuery> {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    ListQuery::parse(&COLUMNS, SIZES, pairs.map(|pair| pair.split_once('=').unwrap_or((pair, ""))))
}

fn found(database: &Database, list: &ListQuery) -> Result<Vec<Row>> {
    let query = scratch::table.select(Row::as_select()).into_boxed::<MultiBackend>();
    database.read_now(Bound::default(), |conn| Ok(list.window(query).load(conn)?))
}

/// Rows that differ in everything a filter can see.
fn rows() -> [Row; 5] {
    let day = |text: &str| Some(text.parse().expect("a day"));
    let company = |n| TenantId(uuid::Uuid::from_u128(n));
    let row = |id, name: &str| Row {
        name: name.into(),
        company: company(id),
        ..Row::plain(i64::try_from(id).unwrap_or(0))
    };
    [
        Row { note: Some("100% lean".into()), day: day("2026-01-31"), ..row(1, "alpha beef") },
        Row { kind: "liquid".into(), note: Some("100 lean".into()), ..row(2, "beta_beef") },
        Row { flag: true, weight: Some(Weight::from_units(25_000)), ..row(3, "gamma pork") },
        Row { amount: Money::from_units(-5), day: day("2026-02-01"), ..row(4, "délice de bœuf") },
        Row {
            at: projectmeats_testkit::now().plus_seconds(1),
            doc: Json(serde_json::json!({"a": 1})),
            ..row(5, "epsilon")
        },
    ]
}

#[test]
fn filters_find_what_they_say() {
    let database = holding(&rows());
    let check = |query: &str, want: &[i64]| {
        let list = parse(query).unwrap_or_else(|e| panic!("{query}: {e}"));
        let mut ids: Vec<_> = found(&database, &list)
            .unwrap_or_else(|e| panic!("{query}: {e:?}"))
            .iter()
            .map(|r| r.id)
            .collect();
        ids.sort_unstable();
        assert_eq!(ids, want, "{query}");
    };
    check("", &[1, 2, 3, 4, 5]);
    check("id=3", &[3]);
    check("id__in=3, 1,,9", &[1, 3]);
    check("id__gte=4", &[4, 5]);
    check("id__gt=4&id__lt=9", &[5]);
    check("name=alpha beef", &[1]);
    check("name=ALPHA BEEF", &[]);
    check("name__icontains=BEEF", &[1, 2]);
    check("name__icontains=a_b", &[2]);
    check("name__icontains=DÉLICE DE BŒUF", &[4]);
    check("note__icontains=100%", &[1]);
    check("note__icontains=!", &[]);
    check("note__isnull=false", &[1, 2]);
    check("note__isnull=True", &[3, 4, 5]);
    check("kind=liquid", &[2]);
    check("kind__in=liquid,solid", &[1, 2, 3, 4, 5]);
    check("flag=1", &[3]);
    check("flag=false&kind=solid", &[1, 4, 5]);
    check("amount=1.00", &[1]);
    check("amount__lt=0", &[4]);
    check("amount__lte=-0.05", &[4]);
    check("weight__gte=2.5", &[3]);
    check("day=2026-02-01", &[4]);
    check("day__lte=2026-01-31", &[1]);
    check("at__gt=2026-11-02T09:00:00Z", &[5]);
    check("at__lte=2026-11-02T10:00:00+01:00", &[1, 2, 3, 4]);
    check("company=00000000-0000-0000-0000-000000000002", &[2]);
    check("search=beef", &[1, 2]);
    check("search=beef alpha", &[1]);
    check("search=BEEF,beta", &[2]);
    check("search=%", &[]);
    check("search=_", &[2]);
    check("page_size=2&page=3", &[3]);
}

#[test]
fn a_wrong_question_is_answered_with_the_parameter_and_what_was_wanted() {
    let check = |query: &str, want: &str| match parse(query) {
        Err(Error::Invalid(fields)) => assert_eq!(fields.summary(), want, "{query}"),
        other => panic!("{query}: {other:?}"),
    };
    check("nam=x", "nam: Unknown parameter \"nam\". Did you mean \"name\"?");
    check(
        "name__icontain=x",
        "name__icontain: Unknown parameter \"name__icontain\". Did you mean \"name__icontains\"?",
    );
    check("page_sise=3", "page_sise: Unknown parameter \"page_sise\". Did you mean \"page_size\"?");
    check("serch=x", "serch: Unknown parameter \"serch\". Did you mean \"search\"?");
    check(
        "name__isnull=true",
        "name__isnull: Unknown parameter \"name__isnull\". Did you mean \"name__in\"?",
    );
    check("kind__gte=solid", "kind__gte: Unknown parameter \"kind__gte\". Did you mean \"kind\"?");
    check("note__isnull=maybe", "note__isnull: Must be true or false.");
    check("id=x", "id: Enter a whole number.");
    check("id=9223372036854775808", "id: Enter a whole number.");
    check("id__in=", "id__in: Enter 1 to 1000 values, with commas between them.");
    check("id__in=1,x", "id__in: Enter a whole number.");
    check("flag=yes", "flag: Must be true or false.");
    check("amount=1.005", "amount: Ensure that there are no more than 2 decimal places.");
    check("day=31.01.2026", "day: Enter a valid date: YYYY-MM-DD.");
    check("day=-200000-01-01", "day: Enter a valid date: YYYY-MM-DD.");
    check("day=%2B200000-01-01", "day: Enter a valid date: YYYY-MM-DD.");
    check("company=7", "company: Must be a valid UUID.");
    check("name=a\0b", "name: Null characters are not allowed.");
    check("search=a\0b", "search: Null characters are not allowed.");
    check("page=one", "page: Enter a whole number.");
    check("ordering=nam", "ordering: Unknown ordering \"nam\". Did you mean \"name\"?");
    check("ordering=-kind", "ordering: Unknown ordering \"kind\". Did you mean \"weight\"?");
    check("page_size=0", "page_size: Enter a whole number from 1 to 1000.");
    check("page_size=1001", "page_size: Enter a whole number from 1 to 1000.");
    check("page_size=-1", "page_size: Enter a whole number from 1 to 1000.");
    check("page_size=ten", "page_size: Enter a whole number from 1 to 1000.");
    check("id=x&flag=y", "flag: Must be true or false. id: Enter a whole number.");
    let kind = "kind: Select a valid choice. \"gas\" is not one of the available choices: solid, liquid.";
    check("kind=gas", kind);
}

#[test]
fn the_shortest_and_the_longest_page_are_allowed_and_there_is_no_page_zero() {
    for query in ["page_size=1", "page_size=1000", "page=1", "page=9223372036854775807"] {
        assert!(parse(query).is_ok(), "{query}");
    }
    for query in ["page=0", "page=-1"] {
        assert!(matches!(parse(query), Err(Error::NotFound)), "{query}");
    }
}

#[test]
fn the_last_page_that_can_be_named_is_past_the_end() {
    let database = holding(&rows());
    let list = parse("page=9223372036854775807&page_size=1000").expect("parses");
    let rows = found(&database, &list).expect("asked");
    assert!(matches!(list.page(rows, |row| row.id, || Ok(5)), Err(Error::NotFound)));
}

#[test]
fn a_cursor_of_another_ordering_is_refused() {
    let token =
        Cursor { ordering: "name".into(), key: vec![Some("x".into())], id: 1, before: false, count: 5 }
            .encode();
    assert!(parse(&format!("cursor={token}")).is_ok());
    let Err(Error::Invalid(fields)) = parse(&format!("ordering=-name&cursor={token}")) else {
        panic!("accepted")
    };
    assert_eq!(fields.summary(), "cursor: This cursor belongs to the ordering \"name\".");
}

/// Values a forger may put where the row's own values stood.
fn forged_value() -> impl Strategy<Value = Option<String>> {
    option::of(prop_oneof![
        any::<String>(),
        any::<i64>().prop_map(|n| n.to_string()),
        Just("262142-12-31".to_owned()),
        Just("-262142-01-01".to_owned()),
        Just("0000-01-01T00:00:00Z".to_owned()),
        Just("9999-12-31T23:59:59.999999Z".to_owned()),
        Just("true".to_owned()),
        Just("92233720368547758.07".to_owned()),
    ])
}

const ORDERINGS: [&str; 6] = ["name", "-note", "day,-at", "amount,weight", "-flag,name", "-weight,-day"];

proptest! {
    #[test]
    fn any_text_for_a_cursor_is_read_or_refused(token in any::<String>()) {
        let answer = ListQuery::parse(&COLUMNS, SIZES, [("cursor", token.as_str())]);
        prop_assert!(matches!(answer, Ok(_) | Err(Error::Invalid(_))));
    }

    #[test]
    fn any_name_and_value_of_a_parameter_is_read_or_refused(pairs in vec((any::<String>(), any::<String>()), 0..4)) {
        let answer = ListQuery::parse(&COLUMNS, SIZES, pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        prop_assert!(matches!(answer, Ok(_) | Err(Error::Invalid(_) | Error::NotFound)));
    }
}

#[test]
fn a_forged_cursor_is_refused_or_answered_with_rows() {
    let database = holding(&rows());
    let forged = (0..ORDERINGS.len(), vec(forged_value(), 0..4), any::<i64>(), any::<bool>(), any::<i64>());
    proptest!(ProptestConfig::with_cases(300), |((ordering, key, id, before, count) in forged)| {
        let ordering = ORDERINGS[ordering].to_owned();
        let token = Cursor { ordering: ordering.clone(), key, id, before, count }.encode();
        match ListQuery::parse(&COLUMNS, SIZES, [("ordering", ordering.as_str()), ("cursor", token.as_str())]) {
            Ok(list) => {
                let rows = found(&database, &list);
                let page = rows.and_then(|rows| list.page(rows, |row| row.id, || Ok(5)));
                prop_assert!(page.is_ok(), "{:?}", page);
            }
            Err(e) => prop_assert!(matches!(e, Error::Invalid(_))),
        }
    });
}

#[test]
fn any_value_of_any_filter_is_refused_or_answered_with_rows() {
    let database = holding(&rows());
    let names: Vec<String> =
        COLUMNS.fields.iter().flat_map(projectmeats_db::listing::Column::parameters).collect();
    proptest!(ProptestConfig::with_cases(300), |(name in 0..names.len(), value in forged_value())| {
        let value = value.unwrap_or_default();
        match ListQuery::parse(&COLUMNS, SIZES, [(names[name].as_str(), value.as_str())]) {
            Ok(list) => {
                let rows = found(&database, &list);
                prop_assert!(rows.is_ok(), "{}={:?}: {:?}", names[name], value, rows);
            }
            Err(e) => prop_assert!(matches!(e, Error::Invalid(_))),
        }
    });
}
