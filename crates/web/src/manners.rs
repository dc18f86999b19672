//! What every answer has, whoever made it: an error in the API's shape, the request id, the security headers; and no request that
//! panics, or takes for ever, takes the server with it.
use crate::{caller::request_id, failure::Failure, problem::Heard, shared::Shared};
use actix_web::{
    Error as ActixError, HttpRequest, HttpResponse, ResponseError,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::{
        Method, StatusCode,
        header::{self, HeaderMap, HeaderName, HeaderValue},
    },
    middleware::Next,
};
use futures_util::FutureExt;
use projectmeats_core::Error;
use serde_json::Value;
use std::{collections::BTreeMap, fmt, panic::AssertUnwindSafe, sync::Arc, time::Duration};

/// Which methods each address takes, by its pattern.
#[derive(Debug, Clone, Default)]
pub struct Methods(Arc<BTreeMap<String, String>>);

impl Methods {
    /// Those of an OpenAPI document.
    pub fn of(document: &Value) -> Self {
        let paths = document["paths"].as_object().into_iter().flatten();
        let methods = |item: &Value| -> Vec<String> {
            let known = ["get", "post", "put", "patch", "delete"];
            let named = known.into_iter().filter(|method| item.get(method).is_some());
            named.map(str::to_uppercase).chain(["OPTIONS".into()]).collect()
        };
        Self(Arc::new(paths.map(|(path, item)| (path.clone(), methods(item).join(", "))).collect()))
    }
    fn at(&self, http: &HttpRequest) -> Option<&str> {
        self.0.get(&http.match_pattern()?).map(String::as_str)
    }
}

/// The outermost layer of the app, below the log.
///
/// # Errors
/// A finished answer, where the request is gone with the work that failed.
pub async fn manners(
    mut req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse, ActixError> {
    if req.method() == Method::HEAD {
        // A HEAD is a GET whose body is not sent (RFC 9110, section 9.3.2); the connection sees to the latter.
        req.head_mut().method = Method::GET;
    }
    // The request itself must not be held: the router wants it for itself.
    let heard = Heard::of(req.request());
    let shared = Shared::of(req.request());
    let seconds = shared.map_or(30, |shared| shared.limits.request_seconds);
    let hsts = shared.and_then(|shared| shared.hsts_seconds);
    let work = AssertUnwindSafe(next.call(req)).catch_unwind();
    let failure = match tokio::time::timeout(Duration::from_secs(seconds), work).await {
        Ok(Ok(Ok(response))) => {
            let mut response = mind(response.map_into_boxed_body());
            let id = request_id(response.request());
            dress(response.headers_mut(), hsts, &id);
            return Ok(response);
        }
        Ok(Ok(Err(error))) => told(&heard, &error),
        Ok(Err(_)) => Failure::Service(Error::internal("a handler panicked")),
        Err(_) => Failure::Http(
            StatusCode::SERVICE_UNAVAILABLE,
            "The request took too long. Please try again.".into(),
        ),
    };
    Err(Finished { heard, hsts, failure }.into())
}

/// An answer to a request that is gone with its work.
#[derive(Debug)]
struct Finished {
    heard: Heard,
    hsts: Option<u64>,
    failure: Failure,
}
impl fmt::Display for Finished {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.failure.fmt(f)
    }
}
impl ResponseError for Finished {
    fn status_code(&self) -> StatusCode {
        self.failure.status_code()
    }
    fn error_response(&self) -> HttpResponse {
        let mut response = self.heard.render(&self.failure);
        dress(response.headers_mut(), self.hsts, "");
        response
    }
}

/// An error the app made is written anew, in the API's shape.
fn mind(response: ServiceResponse<BoxBody>) -> ServiceResponse {
    let status = response.status();
    if !status.is_client_error() && !status.is_server_error() {
        return response;
    }
    let heard = Heard::of(response.request());
    let written = match response.response().error() {
        Some(error) => match error.as_error::<Failure>() {
            Some(failure) => heard.render(failure),
            None => heard.render(&told(&heard, error)),
        },
        None if status == StatusCode::METHOD_NOT_ALLOWED => allowed(response.request(), &heard),
        None if is_ours(response.headers()) => return response,
        None => heard.render(&heard.plain(status)),
    };
    let (http, _) = response.into_parts();
    ServiceResponse::new(http, written)
}

/// What an error of the framework comes to.
fn told(heard: &Heard, error: &ActixError) -> Failure {
    heard.plain(error.as_response_error().status_code())
}

/// 405 with the methods this address does take (RFC 9110, section 15.5.6); OPTIONS is told them as its answer.
fn allowed(http: &HttpRequest, heard: &Heard) -> HttpResponse {
    let mut written = if http.method() == Method::OPTIONS {
        HttpResponse::NoContent().finish()
    } else {
        heard.render(&heard.plain(StatusCode::METHOD_NOT_ALLOWED))
    };
    let methods = Shared::of(http).and_then(|shared| shared.methods.at(http)).unwrap_or("GET, OPTIONS");
    if let Ok(methods) = HeaderValue::from_str(methods) {
        written.headers_mut().insert(header::ALLOW, methods);
    }
    written
}

fn is_ours(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    kind.starts_with("application/json") || kind.starts_with("application/problem+json")
}

const ALWAYS: [(HeaderName, HeaderValue); 7] = [
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    (header::REFERRER_POLICY, HeaderValue::from_static("strict-origin-when-cross-origin")),
    (header::CROSS_ORIGIN_OPENER_POLICY, HeaderValue::from_static("same-origin")),
    (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'")),
    (header::CACHE_CONTROL, HeaderValue::from_static("no-cache, private")),
    (header::VARY, HeaderValue::from_static("Authorization, Cookie, X-Tenant-ID, Accept")),
];

/// The headers of every answer; one that is there already stays.
fn dress(headers: &mut HeaderMap, hsts: Option<u64>, id: &str) {
    for (name, value) in ALWAYS {
        if !headers.contains_key(&name) {
            headers.insert(name, value);
        }
    }
    if let Some(policy) = hsts.map(|seconds| format!("max-age={seconds}; includeSubDomains; preload"))
        && let Ok(policy) = HeaderValue::from_str(&policy)
    {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, policy);
    }
    if let Ok(id) = HeaderValue::from_str(id)
        && !id.is_empty()
    {
        headers.insert(HeaderName::from_static("x-request-id"), id);
    }
}
