//! Values come back from the database as they went in, and compare there as they do here.
use crate::scratch::{Row, holding, insert, scratch};
use diesel::prelude::*;
use projectmeats_core::{Json, Money, Timestamp, Weight, ids::TenantId};
use proptest::{collection::vec, option, prelude::*};
use serde_json::Value;
use std::cell::RefCell;

/// Documents as they are kept: exact numbers only, since amounts are strings in JSON.
fn document() -> impl Strategy<Value = Value> {
    let text = "[^\0]{0,12}";
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        text.prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 4, move |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            vec((text, inner), 0..4).prop_map(|pairs| Value::Object(pairs.into_iter().collect())),
        ]
    })
}

/// Instants of the years 0 to 9999.
fn instant() -> impl Strategy<Value = Timestamp> {
    (-62_167_219_200_000_000_i64..=253_402_300_799_999_999)
        .prop_map(|micros| Timestamp::from_micros(micros).expect("an instant"))
}

fn day() -> impl Strategy<Value = chrono::NaiveDate> {
    instant().prop_map(|at| at.datetime().date_naive())
}

fn row() -> impl Strategy<Value = Row> {
    let texts = ("[^\0]{0,20}", option::of("[^\0]{0,20}"));
    let numbers = (any::<i64>(), option::of(any::<i64>()));
    (texts, numbers, instant(), option::of(day()), any::<bool>(), document(), any::<u128>()).prop_map(
        |((name, note), (amount, weight), at, day, flag, doc, company)| Row {
            name,
            note,
            amount: Money::from_units(amount),
            weight: weight.map(Weight::from_units),
            at,
            day,
            flag,
            doc: Json(doc),
            company: TenantId(uuid::Uuid::from_u128(company)),
            ..Row::plain(1)
        },
    )
}

#[test]
fn every_value_comes_back_as_it_went_in() {
    let database = holding(&[]);
    let conn = RefCell::new(database.owner());
    proptest!(ProptestConfig::with_cases(200), |(row in row())| {
        let conn = &mut *conn.borrow_mut();
        diesel::delete(scratch::table).execute(conn).expect("emptied");
        insert(conn, &row).expect("kept");
        let found: Row = scratch::table.select(Row::as_select()).get_result(conn).expect("found");
        prop_assert_eq!(&found, &row);
        let same = scratch::table.filter(scratch::amount.eq(row.amount)).filter(scratch::at.eq(row.at));
        let same = same.filter(scratch::company.eq(row.company));
        let matches: i64 = same.count().get_result(conn).expect("counted");
        prop_assert_eq!(matches, 1);
    });
}

#[test]
fn values_compare_in_the_database_as_they_do_here() {
    let database = holding(&[]);
    let conn = RefCell::new(database.owner());
    proptest!(ProptestConfig::with_cases(60), |(one in row(), other in row())| {
        let conn = &mut *conn.borrow_mut();
        diesel::delete(scratch::table).execute(conn).expect("emptied");
        insert(conn, &one).expect("kept");
        let less = |of: i64| of == 1;
        let amount = scratch::table.filter(scratch::amount.lt(other.amount)).count().get_result(conn).expect("compared");
        prop_assert_eq!(less(amount), one.amount < other.amount);
        let at = scratch::table.filter(scratch::at.lt(other.at)).count().get_result(conn).expect("compared");
        prop_assert_eq!(less(at), one.at < other.at);
        let company = scratch::table.filter(scratch::company.lt(other.company)).count().get_result(conn).expect("compared");
        prop_assert_eq!(less(company), one.company < other.company);
    });
}
