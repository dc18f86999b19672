//! A client that knows exactly when its connection broke.
use crate::{answer::Answer, program::PATIENCE};
use serde_json::{Value, json};
use std::{
    io::{BufReader, Result, Write},
    net::{SocketAddr, TcpStream},
};

/// One connection, opened when it is needed, kept while it holds.
pub(crate) struct Client {
    address: SocketAddr,
    pub(crate) token: Option<String>,
    connection: Option<BufReader<TcpStream>>,
}

impl Client {
    pub(crate) fn of(address: SocketAddr) -> Self {
        Self { address, token: None, connection: None }
    }

    /// The same person on a connection of their own, perhaps to another server.
    pub(crate) fn at(&self, address: SocketAddr) -> Self {
        Self { address, token: self.token.clone(), connection: None }
    }

    /// Signed in with a token.
    pub(crate) fn signed_in(mut self, username: &str, password: &str) -> Self {
        let answer = self.sign_in(username, password);
        assert_eq!(answer.status, 200, "{answer:?}");
        self.token = answer.json()["token"].as_str().map(Into::into);
        self
    }

    /// Tries to sign in.
    pub(crate) fn sign_in(&mut self, username: &str, password: &str) -> Answer {
        self.post("/api/v1/auth/login/", &json!({ "username": username, "password": password }))
    }

    pub(crate) fn get(&mut self, path: &str) -> Answer {
        self.call("GET", path, &[], "").expect("an answer")
    }

    pub(crate) fn post(&mut self, path: &str, body: &Value) -> Answer {
        self.call("POST", path, &[], &body.to_string()).expect("an answer")
    }

    /// The head of a request, as it is sent.
    pub(crate) fn head(&self, method: &str, path: &str, headers: &[(&str, &str)], length: usize) -> String {
        let mut head =
            format!("{method} {path} HTTP/1.1\r\nHost: {}\r\nContent-Length: {length}\r\n", self.address);
        let token = self.token.as_ref().map(|token| ("Authorization", format!("Token {token}")));
        let json = Some(("Content-Type", "application/json".to_owned())).filter(|_| length > 0);
        for (name, value) in token.iter().chain(&json) {
            head += &format!("{name}: {value}\r\n");
        }
        for (name, value) in headers {
            head += &format!("{name}: {value}\r\n");
        }
        head + "\r\n"
    }

    /// The head of a request whose length is not announced.
    pub(crate) fn chunked_head(&self, method: &str, path: &str) -> String {
        let headers = [("Transfer-Encoding", "chunked"), ("Content-Type", "application/json")];
        self.head(method, path, &headers, 0).replace("Content-Length: 0\r\n", "")
    }

    /// One request and its answer; an error when the connection broke, so that nobody knows whether it was done.
    pub(crate) fn call(
        &mut self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Result<Answer> {
        let request = self.head(method, path, headers, body.len()) + body;
        let mut connection = match self.connection.take() {
            Some(connection) => connection,
            None => BufReader::new(self.connect()?),
        };
        connection.get_mut().write_all(request.as_bytes())?;
        let answer = Answer::read(&mut connection)?;
        if answer.header("connection") != Some("close") {
            self.connection = Some(connection);
        }
        Ok(answer)
    }

    /// A connection on which nothing was sent yet.
    pub(crate) fn connect(&self) -> Result<TcpStream> {
        let stream = TcpStream::connect_timeout(&self.address, PATIENCE)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        Ok(stream)
    }
}

/// The least of a plant.
pub(crate) fn plant(code: &str) -> Value {
    json!({ "name": "Omaha Beef", "code": code })
}

pub(crate) const PLANTS: &str = "/api/v1/plants/";
