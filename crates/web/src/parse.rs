//! A JSON object becomes an input: trimmed, merged over what was there, and refused with every mistake named at once.
use projectmeats_core::{Error, FieldErrors, NON_FIELD, Result, trim_deep};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};
use validator::Validate;

/// What a caller can write of a resource. Its default is what an empty body means.
pub trait Input: DeserializeOwned + Serialize + Default + Validate {}
impl<T: DeserializeOwned + Serialize + Default + Validate> Input for T {}

/// What a body is laid over.
#[derive(Debug, PartialEq, Eq)]
pub enum Ground<'a, T> {
    /// Nothing: required fields must be there, the others take their defaults.
    New,
    /// What is stored, for PUT: required fields must be there, fields left out stay as they are, as the original does.
    Replace(&'a T),
    /// What is stored, for PATCH: RFC 7396, absent stays, null clears, a value replaces.
    Merge(&'a T),
}

/// It only refers to a `T`: a derived one would want the `T` itself to be copied.
impl<T> Clone for Ground<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Ground<'_, T> {}

/// Reads a body.
///
/// # Errors
/// [`Error::Malformed`] when it is not JSON, [`Error::Invalid`] naming every field that cannot be accepted.
pub fn parse<T: Input>(bytes: &[u8], ground: Ground<'_, T>, required: &[&str]) -> Result<T> {
    let given = object(bytes)?;
    let mut errors = FieldErrors::default();
    let empty = to_object(&T::default())?;
    let base = match ground {
        Ground::New => empty.clone(),
        Ground::Replace(stored) | Ground::Merge(stored) => to_object(stored)?,
    };
    if !matches!(ground, Ground::Merge(_)) {
        for field in required.iter().filter(|field| !given.contains_key(**field)) {
            errors.add(*field, "This field is required.");
        }
    }
    let mut whole = base.clone();
    for (field, value) in given.into_iter().filter(|(field, _)| base.contains_key(field)) {
        match (whole.get_mut(&field), value) {
            (Some(Value::Object(held)), Value::Object(patch)) => merge(held, patch),
            (_, value) => drop(whole.insert(field, value)),
        }
    }
    let input: T = settle(whole, &base, (&empty, required), &mut errors)?;
    if let Err(found) = input.validate() {
        let already = errors.clone();
        let found = FieldErrors::from(found);
        for (field, messages) in found.iter().filter(|(field, _)| !already.has(field)) {
            messages.iter().for_each(|message| errors.add(field, message));
        }
    }
    errors.into_result()?;
    Ok(input)
}

fn object(bytes: &[u8]) -> Result<Map<String, Value>> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Ok(Map::new());
    }
    let mut value: Value =
        serde_json::from_slice(bytes).map_err(|e| Error::Malformed(format!("JSON parse error - {e}")))?;
    trim_deep(&mut value);
    match value {
        Value::Object(fields) => {
            let mut errors = FieldErrors::default();
            for (field, _) in fields.iter().filter(|(_, value)| has_nul(value)) {
                errors.add(field, "Null characters are not allowed.");
            }
            errors.into_result().map(|()| fields)
        }
        other => Err(Error::invalid(
            NON_FIELD,
            format!("Invalid data. Expected an object, but got {}.", kind(&other)),
        )),
    }
}

