//! The operations of one resource, described from its own declarations.
use super::{
    filters,
    repairs::parameters::{provide, reference},
    walk,
};
use crate::resource::Resource;
use projectmeats_activity as activity;
use projectmeats_db::listing::Columns;
use serde_json::{Value, json};

/// What the document should say of a resource.
#[derive(Debug)]
pub struct ResourceDoc {
    /// The address of its list: `/api/v1/plants/`.
    pub path: &'static str,
    /// What one row is called: `plant`, `purchase order`.
    pub noun: &'static str,
    /// The section of the document it stands in: `Plants`.
    pub tag: &'static str,
    /// What its list can be filtered and ordered by.
    pub columns: &'static Columns,
    /// The fields a body must have.
    pub required: &'static [&'static str],
    /// The fields that are only read, besides those a body does not have.
    pub read_only: &'static [&'static str],
    /// A body.
    pub example_in: Value,
    /// The answer to it.
    pub example_out: Value,
}

impl ResourceDoc {
    /// What a resource declares of itself. The fields of its answers that no body sets are found from the schemas.
    pub fn of<R: Resource>(path: &'static str, example_out: Value) -> Self {
        let (noun, tag, columns, required) = (R::NOUN, R::TAG, R::COLUMNS, R::REQUIRED);
        Self { path, noun, tag, columns, required, read_only: &[], example_in: R::example(), example_out }
    }
}

/// Describes the operations below the path of `resource`, and the schemas of what they read and answer.
pub fn describe(doc: &mut Value, resource: &ResourceDoc) {
    provide(doc, &["Page", "PageSize", "Cursor", "DryRun"]);
    if !resource.columns.search.is_empty() {
        provide(doc, &["Search"]);
    }
    let mut schemas = Schemas::default();
    for (path, method, operation) in walk::operations(doc) {
        if let Some(action) = path.strip_prefix(resource.path).and_then(|below| Action::at(below, method)) {
            schemas.note(action, operation);
            action.describe(operation, resource);
        }
    }
    schemas.describe(doc, resource);
}

/// The ordinary operations of a resource.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Action {
    List,
    Create,
    Retrieve,
    Update,
    PartialUpdate,
    Delete,
    History,
    Other,
}

impl Action {
    /// What `method` does at the address that is `below` the resource's.
    fn at(below: &str, method: &str) -> Option<Self> {
        let parts: Vec<&str> = below.split('/').filter(|part| !part.is_empty()).collect();
        let action = match (parts.as_slice(), method) {
            ([], "get") => Self::List,
            ([], "post") => Self::Create,
            ([id], "get") if id.starts_with('{') => Self::Retrieve,
            ([id], "put") if id.starts_with('{') => Self::Update,
            ([id], "patch") if id.starts_with('{') => Self::PartialUpdate,
            ([id], "delete") if id.starts_with('{') => Self::Delete,
            ([id, "history"], "get") if id.starts_with('{') => Self::History,
            _ => Self::Other,
        };
        Some(action)
    }

    fn describe(self, operation: &mut Value, resource: &ResourceDoc) {
        operation["tags"] = json!([resource.tag]);
        if let Some((summary, description)) = self.texts(resource) {
            operation["summary"] = summary.into();
            operation["description"] = description.into();
        }
        match self {
            Self::List => walk::extend(operation, "parameters", filters::list_parameters(resource.columns)),
            Self::History => {
                walk::extend(operation, "parameters", filters::list_parameters(&activity::COLUMNS));
            }
            Self::PartialUpdate => example_of_a_change(operation, resource),
            _ => {}
        }
        if matches!(self, Self::Create | Self::Update | Self::PartialUpdate | Self::Delete) {
            rehearsable(operation);
        }
    }

