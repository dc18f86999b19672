//! `create-superuser`
use super::{Failure, Terminal, people};
use clap::Args;
use projectmeats_accounts::NewUser;

/// Add a person who may do everything in every company.
#[derive(Debug, Args)]
pub(super) struct CreateSuperuser {
    /// The name to sign in with.
    #[arg(long)]
    username: String,
    /// The e-mail address, which signs in as well.
    #[arg(long)]
    email: String,
    #[command(flatten)]
    password: people::Password,
}

impl CreateSuperuser {
    pub(super) fn run(self, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
        let Self { username, email, password } = self;
        let settings = terminal.settings()?;
        let db = terminal.database(&settings)?;
        let password = password.read(terminal)?;
        let new = NewUser { username, email, is_staff: true, is_superuser: true, ..NewUser::default() };
        let user = people::create_user(&db, terminal, new, &password, None)?;
        terminal.say(format!("Superuser {} has the number {}.", user.username, user.id))
    }
}
