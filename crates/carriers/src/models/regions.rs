//! The regions a carrier serves.
use diesel::{
    AsExpression, FromSqlRow,
    backend::Backend,
    deserialize::{self, FromSql},
    serialize::{self, Output, ToSql},
    sql_types::Text,
};
use paperclip::v2::{models::DefaultSchemaRaw, schema::Apiv2Schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use validator::ValidationError;

const MOST: usize = 100;
const LENGTHS: std::ops::RangeInclusive<usize> = 2..=50;

/// States, provinces or countries, in order, none twice: an array of texts in JSON, and the same text in the column. Null and a blank
/// text are read as none.
#[derive(Debug, Clone, PartialEq, Eq, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
pub struct Regions {
    names: Vec<String>,
    /// What the column holds; kept so that it can be lent to the database.
    json: String,
}

impl Regions {
    /// The names.
    pub fn names(&self) -> &[String] {
        &self.names
    }
    /// A validation rule: at most 100 names, each of 2 to 50 characters.
    ///
    /// # Errors
    /// The code `regions`.
    pub fn fit(&self) -> Result<(), ValidationError> {
        let fits = |name: &String| LENGTHS.contains(&name.chars().count());
        if self.names.len() <= MOST && self.names.iter().all(fits) {
            return Ok(());
        }
        let (least, most) = LENGTHS.into_inner();
        let wanted = format!("Enter at most {MOST} regions of {least} to {most} characters each.");
        Err(ValidationError::new("regions").with_message(wanted.into()))
    }
}

impl Default for Regions {
    fn default() -> Self {
        Self { names: Vec::new(), json: "[]".into() }
    }
}
impl<T: Into<String>> FromIterator<T> for Regions {
    fn from_iter<I: IntoIterator<Item = T>>(given: I) -> Self {
        let mut names: Vec<String> = Vec::new();
        for name in given.into_iter().map(Into::into) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let json = serde_json::Value::from(names.clone()).to_string();
        Self { names, json }
    }
}
impl Serialize for Regions {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        self.names.serialize(s)
    }
}
impl<'de> Deserialize<'de> for Regions {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged, expecting = "a sequence")]
        enum Given {
            Names(Vec<String>),
            Text(String),
            Nothing(()),
        }
        match Given::deserialize(d)? {
            Given::Names(names) => Ok(names.into_iter().collect()),
            Given::Text(text) if text.is_empty() => Ok(Self::default()),
            Given::Nothing(()) => Ok(Self::default()),
            Given::Text(_) => Err(serde::de::Error::custom("Expected a list of items.")),
        }
    }
}
impl Apiv2Schema for Regions {
    fn raw_schema() -> DefaultSchemaRaw {
        Vec::<String>::raw_schema()
    }
}
impl<DB: Backend> ToSql<Text, DB> for Regions
where
    str: ToSql<Text, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
        self.json.as_str().to_sql(out)
    }
}
impl<DB: Backend> FromSql<Text, DB> for Regions
where
    String: FromSql<Text, DB>,
{
    fn from_sql(raw: DB::RawValue<'_>) -> deserialize::Result<Self> {
        let names: Vec<String> = serde_json::from_str(&String::from_sql(raw)?)?;
        Ok(names.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_that_comes_twice_is_kept_once_and_none_is_no_region() {
        let read = |json: &str| serde_json::from_str::<Regions>(json).map_err(|e| e.to_string());
        assert_eq!(read(r#"["TX", "Ontario", "TX"]"#).expect("regions").json, r#"["TX","Ontario"]"#);
        for none in ["null", "\"\"", "[]"] {
            assert_eq!(read(none), Ok(Regions::default()), "{none}");
        }
        for bad in ["[3]", "{}", "true", "\"TX\""] {
            assert!(read(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn too_many_too_short_and_too_long_ones_do_not_fit() {
        let fit = |names: Vec<String>| names.into_iter().collect::<Regions>().fit().is_ok();
        let many = |n: usize| (0..n).map(|n| format!("region {n}")).collect::<Vec<_>>();
        assert!(fit(many(100)) && !fit(many(101)));
        assert!(fit(vec!["é".repeat(50), "TX".into()]));
        assert!(!fit(vec!["é".repeat(51)]) && !fit(vec!["T".into()]) && !fit(vec![String::new()]));
    }
}
