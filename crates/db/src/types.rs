//! The portable column types of `core`, taught to the connection that is either database.
use crate::conn::MultiBackend;
use diesel::{
    QueryResult,
    backend::Backend,
    deserialize::{self, FromSql},
    serialize::{self, IsNull, Output, ToSql},
    sql_types::{self, HasSqlType},
    sqlite::SqliteConnection,
};
pub use projectmeats_core::columns::{
    SqlJson, SqlMoney, SqlPercent, SqlPrice, SqlQuantity, SqlTimestamp, SqlUuid, SqlWeight,
};
use projectmeats_core::{Json, JsonText, Money, Percent, Price, Quantity, Timestamp, Weight, ids::TenantId};

macro_rules! either {
    ($($sql:ident holds $rust:ty),+ $(,)?) => {$(
        impl HasSqlType<$sql> for MultiBackend {
            fn metadata(lookup: &mut Self::MetadataLookup) -> Self::TypeMetadata { Self::lookup_sql_type::<$sql>(lookup) }
        }
        impl ToSql<$sql, MultiBackend> for $rust {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, MultiBackend>) -> serialize::Result {
                out.set_value(($sql, self));
                Ok(IsNull::No)
            }
        }
        impl FromSql<$sql, MultiBackend> for $rust {
            fn from_sql(raw: <MultiBackend as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
                raw.from_sql::<Self, $sql>()
            }
        }
    )+};
}
either!(SqlUuid holds TenantId, SqlTimestamp holds Timestamp, SqlMoney holds Money, SqlWeight holds Weight,
    SqlPrice holds Price, SqlQuantity holds Quantity, SqlPercent holds Percent, SqlJson holds Json);

impl ToSql<SqlJson, MultiBackend> for JsonText {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, MultiBackend>) -> serialize::Result {
        out.set_value((SqlJson, self));
        Ok(IsNull::No)
    }
}

#[diesel::declare_sql_function]
extern "SQL" {
    /// Lower case by Unicode, which SQLite's own `lower` does not know.
    fn unicode_lower(text: sql_types::Nullable<sql_types::Text>) -> sql_types::Nullable<sql_types::Text>;
}

pub(crate) fn register_sqlite_functions(c: &mut SqliteConnection) -> QueryResult<()> {
    unicode_lower_utils::register_impl(c, |text: Option<String>| text.map(|text| text.to_lowercase()))
}
