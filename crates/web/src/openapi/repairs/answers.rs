//! The answers every operation shares: errors in their two shapes, "not modified", and headers.
use serde_json::{Map, Value, json};

struct Failure {
    status: u16,
    name: &'static str,
    title: &'static str,
    description: &'static str,
    detail: &'static str,
    /// A field the example complains about.
    field: Option<(&'static str, &'static str)>,
}

const fn failure(
    status: u16,
    name: &'static str,
    title: &'static str,
    description: &'static str,
    detail: &'static str,
) -> Failure {
    Failure { status, name, title, description, detail, field: None }
}

const FAILURES: [Failure; 13] = [
    Failure {
        field: Some(("name", "This field is required.")),
        ..failure(
            400,
            "BadRequest",
            "Bad Request",
            "The request cannot be understood, or a field cannot be accepted: then its messages are under its name.",
            "name: This field is required.",
        )
    },
    failure(
        401,
        "Unauthorized",
        "Unauthorized",
        "Nobody is signed in, or the credential is not valid.",
        "Authentication credentials were not provided.",
    ),
    failure(
        403,
        "Forbidden",
        "Forbidden",
        "The caller may not do this, or the request comes from another site.",
        "You do not have permission to perform this action.",
    ),
    failure(404, "NotFound", "Not Found", "There is no such thing for this caller.", "Not found."),
    failure(
        408,
        "RequestTimeout",
        "Request Timeout",
        "The body came too slowly or stopped coming.",
        "The body did not arrive in time.",
    ),
    failure(
        409,
        "Conflict",
        "Conflict",
        "The state of things does not allow it, or the first request with this `Idempotency-Key` is still at work.",
        "A request with this Idempotency-Key is still being worked on.",
    ),
    failure(
        412,
        "PreconditionFailed",
        "Precondition Failed",
        "The record is no longer at the version that `If-Match` names. Nothing has changed.",
        "The record has changed since you read it. Read it again and repeat the change.",
    ),
    failure(
        413,
        "ContentTooLarge",
        "Content Too Large",
        "The body is larger than this address takes.",
        "The body is larger than 1048576 bytes, the most this address takes.",
    ),
    failure(
        415,
        "UnsupportedMediaType",
        "Unsupported Media Type",
        "The body is of a media type this address does not read.",
        "The body must be JSON: send Content-Type: application/json.",
    ),
    failure(
        422,
        "UnprocessableContent",
        "Unprocessable Content",
        "The `Idempotency-Key` was used with a different request.",
        "This Idempotency-Key was used with a different request.",
    ),
    failure(
        429,
        "TooManyRequests",
        "Too Many Requests",
        "Too many attempts; `Retry-After` says when to come back.",
        "Too many attempts. Expected available in 30 seconds.",
    ),
    failure(
        500,
        "InternalServerError",
        "Internal Server Error",
        "A fault of the service. The request id finds it in the log.",
        "An unexpected error occurred.",
    ),
    failure(
        503,
        "ServiceUnavailable",
        "Service Unavailable",
        "The service cannot take this on now; `Retry-After` says when to come back.",
        "The service is busy. Please try again shortly.",
    ),
];

const REQUEST_ID: &str = "0192f0c1-4c5e-7b3a-9d52-6f3b8f0a7c11";

/// A reference to the shared answer of a failure status.
pub(super) fn reference(status: u16) -> Option<Value> {
    let failure = FAILURES.iter().find(|failure| failure.status == status)?;
    Some(json!({ "$ref": format!("#/components/responses/{}", failure.name) }))
}

/// Every shared answer, by its component name.
pub(super) fn responses() -> Value {
    let mut all: Map<String, Value> =
        FAILURES.iter().map(|failure| (failure.name.to_owned(), response(failure))).collect();
    let unchanged = json!({ "description": "The version the caller holds is the current one.", "headers": header_references(&["ETag"]) });
    all.insert("NotModified".into(), unchanged);
    all.into()
}

