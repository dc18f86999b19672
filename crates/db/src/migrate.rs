//! Migrations: one folder a step, `migrations/<database>/<domain>/<version>_<what>/{up,down}.sql`, run by diesel_migrations.
//!
//! Versions are unique over all domains and are applied in their order. A domain names the domains it stands on in the first lines
//! of its scripts (`-- requires: tenants, accounts`); it can be taken back only while none of those that stand on it is applied.
use crate::{
    Conn, Location,
    conn::{self, Purpose},
    on,
};
use diesel::{
    QueryResult, RunQueryDsl,
    backend::Backend,
    connection::{BoxableConnection, SimpleConnection},
    migration::{self, Migration, MigrationMetadata, MigrationName, MigrationVersion},
    pg::Pg,
    sqlite::Sqlite,
};
use diesel_migrations::MigrationHarness;
use projectmeats_core::{Error, Result};
use std::{collections::BTreeSet, fmt};

/// One step of one domain for one database.
#[derive(Debug)]
pub struct Script {
    /// The domain it belongs to: the name of its folder.
    pub domain: &'static str,
    /// `<version>_<what>`.
    pub name: &'static str,
    /// What applies it.
    pub up: &'static str,
    /// What takes it back.
    pub down: &'static str,
}

mod scripts {
    use super::Script;
    include!(concat!(env!("OUT_DIR"), "/scripts.rs"));
}

/// The scripts of the embedded database.
pub fn sqlite_scripts() -> &'static [Script] {
    scripts::SQLITE
}
/// The scripts of the database server.
pub fn postgres_scripts() -> &'static [Script] {
    scripts::POSTGRES
}

impl Script {
    /// The part of the name before the first underscore.
    pub fn version(&self) -> &'static str {
        self.name.split('_').next().unwrap_or(self.name)
    }
    /// The domains that must be there before this one.
    pub fn requires(&self) -> impl Iterator<Item = &'static str> {
        let named = self.up.lines().filter_map(|line| line.strip_prefix("-- requires:"));
        named.flat_map(|list| list.split(',')).map(str::trim).filter(|name| !name.is_empty())
    }
}
impl fmt::Display for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.domain, self.name)
    }
}
impl MigrationName for Script {
    fn version(&self) -> MigrationVersion<'_> {
        self.version().into()
    }
}
impl MigrationMetadata for Script {}

struct Step(&'static Script);
impl<DB: Backend> Migration<DB> for Step {
    fn run(&self, conn: &mut dyn BoxableConnection<DB>) -> migration::Result<()> {
        Ok(conn.batch_execute(self.0.up)?)
    }
    fn revert(&self, conn: &mut dyn BoxableConnection<DB>) -> migration::Result<()> {
        Ok(conn.batch_execute(self.0.down)?)
    }
    fn metadata(&self) -> &dyn MigrationMetadata {
        self.0
    }
    fn name(&self) -> &dyn MigrationName {
        self.0
    }
}

/// How far to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target<'a> {
    /// Everything there is.
    Latest,
    /// One domain, and what it requires, to its newest version.
    Domain(&'a str),
    /// One domain to one version, forward or back; `zero` takes all of it back.
    Version(&'a str, &'a str),
}

/// What was done, in order: `+ plants/…` applied, `- plants/…` taken back.
pub type Report = Vec<String>;

/// Whether each step is applied, in order of version.
///
/// # Errors
/// When the database does not answer.
pub fn status(location: &Location) -> Result<Vec<(&'static Script, bool)>> {
    let mut conn = connect(location)?;
    let applied = applied(&mut conn)?;
    Ok(scripts_of(&conn).iter().map(|s| (s, applied.contains(s.version()))).collect())
}

/// How many steps are not applied, asked with no more rights than serving takes.
///
/// # Errors
/// When the database does not answer.
pub fn pending(location: &Location) -> Result<usize> {
    let mut conn = open_for(location, Purpose::Serve)?;
    let asked = diesel::dsl::sql::<diesel::sql_types::Text>("version FROM __diesel_schema_migrations");
    // Without the table of what is applied, nothing is.
    let applied: Vec<String> = diesel::select(asked).load(&mut conn).unwrap_or_default();
    Ok(scripts_of(&conn).iter().filter(|s| !applied.iter().any(|version| version == s.version())).count())
}

/// Brings the database to `target`, all or nothing. Safe when several servers start at once: one works, the others wait and find it done.
///
/// # Errors
/// [`Error::Malformed`] for a domain or version that does not exist, [`Error::Conflict`] when another domain stands on what would be
/// taken back, [`Error::Internal`] when a script fails.
pub fn migrate(location: &Location, target: Target<'_>) -> Result<Report> {
    let mut conn = connect(location)?;
    exclusively(&mut conn, |conn| {
        let applied = applied(conn)?;
        let (up, down) = plan(scripts_of(conn), &applied, target)?;
        let mut report = Report::new();
        for script in down {
            run(conn, script, Direction::Down)?;
            report.push(format!("- {script}"));
        }
        for script in up {
            run(conn, script, Direction::Up)?;
            report.push(format!("+ {script}"));
        }
        Ok(report)
    })
}

type Steps = Vec<&'static Script>;

fn plan(all: &'static [Script], applied: &BTreeSet<String>, target: Target<'_>) -> Result<(Steps, Steps)> {
    let pending = |s: &&Script| !applied.contains(s.version());
    let known = |domain: &str| {
        if all.iter().any(|s| s.domain == domain) {
            return Ok(());
        }
        let names: BTreeSet<_> = all.iter().map(|s| s.domain).collect();
        Err(Error::Malformed(format!("there is no domain \"{domain}\"; there are {}", join(names))))
    };
    let up_to = |domain: &str, last: &str| -> Steps {
        let wanted = closure(all, domain);
        let due = |s: &&Script| wanted.contains(s.domain) && (s.domain != domain || s.version() <= last);
        all.iter().filter(due).filter(pending).collect()
    };
    match target {
        Target::Latest => Ok((all.iter().filter(pending).collect(), vec![])),
        Target::Domain(domain) => {
            known(domain)?;
            Ok((up_to(domain, "~"), vec![]))
        }
        Target::Version(domain, version) => {
            known(domain)?;
            let exists =
                version == "zero" || all.iter().any(|s| s.domain == domain && s.version() == version);
            if !exists {
                let versions = all.iter().filter(|s| s.domain == domain).map(Script::version);
                let versions = join(versions);
                return Err(Error::Malformed(format!(
                    "{domain} has no version \"{version}\"; it has {versions}, and zero"
                )));
            }
            let last = if version == "zero" { "" } else { version };
            let down: Steps = all
                .iter()
                .rev()
                .filter(|s| s.domain == domain && s.version() > last && applied.contains(s.version()))
                .collect();
            if let Some(lowest) = down.last() {
                refuse_if_stood_on(all, applied, lowest)?;
                return Ok((vec![], down));
            }
            Ok((if last.is_empty() { vec![] } else { up_to(domain, last) }, vec![]))
        }
    }
}

fn refuse_if_stood_on(all: &'static [Script], applied: &BTreeSet<String>, lowest: &Script) -> Result<()> {
    let standing: BTreeSet<_> = all
        .iter()
        .filter(|s| {
            s.domain != lowest.domain && s.version() > lowest.version() && applied.contains(s.version())
        })
        .filter(|s| closure(all, s.domain).contains(lowest.domain))
        .map(|s| s.domain)
        .collect();
    if standing.is_empty() {
        return Ok(());
    }
    let names = join(standing);
    Err(Error::Conflict(format!("{lowest} cannot be taken back while {names} is applied; nothing was done")))
}

/// A domain and everything it stands on.
fn closure(all: &'static [Script], domain: &str) -> BTreeSet<&'static str> {
    let mut found = BTreeSet::new();
    let mut open: Vec<&'static str> = all.iter().map(|s| s.domain).filter(|d| *d == domain).take(1).collect();
    while let Some(next) = open.pop() {
        if found.insert(next) {
            open.extend(all.iter().filter(|s| s.domain == next).flat_map(Script::requires));
        }
    }
    found
}

fn join<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    names.into_iter().collect::<Vec<_>>().join(", ")
}

#[derive(Clone, Copy)]
enum Direction {
    Up,
    Down,
}

fn run(conn: &mut Conn, script: &'static Script, direction: Direction) -> Result<()> {
    let step = Step(script);
    let done = on!(conn, |c| match direction {
        Direction::Up => c.run_migration(&step).map(|_| ()),
        Direction::Down => c.revert_migration(&step).map(|_| ()),
    });
    done.map_err(|e| Error::Internal(format!("migration {script} failed: {e}")))
}

fn scripts_of(conn: &Conn) -> &'static [Script] {
    match conn {
        Conn::Postgres(_) => scripts::POSTGRES,
        Conn::Sqlite(_) => scripts::SQLITE,
    }
}

