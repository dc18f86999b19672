//! Lists in order, page by page: the same order on both databases, each row once, forward and back.
use crate::scratch::{COLUMNS, Row, holding, scratch};
use diesel::prelude::*;
use projectmeats_core::{Error, Money, Result, Weight};
use projectmeats_db::{
    Bound, MultiBackend,
    listing::{ListQuery, Page, PageSizes, Turn},
};
use projectmeats_testkit::Database;

const SIZES: PageSizes = PageSizes { default: 1000, most: 1000 };

/// Ties in every column, and nulls among them.
fn rows() -> Vec<Row> {
    let note = |id: i64| {
        [None, Some("b"), Some("a"), None, Some("")][usize::try_from(id).unwrap_or(0) % 5].map(str::to_owned)
    };
    let row = |id: i64| Row {
        name: ["beef", "Beef", "pork"][usize::try_from(id).unwrap_or(0) % 3].into(),
        note: note(id),
        amount: Money::from_units(id / 4),
        weight: (id % 4 > 1).then(|| Weight::from_units(id % 2)),
        at: projectmeats_testkit::now().plus_seconds(id / 7),
        day: (id % 6 > 2).then(|| {
            chrono::NaiveDate::from_ymd_opt(2026, 1, 1 + u32::try_from(id % 3).unwrap_or(0)).expect("a day")
        }),
        flag: id % 2 == 0,
        ..Row::plain(id)
    };
    (1..=23).map(row).collect()
}

fn asked(ordering: &str, size: usize, window: (&str, &str)) -> Result<ListQuery> {
    let size = size.to_string();
    ListQuery::parse(&COLUMNS, SIZES, [("ordering", ordering), ("page_size", &size), window])
}

fn page(database: &Database, list: &ListQuery) -> Result<Page<Row>> {
    let query = scratch::table.select(Row::as_select()).into_boxed::<MultiBackend>();
    let all = list.narrow(scratch::table.into_boxed::<MultiBackend>());
    database.read_now(Bound::default(), |conn| {
        let rows = list.window(query).load(conn)?;
        list.page(rows, |row| row.id, || Ok(all.count().get_result(conn)?))
    })
}

fn ids(page: &Page<Row>) -> Vec<i64> {
    page.results.iter().map(|row| row.id).collect()
}

/// The order as it is here: null first, then by value, then by id in the direction of the last key.
fn expected(ordering: &str) -> Vec<i64> {
    let mut rows = rows();
    let keys: Vec<_> = ordering
        .split(',')
        .map(|key| key.strip_prefix('-').map_or((key, false), |key| (key, true)))
        .collect();
    let last = keys.last().is_some_and(|key| key.1);
    rows.sort_by(|a, b| {
        let turned =
            |order: std::cmp::Ordering, descending: bool| if descending { order.reverse() } else { order };
        let by = |field: &str| match field {
            "name" => a.name.cmp(&b.name),
            "note" => a.note.cmp(&b.note),
            "amount" => a.amount.cmp(&b.amount),
            "weight" => a.weight.cmp(&b.weight),
            "at" => a.at.cmp(&b.at),
            "day" => a.day.cmp(&b.day),
            _ => a.flag.cmp(&b.flag),
        };
        let keyed = keys
            .iter()
            .fold(std::cmp::Ordering::Equal, |order, (field, down)| order.then(turned(by(field), *down)));
        keyed.then(turned(a.id.cmp(&b.id), last))
    });
    rows.iter().map(|row| row.id).collect()
}

const ORDERINGS: [&str; 12] = [
    "name",
    "-name",
    "note",
    "-note",
    "flag,-amount",
    "-weight,day",
    "weight,-day",
    "-weight,-day",
    "at,name",
    "-at,-name",
    "note,-weight,name",
    "-flag,note,-day",
];

