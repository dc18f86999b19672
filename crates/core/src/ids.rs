//! Typed ids, each knowing the table it points into. A crate that refers to another's rows holds one of these.
use crate::private::paperclip_core::v2::{
    models::{DataType, DataTypeFormat},
    schema::TypedData,
};
use serde::{Deserialize, Deserializer, Serialize, de};
use std::{fmt, str::FromStr};

/// A 64-bit key of one table.
pub trait RowId: Copy + fmt::Display + Send + 'static {
    /// The table whose `id` this is.
    const TABLE: &'static str;
    /// What one row is called in messages: `plant`, `purchase order`.
    const NOUN: &'static str;
    /// Whether the rows belong to the platform and not to a tenant.
    const SHARED: bool = false;
    /// The bare key.
    fn get(self) -> i64;
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident: $noun:literal in $table:literal $($shared:ident)?;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize,
            diesel::AsExpression, diesel::FromSqlRow)]
        #[diesel(sql_type = diesel::sql_types::BigInt)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl RowId for $name {
            const TABLE: &'static str = $table;
            const NOUN: &'static str = $noun;
            $(const SHARED: bool = { stringify!($shared); true };)?
            fn get(self) -> i64 { self.0 }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.fmt(f) }
        }
        impl From<i64> for $name {
            fn from(id: i64) -> Self { Self(id) }
        }
        impl FromStr for $name {
            type Err = &'static str;
            fn from_str(s: &str) -> Result<Self, Self::Err> { key(s).map(Self) }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                d.deserialize_any(KeyVisitor).map(Self)
            }
        }
        impl TypedData for $name {
            fn data_type() -> DataType { DataType::Integer }
            fn format() -> Option<DataTypeFormat> { Some(DataTypeFormat::Int64) }
        }
        impl<DB: diesel::backend::Backend> diesel::serialize::ToSql<diesel::sql_types::BigInt, DB> for $name
        where i64: diesel::serialize::ToSql<diesel::sql_types::BigInt, DB> {
            fn to_sql<'b>(&'b self, out: &mut diesel::serialize::Output<'b, '_, DB>) -> diesel::serialize::Result {
                self.0.to_sql(out)
            }
        }
        impl<DB: diesel::backend::Backend> diesel::deserialize::FromSql<diesel::sql_types::BigInt, DB> for $name
        where i64: diesel::deserialize::FromSql<diesel::sql_types::BigInt, DB> {
            fn from_sql(raw: DB::RawValue<'_>) -> diesel::deserialize::Result<Self> { i64::from_sql(raw).map(Self) }
        }
    )+

    /// What one row of a table is called in messages.
    pub fn noun_of(table: &str) -> Option<&'static str> {
        match table {
            $($table => Some($noun),)+
            _ => None,
        }
    }
    };
}

ids! {
    /// A person who can sign in. Platform-wide.
    UserId: "user" in "accounts_user" shared;
    /// A membership of a person in a tenant.
    MembershipId: "membership" in "tenants_tenant_user";
    /// A kind of meat. Platform-wide.
    ProteinId: "protein" in "core_protein" shared;
    /// A facility.
    PlantId: "plant" in "plants_plant";
    /// A company that sells.
    SupplierId: "supplier" in "suppliers_supplier";
    /// A certificate a supplier holds.
    CertificateId: "certificate" in "suppliers_certificate";
    /// A dated score of a supplier.
    RatingId: "rating" in "suppliers_rating";
    /// A company that buys.
    CustomerId: "customer" in "customers_customer";
    /// A person or role at a company.
    ContactId: "contact" in "contacts_contact";
    /// A company that hauls.
    CarrierId: "carrier" in "carriers_carrier";
    /// An order to a supplier.
    OrderId: "purchase order" in "purchase_orders_purchaseorder";
    /// A line of an order.
    ItemId: "item" in "purchase_orders_item";
    /// What was paid for an order.
    OrderPaymentId: "order payment" in "purchase_orders_payment";
    /// What a customer owes.
    ReceivableId: "receivable" in "accounts_receivables_accountsreceivable";
    /// What a customer paid.
    PaymentId: "payment" in "accounts_receivables_payment";
    /// A report of something wrong with the program.
    BugReportId: "bug report" in "bug_reports_bugreport";
    /// A remark on a bug report.
    CommentId: "comment" in "bug_reports_comment";
}

impl UserId {
    /// Nobody: the program itself at work. Kept as null.
    pub const NOBODY: Self = Self(0);
}

const NOT_A_KEY: &str = "Incorrect type. Expected pk value.";

fn key(text: &str) -> Result<i64, &'static str> {
    text.trim().parse::<i64>().ok().filter(|id| *id > 0).ok_or(NOT_A_KEY)
}

/// Existing clients send keys as numbers and as numeric strings (wire contract FC-12).
struct KeyVisitor;
impl de::Visitor<'_> for KeyVisitor {
    type Value = i64;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a primary key")
    }
    fn visit_i64<E: de::Error>(self, v: i64) -> Result<i64, E> {
        Some(v).filter(|id| *id > 0).ok_or_else(|| E::custom(NOT_A_KEY))
    }
    fn visit_u64<E: de::Error>(self, v: u64) -> Result<i64, E> {
        i64::try_from(v).map_err(|_| E::custom(NOT_A_KEY)).and_then(|v| self.visit_i64(v))
    }
    fn visit_str<E: de::Error>(self, v: &str) -> Result<i64, E> {
        key(v).map_err(E::custom)
    }
}

/// A company of the deployment: UUID version 4 for existing rows, version 7 for new ones.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    diesel::AsExpression,
    diesel::FromSqlRow,
)]
#[diesel(sql_type = crate::columns::SqlUuid)]
#[serde(transparent)]
pub struct TenantId(pub uuid::Uuid);

impl TenantId {
    /// The scope of what belongs to no company: people, proteins, the platform's own activity.
    pub const PLATFORM: Self = Self(uuid::Uuid::nil());
}
impl fmt::Display for TenantId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
impl TypedData for TenantId {
    fn data_type() -> DataType {
        DataType::String
    }
    fn format() -> Option<DataTypeFormat> {
        Some(DataTypeFormat::Uuid)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_a_positive_number_or_its_text() {
        let read = |json: &str| serde_json::from_str::<PlantId>(json).map_err(|e| e.to_string());
        assert_eq!(read("3"), Ok(PlantId(3)));
        assert_eq!(read("\"3\""), Ok(PlantId(3)));
        for bad in ["0", "-1", "\"\"", "\"x\"", "1.5", "18446744073709551615", "[]", "true"] {
            assert!(read(bad).is_err(), "{bad}");
        }
    }
}
