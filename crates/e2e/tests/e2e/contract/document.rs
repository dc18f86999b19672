//! The document itself.
use crate::pins::pinned;
use projectmeats_server::{openapi_document, routes};
use serde_json::Value;
use std::collections::BTreeSet;

/// What may be asked without a credential. A new one is for a reviewer to see.
const UNGUARDED: [&str; 3] = ["auth_login", "health", "ready"];

fn operations(document: &Value) -> impl Iterator<Item = (String, &Value)> {
    let paths = document["paths"].as_object().expect("paths").iter();
    paths.flat_map(|(path, item)| {
        let methods = item.as_object().expect("operations").iter();
        methods.map(move |(method, operation)| (format!("{method} {path}"), operation))
    })
}

fn references<'a>(at: &'a Value, found: &mut Vec<&'a str>) {
    match at {
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        Value::Object(fields) => {
            found.extend(fields.get("$ref").and_then(Value::as_str));
            fields.values().for_each(|value| references(value, found));
        }
        _ => {}
    }
}

#[test]
fn the_document_is_the_checked_in_one() {
    let now = openapi_document().expect("a document") + "\n";
    pinned("docs/openapi.json", &now, "cargo run -- openapi > docs/openapi.json");
}

#[test]
fn every_reference_leads_somewhere() {
    let document = routes::openapi();
    let mut found = Vec::new();
    references(&document, &mut found);
    assert!(found.len() > 50, "{}", found.len());
    for reference in found {
        let pointer =
            reference.strip_prefix('#').unwrap_or_else(|| panic!("{reference} leads out of the document"));
        assert!(document.pointer(pointer).is_some(), "{reference}");
    }
}

#[test]
fn every_operation_has_an_id_of_its_own_and_says_what_it_is() {
    let document = routes::openapi();
    let mut ids = BTreeSet::new();
    for (at, operation) in operations(&document) {
        let id = operation["operationId"].as_str().unwrap_or_default();
        assert!(!id.is_empty() && !id.starts_with('_') && ids.insert(id), "{at}: {id:?}");
        assert!(operation["summary"].as_str().is_some_and(|text| text.len() > 3), "{at} has no summary");
        assert!(operation["security"].is_array(), "{at} does not say who may call it");
        let tags = operation["tags"].as_array().expect("tags");
        assert!(
            tags.len() == 1
                && document["tags"]
                    .as_array()
                    .is_some_and(|all| all.iter().any(|tag| tag["name"] == tags[0])),
            "{at}"
        );
        let statuses: Vec<&String> = operation["responses"].as_object().expect("responses").keys().collect();
        assert!(statuses.iter().any(|status| status.starts_with('2')), "{at}: {statuses:?}");
    }
}

#[test]
fn what_asks_for_no_credential_is_on_the_list() {
    let document = routes::openapi();
    let open = operations(&document).filter(|(_, operation)| operation["security"] == Value::Array(vec![]));
    let open: BTreeSet<&str> = open.filter_map(|(_, operation)| operation["operationId"].as_str()).collect();
    assert_eq!(open, BTreeSet::from(UNGUARDED));
}

#[test]
fn every_scheme_that_guards_an_operation_is_described() {
    let document = routes::openapi();
    for (at, operation) in operations(&document) {
        for scheme in operation["security"]
            .as_array()
            .expect("security")
            .iter()
            .flat_map(|one| one.as_object().expect("a scheme").keys())
        {
            assert!(document["components"]["securitySchemes"].get(scheme).is_some(), "{at}: {scheme}");
        }
    }
}
