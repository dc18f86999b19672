//! The parameters that many operations share.
use projectmeats_db::listing::PageSizes;
use serde_json::{Value, json};

/// Every shared parameter, by its component name.
pub(super) fn all() -> Value {
    NAMES.into_iter().map(|name| (name.to_owned(), shared(name))).collect::<serde_json::Map<_, _>>().into()
}

/// A reference to a shared parameter.
pub(in crate::openapi) fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/parameters/{name}") })
}

/// Puts the shared parameters `names` among the components.
pub(in crate::openapi) fn provide(doc: &mut Value, names: &[&str]) {
    for name in names {
        doc["components"]["parameters"][*name] = shared(name);
    }
}

const NAMES: [&str; 5] = ["XTenantId", "IdempotencyKey", "IfMatch", "IfNoneMatch", "DryRun"];

fn shared(name: &str) -> Value {
    let PageSizes { default, most } = PageSizes::default();
    match name {
        "XTenantId" => header(
            "X-Tenant-ID",
            "The tenant the request is for. Without it, the caller's default membership decides.",
            &json!({ "type": "string", "format": "uuid" }),
        ),
        "IdempotencyKey" => header(
            "Idempotency-Key",
            "Makes a repeated request safe: for at least 24 hours the same key with the same body gets the stored answer and \
             changes nothing; with another body it is refused (422), and while the first is still at work too (409).",
            &json!({ "type": "string", "minLength": 1, "maxLength": 255 }),
        ),
        "IfMatch" => header(
            "If-Match",
            "The `ETag` of the version to change. If the record has changed since, nothing is done (412).",
            &json!({ "type": "string" }),
        ),
        "IfNoneMatch" => header(
            "If-None-Match",
            "The `ETag` of the version already held. If it is still the current one, the answer has no body (304).",
            &json!({ "type": "string" }),
        ),
        "DryRun" => query(
            "dry_run",
            "`true` or `1` checks everything and answers what would be stored, and stores nothing.",
            &json!({ "type": "boolean", "default": false }),
        ),
        "Page" => query(
            "page",
            "The number of the page, from 1. Not together with `cursor`.",
            &json!({ "type": "integer", "format": "int64", "minimum": 1 }),
        ),
        "PageSize" => query(
            "page_size",
            "How many rows a page has.",
            &json!({ "type": "integer", "format": "int64", "minimum": 1, "maximum": most, "default": default }),
        ),
        "Cursor" => query(
            "cursor",
            "Where the page begins, from a `next` or `previous` link; empty for the first page. Every page costs the same.",
            &json!({ "type": "string" }),
        ),
        _ => query(
            "search",
            "Words that must all occur, whatever their case; `%` and `_` are ordinary characters.",
            &json!({ "type": "string" }),
        ),
    }
}

fn header(name: &str, description: &str, schema: &Value) -> Value {
    json!({ "name": name, "in": "header", "required": false, "description": description, "schema": schema })
}

/// A query parameter that may be left out.
pub(in crate::openapi) fn query(name: &str, description: &str, schema: &Value) -> Value {
    let parameter = json!({ "name": name, "in": "query", "required": false, "description": description, "schema": schema });
    if schema["type"] != "array" {
        return parameter;
    }
    // Lists are one value with commas.
    let mut list = parameter;
    list["style"] = "form".into();
    list["explode"] = false.into();
    list
}
