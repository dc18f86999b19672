//! What every operation and schema of a document must have.
use super::toy::api;
use crate::openapi::{document, walk};
use paperclip::{actix::web, v2::models::Info};
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn each(mut see: impl FnMut(&str, &Value)) {
    let mut doc = api();
    for (path, method, operation) in walk::operations(&mut doc) {
        see(&format!("{method} {path}"), operation);
    }
}

fn operation(method: &str, path: &str) -> Value {
    let doc = api();
    let found = doc["paths"][path][method].clone();
    assert!(found.is_object(), "{method} {path} is in the document");
    found
}

fn statuses(operation: &Value) -> Vec<String> {
    operation["responses"].as_object().expect("responses").keys().cloned().collect()
}

fn parameters(operation: &Value) -> BTreeSet<String> {
    let list = operation["parameters"].as_array().into_iter().flatten();
    let name = |p: &Value| {
        p["$ref"].as_str().or(p["name"].as_str()).map(|n| n.rsplit('/').next().unwrap_or(n).to_owned())
    };
    list.filter_map(name).collect()
}

#[test]
fn every_reference_leads_somewhere_and_nothing_is_left_over() {
    let doc = api();
    let mut found = Vec::new();
    walk::references(&doc, &mut found);
    assert!(found.len() > 50, "{}", found.len());
    for reference in &found {
        let at = reference.strip_prefix('#').expect("a reference into the document");
        assert!(doc.pointer(at).is_some(), "{reference}");
    }
    for kind in ["schemas", "responses", "headers", "parameters"] {
        for name in doc["components"][kind].as_object().expect("components").keys() {
            assert!(
                found.contains(&format!("#/components/{kind}/{name}").as_str()),
                "nothing refers to {kind}/{name}"
            );
        }
    }
}

#[test]
fn every_operation_has_a_unique_id_a_summary_a_known_tag_and_says_who_may_call_it() {
    let tags = api()["tags"].clone();
    let mut ids = BTreeSet::new();
    each(|at, operation| {
        let id = operation["operationId"].as_str().expect("an id");
        assert!(ids.insert(id.to_owned()), "{at} {id}");
        assert!(operation["summary"].as_str().is_some_and(|s| !s.is_empty() && !s.ends_with('.')), "{at}");
        assert!(operation["security"].is_array(), "{at}");
        let tag = &operation["tags"][0];
        assert!(tags.as_array().expect("tags").iter().any(|known| known["name"] == *tag), "{at} {tag}");
    });
    assert_eq!(ids.len(), 16, "{ids:?}");
}

#[test]
fn tags_are_those_in_use_sorted_with_their_sentences() {
    let expected = json!([
        { "name": "Auth", "description": "Coming and going." },
        { "name": "Barrels", "description": "What wine is kept in." },
        { "name": "Labels", "description": "What hangs on them." },
        { "name": "Tenants", "description": "Whose the barrels are." },
    ]);
    assert_eq!(api()["tags"], expected);
}

#[test]
fn the_markers_become_schemes_and_are_gone() {
    let both = json!([{ "TokenAuth": [] }, { "SessionCookie": [] }]);
    each(|at, operation| {
        let public = at == "post /api/v1/auth/login/";
        assert_eq!(operation["security"], if public { json!([]) } else { both.clone() }, "{at}");
    });
    let schemes = api()["components"]["securitySchemes"].clone();
    assert_eq!(
        schemes.as_object().expect("schemes").keys().collect::<Vec<_>>(),
        ["SessionCookie", "TokenAuth"]
    );
}

#[test]
fn a_tenant_can_be_named_on_exactly_the_operations_of_a_tenant() {
    each(|at, operation| {
        assert_eq!(parameters(operation).contains("XTenantId"), at.contains("/barrels/"), "{at}");
    });
}

#[test]
fn a_write_of_a_known_caller_can_be_repeated_and_rehearsed() {
    each(|at, operation| {
        let write = !at.starts_with("get ") && !at.contains("/login/");
        assert_eq!(parameters(operation).contains("IdempotencyKey"), write, "{at}");
        assert_eq!(parameters(operation).contains("DryRun"), write, "{at}");
    });
}

