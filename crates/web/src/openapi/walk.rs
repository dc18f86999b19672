//! Ways through a document.
use serde_json::{Map, Value};

const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

/// Every operation, with its path and its method.
pub(super) fn operations(doc: &mut Value) -> impl Iterator<Item = (&str, &str, &mut Value)> {
    let paths = doc.get_mut("paths").and_then(Value::as_object_mut);
    paths.into_iter().flatten().flat_map(|(path, item)| {
        let methods = item.as_object_mut().into_iter().flatten();
        let known = methods.filter(|(method, _)| METHODS.contains(&method.as_str()));
        known.map(|(method, operation)| (path.as_str(), method.as_str(), operation))
    })
}

/// `at` and every value within it, the outer ones first.
pub(super) fn everywhere(at: &mut Value, see: &mut impl FnMut(&mut Value)) {
    see(at);
    match at {
        Value::Array(items) => items.iter_mut().for_each(|item| everywhere(item, see)),
        Value::Object(fields) => fields.values_mut().for_each(|value| everywhere(value, see)),
        _ => {}
    }
}

/// Every `$ref` within `at`.
pub(super) fn references<'a>(at: &'a Value, found: &mut Vec<&'a str>) {
    match at {
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        Value::Object(fields) => {
            found.extend(fields.get("$ref").and_then(Value::as_str));
            fields.values().for_each(|value| references(value, found));
        }
        _ => {}
    }
}

/// The named schemas.
pub(super) fn schemas(doc: &mut Value) -> Option<&mut Map<String, Value>> {
    doc.pointer_mut("/components/schemas").and_then(Value::as_object_mut)
}

/// The name of the schema that an operation reads (`side` is `requestBody`) or answers (`responses/200`), if it has one.
pub(super) fn schema_of(operation: &Value, side: &str) -> Option<String> {
    let reference = operation.pointer(&format!("/{side}/content/application~1json/schema/$ref"))?;
    Some(reference.as_str()?.rsplit('/').next()?.to_owned())
}

/// Adds `items` to the list `name` of an object.
pub(super) fn extend(object: &mut Value, name: &str, items: impl IntoIterator<Item = Value>) {
    match object[name].as_array_mut() {
        Some(list) => list.extend(items),
        None => object[name] = items.into_iter().collect(),
    }
}
