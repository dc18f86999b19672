//! What paperclip cannot say or says wrongly, put right.

mod answers;
mod operations;
pub(super) mod parameters;
mod schemas;

use super::{lift::Note, walk};
pub(super) use schemas::amount;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Makes a valid document of what the conversion gave.
pub(super) fn repair(doc: &mut Value, notes: &[Note], tags: &[(&str, &str)]) {
    doc["openapi"] = "3.0.3".into();
    doc["servers"] = json!([{ "url": "/" }]);
    plain_paths(doc);
    schemas::repair(doc, notes);
    operations::repair(doc);
    shared_parts(doc);
    drop_unused(doc);
    name_tags(doc, tags);
}

/// `/plants/{id:\d+}/` is `/plants/{id}/` in a document.
fn plain_paths(doc: &mut Value) {
    let Some(paths) = doc["paths"].as_object_mut() else { return };
    *paths = std::mem::take(paths).into_iter().map(|(path, item)| (plain_path(&path), item)).collect();
}

fn plain_path(path: &str) -> String {
    let part = |part: &str| match part.strip_prefix('{').and_then(|rest| rest.split_once(':')) {
        Some((name, _)) => format!("{{{name}}}"),
        None => part.to_owned(),
    };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

fn shared_parts(doc: &mut Value) {
    doc["components"]["securitySchemes"] = operations::security_schemes();
    doc["components"]["responses"] = answers::responses();
    doc["components"]["headers"] = answers::headers();
    doc["components"]["parameters"] = parameters::all();
    // Assigned one by one: a document without named schemas has no place for them yet.
    let schemas = &mut doc["components"]["schemas"];
    schemas["Error"] = answers::error_schema();
    schemas["Problem"] = answers::problem_schema();
    schemas["FieldMessages"] = answers::messages_schema();
}

/// Keeps of the components those the operations lead to.
fn drop_unused(doc: &mut Value) {
    let mut used = BTreeSet::new();
    let mut open = references(&doc["paths"]);
    while let Some(reference) = open.pop() {
        if let Some(part) = doc.pointer(reference.trim_start_matches('#'))
            && !used.contains(&reference)
        {
            open.extend(references(part));
            used.insert(reference);
        }
    }
    for kind in ["schemas", "responses", "headers", "parameters"] {
        if let Some(parts) = doc["components"][kind].as_object_mut() {
            parts.retain(|name, _| used.contains(&format!("#/components/{kind}/{name}")));
        }
    }
}

fn references(at: &Value) -> Vec<String> {
    let mut found = Vec::new();
    walk::references(at, &mut found);
    found.into_iter().map(ToOwned::to_owned).collect()
}

/// The tags in use, sorted, each with its sentence where one was given.
fn name_tags(doc: &mut Value, sentences: &[(&str, &str)]) {
    let mut used = BTreeSet::new();
    for (_, _, operation) in walk::operations(doc) {
        let tags = operation["tags"].as_array().into_iter().flatten();
        used.extend(tags.filter_map(Value::as_str).map(ToOwned::to_owned));
    }
    let sentences: BTreeMap<_, _> = sentences.iter().copied().collect();
    let tag = |name: String| match sentences.get(name.as_str()) {
        Some(sentence) => json!({ "name": name, "description": sentence }),
        None => json!({ "name": name }),
    };
    doc["tags"] = used.into_iter().map(tag).collect();
}
