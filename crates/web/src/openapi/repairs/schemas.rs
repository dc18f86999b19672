//! Schemas: nullability, formats, amounts, and the documentation of fields.
use crate::openapi::{lift::Note, walk};
use projectmeats_core::{Money, Percent, Price, Quantity, Weight};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// The exact decimals: the schema's name, its digits after the point, an example. 64 bits hold 19 digits in all.
const AMOUNTS: [(&str, u32, &str); 5] = [
    ("Money", Money::SCALE, "1234.50"),
    ("Weight", Weight::SCALE, "40.1250"),
    ("Price", Price::SCALE, "3.895000"),
    ("Quantity", Quantity::SCALE, "40.0000"),
    ("Percent", Percent::SCALE, "2.50"),
];

/// Repairs the named schemas and those written in place.
pub(super) fn repair(doc: &mut Value, notes: &[Note]) {
    if let Some(schemas) = walk::schemas(doc) {
        amounts(schemas);
        nullable(schemas);
        notes.iter().for_each(|note| document(schemas, note));
        schemas.iter_mut().filter(|(name, _)| is_page(name)).for_each(|(_, page)| links(page));
    }
    walk::everywhere(doc, &mut format_names);
}

/// Whether a schema is that of a page of a list.
pub(super) fn is_page(name: &str) -> bool {
    name.starts_with("Paginated")
}

fn amounts(schemas: &mut Map<String, Value>) {
    for (name, _, _) in AMOUNTS {
        if let Some(schema) = schemas.get_mut(name) {
            *schema = amount(name);
        }
    }
}

/// The schema of an amount: a string with so many digits.
pub(in crate::openapi) fn amount(name: &str) -> Value {
    let (_, scale, example) = AMOUNTS.into_iter().find(|amount| amount.0 == name).unwrap_or(AMOUNTS[0]);
    json!({
        "type": "string",
        "pattern": format!("^-?[0-9]{{1,{}}}(\\.[0-9]{{1,{scale}}})?$", 19 - scale),
        "description": format!("An exact decimal with {scale} places, as a string. A number is read too."),
        "example": example,
    })
}

/// A field that is not required is an `Option`: it may be null. A patch asks the schema it patches.
fn nullable(schemas: &mut Map<String, Value>) {
    let whole = schemas.clone();
    for (name, schema) in schemas {
        let origin = patched(name).filter(|origin| whole.contains_key(origin));
        let required = required(&whole[origin.as_ref().unwrap_or(name)]);
        let fields = schema.get_mut("properties").and_then(Value::as_object_mut).into_iter().flatten();
        for (_, property) in fields.filter(|(field, _)| !required.contains(*field)) {
            allow_null(property, &whole);
        }
        if origin.is_some()
            && let Some(schema) = schema.as_object_mut()
        {
            schema.remove("required");
        }
    }
}

fn required(schema: &Value) -> BTreeSet<String> {
    let names = schema["required"].as_array().into_iter().flatten();
    names.filter_map(Value::as_str).map(ToOwned::to_owned).collect()
}

/// `PatchedPlantIn` and `PlantPatch` change a `PlantIn`.
fn patched(name: &str) -> Option<String> {
    let whole = name.strip_prefix("Patched").map(ToOwned::to_owned);
    whole.or_else(|| Some(format!("{}In", name.strip_suffix("Patch")?)))
}

/// A reference takes no siblings, and what it leads to forbids null: a text or number is written out instead, with null among its
/// choices; an object becomes one of two alternatives.
fn allow_null(property: &mut Value, schemas: &Map<String, Value>) {
    let name = property["$ref"].as_str().and_then(|reference| reference.rsplit('/').next());
    if let Some(whole) = name.and_then(|name| schemas.get(name)) {
        if whole["type"] == "object" {
            let nothing = json!({ "type": "object", "nullable": true, "enum": [null] });
            *property = json!({ "oneOf": [property.take(), nothing] });
            return;
        }
        *property = whole.clone();
    }
    property["nullable"] = true.into();
    if let Some(values) = property.get_mut("enum").and_then(Value::as_array_mut) {
        values.push(Value::Null);
    }
}

/// Writes the documentation and the bounds of a field to its property.
fn document(schemas: &mut Map<String, Value>, note: &Note) {
    let at =
        schemas.get_mut(&note.schema).and_then(|schema| schema.get_mut("properties")?.get_mut(&note.field));
    let Some(property) = at else { return };
    if let Some(text) = &note.description {
        if property.get("$ref").is_some() {
            *property = json!({ "allOf": [property.take()] });
        }
        property["description"] = text.as_str().into();
    }
    if ["integer", "number"].iter().any(|kind| property["type"] == *kind) {
        note.minimum.into_iter().for_each(|least| property["minimum"] = number(least));
        note.maximum.into_iter().for_each(|most| property["maximum"] = number(most));
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a whole number of 32 bits fits")]
fn number(bound: f32) -> Value {
    if bound.fract() == 0.0 { (bound as i64).into() } else { bound.into() }
}

/// The neighbours of a page are addresses.
fn links(page: &mut Value) {
    for name in ["next", "previous"] {
        if let Some(link) = page["properties"].get_mut(name) {
            link["format"] = "uri".into();
        }
    }
}

/// paperclip's names of formats that have another in OpenAPI.
fn format_names(value: &mut Value) {
    if let Some(Value::String(format)) = value.get_mut("format") {
        match format.as_str() {
            "datetime" => *format = "date-time".into(),
            "url" => *format = "uri".into(),
            _ => {}
        }
    }
}
