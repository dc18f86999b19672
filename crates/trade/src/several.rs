//! Several choices of one list in one column.
use diesel::{
    AsExpression, FromSqlRow,
    backend::Backend,
    deserialize::{self, FromSql},
    serialize::{self, Output, ToSql},
    sql_types::Text,
};
use paperclip_core::v2::{
    models::{DataType, DefaultSchemaRaw},
    schema::Apiv2Schema,
};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use serde_json::Value;
use std::{fmt::Display, str::FromStr};

/// An ordered set of choices: `["Beef","Pork"]` in JSON, and the same text in a column that is never null.
///
/// A choice that comes twice is kept once, at its first place. Null and a blank text are read as none.
/// The default of the column is `[]`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
pub struct Several<C> {
    values: Vec<C>,
    /// What the column holds; kept so that it can be lent to the database.
    json: String,
}

impl<C> Several<C> {
    /// The choices, in the order given.
    pub fn values(&self) -> &[C] {
        &self.values
    }
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }
    /// The text of the column.
    pub fn json(&self) -> &str {
        &self.json
    }
}

impl<C: Copy + PartialEq> Several<C> {
    /// Whether a choice is among them.
    pub fn contains(&self, choice: C) -> bool {
        self.values.contains(&choice)
    }
}

impl<C> Default for Several<C> {
    fn default() -> Self {
        Self { values: Vec::new(), json: "[]".into() }
    }
}

impl<C: Copy + PartialEq + Display> FromIterator<C> for Several<C> {
    fn from_iter<I: IntoIterator<Item = C>>(choices: I) -> Self {
        let mut values = Vec::new();
        for choice in choices {
            if !values.contains(&choice) {
                values.push(choice);
            }
        }
        let json = Value::from_iter(values.iter().map(ToString::to_string)).to_string();
        Self { values, json }
    }
}

impl<C: Copy + PartialEq + Display> From<Vec<C>> for Several<C> {
    fn from(choices: Vec<C>) -> Self {
        choices.into_iter().collect()
    }
}

impl<C: Copy + PartialEq + Display + FromStr<Err = String>> Several<C> {
    /// The choices a JSON value names; every bad member is told.
    fn read(value: &Value) -> Result<Self, String> {
        let members = match value {
            Value::Null => return Ok(Self::default()),
            Value::String(text) if text.is_empty() => return Ok(Self::default()),
            Value::Array(members) => members,
            _ => return Err("Expected a list of items.".into()),
        };
        let (mut values, mut bad) = (Vec::new(), Vec::new());
        for member in members {
            let choice = match member {
                Value::String(text) => text.parse(),
                other => Err(format!("\"{other}\" is not a valid choice.")),
            };
            match choice {
                Ok(choice) => values.push(choice),
                Err(sentence) => bad.push(sentence),
            }
        }
        if bad.is_empty() { Ok(values.into()) } else { Err(bad.join(" ")) }
    }
}

impl<C> Serialize for Several<C>
where
    C: Serialize,
{
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        self.values.serialize(s)
    }
}
impl<'de, C> Deserialize<'de> for Several<C>
where
    C: Copy + PartialEq + Display + FromStr<Err = String>,
{
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        Self::read(&Value::deserialize(d)?).map_err(de::Error::custom)
    }
}

impl<C: Apiv2Schema> Apiv2Schema for Several<C> {
    fn raw_schema() -> DefaultSchemaRaw {
        DefaultSchemaRaw {
            data_type: Some(DataType::Array),
            items: Some(C::schema_with_ref().into()),
            ..Default::default()
        }
    }
}

impl<C, DB> ToSql<Text, DB> for Several<C>
where
    C: std::fmt::Debug,
    DB: Backend,
    str: ToSql<Text, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
        self.json.as_str().to_sql(out)
    }
}
impl<C, DB> FromSql<Text, DB> for Several<C>
where
    C: Copy + PartialEq + Display + FromStr<Err = String>,
    DB: Backend,
    String: FromSql<Text, DB>,
{
    fn from_sql(raw: DB::RawValue<'_>) -> deserialize::Result<Self> {
        Ok(Self::read(&serde_json::from_str(&String::from_sql(raw)?)?)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ProteinType, SupplierDepartment};
    use proptest::prelude::*;

    fn read(json: &str) -> Result<Several<SupplierDepartment>, String> {
        serde_json::from_str(json).map_err(|e: serde_json::Error| e.to_string())
    }

    #[test]
    fn a_choice_that_comes_twice_is_kept_once_and_the_order_stays() {
        let found = read(r#"["Doc's COA", "Sales", "Doc's COA"]"#).expect("departments");
        assert_eq!(found.values(), [SupplierDepartment::DocsCoa, SupplierDepartment::Sales]);
        assert_eq!(found.json(), r#"["Doc's COA","Sales"]"#);
        assert_eq!(serde_json::to_string(&found).expect("json"), found.json());
        assert!(found.contains(SupplierDepartment::Sales) && !found.contains(SupplierDepartment::Quality));
    }

    #[test]
    fn null_and_blank_and_an_empty_list_are_none() {
        for json in ["null", "\"\"", "[]"] {
            assert_eq!(read(json), Ok(Several::default()), "{json}");
        }
        assert_eq!(Several::<ProteinType>::default(), Vec::new().into());
        assert!(Several::<ProteinType>::default().is_empty());
    }

    #[test]
    fn every_bad_member_is_named() {
        assert_eq!(
            read(r#"["Foo", "Sales", "", 3]"#).unwrap_err(),
            "\"Foo\" is not a valid choice. \"\" is not a valid choice. \"3\" is not a valid choice."
        );
        for other in ["\"Sales\"", "3", "{}", "true"] {
            assert_eq!(read(other).unwrap_err(), "Expected a list of items.", "{other}");
        }
    }

    #[test]
    fn the_api_document_shows_a_list_of_the_choices() {
        let schema = Several::<ProteinType>::raw_schema();
        assert_eq!(schema.data_type, Some(DataType::Array));
        let items = serde_json::to_value(schema.items.expect("items")).expect("json");
        assert!(items.to_string().contains("ProteinType"), "{items}");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(picks in prop::collection::vec(0..ProteinType::ALL.len(), 0..20)) {
            let several: Several<_> = picks.iter().map(|i| ProteinType::ALL[*i]).collect();
            let back: Several<ProteinType> = serde_json::from_str(several.json()).expect("a list");
            prop_assert_eq!(&back, &several);
            for (i, value) in several.values().iter().enumerate() {
                prop_assert!(!several.values()[..i].contains(value));
            }
        }
    }
}
