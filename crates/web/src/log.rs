//! One line a request in the log: who asked for what, what became of it, how long it took. Never a credential.
use actix_web::{
    Error,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
};
use projectmeats_core::{
    Ctx,
    ids::{TenantId, UserId},
};
use std::{
    sync::{Arc, OnceLock},
    time::Instant,
};
use tracing::{Span, field::display};
use tracing_actix_web::{RequestId, RootSpanBuilder};

/// The span of a request; everything logged within carries its id.
#[derive(Debug)]
pub struct RequestSpan;

/// When the request came in.
struct Began(Instant);

/// Who entered, told by the thread that let them in to the one that writes the line. Written once, at the end: a field recorded on a
/// span makes the log write all of the span's fields anew.
#[derive(Debug, Clone, Default)]
pub(crate) struct Entered(Arc<OnceLock<(UserId, TenantId)>>);

impl Entered {
    /// That of the request.
    pub(crate) fn of(request: &actix_web::HttpRequest) -> Self {
        use actix_web::HttpMessage;
        request.extensions().get::<Self>().cloned().unwrap_or_default()
    }
    pub(crate) fn as_whom(&self, ctx: &Ctx) {
        // A request enters once.
        let _ = self.0.set((ctx.actor.user, ctx.tenant));
    }
}

impl RootSpanBuilder for RequestSpan {
    fn on_request_start(request: &ServiceRequest) -> Span {
        use actix_web::HttpMessage;
        request.extensions_mut().insert(Began(Instant::now()));
        request.extensions_mut().insert(Entered::default());
        let id = request.extensions().get::<RequestId>().map(ToString::to_string).unwrap_or_default();
        tracing::info_span!("request", request_id = %id, method = %request.method(), path = %request.path())
    }

    fn on_request_end<B: MessageBody>(span: Span, outcome: &Result<ServiceResponse<B>, Error>) {
        use actix_web::HttpMessage;
        let (status, began, who) = match outcome {
            Ok(response) => {
                let extensions = response.request().extensions();
                let who = extensions.get::<Entered>().and_then(|entered| entered.0.get().copied());
                (response.status(), extensions.get::<Began>().map(|began| began.0), who)
            }
            Err(error) => (error.as_response_error().status_code(), None, None),
        };
        let milliseconds =
            began.map_or(0.0, |at| (at.elapsed().as_secs_f64() * 1_000_000.0).round() / 1000.0);
        let (user, tenant) = (who.map(|(user, _)| user.0), who.map(|(_, tenant)| display(tenant)));
        let (code, _entered) = (status.as_u16(), span.enter());
        if status.is_server_error() {
            tracing::error!(status = code, milliseconds, user, tenant, "answered");
        } else {
            tracing::info!(status = code, milliseconds, user, tenant, "answered");
        }
    }
}
