//! `serve`
use super::{Failure, Terminal};
use clap::Args;

/// Serve the API until told to stop. This is what happens without a command, too.
#[derive(Debug, Default, Args)]
pub(super) struct Serve {
    /// Listen here instead of where the settings say; port 0 takes a free one.
    #[arg(long, value_name = "ADDRESS:PORT", value_parser = with_port)]
    bind: Option<String>,
}

impl Serve {
    pub(super) fn run(self, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
        let settings = terminal.settings()?.with_secret(&mut terminal.rng)?;
        Ok(crate::serve::run(&settings, self.bind.as_deref())?)
    }
}

fn with_port(text: &str) -> Result<String, String> {
    match text.rsplit_once(':') {
        Some((host, port)) if !host.is_empty() && port.parse::<u16>().is_ok() => Ok(text.to_owned()),
        _ => Err("give an address and a port, like 127.0.0.1:8000 or [::1]:8000".into()),
    }
}
