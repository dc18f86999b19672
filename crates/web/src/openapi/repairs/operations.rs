//! Operations: who may call them, what they are called, and the parameters and answers all of their kind have.
use super::{answers, parameters, schemas};
use crate::{file::SCHEMA, openapi::walk};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// What an operation requires of its caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Guard {
    Nobody,
    User,
    Staff,
    Tenant,
}

/// An operation's address, and what follows from it.
struct Place<'a> {
    path: &'a str,
    method: &'a str,
    guard: Guard,
}

impl Place<'_> {
    fn writes(&self) -> bool {
        self.method != "get"
    }
    /// Whether the address is that of one object.
    fn is_one(&self) -> bool {
        self.path.trim_end_matches('/').ends_with('}')
    }
    fn changes_one(&self) -> bool {
        self.is_one() && matches!(self.method, "put" | "patch" | "delete")
    }
}

/// Repairs every operation.
pub(super) fn repair(doc: &mut Value) {
    let singles = singles(doc);
    for (path, method, operation) in walk::operations(doc) {
        let place = Place { path, method, guard: guard(operation) };
        operation["security"] = security(place.guard);
        names(operation, &place);
        path_parameters(operation, path);
        files(operation);
        common_parameters(operation, &place);
        patch_body(operation, &place);
        success(operation, &place, &singles);
        failures(operation, &place);
    }
}

/// The schemas that some address of one object answers.
fn singles(doc: &mut Value) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (path, method, operation) in walk::operations(doc) {
        let place = Place { path, method, guard: Guard::Nobody };
        if place.is_one() && !place.writes() {
            found.extend(walk::schema_of(operation, "responses/200").filter(|name| !schemas::is_page(name)));
        }
    }
    found
}

fn guard(operation: &Value) -> Guard {
    let schemes = operation["security"].as_array().into_iter().flatten();
    let names: Vec<&String> = schemes.filter_map(Value::as_object).flat_map(|scheme| scheme.keys()).collect();
    let has = |marker: &str| names.iter().any(|name| *name == marker);
    match () {
        () if names.is_empty() => Guard::Nobody,
        () if has("TenantScope") => Guard::Tenant,
        () if has("StaffScope") => Guard::Staff,
        () => Guard::User,
    }
}

fn security(guard: Guard) -> Value {
    match guard {
        Guard::Nobody => json!([]),
        Guard::User | Guard::Staff | Guard::Tenant => json!([{ "TokenAuth": [] }, { "SessionCookie": [] }]),
    }
}

/// The two ways to be somebody.
pub(super) fn security_schemes() -> Value {
    json!({
        "TokenAuth": {
            "type": "apiKey", "in": "header", "name": "Authorization",
            "description": "`Token <key>`, with the key that signing in answers. An invalid one is refused (401) even beside a \
                good cookie.",
        },
        "SessionCookie": {
            "type": "apiKey", "in": "cookie", "name": "sessionid",
            "description": "The cookie that signing in sets. A write with it must come from this site: `Sec-Fetch-Site` or \
                `Origin` says so, or, where the browser sends neither, `X-CSRFToken` repeats the cookie `csrftoken` (CsrfToken).",
        },
    })
}

/// An id, a summary and a tag for an operation that lacks them, from its address.
fn names(operation: &mut Value, place: &Place<'_>) {
    let segments: Vec<String> = place
        .path
        .split('/')
        .filter(|part| !part.is_empty() && !part.starts_with('{') && *part != "api" && *part != "v1")
        .map(|part| part.replace('-', "_"))
        .collect();
    let action = match place.method {
        "get" if answers_page(operation) => "list",
        "get" => "retrieve",
        "post" => "create",
        "put" => "update",
        "patch" => "partial_update",
        _ => "destroy",
    };
    let blank = |name: &str| operation[name].as_str().is_none_or(|text| text.trim().is_empty());
    let (no_id, no_summary) = (blank("operationId"), blank("summary"));
    if no_id {
        operation["operationId"] = format!("{}_{action}", segments.join("_")).into();
    }
    let id = operation["operationId"].as_str().unwrap_or_default();
    let summary = if no_summary {
        id.replace('_', " ")
    } else {
        operation["summary"].as_str().unwrap_or_default().into()
    };
    operation["summary"] = capital(summary.trim_end_matches('.')).into();
    if operation["tags"].as_array().is_none_or(Vec::is_empty) {
        let first = segments.first().map_or("api", String::as_str);
        operation["tags"] = json!([capital(&first.replace('_', " "))]);
    }
}

fn answers_page(operation: &Value) -> bool {
    walk::schema_of(operation, "responses/200").is_some_and(|name| schemas::is_page(&name))
}

