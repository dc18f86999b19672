//! Request bodies: read with a limit and a deadline, turned into a type with every mistake named at once.
use crate::{
    failure::Failure,
    shared::{Limits, Shared},
};
use actix_web::{
    FromRequest, HttpRequest,
    dev::Payload,
    http::{StatusCode, header},
    web,
};
use futures_util::{StreamExt, future::LocalBoxFuture};
use paperclip::{
    actix::OperationModifier,
    v2::{
        models::{DefaultOperationRaw, DefaultSchemaRaw},
        schema::Apiv2Schema,
    },
};
use projectmeats_core::Error;
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
        let depth = Shared::of(req).map_or_else(Limits::default, |shared| shared.limits).json_depth;
        let json = is_json(req);
        let whole = whole(req, payload);
        Box::pin(async move {
            if !json {
                let detail = "The body must be JSON: send Content-Type: application/json.";
                return Err(Failure::Http(StatusCode::UNSUPPORTED_MEDIA_TYPE, detail.into()).into());
            }
            let bytes = whole.await?;
            if nesting(&bytes) > depth {
                let detail = format!("JSON parse error - nested deeper than {depth}.");
                return Err(Failure::Service(Error::Malformed(detail)).into());
            }
            Ok(Self { bytes, as_type: PhantomData })
        })
    }
}

/// The whole body, within the limit of this route and the deadline.
pub(crate) fn whole(
    req: &HttpRequest,
    payload: &mut Payload,
) -> impl Future<Output = Result<web::Bytes, Failure>> + 'static {
    let limits = Shared::of(req).map_or_else(Limits::default, |shared| shared.limits);
    let limit = req.app_data::<BodyLimit>().map_or(limits.body_bytes, |limit| limit.0);
    let announced =
        req.headers().get(header::CONTENT_LENGTH).and_then(|v| v.to_str().ok()?.parse::<usize>().ok());
    let payload = payload.take();
    async move {
        if announced.is_some_and(|length| length > limit) {
            return Err(Failure::too_large(limit));
        }
        let read = timeout(Duration::from_secs(limits.body_seconds), read(payload, limit)).await;
        read.map_err(|_| Failure::too_slow())?
    }
}

async fn read(mut payload: Payload, limit: usize) -> Result<web::Bytes, Failure> {
    let mut bytes = web::BytesMut::new();
    while let Some(chunk) = payload.next().await {
        let chunk =
            chunk.map_err(|e| Failure::Http(StatusCode::BAD_REQUEST, format!("The body broke off: {e}")))?;
        if bytes.len() + chunk.len() > limit {
            return Err(Failure::too_large(limit));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes.freeze())
}

/// How deep the brackets of a JSON text go.
fn nesting(bytes: &[u8]) -> usize {
    let (mut depth, mut deepest, mut in_text, mut escaped) = (0_usize, 0, false, false);
    for byte in bytes {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            b'[' | b'{' if !in_text => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b']' | b'}' if !in_text => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

/// `application/json`, anything `+json` (RFC 6839), or nothing said.
fn is_json(req: &HttpRequest) -> bool {
    let Some(said) = req.headers().get(header::CONTENT_TYPE) else { return true };
    let essence =
        said.to_str().unwrap_or_default().split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence.is_empty()
        || essence == "application/json"
        || (essence.starts_with("application/") && essence.ends_with("+json"))
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

#[cfg(test)]
mod tests {
    use super::nesting;

    #[test]
    fn only_brackets_outside_of_texts_count() {
        for (text, depth) in
            [("{}", 1), (r#"{"a": [[1], {"b": "[[[\"{"}]}"#, 3), ("3", 0), ("]]][", 1), ("\"[", 0)]
        {
            assert_eq!(nesting(text.as_bytes()), depth, "{text}");
        }
    }
}
