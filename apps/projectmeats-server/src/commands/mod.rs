//! The commands of the program. Their results go to standard output, the log and what went wrong to standard error.
mod check;
mod create_superuser;
mod create_tenant;
mod create_user;
mod failure;
mod makemigration;
mod migrate;
mod openapi;
mod people;
mod seed;
mod serve;
mod settings;
mod showmigrations;
mod terminal;
#[cfg(test)]
mod tests;

use crate::{logging, settings::process_variables};
use clap::{Parser, Subcommand};
pub use failure::Failure;
use rand::{SeedableRng as _, rngs::StdRng};
use std::process::ExitCode;
pub use terminal::Terminal;

/// ProjectMeats: suppliers, customers, plants and orders of the meat trade, by company.
#[derive(Debug, Parser)]
#[command(name = "projectmeats-server", version)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    Serve(serve::Serve),
    Migrate(migrate::Migrate),
    Showmigrations(showmigrations::ShowMigrations),
    Makemigration(makemigration::MakeMigration),
    Check(check::Check),
    Settings(settings::ShowSettings),
    Openapi(openapi::OpenApi),
    Seed(seed::Seed),
    CreateTenant(create_tenant::CreateTenant),
    CreateSuperuser(create_superuser::CreateSuperuser),
    CreateUser(create_user::CreateUser),
}

/// Runs the command of this process; none is `serve`. Answers 0 when it was done, 1 when it failed, 2 when it was not understood
/// or the settings are wrong.
pub fn main() -> ExitCode {
    let command = match Cli::try_parse() {
        Ok(cli) => cli.command.unwrap_or_else(|| Command::Serve(serve::Serve::default())),
        Err(e) => {
            // Nothing can be told to a standard error that is closed.
            e.print().unwrap_or_default();
            return ExitCode::from(u8::try_from(e.exit_code()).unwrap_or(2));
        }
    };
    let (mut out, mut input) = (std::io::stdout(), std::io::stdin().lock());
    let mut terminal = Terminal::new(process_variables(), &mut out, &mut input, StdRng::from_os_rng());
    // Wrong settings are told by the command that needs them.
    let log = terminal.settings().ok().and_then(|settings| logging::start(&settings).ok());
    let done = run(command, &mut terminal);
    drop(log);
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.tell(),
    }
}

fn run(command: Command, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    match command {
        Command::Serve(command) => command.run(terminal),
        Command::Migrate(command) => command.run(terminal),
        Command::Showmigrations(command) => command.run(terminal),
        Command::Makemigration(command) => command.run(terminal),
        Command::Check(command) => command.run(terminal),
        Command::Settings(command) => command.run(terminal),
        Command::Openapi(command) => command.run(terminal),
        Command::Seed(command) => command.run(terminal),
        Command::CreateTenant(command) => command.run(terminal),
        Command::CreateSuperuser(command) => command.run(terminal),
        Command::CreateUser(command) => command.run(terminal),
    }
}
