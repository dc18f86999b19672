//! `showmigrations`
use super::{Failure, Terminal, terminal::existing};
use clap::Args;
use projectmeats_db::migrate::status;

/// List every migration by domain: [X] is applied, [ ] is not.
#[derive(Debug, Args)]
pub(super) struct ShowMigrations {}

impl ShowMigrations {
    pub(super) fn run(self, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
        let settings = terminal.settings()?;
        let steps = status(existing(settings.database.owner())?)?;
        let mut domains: Vec<_> = steps.iter().map(|(script, _)| script.domain).collect();
        domains.sort_unstable();
        domains.dedup();
        for domain in domains {
            terminal.say(domain)?;
            for (script, applied) in steps.iter().filter(|(script, _)| script.domain == domain) {
                terminal.say(format!(" [{}] {}", if *applied { 'X' } else { ' ' }, script.name))?;
            }
        }
        Ok(())
    }
}
