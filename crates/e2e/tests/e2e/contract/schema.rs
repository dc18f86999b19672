//! Holds a JSON value against a schema of the document: strictly, so that a field nobody described is a mistake too.
use projectmeats_core::Timestamp;
use serde_json::Value;

/// What in `value` is not as `schema` says; `at` is where it stands.
pub(crate) fn mistakes(document: &Value, schema: &Value, value: &Value, at: &str) -> Vec<String> {
    if let Some(reference) = schema["$ref"].as_str() {
        let named =
            document.pointer(reference.trim_start_matches('#')).expect("the reference leads somewhere");
        return mistakes(document, named, value, at);
    }
    if value.is_null() && schema["nullable"] == true {
        return vec![];
    }
    let every = schema["allOf"].as_array().into_iter().flatten();
    let mut found: Vec<String> = every.flat_map(|part| mistakes(document, part, value, at)).collect();
    if let Some(choices) = schema["oneOf"].as_array() {
        let fit = choices.iter().filter(|choice| mistakes(document, choice, value, at).is_empty()).count();
        if fit != 1 {
            found.push(format!("{at}: {value} fits {fit} of the choices"));
        }
    }
    if schema["enum"].as_array().is_some_and(|values| !values.contains(value)) {
        found.push(format!("{at}: {value} is none of {}", schema["enum"]));
    }
    found.extend(of_type(document, schema, value, at));
    found
}

fn of_type(document: &Value, schema: &Value, value: &Value, at: &str) -> Vec<String> {
    let fits = match schema["type"].as_str() {
        None => true,
        Some("object") => return in_object(document, schema, value, at),
        Some("array") => return in_array(document, schema, value, at),
        Some("string") => value.as_str().is_some_and(|text| formatted(schema, text)),
        Some("integer") => value.is_i64() || value.is_u64(),
        Some("number") => value.is_number(),
        Some("boolean") => value.is_boolean(),
        Some(other) => panic!("{at}: what is {other}?"),
    };
    if fits { vec![] } else { vec![format!("{at}: {value} is not {} {}", schema["type"], schema["format"])] }
}

fn in_object(document: &Value, schema: &Value, value: &Value, at: &str) -> Vec<String> {
    let Some(fields) = value.as_object() else { return vec![format!("{at}: {value} is no object")] };
    let required = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let missing =
        required.filter(|name| !fields.contains_key(*name)).map(|name| format!("{at}: {name} is missing"));
    let mut found: Vec<String> = missing.collect();
    // An object of which nothing is said may hold anything.
    let free = schema.get("properties").is_none() && schema.get("additionalProperties").is_none();
    for (name, value) in fields.iter().filter(|_| !free) {
        let at = format!("{at}.{name}");
        match schema["properties"]
            .get(name)
            .or(schema.get("additionalProperties").filter(|other| other.is_object()))
        {
            Some(schema) => found.extend(mistakes(document, schema, value, &at)),
            None => found.push(format!("{at} is not described")),
        }
    }
    found
}

fn in_array(document: &Value, schema: &Value, value: &Value, at: &str) -> Vec<String> {
    let Some(items) = value.as_array() else { return vec![format!("{at}: {value} is no array")] };
    let each = items.iter().enumerate();
    each.flat_map(|(i, item)| mistakes(document, &schema["items"], item, &format!("{at}[{i}]"))).collect()
}

fn formatted(schema: &Value, text: &str) -> bool {
    match schema["format"].as_str() {
        Some("date-time") => text.ends_with('Z') && text.parse::<Timestamp>().is_ok(),
        Some("uuid") => text.parse::<uuid::Uuid>().is_ok(),
        _ => true,
    }
}

#[test]
fn a_value_that_is_not_as_described_is_told() {
    let document = serde_json::json!({ "parts": { "kind": { "type": "string", "enum": ["a", "b"] } } });
    let schema = serde_json::json!({
        "type": "object", "required": ["kind", "count"],
        "properties": {
            "kind": { "$ref": "#/parts/kind" }, "count": { "type": "integer" },
            "at": { "type": "string", "format": "date-time", "nullable": true },
            "list": { "type": "array", "items": { "allOf": [{ "$ref": "#/parts/kind" }] } },
        },
    });
    let check = |value: Value, count: usize| {
        let found = mistakes(&document, &schema, &value, "it");
        assert_eq!(found.len(), count, "{value}: {found:?}");
    };
    check(serde_json::json!({ "kind": "a", "count": 1, "at": null, "list": ["b"] }), 0);
    check(serde_json::json!({ "kind": "c", "count": "1" }), 2);
    check(serde_json::json!({ "kind": "a", "count": 1, "other": 1 }), 1);
    check(serde_json::json!({ "kind": "a", "at": "today", "list": ["c", 1] }), 5);
    check(serde_json::json!([]), 1);
}
