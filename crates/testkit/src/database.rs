//! A database of its own for each test, of the kind the environment names.
use crate::{embedded, now, server};
use diesel::{Connection, pg::PgConnection, sqlite::SqliteConnection};
use projectmeats_core::Clock;
use projectmeats_db::{
    Conn, Database as Opened, Location, Options,
    migrate::{Target, migrate},
};
use std::{any::Any, ops::Deref, time::Duration};

/// A database that nobody else uses and that goes when this is dropped. Use it as the [`projectmeats_db::Database`] it holds.
pub struct Database {
    // Dropped first, so that its connections are closed when the database goes.
    opened: Opened,
    clock: Clock,
    _storage: Box<dyn Any + Send + Sync>,
}

/// Names the server that gives out databases; unset, they are files.
const KIND: &str = "PROJECTMEATS_TEST_DATABASE";

impl Database {
    /// Migrated, and empty but for what migrations put in. It is copied from a template that is migrated once per process.
    pub fn fresh() -> Self {
        match server_url() {
            Some(url) => Self::over(server::copy(&url)),
            None => Self::over(embedded::copy()),
        }
    }

    /// Not migrated at all.
    pub fn blank() -> Self {
        match server_url() {
            Some(url) => Self::over(server::blank(&url)),
            None => Self::over(embedded::blank()),
        }
    }

    fn over((location, storage): (Location, impl Any + Send + Sync)) -> Self {
        let opened = Opened::open(&location, &Self::options()).expect("the test database opens");
        Self { opened, clock: Clock::fixed(now()), _storage: Box::new(storage) }
    }

    /// What a test's pools are opened with: few connections, since many tests run side by side.
    pub fn options() -> Options {
        Options { connections: 3, wait: Duration::from_secs(10), replica: None }
    }

    /// What `DATABASE_URL` names it by, password and all, for a program of its own.
    pub fn url(&self) -> String {
        match self.location() {
            Location::Postgres { url } => url.clone(),
            Location::Sqlite { path } => format!("sqlite://{path}"),
        }
    }

    /// A clock that stands at [`now`] until the test moves it; its clones move with it.
    pub fn clock(&self) -> Clock {
        self.clock.clone()
    }

    /// A connection with the rights of the login, past row security, for what a test must prepare or see behind the wall.
    pub fn owner(&self) -> Conn {
        connect(self.location())
    }
}

impl Deref for Database {
    type Target = Opened;
    fn deref(&self) -> &Opened {
        &self.opened
    }
}

fn connect(location: &Location) -> Conn {
    match location {
        Location::Postgres { url } => {
            Conn::Postgres(PgConnection::establish(url).expect("the server answers"))
        }
        Location::Sqlite { path } => {
            let mut conn = SqliteConnection::establish(path).expect("the file opens");
            diesel::connection::SimpleConnection::batch_execute(
                &mut conn,
                "PRAGMA busy_timeout = 10000; PRAGMA foreign_keys = ON",
            )
            .expect("the file can be used");
            Conn::Sqlite(conn)
        }
    }
}

/// Brings a template to the newest version.
pub(crate) fn migrated(location: &Location) {
    migrate(location, Target::Latest).expect("every migration applies to an empty database");
}

#[expect(clippy::disallowed_methods, reason = "the one choice a test run makes: which database")]
fn server_url() -> Option<String> {
    std::env::var(KIND).ok().filter(|url| !url.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use diesel::connection::SimpleConnection;
    use projectmeats_db::{Bound, ping};

    #[test]
    fn two_fresh_databases_share_nothing() {
        let (one, other) = (Database::fresh(), Database::fresh());
        one.owner().batch_execute("CREATE TABLE only_here (id BIGINT)").expect("created");
        assert!(other.owner().batch_execute("SELECT * FROM only_here").is_err());
        one.owner().batch_execute("SELECT * FROM only_here").expect("still there");
    }

    #[test]
    fn a_dropped_database_is_gone() {
        let fresh = Database::fresh();
        let location = fresh.location().clone();
        fresh.read_now(Bound::default(), ping).expect("answers while it is there");
        drop(fresh);
        let gone = match &location {
            Location::Postgres { url } => PgConnection::establish(url).is_err(),
            Location::Sqlite { path } => !std::path::Path::new(path).exists(),
        };
        assert!(gone, "{location} is still there");
    }

    #[test]
    fn a_fresh_database_is_at_the_newest_version_and_a_blank_one_at_none() {
        let applied = |database: &Database| {
            let steps = projectmeats_db::migrate::status(database.location()).expect("status");
            assert!(!steps.is_empty());
            steps.into_iter().filter(|(_, applied)| *applied).count()
        };
        assert_eq!(applied(&Database::blank()), 0);
        let all = projectmeats_db::migrate::sqlite_scripts().len();
        assert_eq!(applied(&Database::fresh()), all);
    }

    #[test]
    fn the_clock_stands_still_until_it_is_moved() {
        let fresh = Database::fresh();
        fresh.clock().advance(60);
        assert_eq!(fresh.clock().now(), now().plus_seconds(60));
    }
}