fn applied(conn: &mut Conn) -> Result<BTreeSet<String>> {
    let versions = on!(conn, |c| c.applied_migrations()).map_err(Error::internal)?;
    Ok(versions.into_iter().map(|v| v.to_string()).collect())
}

fn connect(location: &Location) -> Result<Conn> {
    open_for(location, Purpose::Migrate)
}

fn open_for(location: &Location, purpose: Purpose) -> Result<Conn> {
    if let Location::Sqlite { path } = location
        && let Some(folder) = std::path::Path::new(path).parent().filter(|f| !f.as_os_str().is_empty())
    {
        std::fs::create_dir_all(folder).map_err(|e| Error::Internal(format!("{}: {e}", folder.display())))?;
    }
    conn::open(location, purpose).map_err(|e| Error::Internal(format!("{location} does not open: {e}")))
}

/// One transaction that no other migration can share.
fn exclusively<T>(conn: &mut Conn, work: impl FnOnce(&mut Conn) -> Result<T>) -> Result<T> {
    stand_in_line(conn)?;
    // The first look makes the table that keeps the books.
    applied(conn)?;
    begin(conn)?;
    match work(conn) {
        Ok(value) => {
            crate::transaction::manager_commit(conn)?;
            Ok(value)
        }
        Err(e) => {
            crate::transaction::manager_rollback(conn)?;
            Err(e)
        }
    }
}

/// Waits for whoever migrates already, until the connection is closed. It comes before the first look: two servers that make the
/// same table at once fail, even where it says "if not exists". An embedded database is locked by the transaction itself.
fn stand_in_line(conn: &mut Conn) -> QueryResult<()> {
    match conn {
        Conn::Postgres(c) => {
            c.batch_execute("SET statement_timeout = 0; SELECT pg_advisory_lock(7236414953)")
        }
        Conn::Sqlite(_) => Ok(()),
    }
}

fn begin(conn: &mut Conn) -> QueryResult<()> {
    use diesel::connection::AnsiTransactionManager as Manager;
    match conn {
        Conn::Postgres(c) => Manager::begin_transaction_sql(c, "BEGIN"),
        Conn::Sqlite(c) => Manager::begin_transaction_sql(c, "BEGIN IMMEDIATE"),
    }
}

const _: fn() = || {
    fn both<M: Migration<Pg> + Migration<Sqlite>>() {}
    both::<Step>();
};
