//! What the commands do to companies and people. Nobody is signed in at a terminal: whoever may run the program acts for the platform.
use super::{Failure, Terminal};
use crate::settings::Secret;
use clap::{
    Args,
    builder::{StringValueParser, TypedValueParser as _},
};
use projectmeats_accounts::{NewUser, User, passwords, users};
use projectmeats_core::{
    Actor, Ctx, Error, Result, Role, Timestamp,
    ids::{TenantId, UserId},
};
use projectmeats_db::{Bound, Conn, Database, bind};
use projectmeats_tenants::{NewTenant, Tenant, services as tenants};
use rand::CryptoRng;

/// A password, given outright or on standard input.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(super) struct Password {
    /// The password. Other people on this machine can see it while the command runs.
    #[arg(long = "password", value_name = "PASSWORD", value_parser = StringValueParser::new().map(Secret::from))]
    given: Option<Secret>,
    /// Read the password from the first line of standard input.
    #[arg(long = "password-stdin")]
    typed: bool,
}

impl Password {
    pub(super) fn read(self, terminal: &mut Terminal<'_>) -> std::result::Result<Secret, Failure> {
        match self.given {
            Some(password) => Ok(password),
            None => Ok(terminal.read_line()?.into()),
        }
    }
}

/// Where a new person belongs, and as what.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// The company's slug.
    pub(super) tenant: String,
    /// What they are in it.
    pub(super) role: Role,
}

/// Makes a company.
pub(super) fn create_tenant(db: &Database, terminal: &mut Terminal<'_>, new: NewTenant) -> Result<Tenant> {
    let ctx = at_the_terminal(terminal.clock.now(), TenantId::PLATFORM);
    let id = tenant_id(ctx.now, &mut terminal.rng);
    db.write_now(Bound::to(&ctx), move |conn| tenants::create(&ctx, conn, id, new))
}

/// Makes a person, and places them where `place` says, or does neither.
pub(super) fn create_user(
    db: &Database,
    terminal: &mut Terminal<'_>,
    new: NewUser,
    password: &Secret,
    place: Option<Place>,
) -> Result<User> {
    passwords::check(password.expose())?;
    let hash = passwords::hash(&mut terminal.rng, password.expose())?;
    let ctx = at_the_terminal(terminal.clock.now(), TenantId::PLATFORM);
    db.write_now(Bound::to(&ctx), move |conn| {
        let user = users::create(&ctx, conn, new, &hash)?;
        if let Some(place) = place {
            join(&ctx, conn, user.id, &place)?;
        }
        Ok(user)
    })
}

fn join(platform: &Ctx, conn: &mut Conn, user: UserId, place: &Place) -> Result<()> {
    let tenant = tenants::by_slug(conn, &place.tenant).map_err(|e| match e {
        Error::NotFound => {
            Error::invalid("tenant", format!("there is no company with the slug \"{}\"", place.tenant))
        }
        other => other,
    })?;
    let ctx = at_the_terminal(platform.now, tenant.id);
    bind(conn, Bound::to(&ctx))?;
    tenants::add_member(&ctx, conn, user, place.role, true)?;
    bind(conn, Bound::to(platform))
}

fn at_the_terminal(now: Timestamp, tenant: TenantId) -> Ctx {
    let actor = Actor { user: UserId::NOBODY, name: "command line".into(), staff: true };
    Ctx::grant(actor, Role::Owner, tenant, now, "command-line".into())
}

/// UUID version 7 (RFC 9562): in the order of their making.
fn tenant_id(now: Timestamp, rng: &mut impl CryptoRng) -> TenantId {
    let mut chance = [0; 10];
    rng.fill_bytes(&mut chance);
    let millis = u64::try_from(now.micros() / 1000).unwrap_or_default();
    TenantId(uuid::Builder::from_unix_timestamp_millis(millis, &chance).into_uuid())
}