    fn texts(self, resource: &ResourceDoc) -> Option<(String, String)> {
        let noun = resource.noun;
        let many =
            resource.path.trim_end_matches('/').rsplit('/').next().unwrap_or(noun).replace(['-', '_'], " ");
        let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
        let texts = match self {
            Self::List => (format!("List {many}"), list_description(&many, resource.columns)),
            Self::Create => {
                (format!("Create {article} {noun}"), format!("Answers the {noun} that was stored."))
            }
            Self::Retrieve => {
                (format!("Retrieve {article} {noun}"), format!("One {noun}, with its version as `ETag`."))
            }
            Self::Update => (
                format!("Replace {article} {noun}"),
                "The required fields must be there; others that are left out stay as they are.".to_owned(),
            ),
            Self::PartialUpdate => (
                format!("Change {article} {noun}"),
                "A merge patch (RFC 7396): fields that are left out stay, null clears.".to_owned(),
            ),
            Self::Delete => {
                (format!("Delete {article} {noun}"), "Refused while other records refer to it.".to_owned())
            }
            Self::History => {
                (format!("History of {article} {noun}"), "Every accepted change, newest first.".to_owned())
            }
            Self::Other => return None,
        };
        Some(texts)
    }
}

fn list_description(many: &str, columns: &Columns) -> String {
    let order = columns.default_order;
    format!(
        "A page of the {many}, ordered by `{order}` unless asked otherwise, ties by id. An unknown parameter is refused."
    )
}

/// Every write of a resource can be rehearsed, whatever it belongs to.
fn rehearsable(operation: &mut Value) {
    let dry_run = reference("DryRun");
    if operation["parameters"].as_array().is_none_or(|list| !list.contains(&dry_run)) {
        walk::extend(operation, "parameters", [dry_run]);
    }
}

/// A change is less than a whole body: its example is the first of the required fields.
fn example_of_a_change(operation: &mut Value, resource: &ResourceDoc) {
    let Some(field) = resource.required.first().filter(|field| resource.example_in.get(field).is_some())
    else {
        return;
    };
    let example = json!({ *field: resource.example_in[*field] });
    let content = operation.pointer_mut("/requestBody/content").and_then(Value::as_object_mut);
    content.into_iter().flatten().for_each(|(_, media)| media["example"] = example.clone());
}

/// The names of the schemas that a resource reads and answers.
#[derive(Default)]
struct Schemas {
    body: Option<String>,
    view: Option<String>,
}

impl Schemas {
    fn note(&mut self, action: Action, operation: &Value) {
        let found = |side| walk::schema_of(operation, side);
        match action {
            Action::Create => {
                self.body = found("requestBody").or(self.body.take());
                self.view = found("responses/201").or(self.view.take());
            }
            Action::Update => self.body = self.body.take().or_else(|| found("requestBody")),
            Action::Retrieve => self.view = self.view.take().or_else(|| found("responses/200")),
            _ => {}
        }
    }

    fn describe(self, doc: &mut Value, resource: &ResourceDoc) {
        let Some(schemas) = walk::schemas(doc) else { return };
        let mut written = Vec::new();
        if let Some(body) = self.body.and_then(|name| schemas.get_mut(&name)) {
            describe_body(body, resource);
            written
                .extend(body["properties"].as_object().into_iter().flat_map(|fields| fields.keys().cloned()));
        }
        if let Some(view) = self.view.and_then(|name| schemas.get_mut(&name)) {
            describe_view(view, resource, &written);
        }
    }
}

fn describe_body(body: &mut Value, resource: &ResourceDoc) {
    body["example"] = resource.example_in.clone();
    body["required"] = json!(resource.required);
    if resource.required.is_empty()
        && let Some(body) = body.as_object_mut()
    {
        // An empty list is not allowed.
        body.remove("required");
    }
}

/// An answer always has all of its fields; those that no body sets are only read.
fn describe_view(view: &mut Value, resource: &ResourceDoc, written: &[String]) {
    view["example"] = resource.example_out.clone();
    let Some(fields) = view.get_mut("properties").and_then(Value::as_object_mut) else { return };
    let names: Value = fields.keys().cloned().collect();
    for (name, property) in fields {
        if written.contains(name) && !resource.read_only.contains(&name.as_str()) {
            continue;
        }
        if property.get("$ref").is_some() {
            *property = json!({ "allOf": [property.take()] });
        }
        property["readOnly"] = true.into();
    }
    view["required"] = names;
}
