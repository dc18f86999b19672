//! One line a request in the log: who asked for what, what became of it, how long it took. Never a credential.
use actix_web::{
    Error,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
};
use std::time::Instant;
use tracing::{Span, field::Empty};
use tracing_actix_web::{RequestId, RootSpanBuilder};

/// The span of a request; everything logged within carries its id.
#[derive(Debug)]
pub struct RequestSpan;

/// When the request came in.
struct Began(Instant);

impl RootSpanBuilder for RequestSpan {
    fn on_request_start(request: &ServiceRequest) -> Span {
        use actix_web::HttpMessage;
        request.extensions_mut().insert(Began(Instant::now()));
        let id = request.extensions().get::<RequestId>().map(ToString::to_string).unwrap_or_default();
        tracing::info_span!("request", request_id = %id, method = %request.method(), path = %request.path(), status = Empty, user = Empty, tenant = Empty)
    }

    fn on_request_end<B: MessageBody>(span: Span, outcome: &Result<ServiceResponse<B>, Error>) {
        use actix_web::HttpMessage;
        let (status, began) = match outcome {
            Ok(response) => (response.status(), response.request().extensions().get::<Began>().map(|b| b.0)),
            Err(error) => (error.as_response_error().status_code(), None),
        };
        let milliseconds =
            began.map_or(0.0, |at| (at.elapsed().as_secs_f64() * 1_000_000.0).round() / 1000.0);
        span.record("status", status.as_u16());
        let _entered = span.enter();
        if status.is_server_error() {
            tracing::error!(milliseconds, "answered");
        } else {
            tracing::info!(milliseconds, "answered");
        }
    }
}
