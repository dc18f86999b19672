//! People as clients of the API.
use crate::{
    answer::Answer,
    app::{App, HOST},
};
use actix_web::{
    HttpMessage,
    http::{Method, header},
    test::TestRequest,
};
use serde_json::Value;
use std::net::SocketAddr;

/// Somebody with a client in their hand: what it sends with each request.
#[derive(Clone)]
pub(crate) struct Persona<'a> {
    app: &'a App,
    headers: Vec<(String, String)>,
    address: SocketAddr,
}

impl<'a> Persona<'a> {
    pub(crate) fn new(app: &'a App) -> Self {
        let headers = vec![("Host".into(), HOST.into())];
        Self { app, headers, address: ([192, 0, 2, 7], 50_000).into() }
    }
    /// The same client, sending this header instead of what it sent under that name.
    pub(crate) fn with(&self, name: &str, value: &str) -> Self {
        let mut other = self.without(name);
        other.headers.push((name.into(), value.into()));
        other
    }
    /// The same client, not sending this header.
    pub(crate) fn without(&self, name: &str) -> Self {
        let mut other = self.clone();
        other.headers.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
        other
    }
    /// The same client at another address.
    pub(crate) fn at_address(&self, address: [u8; 4]) -> Self {
        Self { address: (address, 50_000).into(), ..self.clone() }
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, None).await
    }
    pub(crate) async fn post(&self, path: &str, body: Value) -> Answer {
        self.send(Method::POST, path, Some(body)).await
    }
    pub(crate) async fn put(&self, path: &str, body: Value) -> Answer {
        self.send(Method::PUT, path, Some(body)).await
    }
    pub(crate) async fn patch(&self, path: &str, body: Value) -> Answer {
        self.send(Method::PATCH, path, Some(body)).await
    }
    pub(crate) async fn delete(&self, path: &str) -> Answer {
        self.send(Method::DELETE, path, None).await
    }
    /// Any method, with or without a JSON body.
    pub(crate) async fn send(&self, method: Method, path: &str, body: Option<Value>) -> Answer {
        match body {
            Some(body) => {
                self.with("Content-Type", "application/json").raw(method, path, body.to_string()).await
            }
            None => self.raw(method, path, "").await,
        }
    }
    /// Any method with any bytes.
    pub(crate) async fn raw(&self, method: Method, path: &str, body: impl AsRef<[u8]>) -> Answer {
        let mut request = TestRequest::with_uri(path).method(method).peer_addr(self.address);
        for (name, value) in &self.headers {
            request = request.insert_header((name.as_str(), value.as_str()));
        }
        let body = body.as_ref().to_vec();
        let request = if body.is_empty() { request } else { request.set_payload(body) };
        let mut request = request.to_request();
        if request.headers().contains_key(header::TRANSFER_ENCODING) {
            // A body in chunks does not say how long it is.
            request.headers_mut().remove(header::CONTENT_LENGTH);
        }
        self.app.answer(request).await
    }
}
