//! What a command has to do with its surroundings.
use super::Failure;
use crate::settings::{Problems, Settings, Sources, Variables};
use projectmeats_core::Clock;
use projectmeats_db::{Database, Location, migrate::pending};
use rand::rngs::StdRng;
use std::io::{self, BufRead, Write};

/// The surroundings of a command: the environment's variables, where results go, what is typed, and the time.
pub struct Terminal<'a> {
    variables: Variables,
    out: &'a mut dyn Write,
    input: &'a mut dyn BufRead,
    /// The time.
    pub clock: Clock,
    /// Chance.
    pub rng: StdRng,
}

impl<'a> Terminal<'a> {
    /// A terminal with the system's clock.
    pub fn new(
        variables: Variables,
        out: &'a mut dyn Write,
        input: &'a mut dyn BufRead,
        rng: StdRng,
    ) -> Self {
        Self { variables, out, input, clock: Clock::system(), rng }
    }
    /// Where every setting comes from.
    ///
    /// # Errors
    /// When a file or variable cannot be read.
    pub fn sources(&self) -> Result<Sources, Problems> {
        Sources::gather(&self.variables)
    }
    /// The settings.
    ///
    /// # Errors
    /// Everything that is wrong with them.
    pub fn settings(&self) -> Result<Settings, Problems> {
        self.sources()?.settings()
    }
    /// Prints a line. A reader that has seen enough (`| head`) is no failure.
    ///
    /// # Errors
    /// When the line cannot be written.
    pub fn say(&mut self, line: impl AsRef<str>) -> Result<(), Failure> {
        match writeln!(self.out, "{}", line.as_ref().trim_end_matches('\n')) {
            Err(e) if e.kind() != io::ErrorKind::BrokenPipe => Err(e.into()),
            _ => Ok(()),
        }
    }
    /// The next line that is typed or piped in, without its end.
    ///
    /// # Errors
    /// When there is none.
    pub fn read_line(&mut self) -> Result<String, Failure> {
        let mut line = String::new();
        if self.input.read_line(&mut line)? == 0 {
            return Err(Failure::wrong("standard input ended before there was a line"));
        }
        Ok(line.trim_end_matches(['\r', '\n']).to_owned())
    }
    /// The database, once every migration is applied.
    ///
    /// # Errors
    /// When it does not answer or is not migrated.
    pub fn database(&self, settings: &Settings) -> Result<Database, Failure> {
        let pending = pending(existing(&settings.database.url)?)?;
        if pending > 0 {
            return Err(Failure::new(format!("{pending} migrations are not applied")).hint(MIGRATE));
        }
        Ok(Database::open(&settings.database.url, &settings.database.options())?)
    }
}

pub(super) const MIGRATE: &str = "run `projectmeats-server migrate`";

/// Looking at a database that is a file must not make the file.
pub(super) fn existing(location: &Location) -> Result<&Location, Failure> {
    match location.file() {
        Some(file) if !file.exists() => {
            Err(Failure::new(format!("there is no {}", file.display())).hint(MIGRATE))
        }
        _ => Ok(location),
    }
}
