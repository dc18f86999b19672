//! Lines of an order beside its fields, and the weights of a line in one column.
use diesel::{
    AsExpression, FromSqlRow,
    backend::Backend,
    deserialize::{self, FromSql},
    serialize::{self, Output, ToSql},
    sql_types::Text,
};
use paperclip::v2::{models::DefaultSchemaRaw, schema::Apiv2Schema};
use projectmeats_core::Weight;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt::Write;

/// The lines of an order; none were read when it stands in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lines<T>(pub Option<Vec<T>>);

impl<T> Lines<T> {
    /// Whether they were not read, or not given.
    pub fn is_absent(&self) -> bool {
        self.0.is_none()
    }
    /// The lines; none when they are absent.
    pub fn as_slice(&self) -> &[T] {
        self.0.as_deref().unwrap_or_default()
    }
}
/// Nothing is written where lines belong: an order of no lines.
impl<T> Default for Lines<T> {
    fn default() -> Self {
        Self(Some(Vec::new()))
    }
}
/// The row of an order knows how many there are, and no more.
impl<T> From<i32> for Lines<T> {
    fn from(_: i32) -> Self {
        Self(None)
    }
}
impl<T: Serialize> Serialize for Lines<T> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(s)
    }
}
impl<'de, T: Deserialize<'de>> Deserialize<'de> for Lines<T> {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        Option::deserialize(d).map(Self)
    }
}
impl<T: Apiv2Schema> Apiv2Schema for Lines<T> {
    fn required() -> bool {
        false
    }
    fn raw_schema() -> DefaultSchemaRaw {
        Vec::<T>::raw_schema()
    }
}

/// Weights, one for each case or combo: `["61.2000","60.0000"]` in JSON, `[61.2,60]` in a column of text.
#[derive(Debug, Clone, PartialEq, Eq, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
pub struct WeightList {
    weights: Vec<Weight>,
    /// What the column holds; kept so that it can be lent to the database.
    text: String,
}

impl WeightList {
    /// The most weights a line may have.
    pub const MOST: usize = 2000;

    /// The weights, in the order given.
    pub fn weights(&self) -> &[Weight] {
        &self.weights
    }
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.weights.is_empty()
    }
    /// What the column holds.
    pub fn text(&self) -> &str {
        &self.text
    }
    /// Their sum; `None` when it does not fit.
    pub fn sum(&self) -> Option<Weight> {
        sum(&self.weights)
    }
    /// These and more.
    #[must_use]
    pub fn and(&self, more: &[Weight]) -> Self {
        self.weights.iter().chain(more).copied().collect::<Vec<_>>().into()
    }
}

/// The sum of weights; `None` when it does not fit.
pub fn sum(weights: &[Weight]) -> Option<Weight> {
    let units = weights.iter().try_fold(0_i64, |sum, weight| sum.checked_add(weight.units()?))?;
    Some(Weight::from_units(units))
}

impl From<Vec<Weight>> for WeightList {
    fn from(weights: Vec<Weight>) -> Self {
        let mut text = String::from("[");
        for (i, weight) in weights.iter().enumerate() {
            let comma = if i == 0 { "" } else { "," };
            // Writing to a text does not fail.
            let _ = write!(text, "{comma}{}", weight.decimal().normalize());
        }
        text.push(']');
        Self { weights, text }
    }
}
impl Default for WeightList {
    fn default() -> Self {
        Vec::new().into()
    }
}
impl Serialize for WeightList {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        self.weights.serialize(s)
    }
}
impl<'de> Deserialize<'de> for WeightList {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        Vec::deserialize(d).map(Vec::into)
    }
}
impl Apiv2Schema for WeightList {
    fn raw_schema() -> DefaultSchemaRaw {
        Vec::<Weight>::raw_schema()
    }
}
impl<DB: Backend> ToSql<Text, DB> for WeightList
where
    str: ToSql<Text, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
        self.text.as_str().to_sql(out)
    }
}
impl<DB: Backend> FromSql<Text, DB> for WeightList
where
    String: FromSql<Text, DB>,
{
    fn from_sql(raw: DB::RawValue<'_>) -> deserialize::Result<Self> {
        let text = String::from_sql(raw)?;
        let inner = text.trim_start_matches('[').trim_end_matches(']');
        let weights = inner.split(',').filter(|part| !part.is_empty()).map(str::parse);
        let weights = weights.collect::<Result<Vec<Weight>, _>>()?;
        Ok(Self { weights, text })
    }
}
