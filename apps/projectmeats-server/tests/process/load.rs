//! Many clients at once, and clients that do not read.
use crate::{
    client::{PLANTS, plant},
    program::{PATIENCE, Site},
};
use std::{
    io::Write,
    thread,
    time::{Duration, Instant},
};

#[test]
fn sixty_four_writers_at_once_are_all_served() {
    let site = Site::development();
    let server = site.serve();
    let owner = server.demo("acme-owner");
    let end = Instant::now() + Duration::from_secs(3);
    let created: usize = thread::scope(|scope| {
        let writers = (0..64).map(|number| {
            let mut writer = owner.at(server.address);
            scope.spawn(move || {
                let mut created = 0;
                while Instant::now() < end {
                    let answer = writer.post(PLANTS, &plant(&format!("{number}-{created}")));
                    assert_eq!(answer.status, 201, "{answer:?}");
                    created += 1;
                }
                created
            })
        });
        let writers: Vec<_> = writers.collect();
        writers.into_iter().map(|writer| writer.join().expect("a writer who was served")).sum()
    });
    assert!(created >= 64, "{created} created");
    let log = server.stop();
    assert!(!log.contains("locked") && !log.contains("ERROR"), "{log}");
    assert_eq!(log.matches("method=POST path=/api/v1/plants/").count(), created, "a line for each");
}

#[test]
fn clients_that_do_not_read_block_nobody() {
    let site = Site::development();
    let server = site.serve();
    let mut owner = server.demo("acme-owner");
    for number in 0..20 {
        assert_eq!(owner.post(PLANTS, &plant(&format!("P-{number}"))).status, 201);
    }
    // The document of the API is long: a few hundred of them fill every buffer on the way.
    let asks = owner.head("GET", "/api/schema/", &[], 0).repeat(400);
    let silent = (0..32).map(|_| {
        let mut connection = owner.connect().expect("a connection");
        connection.set_write_timeout(Some(Duration::from_millis(200))).expect("set");
        // It may be full before all is sent.
        drop(connection.write_all(asks.as_bytes()));
        connection
    });
    let silent: Vec<_> = silent.collect();
    // Filling the buffers of so many takes a moment; then nobody waits for them.
    let deadline = Instant::now() + PATIENCE;
    let mut quick = 0;
    while quick < 20 {
        let began = Instant::now();
        assert_eq!(owner.get(PLANTS).status, 200);
        quick = if began.elapsed() < Duration::from_secs(1) { quick + 1 } else { 0 };
        assert!(Instant::now() < deadline, "others still wait");
    }
    drop(silent);
    server.stop();
}
