//! Clients that send too slowly or too much.
use crate::{
    answer::Answer,
    client::{Client, PLANTS},
    program::{PATIENCE, Server, Site},
};
use std::{
    io::{BufReader, ErrorKind, Read, Write},
    time::{Duration, Instant},
};

/// What the settings below allow, and as much again and more for a busy machine.
const DEADLINE: Duration = Duration::from_secs(15);

fn strict() -> (Site, Server) {
    let seconds =
        ["server.header_timeout_seconds", "server.body_timeout_seconds", "server.keep_alive_seconds"];
    let site = seconds.iter().fold(Site::development(), |site, key| site.set(key, "2"));
    let server = site.serve();
    (site, server)
}

/// Sends `text`, then a byte of `more` at a time, until the server answers or hangs up; what came back, and when.
fn drip(client: &Client, text: &str, more: char) -> (String, Duration) {
    let mut stream = client.connect().expect("a connection");
    stream.set_read_timeout(Some(Duration::from_millis(100))).expect("set");
    stream.write_all(text.as_bytes()).expect("sent");
    let began = Instant::now();
    let (mut answer, mut buffer) = (Vec::new(), [0; 4096]);
    while began.elapsed() < PATIENCE {
        match stream.read(&mut buffer) {
            Ok(0) => break,
            Ok(length) => answer.extend(&buffer[..length]),
            Err(e) if [ErrorKind::WouldBlock, ErrorKind::TimedOut].contains(&e.kind()) => {}
            Err(_) => break,
        }
        if stream.write_all(&[u8::try_from(more).expect("ASCII")]).is_err() {
            break;
        }
    }
    (String::from_utf8_lossy(&answer).into_owned(), began.elapsed())
}

#[test]
fn a_dripped_head_comes_to_an_end() {
    let (_site, server) = strict();
    let (answer, took) = drip(&server.nobody(), "GET /health/ HTTP/1.1\r\nHost: localhost\r\nX-Long: ", 'x');
    assert!(took < DEADLINE, "{took:?}: {answer}");
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 408 "), "{answer}");
}

#[test]
fn a_dripped_head_comes_to_an_end_on_a_connection_that_was_used_before() {
    let (_site, server) = strict();
    let nobody = server.nobody();
    let first = nobody.head("GET", "/api/v1/ready/", &[], 0);
    let (answer, took) =
        drip(&nobody, &(first + "GET /health/ HTTP/1.1\r\nHost: localhost\r\nX-Long: "), 'x');
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    assert!(took < DEADLINE, "it is open for {took:?}");
}

#[test]
fn a_dripped_body_is_answered_408_within_its_deadline() {
    let (_site, server) = strict();
    let owner = server.demo("acme-owner");
    let (answer, took) = drip(&owner, &(owner.head("POST", PLANTS, &[], 10_000) + "{\"name\": \""), 'x');
    assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
    assert!(answer.contains("\"detail\":"), "{answer}");
    assert!(took < DEADLINE, "{took:?}: {answer}");
}

#[test]
fn a_dripped_body_that_nobody_reads_comes_to_an_end_too() {
    let (_site, server) = strict();
    let (nobody, owner) = (server.nobody(), server.demo("acme-owner"));
    for (client, method, path, status) in [
        (&nobody, "POST", PLANTS, "401"),
        (&owner, "GET", PLANTS, "200"),
        (&nobody, "POST", "/nowhere/", "404"),
        (&owner, "DELETE", "/api/v1/plants/999999/", "404"),
    ] {
        let (answer, took) = drip(client, &client.head(method, path, &[], 10_000), ' ');
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{method} {path}: {answer}");
        assert!(took < DEADLINE, "{method} {path} is open for {took:?}");
    }
    // A chunk that never ends.
    let (answer, took) = drip(&nobody, &(nobody.chunked_head("POST", PLANTS) + "FFFFFF\r\n"), ' ');
    assert!(answer.starts_with("HTTP/1.1 401 "), "{answer}");
    assert!(took < DEADLINE, "a chunk is open for {took:?}");
}

#[test]
fn a_body_announced_as_too_large_is_refused_before_it_is_sent() {
    let (_site, server) = strict();
    let owner = server.demo("acme-owner");
    let mut stream = owner.connect().expect("a connection");
    stream.write_all(owner.head("POST", PLANTS, &[], 1 << 30).as_bytes()).expect("sent");
    let answer = Answer::read(&mut BufReader::new(stream)).expect("an answer");
    assert_eq!(answer.status, 413);
    assert!(answer.json()["detail"].is_string(), "{answer:?}");
}

#[test]
fn a_body_that_turns_out_too_large_is_not_read_for_ever() {
    let (_site, server) = strict();
    let owner = server.demo("acme-owner");
    let mut stream = owner.connect().expect("a connection");
    stream.write_all(owner.chunked_head("POST", PLANTS).as_bytes()).expect("sent");
    let mut answers = BufReader::new(stream.try_clone().expect("the same connection"));
    let chunk = format!("10000\r\n{}\r\n", " ".repeat(1 << 16));
    let began = Instant::now();
    while began.elapsed() < PATIENCE && stream.write_all(chunk.as_bytes()).is_ok() {}
    assert!(began.elapsed() < DEADLINE, "it is read for {:?}", began.elapsed());
    match Answer::read(&mut answers) {
        Ok(answer) => assert_eq!(answer.status, 413, "{answer:?}"),
        // The system forgets what was not read yet when the connection is reset.
        Err(e) => assert_eq!(e.kind(), ErrorKind::ConnectionReset),
    }
}
