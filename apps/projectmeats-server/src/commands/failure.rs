//! Why a command failed: what went wrong on one line, what to do about it on the next.
use crate::settings::Problems;
use projectmeats_core::Error;
use std::{
    io::{self, Write as _},
    process::ExitCode,
};

/// The end of a command that did not do what it was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// What went wrong.
    pub cause: String,
    /// What to do about it; blank when nobody knows.
    pub hint: String,
    /// The exit code: 1 for what failed, 2 for what was asked or set wrongly.
    pub code: u8,
}

impl Failure {
    /// Something that failed.
    pub fn new(cause: impl Into<String>) -> Self {
        Self { cause: cause.into(), hint: String::new(), code: 1 }
    }
    /// Something that was asked or set wrongly.
    pub fn wrong(cause: impl Into<String>) -> Self {
        Self { code: 2, ..Self::new(cause) }
    }
    /// With what to do about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }
    /// Says so on standard error.
    pub(super) fn tell(&self) -> ExitCode {
        let mut text = format!("error: {}\n", self.cause);
        if !self.hint.is_empty() {
            text.push_str(&format!("hint: {}\n", self.hint));
        }
        // Nothing can be told to a standard error that is closed.
        io::stderr().write_all(text.as_bytes()).unwrap_or_default();
        ExitCode::from(self.code)
    }
}

impl From<Problems> for Failure {
    fn from(problems: Problems) -> Self {
        let lines = problems.to_string().replace('\n', "\nerror: ");
        Self::wrong(lines).hint(
            "docs/settings.md lists every setting; `projectmeats-server settings` shows what is in force",
        )
    }
}

/// Unlike a client of the API, whoever is at the terminal is told the text of a fault.
impl From<Error> for Failure {
    fn from(e: Error) -> Self {
        match e {
            Error::Internal(text) => {
                Self::new(one_line(&text)).hint("`projectmeats-server check` looks at settings and database")
            }
            Error::Busy(_) => Self::new("the database does not answer")
                .hint("the log above says why; is DATABASE_URL right, and the server running?"),
            Error::Malformed(text) => Self::wrong(text),
            other => Self::new(other.to_string()),
        }
    }
}

/// Databases explain themselves on several lines.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl From<io::Error> for Failure {
    fn from(e: io::Error) -> Self {
        Self::new(e.to_string())
    }
}
