//! Test databases on a server: each is created from a template that this process migrated.
//!
//! Names carry a number under which the process holds an advisory lock as long as it lives. Databases whose number nobody holds
//! were left by a process that has ended; the next one removes them.
use crate::database::migrated;
use diesel::{
    Connection, PgConnection, QueryableByName, RunQueryDsl,
    connection::SimpleConnection,
    sql_types::{BigInt, Bool, Text},
};
use projectmeats_db::Location;
use std::sync::{
    Mutex, OnceLock, PoisonError,
    atomic::{AtomicU64, Ordering},
};

/// A database of the server, dropped with this.
pub(crate) struct Created(String);

impl Drop for Created {
    fn drop(&mut self) {
        let sql = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.0);
        // One that stays is removed by the next process.
        drop(SERVER.get().map(|server| server.run(&sql)));
    }
}

/// A migrated database.
pub(crate) fn copy(url: &str) -> (Location, Created) {
    let server = server(url);
    let template = server.template.get_or_init(|| {
        let (location, created) = create(server, url, "template0");
        migrated(&location);
        created
    });
    create(server, url, &template.0)
}

/// A database that is not migrated.
pub(crate) fn blank(url: &str) -> (Location, Created) {
    create(server(url), url, "template0")
}

fn create(server: &Server, url: &str, template: &str) -> (Location, Created) {
    let name = format!("{PREFIX}{}_{}", server.number, server.made.fetch_add(1, Ordering::Relaxed));
    server.run(&format!("CREATE DATABASE {name} TEMPLATE {template}")).expect("a test database is created");
    (Location::Postgres { url: beside(url, &name) }, Created(name))
}

const PREFIX: &str = "projectmeats_test_";
static SERVER: OnceLock<Server> = OnceLock::new();

struct Server {
    admin: Mutex<PgConnection>,
    number: u32,
    made: AtomicU64,
    template: OnceLock<Created>,
}

impl Server {
    fn run(&self, sql: &str) -> diesel::QueryResult<()> {
        self.admin.lock().unwrap_or_else(PoisonError::into_inner).batch_execute(sql)
    }
}

fn server(url: &str) -> &'static Server {
    SERVER.get_or_init(|| {
        let mut admin =
            PgConnection::establish(url).expect("PROJECTMEATS_TEST_DATABASE names a server that answers");
        remove_leftovers(&mut admin);
        let number = claim(&mut admin);
        Server { admin: Mutex::new(admin), number, made: AtomicU64::new(0), template: OnceLock::new() }
    })
}

#[expect(
    clippy::disallowed_methods,
    reason = "names must differ between processes, whatever the test's seed"
)]
fn claim(admin: &mut PgConnection) -> u32 {
    loop {
        let number = rand::random();
        if try_lock(admin, number) {
            return number;
        }
    }
}

#[derive(QueryableByName)]
struct Lock {
    #[diesel(sql_type = Bool)]
    taken: bool,
}

fn try_lock(admin: &mut PgConnection, number: u32) -> bool {
    let query =
        diesel::sql_query("SELECT pg_try_advisory_lock($1) AS taken").bind::<BigInt, _>(i64::from(number));
    query.get_result::<Lock>(admin).expect("the server answers").taken
}

#[derive(QueryableByName)]
struct Name {
    #[diesel(sql_type = Text)]
    datname: String,
}

fn remove_leftovers(admin: &mut PgConnection) {
    let query =
        diesel::sql_query("SELECT datname::text AS datname FROM pg_database WHERE starts_with(datname, $1)");
    let names = query.bind::<Text, _>(PREFIX).load::<Name>(admin).expect("the server answers");
    for Name { datname } in names {
        let number = datname.trim_start_matches(PREFIX).split('_').next().and_then(|n| n.parse().ok());
        if number.is_some_and(|number| try_lock(admin, number)) {
            // Another process may be removing it too.
            drop(admin.batch_execute(&format!("DROP DATABASE IF EXISTS {datname} WITH (FORCE)")));
        }
    }
}

/// The URL of another database of the same server.
fn beside(url: &str, name: &str) -> String {
    let (address, parameters) =
        url.split_once('?').map_or((url, String::new()), |(a, p)| (a, format!("?{p}")));
    let host_begins = address.find("://").map_or(0, |at| at + 3);
    let host_ends = address[host_begins..].find('/').map_or(address.len(), |at| host_begins + at);
    format!("{}/{name}{parameters}", &address[..host_ends])
}

#[cfg(test)]
mod tests {
    use super::beside;

    #[test]
    fn the_neighbours_url_differs_in_the_database_alone() {
        assert_eq!(beside("postgres://me@h:5432/postgres", "x"), "postgres://me@h:5432/x");
        assert_eq!(beside("postgres://me@h:5432", "x"), "postgres://me@h:5432/x");
        assert_eq!(beside("postgres://h/postgres?sslmode=disable", "x"), "postgres://h/x?sslmode=disable");
    }
}
