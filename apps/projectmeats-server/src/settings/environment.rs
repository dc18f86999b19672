//! The four environments, and the file each brings.
use std::{fmt, str::FromStr};

/// What the server is run for. Chosen by `PROJECTMEATS_ENV`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Environment {
    /// A developer's machine.
    #[default]
    Development,
    /// Acceptance by users, with data that matters.
    Staging,
    /// The real thing.
    Production,
    /// Automated tests.
    Test,
}

impl Environment {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Development, Self::Staging, Self::Production, Self::Test];

    /// Its name in `PROJECTMEATS_ENV`, and that of its file without `.toml`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Development => "development",
            Self::Staging => "staging",
            Self::Production => "production",
            Self::Test => "test",
        }
    }
    /// Whether strangers can reach it, so that a careless setting must stop the start.
    pub const fn is_exposed(self) -> bool {
        match self {
            Self::Staging | Self::Production => true,
            Self::Development | Self::Test => false,
        }
    }
    /// Its file, as built into the program.
    pub(super) const fn file(self) -> &'static str {
        match self {
            Self::Development => include_str!("../../../../settings/development.toml"),
            Self::Staging => include_str!("../../../../settings/staging.toml"),
            Self::Production => include_str!("../../../../settings/production.toml"),
            Self::Test => include_str!("../../../../settings/test.toml"),
        }
    }
}

impl fmt::Display for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Environment {
    type Err = String;
    fn from_str(name: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|e| e.name() == name);
        found.ok_or_else(|| format!("{name:?} is not one of development, staging, production, test"))
    }
}
