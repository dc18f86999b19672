//! `check`
use super::{
    Failure, Terminal,
    terminal::{MIGRATE, existing},
};
use crate::settings::Settings;
use clap::Args;
use projectmeats_db::{Bound, Database, Options, Rights, migrate::status, ping, rights};

/// Look whether the server could start: settings, database, migrations, and what its login may do.
#[derive(Debug, Args)]
pub(super) struct Check {}

impl Check {
    pub(super) fn run(self, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
        let lines = match terminal.settings() {
            Ok(settings) => look(&settings),
            Err(problems) => problems.0.iter().map(|p| Line::fail(format!("settings: {p}"))).collect(),
        };
        lines.iter().try_for_each(|line| terminal.say(line.to_string()))?;
        match lines.iter().filter(|line| !line.ok).count() {
            0 => Ok(()),
            failed => Err(Failure::new(format!("{failed} of {} checks failed", lines.len()))),
        }
    }
}

/// One thing that was looked at.
#[derive(Debug)]
struct Line {
    ok: bool,
    text: String,
}

impl Line {
    fn ok(text: impl Into<String>) -> Self {
        Self { ok: true, text: text.into() }
    }
    fn fail(text: impl Into<String>) -> Self {
        Self { ok: false, text: text.into() }
    }
}
impl std::fmt::Display for Line {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", if self.ok { "ok  " } else { "FAIL" }, self.text)
    }
}

fn look(settings: &Settings) -> Vec<Line> {
    let mut lines = vec![Line::ok(format!("settings: {}", settings.environment))];
    match answers(settings) {
        Ok(rights) => {
            lines.push(Line::ok(format!(
                "database: {} answers at {}",
                settings.database.url.kind(),
                settings.database.url
            )));
            lines.push(
                migrations(settings).unwrap_or_else(|f| Line::fail(format!("migrations: {}", f.cause))),
            );
            lines.extend(rights.map(|rights| login(settings, &rights)));
        }
        Err(f) => {
            lines.push(Line::fail(format!("database: {}; {}", f.cause, f.hint)));
            // A server that was never migrated refuses whoever serves, and answers whoever migrates.
            lines.extend(migrations(settings));
        }
    }
    lines.extend(settings.database.replica_url.as_ref().map(|url| match reach(url, settings) {
        Ok(_) => Line::ok(format!("replica: answers at {url}")),
        Err(f) => Line::fail(format!("replica: {}", f.cause)),
    }));
    lines
}

fn answers(settings: &Settings) -> Result<Option<Rights>, Failure> {
    reach(existing(&settings.database.url)?, settings)
}

fn reach(url: &projectmeats_db::Location, settings: &Settings) -> Result<Option<Rights>, Failure> {
    let options = Options { replica: None, connections: 1, ..settings.database.options() };
    let database = Database::open(url, &options)?;
    Ok(database.read_now(Bound::default(), |conn| {
        ping(conn)?;
        rights(conn)
    })?)
}

fn migrations(settings: &Settings) -> Result<Line, Failure> {
    let steps = status(existing(settings.database.owner())?)?;
    let pending: Vec<_> =
        steps.iter().filter(|(_, applied)| !applied).map(|(script, _)| script.to_string()).collect();
    if pending.is_empty() {
        return Ok(Line::ok(format!("migrations: all {} are applied", steps.len())));
    }
    if settings.database.migrate_on_start {
        return Ok(Line::ok(format!("migrations: the start will apply {}", pending.join(", "))));
    }
    Ok(Line::fail(format!("migrations: not applied: {}; {MIGRATE}", pending.join(", "))))
}

/// Where strangers come, a login that could lift row security is a fault, although the server steps down from it.
fn login(settings: &Settings, rights: &Rights) -> Line {
    let Rights { login, works_as, superuser, bypasses_row_security, owns_tables } = rights;
    let separate = settings.database.migration_url.is_some();
    let excess = [
        (*superuser, "is a superuser"),
        (*bypasses_row_security, "bypasses row security"),
        // With one login alone, it has to own what it migrates.
        (*owns_tables && separate, "owns tables, although another login migrates"),
    ];
    let excess: Vec<_> = excess.into_iter().filter(|(has, _)| *has).map(|(_, what)| what).collect();
    let text = format!("login: {login} works as {works_as}");
    match (excess.is_empty(), settings.environment.is_exposed()) {
        (true, _) => Line::ok(text),
        (false, true) => {
            Line::fail(format!("{text}, but {}; give DATABASE_URL a login that is not", excess.join(" and ")))
        }
        (false, false) => {
            Line::ok(format!("{text}; it {}, which staging and production refuse", excess.join(" and ")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Variables;

    fn settings(environment: &str, migration_url: &str) -> Settings {
        let set = [
            ("PROJECTMEATS_ENV", environment),
            ("SECRET_KEY", "a key of more than thirty-two characters"),
            ("DATABASE_URL", "postgres://meats:x@db/meats"),
            ("PROJECTMEATS__DATABASE__MIGRATION_URL", migration_url),
        ];
        let set: Variables = set.map(|(k, v)| (k.into(), v.into())).into();
        Settings::load(&set).expect("good settings")
    }
    const PLAIN: Rights = Rights {
        login: String::new(),
        works_as: String::new(),
        superuser: false,
        bypasses_row_security: false,
        owns_tables: true,
    };

    #[test]
    fn a_login_that_can_lift_row_security_fails_where_strangers_come() {
        let superuser = Rights { superuser: true, ..PLAIN };
        let bypassing = Rights { bypasses_row_security: true, ..PLAIN };
        assert!(login(&settings("production", ""), &PLAIN).ok);
        assert!(!login(&settings("production", "postgres://owner@db/meats"), &PLAIN).ok);
        for rights in [superuser, bypassing] {
            assert!(!login(&settings("production", ""), &rights).ok, "{rights:?}");
            assert!(!login(&settings("staging", ""), &rights).ok, "{rights:?}");
            assert!(login(&settings("development", ""), &rights).ok, "{rights:?}");
        }
    }
}
