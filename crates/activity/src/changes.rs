//! What a change did, field by field.
use projectmeats_core::{Json, JsonText};
use serde::Serialize;
use serde_json::{Map, Value, json};

/// `{"field": {"from": …, "to": …}}` for each field whose value is not what it was.
///
/// A new thing is kept as it is written anyway, `{"+": {…}}`, and a lost one as `{"-": {…}}`: they are spelled out when they are read,
/// which is rarer than that they are written.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Changes(Kept);

#[derive(Debug, Clone, PartialEq)]
enum Kept {
    Fields(Map<String, Value>),
    Whole(&'static str, Option<String>),
}
impl Default for Kept {
    fn default() -> Self {
        Self::Fields(Map::new())
    }
}

/// Fields that change by themselves with every write and would tell a reader nothing.
const UNREMARKABLE: [&str; 3] = ["version", "updated_at", "modified_on"];
const MADE: &str = "+";
const LOST: &str = "-";

impl Changes {
    /// Nothing to tell beyond the verb.
    pub fn none() -> Self {
        Self::default()
    }
    /// What differs between two states of one thing; `None` is "not there".
    pub fn between<T: Serialize>(before: Option<&T>, after: Option<&T>) -> Self {
        let whole = |sign, thing| Self(Kept::Whole(sign, serde_json::to_string(thing).ok()));
        match (before, after) {
            (None, None) => Self::none(),
            (None, Some(after)) => whole(MADE, after),
            (Some(before), None) => whole(LOST, before),
            (Some(before), Some(after)) => Self(Kept::Fields(differences(fields(before), fields(after)))),
        }
    }
    pub(crate) fn into_text(self) -> JsonText {
        JsonText(match self.0 {
            Kept::Fields(fields) => Value::Object(fields).to_string(),
            Kept::Whole(sign, Some(thing)) if thing.starts_with('{') => format!("{{\"{sign}\":{thing}}}"),
            Kept::Whole(..) => "{}".into(),
        })
    }
}

/// What is kept, spelled out field by field.
pub(crate) fn spelled_out(kept: Json) -> Json {
    let Json(Value::Object(mut kept)) = kept else { return kept };
    let whole = |value: Option<Value>| match value {
        Some(Value::Object(fields)) => Some(fields),
        _ => None,
    };
    if let Some(made) = whole(kept.remove(MADE)) {
        return Json(Value::Object(differences(Map::new(), made)));
    }
    if let Some(lost) = whole(kept.remove(LOST)) {
        return Json(Value::Object(differences(lost, Map::new())));
    }
    Json(Value::Object(kept))
}

fn differences(before: Map<String, Value>, mut after: Map<String, Value>) -> Map<String, Value> {
    let mut changes = Map::new();
    for (field, from) in before {
        let to = after.remove(&field).unwrap_or(Value::Null);
        note(&mut changes, field, &from, &to);
    }
    for (field, to) in after {
        note(&mut changes, field, &Value::Null, &to);
    }
    changes
}

fn note(changes: &mut Map<String, Value>, field: String, from: &Value, to: &Value) {
    if from != to && !UNREMARKABLE.contains(&field.as_str()) {
        changes.insert(field, json!({ "from": from, "to": to }));
    }
}

fn fields<T: Serialize>(of: &T) -> Map<String, Value> {
    match serde_json::to_value(of) {
        Ok(Value::Object(fields)) => fields,
        _ => Map::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize)]
    struct Thing {
        name: &'static str,
        city: Option<&'static str>,
        version: i64,
    }

    fn told(changes: Changes) -> Value {
        spelled_out(Json(serde_json::from_str(&changes.into_text().0).expect("JSON"))).0
    }

    #[test]
    fn only_what_differs_is_told() {
        let before = Thing { name: "North", city: None, version: 1 };
        let after = Thing { name: "North", city: Some("Omaha"), version: 2 };
        let told = told(Changes::between(Some(&before), Some(&after)));
        assert_eq!(told, json!({ "city": { "from": null, "to": "Omaha" } }));
    }

    #[test]
    fn a_new_thing_tells_what_it_has() {
        let thing = Thing { name: "North", city: None, version: 1 };
        let told = told(Changes::between(None, Some(&thing)));
        assert_eq!(told, json!({ "name": { "from": null, "to": "North" } }));
    }

    #[test]
    fn a_lost_thing_tells_what_it_had_and_nothing_of_a_word_is_nothing() {
        let thing = Thing { name: "North", city: None, version: 1 };
        let lost = told(Changes::between(Some(&thing), None));
        assert_eq!(lost, json!({ "name": { "from": "North", "to": null } }));
        assert_eq!(told(Changes::between(None, Some(&"a word"))), json!({}));
        assert_eq!(told(Changes::none()), json!({}));
    }
}
