//! The stop: what was begun is finished, nothing new is taken, and the process ends in time.
use crate::{
    answer::Answer,
    client::{PLANTS, plant},
    program::{Server, Site},
};
use diesel::connection::SimpleConnection;
use std::{
    io::{BufReader, Write},
    net::TcpStream,
    thread,
    time::{Duration, Instant},
};

const SHUTDOWN: Duration = Duration::from_secs(10);

fn site() -> Site {
    Site::development().set("server.shutdown_seconds", &SHUTDOWN.as_secs().to_string())
}

/// Waits until the server takes no more connections.
fn assert_refuses_connections(server: &Server) {
    let deadline = Instant::now() + Duration::from_secs(5);
    while TcpStream::connect(server.address).is_ok() {
        assert!(Instant::now() < deadline, "connections are still taken");
        thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_request_whose_body_is_on_its_way_is_finished() {
    let site = site();
    let server = site.serve();
    let mut owner = server.demo("acme-owner");
    let body = plant("LATE").to_string();
    let (first, rest) = body.split_at(10);
    let mut stream = owner.connect().expect("a connection");
    stream.write_all((owner.head("POST", PLANTS, &[], body.len()) + first).as_bytes()).expect("sent");
    // The server has begun with it once it has answered a later request of somebody else.
    assert_eq!(owner.get(PLANTS).status, 200);
    thread::sleep(Duration::from_millis(200));

    server.ask_to_stop();
    assert_refuses_connections(&server);
    stream.write_all(rest.as_bytes()).expect("sent");
    let answer = Answer::read(&mut BufReader::new(stream)).expect("an answer");
    assert_eq!(answer.status, 201, "{answer:?}");
    let (code, log) = server.ended_within(SHUTDOWN + Duration::from_secs(5)).expect("it ends in time");
    assert_eq!(code, Some(0), "{log}");
}

#[test]
fn a_request_that_waits_for_the_database_is_finished() {
    let site = site();
    let server = site.serve();
    let mut owner = server.demo("acme-owner");
    let id = owner.post(PLANTS, &plant("HELD")).json()["id"].as_i64().expect("an id");
    let mut holder = site.db.owner();
    holder.batch_execute("BEGIN; UPDATE plants_plant SET version = version").expect("held");

    let path = format!("{PLANTS}{id}/");
    thread::scope(|scope| {
        let patch = scope.spawn(|| owner.call("PATCH", &path, &[], r#"{"city": "Omaha"}"#));
        thread::sleep(Duration::from_millis(500));
        server.ask_to_stop();
        assert_refuses_connections(&server);
        assert!(!patch.is_finished(), "it waits");
        holder.batch_execute("ROLLBACK").expect("let go");
        let answer = patch.join().expect("no panic").expect("an answer");
        assert_eq!((answer.status, &answer.json()["city"]), (200, &"Omaha".into()));
    });
    let (code, log) = server.ended_within(SHUTDOWN + Duration::from_secs(5)).expect("it ends in time");
    assert_eq!(code, Some(0), "{log}");
}

#[test]
fn connections_without_a_request_do_not_hold_up_the_stop() {
    let site = site();
    let server = site.serve();
    let mut idle: Vec<_> = (0..8).map(|_| server.nobody()).collect();
    for client in &mut idle {
        assert_eq!(client.get("/health/").status, 200);
    }
    let silent: Vec<_> = (0..8).map(|_| idle[0].connect().expect("a connection")).collect();
    server.ask_to_stop();
    let began = Instant::now();
    let (code, log) = server.ended_within(SHUTDOWN + Duration::from_secs(5)).expect("it ends in time");
    assert_eq!(code, Some(0), "{log}");
    assert!(began.elapsed() < SHUTDOWN, "idle connections are waited for: {:?}", began.elapsed());
    drop((idle, silent));
}
