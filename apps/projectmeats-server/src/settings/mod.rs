//! Settings: typed, from documented files and variables, and refused with the key's name when they are wrong.
mod environment;
mod layer;
mod manual;
mod problem;
mod rules;
mod secret;
mod sections;
mod show;
mod sources;
#[cfg(test)]
mod tests;

pub use environment::Environment;
pub use manual::{Entry, Section, markdown, sections};
pub use problem::{Problem, Problems};
pub use secret::{Secret, masked_url};
pub use sections::{
    DatabaseSettings, DemoSettings, Format, IdempotencySettings, LoggingSettings, PageSettings,
    SecuritySettings, ServerSettings, Settings,
};
pub use sources::{Sources, Variables, process_variables};

impl Settings {
    /// The settings that `variables`, and the files they choose, amount to.
    ///
    /// # Errors
    /// Everything that is wrong with them, each with its key and where it was set.
    pub fn load(variables: &Variables) -> Result<Self, Problems> {
        Sources::gather(variables)?.settings()
    }
}
