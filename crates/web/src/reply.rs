//! Answers with a body: made on the blocking thread, kept for idempotency, documented by their type.
use crate::conditional::is_known;
use actix_web::{
    HttpRequest, HttpResponse, Responder,
    cookie::Cookie,
    http::{StatusCode, header},
};
use paperclip::{
    actix::OperationModifier,
    v2::{
        models::{DefaultOperationRaw, DefaultSchemaRaw, Either, Response},
        schema::Apiv2Schema,
    },
};
use projectmeats_core::{Error, Result, Versioned};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::marker::PhantomData;

/// A whole answer, as it is sent and as it is kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// `ETag`, for a single object.
    pub etag: Option<String>,
    /// `Location`, for a new object.
    pub location: Option<String>,
    /// `Last-Modified` in seconds since 1970, for a single object.
    pub modified: Option<i64>,
    /// The JSON text.
    pub body: String,
    /// Whether this is a stored answer given again.
    #[serde(default)]
    pub replayed: bool,
    /// Cookies to set; never kept.
    #[serde(skip)]
    pub cookies: Vec<Cookie<'static>>,
}

/// What a caller should know of a thing just made: a possible duplicate, say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Warning {
    /// What kind of warning: `possible_duplicate`.
    pub code: String,
    /// A sentence.
    pub detail: String,
    /// The other row it is about.
    pub id: Option<i64>,
}

/// What a write answers: made on the writer's thread only where it has to be kept with the write.
pub trait IntoAnswer: Send + 'static {
    /// As it is sent.
    ///
    /// # Errors
    /// As [`Answer::json`].
    fn into_answer(self) -> Result<Answer>;
}
impl IntoAnswer for Answer {
    fn into_answer(self) -> Result<Answer> {
        Ok(self)
    }
}

impl Answer {
    /// `value` as JSON.
    ///
    /// # Errors
    /// [`Error::Internal`] when it cannot be written as JSON.
    pub fn json(status: StatusCode, value: &impl Serialize) -> Result<Self> {
        let body = serde_json::to_string(value).map_err(Error::internal)?;
        Ok(Self { body, ..Self::empty(status) })
    }
    /// A single object, with the validators of its version.
    ///
    /// # Errors
    /// As [`Answer::json`].
    pub fn object(status: StatusCode, value: &(impl Serialize + Versioned)) -> Result<Self> {
        let modified = Some(value.updated_at().micros() / 1_000_000);
        Ok(Self { etag: Some(etag(value.version())), modified, ..Self::json(status, value)? })
    }
    /// An object with its warnings beside its fields; without any it stays as it is.
    ///
    /// # Errors
    /// As [`Answer::json`].
    pub fn warning(self, warnings: &[Warning]) -> Result<Self> {
        let Some(open) = self.body.strip_suffix('}').filter(|_| !warnings.is_empty()) else {
            return Ok(self);
        };
        let told = serde_json::to_string(warnings).map_err(Error::internal)?;
        Ok(Self { body: format!("{open},\"warnings\":{told}}}"), ..self })
    }
    /// With an `ETag` of its own text, for what has no version; 304 when the caller has it already.
    ///
    /// # Errors
    /// None.
    pub fn tagged(self, if_none_match: Option<&str>) -> Result<Self> {
        let digest = Sha256::digest(&self.body);
        let number = i64::from_be_bytes(digest.as_slice().first_chunk().copied().unwrap_or_default());
        let known = is_known(if_none_match, number);
        let answer = Self { etag: Some(etag(number)), ..self };
        if !known {
            return Ok(answer);
        }
        Ok(Self { status: StatusCode::NOT_MODIFIED.as_u16(), body: String::new(), ..answer })
    }
    /// No body.
    pub fn empty(status: StatusCode) -> Self {
        let (status, body) = (status.as_u16(), String::new());
        Self {
            status,
            etag: None,
            location: None,
            modified: None,
            body,
            replayed: false,
            cookies: Vec::new(),
        }
    }
    /// With cookies to set.
    #[must_use]
    pub fn with_cookies(self, cookies: impl Into<Vec<Cookie<'static>>>) -> Self {
        Self { cookies: cookies.into(), ..self }
    }
    /// Where the new object is.
    #[must_use]
    pub fn located(self, at: String) -> Self {
        Self { location: Some(at), ..self }
    }

    pub(crate) fn into_response(self) -> HttpResponse {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = HttpResponse::build(status);
        if let Some(etag) = self.etag {
            response.insert_header((header::ETAG, etag));
        }
        if let Some(location) = self.location {
            response.insert_header((header::LOCATION, location));
        }
        if let Some(at) = self.modified.and_then(|s| u64::try_from(s).ok()) {
            let at = std::time::UNIX_EPOCH + std::time::Duration::from_secs(at);
            response.insert_header((header::LAST_MODIFIED, header::HttpDate::from(at)));
        }
        if self.replayed {
            response.insert_header(("Idempotency-Replayed", "true"));
        }
        for cookie in self.cookies {
            response.cookie(cookie);
        }
        if self.body.is_empty() {
            return response.finish();
        }
        response.content_type("application/json").body(self.body)
    }
}

/// The strong entity tag of a version (RFC 9110, section 8.8.3).
pub fn etag(version: i64) -> String {
    format!("\"{version}\"")
}

/// An [`Answer`] of status `STATUS` whose body is a `T`: what the API document says of a handler.
#[derive(Debug)]
pub struct Reply<T, const STATUS: u16>(pub Answer, PhantomData<T>);

impl<T, const STATUS: u16> From<Answer> for Reply<T, STATUS> {
    fn from(answer: Answer) -> Self {
        Self(answer, PhantomData)
    }
}
impl<T, const STATUS: u16> Responder for Reply<T, STATUS> {
    type Body = actix_web::body::BoxBody;
    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        self.0.into_response()
    }
}
impl<T: Apiv2Schema, const STATUS: u16> Apiv2Schema for Reply<T, STATUS> {
    fn name() -> Option<String> {
        T::name()
    }
    fn raw_schema() -> DefaultSchemaRaw {
        T::raw_schema()
    }
}
impl<T: Apiv2Schema, const STATUS: u16> OperationModifier for Reply<T, STATUS> {
    fn update_response(op: &mut DefaultOperationRaw) {
        let status = StatusCode::from_u16(STATUS).unwrap_or_default();
        let mut schema = T::schema_with_ref();
        schema.retain_ref();
        let schema = (status != StatusCode::NO_CONTENT).then_some(schema);
        let description = status.canonical_reason().map(Into::into);
        op.responses.insert(
            STATUS.to_string(),
            Either::Right(Response { description, schema, ..Default::default() }),
        );
    }
}
