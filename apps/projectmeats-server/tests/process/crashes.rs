//! The process is killed while it works: what was acknowledged is there, and what is sent again is done once.
use crate::{
    client::{Client, PLANTS, plant},
    program::{PATIENCE, Server, Site},
};
use diesel::{RunQueryDsl, dsl::sql, sql_types::BigInt};
use std::{
    collections::BTreeMap,
    net::SocketAddr,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

const CLIENTS: usize = 64;
const KILLS: u32 = 10;
/// Before somebody asks again.
const PAUSE: Duration = Duration::from_millis(100);

/// How long the clients work; `PROJECTMEATS_TEST_CRASH_SECONDS` shortens it for a quick run.
#[expect(clippy::disallowed_methods, reason = "how long a test takes is the choice of who runs it")]
fn working_time() -> Duration {
    let chosen = std::env::var("PROJECTMEATS_TEST_CRASH_SECONDS").ok().and_then(|text| text.parse().ok());
    Duration::from_secs_f64(chosen.unwrap_or(10.0))
}

/// Where the server is at the moment.
struct Whereabouts(Mutex<SocketAddr>);

impl Whereabouts {
    fn now(&self) -> SocketAddr {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
    fn set(&self, address: SocketAddr) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = address;
    }
}

/// Somebody who creates one plant after the other, and notes what the server has acknowledged.
struct Clerk<'a> {
    number: usize,
    whereabouts: &'a Whereabouts,
    client: Client,
    acknowledged: Vec<(i64, String)>,
    broken: usize,
    replayed: usize,
}

impl Clerk<'_> {
    /// Every other one names each request by a key, and sends it until it is answered. The rest never ask twice.
    fn uses_keys(&self) -> bool {
        self.number.is_multiple_of(2)
    }

    fn work(&mut self, over: &AtomicBool) {
        for n in 0.. {
            if over.load(Ordering::Relaxed) {
                return;
            }
            self.create(&format!("{}-{n}", self.number));
        }
    }

    fn create(&mut self, code: &str) {
        let deadline = Instant::now() + 4 * PATIENCE;
        let key = [("Idempotency-Key", code)];
        let headers = if self.uses_keys() { &key[..] } else { &[] };
        let mut again = false;
        loop {
            assert!(Instant::now() < deadline, "{code} is not answered");
            match self.client.call("POST", PLANTS, headers, &plant(code).to_string()) {
                Ok(answer) if answer.status == 201 => {
                    let created = answer.json();
                    assert_eq!(created["code"], code);
                    self.replayed += usize::from(answer.header("idempotency-replayed").is_some());
                    self.acknowledged.push((created["id"].as_i64().expect("an id"), code.to_owned()));
                    return;
                }
                // A database server may still be at the request of a process that is gone: then the key is in use.
                Ok(answer) if answer.status == 503 || (again && answer.status == 409) => {
                    thread::sleep(PAUSE);
                }
                Ok(answer) => panic!("{code} is answered {answer:?}"),
                Err(_) => {
                    self.broken += 1;
                    self.client = self.client.at(self.whereabouts.now());
                    thread::sleep(PAUSE);
                    if !self.uses_keys() {
                        return;
                    }
                    again = true;
                }
            }
        }
    }
}

/// Every plant there is, by id.
fn listed(client: &mut Client) -> BTreeMap<i64, String> {
    let mut found = BTreeMap::new();
    let mut next = format!("{PLANTS}?ordering=id&page_size=1000");
    loop {
        let page = client.get(&next).json();
        for row in page["results"].as_array().expect("results") {
            let code = row["code"].as_str().expect("a code").to_owned();
            assert_eq!(found.insert(row["id"].as_i64().expect("an id"), code), None);
        }
        let Some(link) = page["next"].as_str() else { return found };
        next = link[link.find("/api/").expect("a path")..].to_owned();
    }
}

fn count(site: &Site, table: &str) -> i64 {
    let query = diesel::select(sql::<BigInt>(&format!("(SELECT count(*) FROM {table})")));
    query.get_result(&mut site.db.owner()).expect("a number")
}

#[test]
fn no_acknowledged_plant_is_lost_when_the_process_is_killed_ten_times() {
    let site = Site::development();
    let first = site.serve();
    let (address, owner) = (first.address, first.demo("acme-owner"));
    let mut server = Some(first);
    let records = "activity_record WHERE entity = 'plant' AND verb = 'created'";
    let (plants_before, records_before) = (count(&site, "plants_plant"), count(&site, records));
    let whereabouts = Whereabouts(Mutex::new(address));
    let over = AtomicBool::new(false);

    let clerks: Vec<Clerk<'_>> = thread::scope(|scope| {
        let clerks = (0..CLIENTS).map(|number| {
            let client = owner.at(address);
            let (whereabouts, over) = (&whereabouts, &over);
            let mut clerk =
                Clerk { number, whereabouts, client, acknowledged: Vec::new(), broken: 0, replayed: 0 };
            scope.spawn(move || {
                clerk.work(over);
                clerk
            })
        });
        let clerks: Vec<_> = clerks.collect();
        for _ in 0..KILLS {
            thread::sleep(working_time() / KILLS);
            server.take().map(Server::kill);
            whereabouts.set(server.insert(site.serve()).address);
        }
        over.store(true, Ordering::Relaxed);
        clerks.into_iter().map(|clerk| clerk.join().expect("a clerk who was answered well")).collect()
    });

    let there = listed(&mut owner.at(whereabouts.now()));
    for (id, code) in clerks.iter().flat_map(|clerk| &clerk.acknowledged) {
        assert_eq!(there.get(id), Some(code), "{code} was acknowledged");
    }
    let sum = |of: fn(&Clerk<'_>) -> usize| clerks.iter().map(of).sum::<usize>();
    let (acknowledged, broken) = (sum(|clerk| clerk.acknowledged.len()), sum(|clerk| clerk.broken));
    println!(
        "{acknowledged} acknowledged, {broken} broken connections, {} replayed",
        sum(|clerk| clerk.replayed)
    );
    assert!(acknowledged > CLIENTS && broken > CLIENTS, "{acknowledged} acknowledged, {broken} broken");

    // What a clerk with keys has sent is there exactly once: codes are in order, and none is missing or double.
    for clerk in clerks.iter().filter(|clerk| clerk.uses_keys()) {
        let prefix = format!("{}-", clerk.number);
        let mine = there.values().filter(|code| code.starts_with(&prefix)).count();
        assert_eq!(mine, clerk.acknowledged.len(), "plants of clerk {}", clerk.number);
    }
    let keyed =
        clerks.iter().filter(|clerk| clerk.uses_keys()).map(|clerk| clerk.acknowledged.len()).sum::<usize>();
    assert_eq!(count(&site, "web_idempotency"), i64::try_from(keyed).expect("a number"));
    // And each plant with its one record, also those whose acknowledgement nobody received.
    let (plants, records) = (count(&site, "plants_plant"), count(&site, records));
    assert_eq!(plants - plants_before, records - records_before);
    server.map(Server::stop);
}
