//! Which database a URL names.
use projectmeats_core::{Error, Result};
use std::{fmt, path::Path};

/// Where the database is. `Display` and `Debug` hide the password.
#[derive(Clone, PartialEq, Eq)]
pub enum Location {
    /// A file on this machine.
    Sqlite {
        /// Its path.
        path: String,
    },
    /// A server.
    Postgres {
        /// Its URL, as given.
        url: String,
    },
}

impl Location {
    /// Reads a `DATABASE_URL`: `sqlite://path`, `postgres://…` or `postgresql://…`.
    ///
    /// # Errors
    /// [`Error::Malformed`] for another scheme.
    pub fn parse(url: &str) -> Result<Self> {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Ok(Self::Postgres { url: url.into() });
        }
        match url.strip_prefix("sqlite://").or_else(|| url.strip_prefix("sqlite:")) {
            Some(path) if !path.is_empty() => Ok(Self::Sqlite { path: path.into() }),
            _ => Err(Error::Malformed("the database URL must begin with sqlite:// or postgres://".into())),
        }
    }
    /// Whether the database is a file of this machine, and so can serve one server only.
    pub fn is_embedded(&self) -> bool {
        matches!(self, Self::Sqlite { .. })
    }
    /// The file it is in, when it is one.
    pub fn file(&self) -> Option<&Path> {
        match self {
            Self::Sqlite { path } => Some(Path::new(path)),
            Self::Postgres { .. } => None,
        }
    }
    /// What the database is called in messages.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Sqlite { .. } => "SQLite",
            Self::Postgres { .. } => "PostgreSQL",
        }
    }
}

impl fmt::Debug for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite { path } => write!(f, "sqlite://{path}"),
            Self::Postgres { url } => f.write_str(&masked(url)),
        }
    }
}

/// Without the user, the password and the parameters, among which libpq takes a password too. A mark that may stand inside a
/// password leaves nothing but the scheme.
fn masked(url: &str) -> String {
    let (place, parameters) = url.split_once('?').unwrap_or((url, ""));
    match (place.split_once("://"), place.rsplit_once('@')) {
        (Some((scheme, _)), _) if parameters.contains('@') => format!("{scheme}://***"),
        (Some((scheme, _)), Some((_, host))) => format!("{scheme}://***@{host}"),
        _ => place.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_password_is_never_shown() {
        let shown = |url| Location::parse(url).map(|l| l.to_string()).unwrap_or_default();
        assert_eq!(shown("postgres://meats:se@cret@db:5432/meats"), "postgres://***@db:5432/meats");
        assert_eq!(shown("postgres://db/meats?user=meats&password=secret"), "postgres://db/meats");
        assert_eq!(shown("postgres://meats:se?cret@db/meats?password=x"), "postgres://***");
        assert_eq!(shown("sqlite://var/dev.sqlite3"), "sqlite://var/dev.sqlite3");
    }

    #[test]
    fn other_schemes_are_refused() {
        for bad in ["", "mysql://x", "sqlite://", "dev.sqlite3"] {
            assert!(Location::parse(bad).is_err(), "{bad}");
        }
    }
}
