//! What every answer has, whoever made it: an error in the API's shape, the request id, the security headers; and no request that
//! panics, or takes for ever, takes the server with it.
use crate::{caller::request_id, failure::Failure, shared::Shared};
use actix_web::{
    Error as ActixError, HttpRequest, HttpResponse,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::{
        StatusCode,
        header::{self, HeaderMap, HeaderName, HeaderValue},
    },
    middleware::Next,
};
use futures_util::FutureExt;
use projectmeats_core::{Error, FieldErrors};
use serde_json::{Map, Value, json};
use std::{panic::AssertUnwindSafe, time::Duration};

/// The outermost layer of the app, below the log.
///
/// # Errors
/// None: an error of the app becomes its answer.
pub async fn manners(req: ServiceRequest, next: Next<impl MessageBody + 'static>) -> Result<ServiceResponse, ActixError> {
    let http = req.request().clone();
    let seconds = Shared::of(&http).map_or(30, |shared| shared.limits.request_seconds);
    let work = AssertUnwindSafe(next.call(req)).catch_unwind();
    let mut response = match tokio::time::timeout(Duration::from_secs(seconds), work).await {
        Ok(Ok(Ok(response))) => mind(response.map_into_boxed_body()),
        Ok(Ok(Err(error))) => ServiceResponse::new(http.clone(), from_actix(&http, &error)),
        Ok(Err(_)) => {
            let panicked = Failure::Service(Error::internal("a handler panicked"));
            ServiceResponse::new(http.clone(), render(&http, &panicked))
        }
        Err(_) => {
            let late = Failure::Http(StatusCode::SERVICE_UNAVAILABLE, "The request took too long. Please try again.".into());
            ServiceResponse::new(http.clone(), render(&http, &late))
        }
    };
    dress(&http, response.headers_mut());
    Ok(response)
}

/// An error the app made is written anew, in the API's shape.
fn mind(response: ServiceResponse<BoxBody>) -> ServiceResponse {
    let status = response.status();
    if !status.is_client_error() && !status.is_server_error() {
        return response;
    }
    let http = response.request().clone();
    let written = match response.response().error() {
        Some(error) => from_actix(&http, error),
        None if is_ours(response.headers()) => return response,
        None => render(&http, &plain(&http, status)),
    };
    let (_, response) = response.into_parts();
    ServiceResponse::new(http, keep_cookies(written, response.headers()))
}

fn is_ours(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    kind.starts_with("application/json") || kind.starts_with("application/problem+json")
}

fn keep_cookies(mut written: HttpResponse, from: &HeaderMap) -> HttpResponse {
    for name in [header::SET_COOKIE, header::ALLOW] {
        for value in from.get_all(&name) {
            written.headers_mut().append(name.clone(), value.clone());
        }
    }
    written
}

fn from_actix(http: &HttpRequest, error: &ActixError) -> HttpResponse {
    match error.as_error::<Failure>() {
        Some(failure) => render(http, failure),
        None => render(http, &plain(http, error.as_response_error().status_code())),
    }
}

/// What a bare status says.
fn plain(http: &HttpRequest, status: StatusCode) -> Failure {
    let path = http.path();
    let detail = match status {
        StatusCode::NOT_FOUND if !path.ends_with('/') && path.starts_with("/api/") => {
            "Not found. Addresses of this API end in a slash.".into()
        }
        StatusCode::NOT_FOUND => return Failure::Service(Error::NotFound),
        StatusCode::METHOD_NOT_ALLOWED => format!("Method \"{}\" not allowed.", http.method()),
        StatusCode::INTERNAL_SERVER_ERROR => return Failure::Service(Error::internal("an answer without a body")),
        other => format!("{}.", other.canonical_reason().unwrap_or("The request was refused")),
    };
    Failure::Http(status, detail)
}

