//! Column types that hold the same values on both databases.
//!
//! | type | PostgreSQL | SQLite |
//! |---|---|---|
//! | [`SqlUuid`] | `uuid` | 16-byte blob |
//! | [`SqlTimestamp`] | `timestamptz` | integer microseconds since 1970 |
//! | [`SqlMoney`], [`SqlWeight`], [`SqlPrice`], [`SqlQuantity`], [`SqlPercent`] | `numeric` | integer at the type's scale, so that sums and order are exact |
//! | [`SqlJson`] | `jsonb` | text |
//!
//! These conversions must stand beside the types they convert (the orphan rule), which is why a backend is named here as in `db`.
use crate::{Json, JsonText, Money, Percent, Price, Quantity, Timestamp, Weight, ids::TenantId};
use diesel::{
    QueryId, SqlType,
    backend::Backend,
    deserialize::{self, FromSql},
    pg::Pg,
    serialize::{self, IsNull, Output, ToSql},
    sql_types,
    sqlite::Sqlite,
};
use std::io::Write;

/// A value stored as one type on PostgreSQL and another on SQLite, through two pairs of conversions.
macro_rules! portable {
    ($(#[$doc:meta])* $sql:ident holds $rust:ty:
     postgres $pg_name:literal $pg_sql:ty, |$a:ident| $to_pg:expr, |$b:ident: $pg_rust:ty| $from_pg:expr;
     sqlite $lite_name:literal $lite_sql:ty, |$c:ident| $to_lite:expr, |$d:ident: $lite_rust:ty| $from_lite:expr;) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, Default, SqlType, QueryId)]
        #[diesel(postgres_type(name = $pg_name))]
        #[diesel(sqlite_type(name = $lite_name))]
        pub struct $sql;

        impl ToSql<$sql, Pg> for $rust {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
                let $a = self;
                ToSql::<$pg_sql, Pg>::to_sql(&$to_pg, &mut out.reborrow())
            }
        }
        impl FromSql<$sql, Pg> for $rust {
            fn from_sql(raw: <Pg as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
                let $b = <$pg_rust as FromSql<$pg_sql, Pg>>::from_sql(raw)?;
                $from_pg
            }
        }
        impl ToSql<$sql, Sqlite> for $rust {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
                let $c = self;
                out.set_value($to_lite);
                Ok(IsNull::No)
            }
        }
        impl FromSql<$sql, Sqlite> for $rust {
            fn from_sql(raw: <Sqlite as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
                let $d = <$lite_rust as FromSql<$lite_sql, Sqlite>>::from_sql(raw)?;
                $from_lite
            }
        }
    };
}

portable! {
    /// A UUID.
    SqlUuid holds TenantId:
    postgres "uuid" sql_types::Uuid, |v| v.0, |r: uuid::Uuid| Ok(Self(r));
    sqlite "Binary" sql_types::Binary, |v| v.0.as_bytes().to_vec(), |r: Vec<u8>| Ok(Self(uuid::Uuid::from_slice(&r)?));
}
portable! {
    /// An instant with microseconds.
    SqlTimestamp holds Timestamp:
    postgres "timestamptz" sql_types::Timestamptz, |v| v.datetime(), |r: chrono::DateTime<chrono::Utc>| Ok(Self::from(r));
    sqlite "Long" sql_types::BigInt, |v| v.micros(), |r: i64| Self::from_micros(r).ok_or_else(|| "not an instant".into());
}
portable! {
    /// An amount of money.
    SqlMoney holds Money:
    postgres "numeric" sql_types::Numeric, |v| v.decimal(), |r: rust_decimal::Decimal| Ok(Self::exactly(r)?);
    sqlite "Long" sql_types::BigInt, |v| v.units().ok_or("too large an amount")?, |r: i64| Ok(Self::from_units(r));
}
portable! {
    /// A weight.
    SqlWeight holds Weight:
    postgres "numeric" sql_types::Numeric, |v| v.decimal(), |r: rust_decimal::Decimal| Ok(Self::exactly(r)?);
    sqlite "Long" sql_types::BigInt, |v| v.units().ok_or("too large a weight")?, |r: i64| Ok(Self::from_units(r));
}
portable! {
    /// A price.
    SqlPrice holds Price:
    postgres "numeric" sql_types::Numeric, |v| v.decimal(), |r: rust_decimal::Decimal| Ok(Self::exactly(r)?);
    sqlite "Long" sql_types::BigInt, |v| v.units().ok_or("too large a price")?, |r: i64| Ok(Self::from_units(r));
}
portable! {
    /// A quantity.
    SqlQuantity holds Quantity:
    postgres "numeric" sql_types::Numeric, |v| v.decimal(), |r: rust_decimal::Decimal| Ok(Self::exactly(r)?);
    sqlite "Long" sql_types::BigInt, |v| v.units().ok_or("too large a quantity")?, |r: i64| Ok(Self::from_units(r));
}
portable! {
    /// Per cent.
    SqlPercent holds Percent:
    postgres "numeric" sql_types::Numeric, |v| v.decimal(), |r: rust_decimal::Decimal| Ok(Self::exactly(r)?);
    sqlite "Long" sql_types::BigInt, |v| v.units().ok_or("too large a percentage")?, |r: i64| Ok(Self::from_units(r));
}
portable! {
    /// A JSON document.
    SqlJson holds Json:
    postgres "jsonb" sql_types::Jsonb, |v| v.0, |r: serde_json::Value| Ok(Self(r));
    sqlite "Text" sql_types::Text, |v| v.0.to_string(), |r: String| Ok(Self(serde_json::from_str(&r)?));
}
impl ToSql<SqlJson, Pg> for JsonText {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        // The first byte is the version of the format.
        out.write_all(&[1])?;
        out.write_all(self.0.as_bytes())?;
        Ok(IsNull::No)
    }
}
impl ToSql<SqlJson, Sqlite> for JsonText {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
        out.set_value(self.0.as_str());
        Ok(IsNull::No)
    }
}
impl sql_types::SqlOrd for SqlTimestamp {}
impl sql_types::SqlOrd for SqlMoney {}
impl sql_types::SqlOrd for SqlWeight {}
impl sql_types::Foldable for SqlWeight {
    type Sum = sql_types::Nullable<Self>;
    type Avg = sql_types::Nullable<Self>;
}
impl sql_types::Foldable for SqlMoney {
    type Sum = sql_types::Nullable<Self>;
    type Avg = sql_types::Nullable<Self>;
}
