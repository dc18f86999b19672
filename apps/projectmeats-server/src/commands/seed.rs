//! `seed`
use super::{Failure, Terminal};
use crate::demo;
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use projectmeats_core::{Error, Timestamp};
use projectmeats_db::Database;

/// Fill an empty database with a demonstration: two companies, people of every role, whom they trade with, and a year of trade.
#[derive(Debug, Args)]
pub(super) struct Seed {
    /// So many more orders for each company, over the past year; also for a database that holds the demonstration already
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    orders: Option<u64>,
}

impl Seed {
    pub(super) fn run(self, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
        let settings = terminal.settings()?;
        if settings.environment.is_exposed() {
            let cause =
                format!("the demonstration's passwords are published; {} takes none", settings.environment);
            return Err(Failure::wrong(cause).hint("add people with `projectmeats-server create-user`"));
        }
        let (db, now) = (terminal.database(&settings)?, terminal.clock.now());
        let seeded = demo::seed_if_empty(&db, now)?;
        match self.orders {
            None if !seeded => return Err(Failure::new("the database is not empty; nothing was added")),
            None => {}
            Some(orders) => {
                add_orders(&db, now, orders)?;
                terminal.say(format!("{orders} orders were added to each company."))?;
            }
        }
        terminal.say(format!("Sign in as {} with the password {}.", demo::OWNER, demo::PASSWORD))
    }
}

/// With a bar on the screen, where standard error is one.
fn add_orders(db: &Database, now: Timestamp, orders: u64) -> Result<(), Failure> {
    let style = ProgressStyle::with_template("{bar:40} {pos} of {len} orders, {eta} to go");
    let bar = ProgressBar::new(0).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    let added = demo::add_orders(db, now, orders, &|done, all| {
        bar.set_length(all);
        bar.set_position(done);
    });
    bar.finish_and_clear();
    match added {
        Err(Error::NotFound) => {
            Err(Failure::new("the database does not hold the demonstration; nothing was added"))
        }
        added => Ok(added?),
    }
}
