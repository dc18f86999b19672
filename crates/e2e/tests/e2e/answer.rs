//! What a client gets back.
use actix_web::{
    body::{MessageBody, to_bytes},
    dev::ServiceResponse,
    http::header::HeaderMap,
    web::Bytes,
};
use serde_json::Value;

/// An answer: status, headers, body.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Answer {
    pub(crate) async fn read(response: ServiceResponse<impl MessageBody>) -> Self {
        let (_, response) = response.into_parts();
        Self::of(response).await
    }
    pub(crate) async fn of(response: actix_web::HttpResponse<impl MessageBody>) -> Self {
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let body = to_bytes(response.into_body()).await.map_err(|_| "broken").expect("the body is whole");
        Self { status, headers, body }
    }

    /// The body, whose status must be `status`.
    #[track_caller]
    pub(crate) fn expect(&self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.text());
        if self.body.is_empty() { Value::Null } else { self.json() }
    }
    /// The body as JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|e| panic!("{e}: {}", self.text()))
    }
    /// The body as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
    /// A header that must be there.
    #[track_caller]
    pub(crate) fn header(&self, name: &str) -> String {
        self.try_header(name).unwrap_or_else(|| panic!("no header {name} in {:?}", self.headers))
    }
    /// A header, if it is there.
    pub(crate) fn try_header(&self, name: &str) -> Option<String> {
        self.headers.get(name).map(|value| value.to_str().expect("headers are text").to_owned())
    }
    /// The `Set-Cookie` of this cookie.
    #[track_caller]
    pub(crate) fn cookie(&self, name: &str) -> String {
        let mut cookies = self.headers.get_all("set-cookie").filter_map(|value| value.to_str().ok());
        let found = cookies.find(|cookie| cookie.starts_with(&format!("{name}=")));
        found.unwrap_or_else(|| panic!("no cookie {name} in {:?}", self.headers)).to_owned()
    }
    /// The value of a cookie that is set.
    #[track_caller]
    pub(crate) fn cookie_value(&self, name: &str) -> String {
        let cookie = self.cookie(name);
        cookie[name.len() + 1..].split(';').next().unwrap_or_default().to_owned()
    }
    /// The message of a field.
    #[track_caller]
    pub(crate) fn message(&self, field: &str) -> String {
        let body = self.expect(400);
        body[field][0].as_str().unwrap_or_else(|| panic!("no message for {field} in {body}")).to_owned()
    }

    /// Status, headers and body as text, without the ids of requests: what must not differ between two answers.
    pub(crate) fn impression(&self) -> String {
        let mut lines: Vec<String> =
            self.headers.iter().map(|(name, value)| format!("{name}: {value:?}")).collect();
        lines.retain(|line| !line.starts_with("x-request-id: "));
        lines.sort();
        format!("{}\n{}\n\n{}", self.status, lines.join("\n"), without_request_ids(&self.text()))
    }
}

fn without_request_ids(body: &str) -> String {
    const NAME: &str = "\"request_id\":\"";
    let mut parts = body.split(NAME);
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        text += NAME;
        text += part.find('"').map_or("", |end| &part[end..]);
    }
    text
}