fn response(failure: &Failure) -> Value {
    let Failure { status, title, description, detail, field, .. } = failure;
    let (mut error, mut problem) = (
        json!({ "detail": detail, "message": detail, "request_id": REQUEST_ID }),
        json!({
            "type": "about:blank", "title": title, "status": status, "detail": detail,
            "instance": "/api/v1/plants/", "request_id": REQUEST_ID,
        }),
    );
    if let Some((name, message)) = field {
        error[*name] = json!([message]);
        problem["errors"] = json!({ *name: [message] });
    }
    let content = json!({
        "application/json": { "schema": { "$ref": "#/components/schemas/Error" }, "example": error },
        "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" }, "example": problem },
    });
    let mut response = json!({ "description": description, "content": content });
    let header = match status {
        401 => Some("WWW-Authenticate"),
        429 | 503 => Some("Retry-After"),
        _ => None,
    };
    if let Some(name) = header {
        response["headers"] = header_references(&[name]);
    }
    response
}

/// References to the shared headers `names`.
pub(super) fn header_references(names: &[&str]) -> Value {
    let reference =
        |name: &&str| ((*name).to_owned(), json!({ "$ref": format!("#/components/headers/{name}") }));
    names.iter().map(reference).collect::<Map<_, _>>().into()
}

/// Every shared header, by its component name.
pub(super) fn headers() -> Value {
    json!({
        "ETag": {
            "description": "The version of the record, for `If-Match` and `If-None-Match`.",
            "schema": { "type": "string" }, "example": "\"7\"",
        },
        "Last-Modified": {
            "description": "When the record was last changed.",
            "schema": { "type": "string" }, "example": "Tue, 03 Nov 2026 09:15:00 GMT",
        },
        "Location": {
            "description": "The address of the new record.",
            "schema": { "type": "string", "format": "uri" }, "example": "https://meats.example/api/v1/plants/7/",
        },
        "Idempotency-Replayed": {
            "description": "There, and `true`, when this is the stored answer to an earlier request with the same key.",
            "schema": { "type": "string", "enum": ["true"] },
        },
        "Retry-After": {
            "description": "Seconds to wait before another try.",
            "schema": { "type": "integer", "minimum": 0 }, "example": 30,
        },
        "WWW-Authenticate": {
            "description": "The scheme that is wanted.",
            "schema": { "type": "string" }, "example": "Token",
        },
    })
}

fn messages() -> Value {
    json!({ "$ref": "#/components/schemas/FieldMessages" })
}

/// The messages on one field.
pub(super) fn messages_schema() -> Value {
    json!({
        "description": "The messages on a field; of a field with parts (a list, an object) those on its parts, by number or name.",
        "oneOf": [
            { "type": "array", "items": { "type": "string" } },
            { "type": "object", "additionalProperties": messages() },
        ],
    })
}

/// The one shape of errors.
pub(super) fn error_schema() -> Value {
    json!({
        "type": "object",
        "description": "What went wrong. Messages on single fields stand under their names, those on the whole body under \
            `non_field_errors`. An unknown address or method answers in this shape too.",
        "required": ["detail", "message", "request_id"],
        "properties": {
            "detail": { "type": "string", "description": "All of it as a sentence." },
            "message": { "type": "string", "description": "The same sentence." },
            "error": { "type": "string", "description": "The same sentence, where the credential is what failed." },
            "request_id": { "type": "string", "description": "The id the log carries." },
        },
        "additionalProperties": messages(),
    })
}

/// The shape of RFC 9457, for those who ask for it by `Accept`.
pub(super) fn problem_schema() -> Value {
    json!({
        "type": "object",
        "description": "What went wrong, after RFC 9457; sent when `Accept` asks for `application/problem+json`.",
        "required": ["type", "title", "status", "detail", "request_id"],
        "properties": {
            "type": { "type": "string", "format": "uri-reference", "description": "The kind of problem." },
            "title": { "type": "string", "description": "The name of the status." },
            "status": { "type": "integer", "minimum": 400, "maximum": 599, "description": "The HTTP status." },
            "detail": { "type": "string", "description": "All of it as a sentence." },
            "instance": { "type": "string", "format": "uri-reference", "description": "The address that was asked." },
            "request_id": { "type": "string", "description": "The id the log carries." },
            "errors": {
                "type": "object", "description": "The messages by field.", "additionalProperties": messages(),
            },
        },
    })
}
