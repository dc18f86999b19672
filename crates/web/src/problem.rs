//! The body of an error: the original's shape, or RFC 9457 when the client asks for it.
use crate::failure::Failure;
use actix_web::{
    HttpMessage, HttpRequest, HttpResponse, ResponseError,
    http::{
        Method, StatusCode, Uri,
        header::{self, HeaderName, HeaderValue},
    },
};
use projectmeats_core::{Error, FieldErrors};
use serde_json::{Map, Value, json};
use tracing_actix_web::RequestId;

/// What an error's body says of the request it answers.
#[derive(Debug, Clone)]
pub(crate) struct Heard {
    method: Method,
    uri: Uri,
    wants_problem: bool,
    request_id: Option<RequestId>,
}

impl Heard {
    pub(crate) fn of(http: &HttpRequest) -> Self {
        let accept = http.headers().get(header::ACCEPT).and_then(|v| v.to_str().ok()).unwrap_or_default();
        Self {
            method: http.method().clone(),
            uri: http.uri().clone(),
            wants_problem: accept.contains("application/problem+json"),
            request_id: http.extensions().get().copied(),
        }
    }

    /// What a bare status says.
    pub(crate) fn plain(&self, status: StatusCode) -> Failure {
        let detail = match status {
            StatusCode::NOT_FOUND
                if !self.uri.path().ends_with('/') && self.uri.path().starts_with("/api/") =>
            {
                "Not found. Addresses of this API end in a slash.".into()
            }
            StatusCode::NOT_FOUND => return Failure::Service(Error::NotFound),
            StatusCode::METHOD_NOT_ALLOWED => format!("Method \"{}\" not allowed.", self.method),
            StatusCode::INTERNAL_SERVER_ERROR => {
                return Failure::Service(Error::internal("an answer without a body"));
            }
            other => format!("{}.", other.canonical_reason().unwrap_or("The request was refused")),
        };
        Failure::Http(status, detail)
    }

    /// Writes an error.
    pub(crate) fn render(&self, failure: &Failure) -> HttpResponse {
        let status = failure.status_code();
        let id = self.request_id.map(|id| id.to_string()).unwrap_or_default();
        let id = id.as_str();
        if let Failure::Service(Error::Internal(cause)) = failure {
            tracing::error!(%cause, request_id = id, "internal error");
        }
        let mut response = HttpResponse::build(status);
        if let Ok(id) = HeaderValue::from_str(id) {
            response.insert_header((HeaderName::from_static("x-request-id"), id));
        }
        if let Some(seconds) = failure.retry_after() {
            response.insert_header((header::RETRY_AFTER, seconds));
        }
        if status == StatusCode::UNAUTHORIZED {
            response.insert_header((header::WWW_AUTHENTICATE, "Token"));
        }
        if self.wants_problem {
            response.content_type("application/problem+json");
            return response.body(self.problem(status, failure, id).to_string());
        }
        response.content_type("application/json");
        response.body(Value::Object(shape(failure, id)).to_string())
    }

    /// RFC 9457.
    fn problem(&self, status: StatusCode, failure: &Failure, id: &str) -> Value {
        let mut problem = json!({
            "type": "about:blank",
            "title": status.canonical_reason().unwrap_or("Error"),
            "status": status.as_u16(),
            "detail": failure.to_string(),
            "instance": self.uri.path(),
            "request_id": id,
        });
        if let Failure::Service(Error::Invalid(fields)) = failure {
            problem["errors"] = Value::Object(nested(fields));
        }
        problem
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_stand_under_their_fields_however_deep() {
        let mut fields = FieldErrors::default();
        fields.add("items", "Too many.");
        fields.add("items.3.price", "Too low.");
        fields.add("name", "Required.");
        let body = shape(&Failure::Service(Error::Invalid(fields)), "r-1");
        assert_eq!(
            body["items"],
            json!({ "3": { "price": ["Too low."] }, "non_field_errors": ["Too many."] })
        );
        assert_eq!(body["name"], json!(["Required."]));
        assert!(body["detail"].is_string() && body["message"].is_string() && body["request_id"] == "r-1");
    }

    #[test]
    fn a_fault_of_ours_tells_nothing_of_itself() {
        let body = shape(&Failure::Service(Error::internal("relation \"plants\" does not exist")), "r-1");
        assert!(!Value::Object(body).to_string().contains("relation"));
    }
}