#[test]
fn conditions_go_with_single_objects() {
    each(|at, operation| {
        let (method, path) = at.split_once(' ').expect("a method");
        let one = path.ends_with("/{id}/");
        assert_eq!(parameters(operation).contains("IfMatch"), one && method != "get", "{at}");
        assert_eq!(parameters(operation).contains("IfNoneMatch"), one && method == "get", "{at}");
        assert_eq!(operation["responses"]["304"].is_object(), one && method == "get", "{at}");
        let tagged = ["200", "201"].iter().any(|s| operation["responses"][*s]["headers"]["ETag"].is_object());
        let expected = one && method != "delete"
            || method == "post" && !path.contains("auth") && !path.contains("scrub");
        assert_eq!(tagged, expected, "{at}");
    });
}

#[test]
fn failures_follow_from_the_method_and_the_caller() {
    let create = operation("post", "/api/v1/barrels/");
    let expected =
        ["201", "400", "401", "403", "404", "408", "409", "413", "415", "422", "429", "500", "503"];
    assert_eq!(statuses(&create), expected);
    let delete = operation("delete", "/api/v1/labels/{id}/");
    assert_eq!(
        statuses(&delete),
        ["204", "400", "401", "403", "404", "409", "412", "422", "429", "500", "503"]
    );
    let list = operation("get", "/api/v1/labels/");
    assert_eq!(statuses(&list), ["200", "400", "401", "403", "404", "429", "500", "503"]);
    let sign_in = operation("post", "/api/v1/auth/login/");
    assert_eq!(statuses(&sign_in), ["200", "400", "401", "403", "408", "413", "415", "429", "500", "503"]);
}

#[test]
fn every_failure_has_both_shapes_with_an_example() {
    let doc = api();
    let responses = doc["components"]["responses"].as_object().expect("responses").clone();
    assert_eq!(responses.len(), 14);
    for (name, response) in responses.iter().filter(|(name, _)| *name != "NotModified") {
        for kind in ["application/json", "application/problem+json"] {
            assert!(response["content"][kind]["schema"]["$ref"].is_string(), "{name} {kind}");
            assert!(response["content"][kind]["example"]["detail"].is_string(), "{name} {kind}");
        }
    }
    let example = &responses["BadRequest"]["content"]["application/json"]["example"];
    assert_eq!(example["name"], json!(["This field is required."]));
}

#[test]
fn a_patch_is_read_as_a_merge_patch_too() {
    let patch = operation("patch", "/api/v1/barrels/{id}/");
    let content = patch["requestBody"]["content"].as_object().expect("content");
    assert_eq!(content.keys().collect::<Vec<_>>(), ["application/json", "application/merge-patch+json"]);
    let schema = |kind: &str| content[kind]["schema"]["$ref"].clone();
    assert_eq!(schema("application/merge-patch+json"), "#/components/schemas/PatchedBarrelIn");
    assert_eq!(schema("application/json"), schema("application/merge-patch+json"));
}

#[test]
fn a_path_is_written_without_its_pattern_and_its_parameter_is_there() {
    let scrub = operation("post", "/api/v1/tenants/{tenant_id}/scrub/");
    let parameter = &scrub["parameters"][0];
    assert_eq!((&parameter["name"], &parameter["in"]), (&json!("tenant_id"), &json!("path")));
    assert_eq!(parameter["schema"]["format"], "uuid");
    assert_eq!(parameter["required"], true);
}

#[test]
fn only_a_body_can_be_too_large_or_of_a_wrong_type() {
    each(|at, operation| {
        let has_body = operation.get("requestBody").is_some();
        for status in ["408", "413", "415"] {
            assert_eq!(operation["responses"].get(status).is_some(), has_body, "{at} {status}");
        }
    });
}

#[test]
fn what_only_unused_parts_refer_to_is_unused() {
    let doc = document(Info::default(), &[], web::scope("/api"));
    for kind in ["schemas", "responses", "headers", "parameters"] {
        assert_eq!(doc["components"][kind], json!({}), "{kind}");
    }
}
