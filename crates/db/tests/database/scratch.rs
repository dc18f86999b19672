//! A table with a column of every portable type, for tests that need rows of no domain.
use diesel::{RunQueryDsl, connection::SimpleConnection, prelude::*};
use projectmeats_core::{Json, Money, Timestamp, Weight, ids::TenantId};
use projectmeats_db::{
    Conn,
    listing::{Column, Columns},
};
use projectmeats_testkit::{Database, now};

mod schema {
    diesel::table! {
        use diesel::sql_types::*;
        use projectmeats_db::types::{SqlJson, SqlMoney, SqlTimestamp, SqlUuid, SqlWeight};

        scratch (id) {
            id -> BigInt,
            name -> Text,
            note -> Nullable<Text>,
            kind -> Text,
            amount -> SqlMoney,
            weight -> Nullable<SqlWeight>,
            at -> SqlTimestamp,
            day -> Nullable<Date>,
            flag -> Bool,
            doc -> SqlJson,
            company -> SqlUuid,
        }
    }
}
pub(crate) use schema::scratch;

/// A row of the table.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable, serde::Serialize)]
#[diesel(table_name = scratch)]
pub(crate) struct Row {
    pub(crate) id: i64,
    pub(crate) name: String,
    pub(crate) note: Option<String>,
    pub(crate) kind: String,
    pub(crate) amount: Money,
    pub(crate) weight: Option<Weight>,
    pub(crate) at: Timestamp,
    pub(crate) day: Option<chrono::NaiveDate>,
    pub(crate) flag: bool,
    pub(crate) doc: Json,
    pub(crate) company: TenantId,
}

impl Row {
    /// A row with nothing special about it.
    pub(crate) fn plain(id: i64) -> Self {
        Self {
            id,
            name: format!("row {id}"),
            note: None,
            kind: "solid".into(),
            amount: Money::from_units(id * 100),
            weight: None,
            at: now(),
            day: None,
            flag: false,
            doc: Json::default(),
            company: TenantId::PLATFORM,
        }
    }
}

/// What a list of the table can be asked.
pub(crate) static COLUMNS: Columns = Columns {
    table: "scratch",
    fields: &[
        Column::of("id", &scratch::id),
        Column::of("name", &scratch::name).sorts(),
        Column::of("note", &scratch::note).sorts(),
        Column::of("kind", &scratch::kind).choices(&["solid", "liquid"]),
        Column::of("amount", &scratch::amount).sorts(),
        Column::of("weight", &scratch::weight).sorts(),
        Column::of("at", &scratch::at).sorts(),
        Column::of("day", &scratch::day).sorts(),
        Column::of("flag", &scratch::flag).sorts(),
        Column::of("company", &scratch::company),
    ],
    search: "name",
    default_order: "name",
};

/// A fresh database with the table, and `rows` in it.
pub(crate) fn holding(rows: &[Row]) -> Database {
    let database = Database::fresh();
    let mut conn = database.owner();
    let types = match conn {
        Conn::Sqlite(_) => ["INTEGER", "INTEGER", "INTEGER", "TEXT", "BLOB"],
        Conn::Postgres(_) => ["BIGINT", "NUMERIC", "TIMESTAMPTZ", "JSONB", "UUID"],
    };
    let [id, exact, time, json, uuid] = types;
    conn.batch_execute(&format!(
        "CREATE TABLE scratch (id {id} PRIMARY KEY, name TEXT NOT NULL, note TEXT, kind TEXT NOT NULL, amount {exact} NOT NULL, \
         weight {exact}, at {time} NOT NULL, day DATE, flag BOOLEAN NOT NULL, doc {json} NOT NULL, company {uuid} NOT NULL)"
    ))
    .expect("the table is made");
    for row in rows {
        insert(&mut conn, row).expect("the row is kept");
    }
    database
}

/// Adds a row.
pub(crate) fn insert(conn: &mut Conn, row: &Row) -> QueryResult<usize> {
    diesel::insert_into(scratch::table).values(row.clone()).execute(conn)
}

/// How many rows there are.
pub(crate) fn count(database: &Database) -> i64 {
    scratch::table.count().get_result(&mut database.owner()).expect("counted")
}
