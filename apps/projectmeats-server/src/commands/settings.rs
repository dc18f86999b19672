//! `settings`
use super::{Failure, Terminal};
use crate::settings::markdown;
use clap::Args;

/// Print the settings in force, secrets masked, and what set each.
#[derive(Debug, Args)]
pub(super) struct ShowSettings {
    /// Print instead the page that documents every setting.
    #[arg(long)]
    markdown: bool,
}

impl ShowSettings {
    pub(super) fn run(self, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
        if self.markdown {
            return terminal.say(markdown());
        }
        let sources = terminal.sources()?;
        terminal.say(sources.effective())?;
        // What is wrong is told after what is there.
        sources.settings()?;
        Ok(())
    }
}
