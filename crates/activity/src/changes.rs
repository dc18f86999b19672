//! What a change did, field by field.
use projectmeats_core::Json;
use serde::Serialize;
use serde_json::{Map, Value, json};

/// `{"field": {"from": …, "to": …}}` for each field whose value is not what it was.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Changes(Map<String, Value>);

/// Fields that change by themselves with every write and would tell a reader nothing.
const UNREMARKABLE: [&str; 3] = ["version", "updated_at", "modified_on"];

impl Changes {
    /// Nothing to tell beyond the verb.
    pub fn none() -> Self {
        Self::default()
    }
    /// What differs between two states of one thing; `None` is "not there".
    pub fn between<T: Serialize>(before: Option<&T>, after: Option<&T>) -> Self {
        let (before, mut after) = (fields(before), fields(after));
        let mut changes = Map::new();
        for (field, from) in before {
            let to = after.remove(&field).unwrap_or(Value::Null);
            note(&mut changes, field, &from, &to);
        }
        for (field, to) in after {
            note(&mut changes, field, &Value::Null, &to);
        }
        Self(changes)
    }
    pub(crate) fn into_json(self) -> Json {
        Json(Value::Object(self.0))
    }
}

fn note(changes: &mut Map<String, Value>, field: String, from: &Value, to: &Value) {
    if from != to && !UNREMARKABLE.contains(&field.as_str()) {
        changes.insert(field, json!({ "from": from, "to": to }));
    }
}

fn fields<T: Serialize>(of: Option<&T>) -> Map<String, Value> {
    match of.map(serde_json::to_value) {
        Some(Ok(Value::Object(fields))) => fields,
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

    #[test]
    fn only_what_differs_is_told() {
        let before = Thing { name: "North", city: None, version: 1 };
        let after = Thing { name: "North", city: Some("Omaha"), version: 2 };
        let told = Changes::between(Some(&before), Some(&after)).into_json().0;
        assert_eq!(told, json!({ "city": { "from": null, "to": "Omaha" } }));
    }

    #[test]
    fn a_new_thing_tells_what_it_has() {
        let thing = Thing { name: "North", city: None, version: 1 };
        let told = Changes::between(None, Some(&thing)).into_json().0;
        assert_eq!(told, json!({ "name": { "from": null, "to": "North" } }));
    }
}
