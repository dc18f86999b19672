//! Files: a body that is taken as it comes, and an answer that is not JSON.
use crate::{body::whole, conditional::is_known, reply::etag};
use actix_web::{
    FromRequest, HttpRequest, HttpResponse, Responder,
    body::BoxBody,
    dev::Payload,
    http::{StatusCode, header},
    web,
};
use futures_util::future::LocalBoxFuture;
use paperclip::{
    actix::OperationModifier,
    v2::{
        models::{DataType, DefaultOperationRaw, DefaultSchemaRaw, Either, Response},
        schema::Apiv2Schema,
    },
};

/// A body of any kind, no larger than this route takes. What it is must be found out from its bytes.
#[derive(Debug)]
pub struct Upload {
    /// As they came.
    pub bytes: web::Bytes,
    /// What the client calls it; empty when it does not say.
    pub content_type: String,
}

impl FromRequest for Upload {
    type Error = actix_web::Error;
    type Future = LocalBoxFuture<'static, Result<Self, actix_web::Error>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let said = req.headers().get(header::CONTENT_TYPE).and_then(|said| said.to_str().ok());
        let content_type = said.unwrap_or_default().to_owned();
        let whole = whole(req, payload);
        Box::pin(async move { Ok(Self { bytes: whole.await?, content_type }) })
    }
}

/// A file as an answer: to be kept and not shown in place, and never taken for another kind than it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Download {
    /// What kind it is: `image/png`.
    pub content_type: String,
    /// What it is to be called: letters, digits, hyphens and dots.
    pub name: String,
    /// A number that another file would not have.
    pub tag: i64,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What the client has already: its `If-None-Match`.
    pub if_none_match: Option<String>,
}

impl Responder for Download {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        let Self { content_type, name, tag, bytes, if_none_match } = self;
        let known = is_known(if_none_match.as_deref(), tag);
        let mut response = HttpResponse::build(if known { StatusCode::NOT_MODIFIED } else { StatusCode::OK });
        response
            .insert_header((header::ETAG, etag(tag)))
            .insert_header((header::CACHE_CONTROL, "private, no-cache"))
            .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"));
        if known {
            return response.finish();
        }
        response
            .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
            .content_type(content_type)
            .body(bytes)
    }
}

/// The schema of a file; `web::openapi` gives it the media types that JSON has not.
pub(crate) const SCHEMA: &str = "File";

fn schema() -> DefaultSchemaRaw {
    DefaultSchemaRaw { name: Some(SCHEMA.into()), data_type: Some(DataType::String), ..Default::default() }
}

impl Apiv2Schema for Upload {
    fn name() -> Option<String> {
        Some(SCHEMA.into())
    }
    fn raw_schema() -> DefaultSchemaRaw {
        schema()
    }
}
impl OperationModifier for Upload {
    fn update_parameter(op: &mut DefaultOperationRaw) {
        web::Json::<Self>::update_parameter(op);
    }
}

impl Apiv2Schema for Download {
    fn name() -> Option<String> {
        Some(SCHEMA.into())
    }
    fn raw_schema() -> DefaultSchemaRaw {
        schema()
    }
}
impl OperationModifier for Download {
    fn update_response(op: &mut DefaultOperationRaw) {
        let mut schema = Self::schema_with_ref();
        schema.retain_ref();
        let description = Some("The file.".into());
        let response = Response { description, schema: Some(schema), ..Default::default() };
        op.responses.insert("200".into(), Either::Right(response));
    }
}
