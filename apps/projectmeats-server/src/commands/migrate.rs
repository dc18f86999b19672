//! `migrate`
use super::{Failure, Terminal};
use clap::Args;
use projectmeats_db::migrate::{Target, migrate};

/// Bring the database to the newest version, or one domain to a version of it.
///
/// Nothing or everything is done. A step applied is printed with +, one taken back with -.
#[derive(Debug, Args)]
pub(super) struct Migrate {
    /// Only this domain, and what it stands on.
    domain: Option<String>,
    /// Forward or back to this version of the domain; `zero` takes all of it back.
    version: Option<String>,
}

impl Migrate {
    pub(super) fn run(self, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
        let settings = terminal.settings()?;
        let target = match (&self.domain, &self.version) {
            (Some(domain), Some(version)) => Target::Version(domain, version),
            (Some(domain), None) => Target::Domain(domain),
            (None, _) => Target::Latest,
        };
        let report = migrate(settings.database.owner(), target)?;
        if report.is_empty() {
            return terminal.say("There is nothing to do.");
        }
        report.iter().try_for_each(|line| terminal.say(line))
    }
}
