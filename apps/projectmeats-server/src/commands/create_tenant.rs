//! `create-tenant`
use super::{Failure, Terminal, people};
use clap::Args;
use projectmeats_tenants::NewTenant;

/// Add a company.
#[derive(Debug, Args)]
pub(super) struct CreateTenant {
    /// Its short name in addresses: lower-case letters, digits and hyphens.
    #[arg(long)]
    slug: String,
    /// Its display name.
    #[arg(long)]
    name: String,
}

impl CreateTenant {
    pub(super) fn run(self, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
        let Self { slug, name } = self;
        let settings = terminal.settings()?;
        let new = NewTenant { slug, name, ..NewTenant::default() };
        let tenant = people::create_tenant(&terminal.database(&settings)?, terminal, new)?;
        terminal.say(format!("Company {} ({}) has the id {}.", tenant.slug, tenant.name, tenant.id))
    }
}
