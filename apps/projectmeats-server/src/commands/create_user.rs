//! `create-user`
use super::{Failure, Terminal, people};
use clap::{
    Args,
    builder::{PossibleValuesParser, TypedValueParser as _},
};
use projectmeats_accounts::NewUser;
use projectmeats_core::Role;

/// Add a person, and place them in a company.
#[derive(Debug, Args)]
pub(super) struct CreateUser {
    /// The name to sign in with.
    #[arg(long)]
    username: String,
    /// The e-mail address, which signs in as well.
    #[arg(long)]
    email: String,
    #[command(flatten)]
    password: people::Password,
    /// The company they belong to.
    #[arg(long, value_name = "SLUG", requires = "role")]
    tenant: Option<String>,
    /// What they are in it.
    #[arg(long, requires = "tenant", value_parser = PossibleValuesParser::new(Role::TEXTS).try_map(|text| text.parse::<Role>()))]
    role: Option<Role>,
}

impl CreateUser {
    pub(super) fn run(self, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
        let Self { username, email, password, tenant, role } = self;
        let place = tenant.zip(role).map(|(tenant, role)| people::Place { tenant, role });
        let settings = terminal.settings()?;
        let db = terminal.database(&settings)?;
        let password = password.read(terminal)?;
        let new = NewUser { username, email, ..NewUser::default() };
        let user = people::create_user(&db, terminal, new, &password, place.clone())?;
        let placed = place.map_or(String::new(), |p| format!(" and is {} of {}", p.role, p.tenant));
        terminal.say(format!("User {} has the number {}{placed}.", user.username, user.id))
    }
}