#[test]
fn rows_stand_in_the_order_that_was_asked_for_with_nulls_as_the_smallest() {
    let database = holding(&rows());
    for ordering in ORDERINGS {
        let list = asked(ordering, 1000, ("page", "1")).expect("parses");
        assert_eq!(ids(&page(&database, &list).expect("found")), expected(ordering), "{ordering}");
    }
}

#[test]
fn cursors_visit_each_row_once_forward_and_back() {
    let database = holding(&rows());
    for ordering in ORDERINGS {
        for size in [1, 2, 5, 22, 23, 24] {
            let forward = walk(&database, ordering, size, String::new(), |page| page.next.clone());
            let seen: Vec<_> = forward.iter().flat_map(ids).collect();
            assert_eq!(seen, expected(ordering), "{ordering} by {size}");
            assert!(forward.iter().all(|page| page.count == 23), "{ordering} by {size}");
            assert!(forward[0].previous.is_none());
            let Some(Turn::Cursor(end)) = forward.last().and_then(|page| page.previous.clone()) else {
                continue;
            };
            let backward = walk(&database, ordering, size, end, |page| page.previous.clone());
            let here = forward.last().map_or(0, |page| page.results.len());
            let mut seen: Vec<_> = backward.iter().flat_map(|page| ids(page).into_iter().rev()).collect();
            seen.reverse();
            assert_eq!(seen, expected(ordering)[..23 - here], "{ordering} by {size}, backward");
        }
    }
}

/// Follows cursors from `token` until there are no more.
fn walk(
    database: &Database,
    ordering: &str,
    size: usize,
    token: String,
    turn: impl Fn(&Page<Row>) -> Option<Turn>,
) -> Vec<Page<Row>> {
    let (mut pages, mut next) = (Vec::new(), Some(token));
    while let Some(token) = next {
        assert!(pages.len() <= 23, "{ordering} by {size} does not end");
        let list = asked(ordering, size, ("cursor", &token)).expect("its own cursor is accepted");
        let page = page(database, &list).expect("found");
        next = turn(&page).map(|turn| match turn {
            Turn::Cursor(token) => token,
            Turn::Page(number) => panic!("turned to page {number}"),
        });
        pages.push(page);
    }
    pages
}

#[test]
fn numbered_pages_visit_each_row_once_and_end() {
    let database = holding(&rows());
    let mut seen = Vec::new();
    for number in 1..=5 {
        let list = asked("-note", 5, ("page", &number.to_string())).expect("parses");
        let page = page(&database, &list).expect("found");
        assert_eq!(page.count, 23);
        assert_eq!(page.previous, (number > 1).then(|| Turn::Page(number - 1)));
        assert_eq!(page.next, (number < 5).then(|| Turn::Page(number + 1)));
        seen.extend(ids(&page));
    }
    assert_eq!(seen, expected("-note"));
    let past = asked("-note", 5, ("page", "6")).expect("parses");
    assert!(matches!(page(&database, &past), Err(Error::NotFound)));
}

#[test]
fn an_empty_list_has_one_empty_page() {
    let database = holding(&[]);
    for window in [("page", "1"), ("cursor", "")] {
        let list = asked("name", 5, window).expect("parses");
        let page = page(&database, &list).expect("found");
        assert_eq!((page.count, page.results.len()), (0, 0));
        assert!(page.next.is_none() && page.previous.is_none());
    }
}

#[test]
fn a_row_that_goes_or_comes_between_two_pages_moves_no_other() {
    let database = holding(&rows());
    let first = page(&database, &asked("amount", 5, ("cursor", "")).expect("parses")).expect("found");
    let order = expected("amount");
    diesel::delete(scratch::table.find(order[4])).execute(&mut database.owner()).expect("gone");
    crate::scratch::insert(&mut database.owner(), &Row { amount: Money::from_units(-1), ..Row::plain(99) })
        .expect("come");
    let Some(Turn::Cursor(token)) = first.next else { panic!("there is a next page") };
    let second = page(&database, &asked("amount", 5, ("cursor", &token)).expect("parses")).expect("found");
    assert_eq!(ids(&second), order[5..10]);
}
