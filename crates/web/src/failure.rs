//! Errors on their way to a client: each `core::Error` with its HTTP status, and the few errors HTTP itself has.
use actix_web::{HttpResponse, ResponseError, http::StatusCode};
use paperclip::v2::schema::Apiv2Errors;
use projectmeats_core::Error;
use std::fmt;

/// What a handler answers when it cannot do its work. The `manners` middleware writes the body.
#[derive(Debug)]
pub enum Failure {
    /// A service refused or failed.
    Service(Error),
    /// HTTP refused: a status and a sentence.
    Http(StatusCode, String),
}

impl Failure {
    /// The body is larger than this route takes.
    pub(crate) fn too_large(limit: usize) -> Self {
        Self::Http(
            StatusCode::PAYLOAD_TOO_LARGE,
            format!("The body is larger than {limit} bytes, the most this address takes."),
        )
    }
    /// The body came too slowly or stopped coming.
    pub(crate) fn too_slow() -> Self {
        Self::Http(StatusCode::REQUEST_TIMEOUT, "The body did not arrive in time.".into())
    }
    /// Seconds to wait before another try, where that is the answer.
    pub(crate) fn retry_after(&self) -> Option<u64> {
        match self {
            Self::Service(Error::Throttled(seconds) | Error::Busy(seconds)) => Some(*seconds),
            Self::Http(StatusCode::SERVICE_UNAVAILABLE, _) => Some(1),
            _ => None,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Service(error) => error.fmt(f),
            Self::Http(_, detail) => f.write_str(detail),
        }
    }
}
impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Service(error)
    }
}
impl Apiv2Errors for Failure {}

impl ResponseError for Failure {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::Http(status, _) => *status,
            Self::Service(error) => match error {
                Error::Invalid(_) | Error::Malformed(_) => StatusCode::BAD_REQUEST,
                Error::Unauthenticated(_) => StatusCode::UNAUTHORIZED,
                Error::Forbidden(_) => StatusCode::FORBIDDEN,
                Error::NotFound => StatusCode::NOT_FOUND,
                Error::Conflict(_) => StatusCode::CONFLICT,
                Error::Stale => StatusCode::PRECONDITION_FAILED,
                Error::KeyReused => StatusCode::UNPROCESSABLE_ENTITY,
                Error::Throttled(_) => StatusCode::TOO_MANY_REQUESTS,
                Error::Busy(_) => StatusCode::SERVICE_UNAVAILABLE,
                Error::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
            },
        }
    }
    fn error_response(&self) -> HttpResponse {
        HttpResponse::new(self.status_code())
    }
}