fn has_nul(value: &Value) -> bool {
    match value {
        Value::String(text) => text.contains('\0'),
        Value::Array(items) => items.iter().any(has_nul),
        Value::Object(fields) => fields.iter().any(|(name, value)| name.contains('\0') || has_nul(value)),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

fn to_object<T: Serialize>(value: &T) -> Result<Map<String, Value>> {
    match serde_json::to_value(value) {
        Ok(Value::Object(fields)) => Ok(fields),
        _ => Err(Error::internal("an input is written as an object")),
    }
}

/// RFC 7396, section 2, inside a free-form document. (A field's own null stays one: its type says whether it may be.)
fn merge(target: &mut Map<String, Value>, patch: Map<String, Value>) {
    for (name, value) in patch {
        match (target.get_mut(&name), value) {
            (_, Value::Null) => drop(target.remove(&name)),
            (Some(Value::Object(held)), Value::Object(inner)) => merge(held, inner),
            (_, value) => drop(target.insert(name, value)),
        }
    }
}

/// Reads the fields as a `T`. A field that cannot be read is noted and its ground put back, until the rest can be read too;
/// an empty string in a field that may be empty means null, as forms send it (wire contract FC-12), and null in a text that may
/// be blank means blank, as the original kept it.
fn settle<T: DeserializeOwned>(
    mut whole: Map<String, Value>,
    base: &Map<String, Value>,
    (empty, required): (&Map<String, Value>, &[&str]),
    errors: &mut FieldErrors,
) -> Result<T> {
    // Most bodies have no mistake: the path to one is looked for only when there is.
    if let Ok(input) = T::deserialize(&whole) {
        return Ok(input);
    }
    for _ in 0..=base.len() * 2 {
        let failed = match serde_path_to_error::deserialize::<_, T>(&whole) {
            Ok(input) => return Ok(input),
            Err(failed) => failed,
        };
        let path = failed.path().to_string();
        let field = path.split(['.', '[']).next().unwrap_or_default().to_owned();
        let Some(ground) = base.get(&field) else {
            errors.add(NON_FIELD, sentence(&failed.into_inner().to_string()));
            break;
        };
        let blank = whole.get(&field) == Some(&Value::String(String::new()));
        if blank && empty.get(&field).is_some_and(Value::is_null) {
            whole.insert(field, Value::Null);
            continue;
        }
        let no_text = empty.get(&field).filter(|empty| empty.as_str() == Some(""));
        if whole.get(&field) == Some(&Value::Null)
            && !required.contains(&&*field)
            && let Some(no_text) = no_text
        {
            whole.insert(field, no_text.clone());
            continue;
        }
        whole.insert(field, ground.clone());
        errors.add(path.replace('[', ".").replace(']', ""), sentence(&failed.into_inner().to_string()));
    }
    Err(Error::Invalid(std::mem::take(errors)))
}

/// What serde says, in the original's words.
fn sentence(said: &str) -> String {
    let Some(rest) = said.strip_prefix("invalid type: ") else {
        return match said.strip_prefix("invalid value: ").map(|_| said) {
            Some(said) if said.contains("expected i") || said.contains("expected u") => OUT_OF_RANGE.into(),
            _ => said.to_owned(),
        };
    };
    let expected = rest.rsplit_once("expected ").map_or("", |(_, expected)| expected);
    match expected {
        _ if rest.starts_with("null") => "This field may not be null.",
        "a string" | "a borrowed string" | "str" => "Not a valid string.",
        "a boolean" => "Must be a valid boolean.",
        "a sequence" => "Expected a list of items.",
        "a primary key" => "Incorrect type. Expected pk value.",
        _ if expected.starts_with(['i', 'u', 'f']) => "A valid number is required.",
        _ => "Not a valid value.",
    }
    .into()
}

const OUT_OF_RANGE: &str = "Ensure this value is within the range of the field.";

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde::Deserialize;

    #[derive(Debug, Default, Clone, PartialEq, Serialize, Deserialize, Validate)]
    #[serde(default)]
    struct Thing {
        #[validate(length(min = 1, max = 5))]
        name: String,
        #[validate(range(min = 0))]
        capacity: Option<i32>,
        active: bool,
        tags: Vec<String>,
        note: String,
    }

    fn read(ground: Ground<'_, Thing>, body: &str) -> std::result::Result<Thing, String> {
        parse(body.as_bytes(), ground, &["name"]).map_err(|e| e.to_string())
    }
    fn stored() -> Thing {
        Thing {
            name: "North".into(),
            capacity: Some(7),
            active: true,
            tags: vec!["a".into()],
            note: "n".into(),
        }
    }

    #[test]
    fn every_mistake_is_named_at_once() {
        let said =
            read(Ground::New, r#"{"capacity": "many", "active": null, "tags": [1]}"#).expect_err("wrong");
        assert_eq!(
            said,
            "active: This field may not be null. capacity: A valid number is required. \
             name: This field is required. tags.0: Not a valid string."
        );
    }

    #[test]
    fn absent_null_and_value_are_three_things() {
        let stored = stored();
        assert_eq!(read(Ground::Merge(&stored), "{}"), Ok(stored.clone()));
        assert_eq!(read(Ground::Merge(&stored), r#"{"capacity": null}"#).map(|t| t.capacity), Ok(None));
        assert_eq!(read(Ground::Merge(&stored), r#"{"capacity": 9}"#).map(|t| t.capacity), Ok(Some(9)));
    }

    #[test]
    fn an_empty_string_clears_what_may_be_null() {
        assert_eq!(
            read(Ground::New, r#"{"name": " A ", "capacity": ""}"#),
            Ok(Thing { name: "A".into(), ..Thing::default() })
        );
    }

    #[test]
    fn null_clears_a_text_that_may_be_blank_and_no_other() {
        let stored = stored();
        let blank = Thing { note: String::new(), ..stored.clone() };
        assert_eq!(read(Ground::Merge(&stored), r#"{"note": null}"#), Ok(blank));
        assert_eq!(read(Ground::New, r#"{"name": "A", "note": null}"#).map(|t| t.note), Ok(String::new()));
        let refused =
            "active: This field may not be null. name: This field may not be null. note: Not a valid string.";
        let said = read(Ground::Merge(&stored), r#"{"name": null, "active": null, "note": 3}"#);
        assert_eq!(said, Err(refused.into()));
    }

    #[test]
    fn unknown_fields_are_ignored_and_required_ones_demanded_of_a_put() {
        let stored = stored();
        assert_eq!(read(Ground::New, r#"{"name": "A", "id": 3, "x": {}}"#).map(|t| t.name), Ok("A".into()));
        assert_eq!(read(Ground::Replace(&stored), "{}"), Err("name: This field is required.".into()));
        assert_eq!(read(Ground::Replace(&stored), r#"{"name": "B"}"#).map(|t| t.capacity), Ok(Some(7)));
    }

    #[test]
    fn what_is_not_an_object_is_refused() {
        for bad in ["[]", "3", "null", "\"x\"", "{", "{\"name\": \"a\\u0000\"}", "\u{feff}{}"] {
            assert!(read(Ground::New, bad).is_err(), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_answered(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = parse::<Thing>(&bytes, Ground::New, &["name"]);
        }

        #[test]
        fn any_values_in_the_fields_are_answered(name in ".{0,9}", capacity in any::<i64>(), active in "[a-z]{0,4}") {
            let body = serde_json::json!({ "name": name, "capacity": capacity, "active": active });
            let _ = parse::<Thing>(body.to_string().as_bytes(), Ground::New, &["name"]);
        }
    }
}