/// Writes an error: the original's shape, or RFC 9457 when the client asks for it.
fn render(http: &HttpRequest, failure: &Failure) -> HttpResponse {
    use actix_web::ResponseError;
    let status = failure.status_code();
    let id = request_id(http);
    if let Failure::Service(Error::Internal(cause)) = failure {
        tracing::error!(%cause, request_id = %id, "internal error");
    }
    let mut response = HttpResponse::build(status);
    if let Some(seconds) = failure.retry_after() {
        response.insert_header((header::RETRY_AFTER, seconds));
    }
    if status == StatusCode::UNAUTHORIZED {
        response.insert_header((header::WWW_AUTHENTICATE, "Token"));
    }
    let accept = http.headers().get(header::ACCEPT).and_then(|v| v.to_str().ok()).unwrap_or_default();
    if accept.contains("application/problem+json") {
        response.content_type("application/problem+json");
        return response.body(problem(http, status, failure, &id).to_string());
    }
    response.content_type("application/json");
    response.body(Value::Object(shape(failure, &id)).to_string())
}

/// `{"detail": …, "message": …, "request_id": …}` and `{"field": ["…"]}` (wire contract FC-07, FC-08).
fn shape(failure: &Failure, id: &str) -> Map<String, Value> {
    let mut body = Map::new();
    if let Failure::Service(Error::Invalid(fields)) = failure {
        body = nested(fields);
    }
    let detail = failure.to_string();
    if matches!(failure, Failure::Service(Error::Unauthenticated(_))) {
        body.insert("error".into(), detail.clone().into());
    }
    body.insert("detail".into(), detail.clone().into());
    body.insert("message".into(), detail.into());
    body.insert("request_id".into(), id.into());
    body
}

/// `items.3.price` becomes `{"items": {"3": {"price": […]}}}`.
fn nested(fields: &FieldErrors) -> Map<String, Value> {
    let mut body = Map::new();
    for (path, messages) in fields.iter() {
        let mut at = &mut body;
        let mut parts = path.split('.').peekable();
        while let Some(part) = parts.next() {
            if parts.peek().is_none() {
                at.insert(part.into(), json!(messages));
                break;
            }
            let inner = at.entry(part).or_insert_with(|| Value::Object(Map::new()));
            if !inner.is_object() {
                *inner = json!({ "non_field_errors": inner.take() });
            }
            let Value::Object(inner) = inner else { break };
            at = inner;
        }
    }
    body
}

/// RFC 9457.
fn problem(http: &HttpRequest, status: StatusCode, failure: &Failure, id: &str) -> Value {
    let mut problem = json!({
        "type": "about:blank",
        "title": status.canonical_reason().unwrap_or("Error"),
        "status": status.as_u16(),
        "detail": failure.to_string(),
        "instance": http.path(),
        "request_id": id,
    });
    if let Failure::Service(Error::Invalid(fields)) = failure {
        problem["errors"] = Value::Object(nested(fields));
    }
    problem
}

const SECURITY: [(HeaderName, HeaderValue); 6] = [
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    (header::REFERRER_POLICY, HeaderValue::from_static("strict-origin-when-cross-origin")),
    (header::CROSS_ORIGIN_OPENER_POLICY, HeaderValue::from_static("same-origin")),
    (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'")),
    (header::CACHE_CONTROL, HeaderValue::from_static("no-cache, private")),
];

/// The headers of every answer; one that is there already stays.
fn dress(http: &HttpRequest, headers: &mut HeaderMap) {
    for (name, value) in SECURITY {
        if !headers.contains_key(&name) {
            headers.insert(name, value);
        }
    }
    if !headers.contains_key(header::VARY) {
        headers.insert(header::VARY, HeaderValue::from_static("Authorization, Cookie, X-Tenant-ID, Accept"));
    }
    if let Some(seconds) = Shared::of(http).and_then(|shared| shared.hsts_seconds) {
        let policy = format!("max-age={seconds}; includeSubDomains; preload");
        if let Ok(policy) = HeaderValue::from_str(&policy) {
            headers.insert(header::STRICT_TRANSPORT_SECURITY, policy);
        }
    }
    if let Ok(id) = HeaderValue::from_str(&request_id(http)) {
        headers.insert(HeaderName::from_static("x-request-id"), id);
    }
}
