//! `seed`
use super::{Failure, Terminal};
use crate::demo;
use clap::Args;

/// Fill an empty database with a demonstration: two companies, people of every role, plants.
#[derive(Debug, Args)]
pub(super) struct Seed {}

impl Seed {
    pub(super) fn run(self, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
        let settings = terminal.settings()?;
        if settings.environment.is_exposed() {
            let cause =
                format!("the demonstration's passwords are published; {} takes none", settings.environment);
            return Err(Failure::wrong(cause).hint("add people with `projectmeats-server create-user`"));
        }
        let seeded = demo::seed_if_empty(&terminal.database(&settings)?, terminal.clock.now())?;
        if !seeded {
            return Err(Failure::new("the database is not empty; nothing was added"));
        }
        terminal.say(format!("Sign in as {} with the password {}.", demo::OWNER, demo::PASSWORD))
    }
}
