//! `openapi`
use super::{Failure, Terminal};
use clap::Args;

/// Print the OpenAPI document.
#[derive(Debug, Args)]
pub(super) struct OpenApi {}

impl OpenApi {
    pub(super) fn run(self, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
        terminal.say(crate::openapi_document()?)
    }
}