/// `plants` as `Plants`.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// One parameter for each `{name}` of the path.
fn path_parameters(operation: &mut Value, path: &str) {
    let names = path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    for name in names {
        let list = operation["parameters"].as_array_mut().into_iter().flatten();
        let found = list.into_iter().find(|p| p["in"] == "path" && (p["name"] == name));
        let description = if name == "id" { "The key of the record." } else { "A part of the address." };
        match found {
            Some(parameter) => {
                parameter["required"] = true.into();
                if parameter.get("description").is_none() {
                    parameter["description"] = description.into();
                }
            }
            None => {
                let kind = if name == "id" {
                    json!({ "type": "integer", "format": "int64" })
                } else {
                    json!({ "type": "string" })
                };
                let parameter = json!({ "name": name, "in": "path", "required": true, "description": description, "schema": kind });
                walk::extend(operation, "parameters", [parameter]);
            }
        }
    }
}

fn common_parameters(operation: &mut Value, place: &Place<'_>) {
    let scoped = matches!(place.guard, Guard::Tenant | Guard::Staff);
    let known = place.guard != Guard::Nobody;
    let reads_one = reads_one(operation, place);
    let wanted = [
        ("XTenantId", place.guard == Guard::Tenant),
        ("IdempotencyKey", known && place.writes()),
        ("IfMatch", place.changes_one()),
        ("IfNoneMatch", reads_one),
        ("DryRun", scoped && place.writes()),
    ];
    let names = wanted.into_iter().filter(|(_, wanted)| *wanted).map(|(name, _)| parameters::reference(name));
    walk::extend(operation, "parameters", names);
}

/// Whether it answers one object, with its `ETag`.
fn reads_one(operation: &Value, place: &Place<'_>) -> bool {
    let file = operation.pointer("/responses/200/content/image~1*").is_some();
    let object =
        || file || walk::schema_of(operation, "responses/200").is_some_and(|name| !schemas::is_page(&name));
    !place.writes() && (place.is_one() || place.guard != Guard::Nobody && object())
}

/// RFC 7396.
fn patch_body(operation: &mut Value, place: &Place<'_>) {
    let Some(content) = operation.pointer_mut("/requestBody/content") else { return };
    if place.method == "patch" {
        content["application/merge-patch+json"] = content["application/json"].clone();
    }
    operation["requestBody"]["required"] = true.into();
}

/// A file is no JSON: it is sent bare or as a part of a form, and answered bare.
fn files(operation: &mut Value) {
    let is_file = |operation: &Value, side| walk::schema_of(operation, side).as_deref() == Some(SCHEMA);
    let bytes = json!({ "type": "string", "format": "binary" });
    if is_file(operation, "requestBody") {
        let form = json!({ "type": "object", "required": ["file"], "properties": { "file": bytes } });
        operation["requestBody"]["content"] =
            json!({ "image/*": { "schema": bytes }, "multipart/form-data": { "schema": form } });
    }
    if is_file(operation, "responses/200") {
        operation["responses"]["200"]["content"] = json!({ "image/*": { "schema": bytes } });
    }
}

fn success(operation: &mut Value, place: &Place<'_>, singles: &BTreeSet<String>) {
    let reads_one = reads_one(operation, place);
    let Some(responses) = operation["responses"].as_object_mut() else { return };
    responses.retain(|status, _| status.starts_with('2'));
    if responses.is_empty() {
        responses.insert("200".into(), json!({ "description": "OK" }));
    }
    for (status, response) in responses.iter_mut() {
        let schema = response.pointer("/content/application~1json/schema/$ref").and_then(Value::as_str);
        let single =
            schema.is_some_and(|name| singles.iter().any(|single| name.ends_with(&format!("/{single}"))));
        let created = status == "201";
        let mut names = Vec::new();
        if single && (created || place.is_one()) {
            names.extend(["ETag", "Last-Modified"]);
        } else if reads_one {
            names.push("ETag");
        }
        if single && created {
            names.push("Location");
        }
        if place.writes() && place.guard != Guard::Nobody {
            names.push("Idempotency-Replayed");
        }
        if !names.is_empty() {
            response["headers"] = answers::header_references(&names);
        }
    }
    if reads_one {
        operation["responses"]["304"] = json!({ "$ref": "#/components/responses/NotModified" });
    }
}

/// The failures an operation of this kind can answer. An unknown method (405) is none of a documented operation.
fn failures(operation: &mut Value, place: &Place<'_>) {
    let (known, has_body) = (place.guard != Guard::Nobody, operation.get("requestBody").is_some());
    let takes = has_body || operation["parameters"].as_array().is_some_and(|list| !list.is_empty());
    let can = [
        (400, known || takes),
        (401, known || place.writes()),
        (403, known || place.writes()),
        (404, place.path.contains('{') || place.guard == Guard::Tenant || answers_page(operation)),
        (408, has_body),
        (409, known && place.writes()),
        (412, place.changes_one()),
        (413, has_body),
        (415, has_body),
        (422, known && place.writes()),
        (429, true),
        (500, true),
        (503, true),
    ];
    for (status, _) in can.into_iter().filter(|(_, can)| *can) {
        if let Some(reference) = answers::reference(status) {
            operation["responses"][status.to_string()] = reference;
        }
    }
}
