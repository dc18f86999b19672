//! Request bodies: read with a limit and a deadline, turned into a type with every mistake named at once.
use crate::{failure::Failure, shared::Shared};
use actix_web::{FromRequest, HttpRequest, dev::Payload, http::{StatusCode, header}, web};
use futures_util::{StreamExt, future::LocalBoxFuture};
use paperclip::{
    actix::OperationModifier,
    v2::{
        models::{DefaultOperationRaw, DefaultSchemaRaw},
        schema::Apiv2Schema,
    },
};
use std::{marker::PhantomData, time::Duration};
use tokio::time::timeout;

/// The most bytes the routes below take: `app_data` on a scope or resource that differs from the setting.
#[derive(Debug, Clone, Copy)]
pub struct BodyLimit(pub usize);

/// The bytes of a JSON body that is to be a `T`; parsed after the caller is known, so that nobody learns more from a mistake.
#[derive(Debug)]
pub struct Body<T> {
    /// As they came.
    pub bytes: web::Bytes,
    as_type: PhantomData<T>,
}

impl<T> FromRequest for Body<T> {
    type Error = actix_web::Error;
    type Future = LocalBoxFuture<'static, Result<Self, actix_web::Error>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let settings = Shared::of(req).map(|shared| (shared.limits.body_bytes, shared.limits.body_seconds));
        let (usual, seconds) = settings.unwrap_or((1 << 20, 10));
        let limit = req.app_data::<BodyLimit>().map_or(usual, |limit| limit.0);
        let announced = req.headers().get(header::CONTENT_LENGTH).and_then(|v| v.to_str().ok()?.parse::<usize>().ok());
        let json = is_json(req);
        let payload = payload.take();
        Box::pin(async move {
            if !json {
                let detail = "The body must be JSON: send Content-Type: application/json.";
                return Err(Failure::Http(StatusCode::UNSUPPORTED_MEDIA_TYPE, detail.into()).into());
            }
            if announced.is_some_and(|length| length > limit) {
                return Err(Failure::too_large(limit).into());
            }
            let read = timeout(Duration::from_secs(seconds), read(payload, limit)).await;
            let bytes = read.map_err(|_| Failure::too_slow())??;
            Ok(Self { bytes, as_type: PhantomData })
        })
    }
}

async fn read(mut payload: Payload, limit: usize) -> Result<web::Bytes, Failure> {
    let mut bytes = web::BytesMut::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|e| Failure::Http(StatusCode::BAD_REQUEST, format!("The body broke off: {e}")))?;
        if bytes.len() + chunk.len() > limit {
            return Err(Failure::too_large(limit));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes.freeze())
}

/// `application/json`, anything `+json` (RFC 6839), or nothing said.
fn is_json(req: &HttpRequest) -> bool {
    let Some(said) = req.headers().get(header::CONTENT_TYPE) else { return true };
    let essence = said.to_str().unwrap_or_default().split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence.is_empty() || essence == "application/json" || (essence.starts_with("application/") && essence.ends_with("+json"))
}

impl<T: Apiv2Schema> Apiv2Schema for Body<T> {
    fn name() -> Option<String> {
        T::name()
    }
    fn raw_schema() -> DefaultSchemaRaw {
        T::raw_schema()
    }
}
impl<T: Apiv2Schema> OperationModifier for Body<T> {
    fn update_parameter(op: &mut DefaultOperationRaw) {
        web::Json::<T>::update_parameter(op);
    }
}
