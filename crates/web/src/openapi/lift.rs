//! Named schemas are written out in full where a field uses them: puts each among the definitions once, and refers to it.
use paperclip::v2::models::{DefaultApiRaw, DefaultOperationRaw, DefaultSchemaRaw, Either};
use std::collections::BTreeMap;

type Definitions = BTreeMap<String, DefaultSchemaRaw>;

/// What is known of a field here and would not survive the conversion to version 3.
pub(super) struct Note {
    /// The schema the field is of.
    pub(super) schema: String,
    /// The field.
    pub(super) field: String,
    /// Its documentation.
    pub(super) description: Option<String>,
    /// Its smallest value.
    pub(super) minimum: Option<f32>,
    /// Its largest value.
    pub(super) maximum: Option<f32>,
}

/// Lifts the named schemas of definitions, bodies and answers; answers what the conversion would lose.
pub(super) fn named_schemas(api: &mut DefaultApiRaw) -> Vec<Note> {
    let mut named = Definitions::new();
    let mut notes = Vec::new();
    for (name, mut schema) in std::mem::take(&mut api.definitions) {
        parts(&mut schema, &mut named);
        schema.reference = None;
        named.insert(name, schema);
    }
    for operation in api.paths.values_mut().flat_map(|path| path.methods.values_mut()) {
        in_operation(operation, &mut named);
    }
    for (name, schema) in &named {
        notes.extend(schema.properties.iter().map(|(field, property)| note(name, field, property)));
    }
    api.definitions = named;
    notes
}

fn note(schema: &str, field: &str, property: &DefaultSchemaRaw) -> Note {
    Note {
        schema: schema.into(),
        field: field.into(),
        description: property.description.clone(),
        minimum: property.minimum,
        maximum: property.maximum,
    }
}

fn in_operation(operation: &mut DefaultOperationRaw, named: &mut Definitions) {
    let answers = operation.responses.values_mut().filter_map(Either::right_mut);
    answers.filter_map(|answer| answer.schema.as_mut()).for_each(|schema| lift(schema, named));
    let bodies = operation.parameters.iter_mut().filter_map(Either::right_mut);
    bodies.filter_map(|body| body.schema.as_mut()).for_each(|schema| lift(schema, named));
}

fn parts(schema: &mut DefaultSchemaRaw, named: &mut Definitions) {
    schema.properties.values_mut().for_each(|property| lift(property, named));
    schema.items.iter_mut().for_each(|item| lift(item, named));
    if let Some(Either::Right(value)) = &mut schema.extra_props {
        lift(value, named);
    }
}

fn lift(part: &mut DefaultSchemaRaw, named: &mut Definitions) {
    parts(part, named);
    let Some(name) = part.name.clone() else { return };
    // The description of a part is that of the field, not of the type: it stays with the field.
    let description = part.description.take();
    let reference = Some(format!("#/definitions/{name}"));
    let whole = std::mem::replace(part, DefaultSchemaRaw { reference, description, ..Default::default() });
    named.entry(name).or_insert(DefaultSchemaRaw { reference: None, ..whole });
}
