//! The people of a scene: one of each role in each company, platform staff, and somebody who is in no company.
use projectmeats_accounts::{NewUser, passwords, users};
use projectmeats_core::{Ctx, Role, ids::UserId};
use projectmeats_db::Conn;
use rand::{SeedableRng, rngs::StdRng};
use std::sync::LazyLock;

/// The password of everybody in a scene.
pub const PASSWORD: &str = "correct horse battery";
/// The username of the platform's superuser.
pub const STAFF: &str = "staff";
/// The username of somebody who is in no company.
pub const STRANGER: &str = "stranger";

/// Made once in a process: a hash is meant to be slow.
static HASH: LazyLock<String> = LazyLock::new(|| {
    passwords::hash(&mut StdRng::seed_from_u64(1), PASSWORD).expect("any password can be hashed")
});

/// The username of the person who is `role` in the company: `acme-owner`.
pub fn username(company: &str, role: Role) -> String {
    format!("{company}-{role}")
}

/// Adds a person with [`PASSWORD`]; [`STAFF`] becomes a superuser.
pub(crate) fn add(platform: &Ctx, conn: &mut Conn, username: &str) -> projectmeats_core::Result<UserId> {
    let new = NewUser {
        username: username.into(),
        email: format!("{username}@people.example"),
        is_superuser: username == STAFF,
        ..NewUser::default()
    };
    Ok(users::create(platform, conn, new, &HASH)?.id)
}
