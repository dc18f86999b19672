//! Who enters, and as what: the only maker of contexts for requests.
use crate::{
    models::Membership,
    services::{companies_of, role_in},
};
use projectmeats_accounts::{
    Person,
    scope::{Companies, Company},
    secrets, sign_in,
};
use projectmeats_core::{
    Ctx, Error, Result, Role,
    ids::{TenantId, UserId},
};
use projectmeats_db::{Bound, Conn, bind};
use projectmeats_web::{Credential, Entry, Gate};

/// Checks credentials against accounts and tenants against memberships.
#[derive(Clone)]
pub struct TenantGate {
    secret: Vec<u8>,
}

impl TenantGate {
    /// `secret` is the server's own, from which CSRF tokens are made.
    pub fn new(secret: impl Into<Vec<u8>>) -> Self {
        Self { secret: secret.into() }
    }
}

impl Gate for TenantGate {
    fn to_tenant(&self, conn: &mut Conn, entry: &Entry) -> Result<Ctx> {
        let person = person(conn, entry)?;
        if let Some(tenant) = entry.tenant {
            // The transaction was bound to the tenant the request names; what is read there is nothing until this check.
            let role = role_in(conn, tenant, person.id, person.is_superuser)?;
            return Ok(context(&person, role, tenant, entry));
        }
        bind(conn, Bound { tenant: None, user: Some(person.id) })?;
        let (tenant, role) = default_place(conn, &person)?;
        bind(conn, Bound { tenant: Some(tenant), user: Some(person.id) })?;
        Ok(context(&person, role, tenant, entry))
    }

    fn to_platform(&self, conn: &mut Conn, entry: &Entry) -> Result<Ctx> {
        let person = person(conn, entry)?;
        let tenant = TenantId::PLATFORM;
        bind(conn, Bound { tenant: Some(tenant), user: Some(person.id) })?;
        let role = if person.actor().staff { Role::Owner } else { Role::ReadOnly };
        Ok(context(&person, role, tenant, entry))
    }

    fn csrf_matches(&self, session: &str, token: &str) -> bool {
        secrets::csrf_matches(&self.secret, session, token)
    }
}

fn person(conn: &mut Conn, entry: &Entry) -> Result<Person> {
    let (found, refused) = match &entry.credential {
        Credential::Token(key) => (sign_in::person_by_token(conn, key, entry.now)?, "Invalid token."),
        Credential::Session(id) => (
            sign_in::person_by_session(conn, id, entry.now)?,
            "Your session has ended. Please sign in again.",
        ),
    };
    found.ok_or_else(|| Error::Unauthenticated(refused.into()))
}

fn default_place(conn: &mut Conn, person: &Person) -> Result<(TenantId, Role)> {
    let companies = companies_of(conn, person.id)?;
    let role = |member: &Membership| if person.is_superuser { Role::Owner } else { member.role };
    let first = companies.first().map(|(tenant, member, _)| (tenant.id, role(member)));
    first.ok_or_else(|| {
        Error::Forbidden(
            "You are not an active member of any company. Ask an owner or admin to invite you.".into(),
        )
    })
}

fn context(person: &Person, role: Role, tenant: TenantId, entry: &Entry) -> Ctx {
    Ctx::grant(person.actor(), role, tenant, entry.now, entry.request_id.clone())
}

impl Companies for TenantGate {
    fn of(&self, conn: &mut Conn, user: UserId) -> Result<Vec<Company>> {
        let companies = companies_of(conn, user)?.into_iter();
        Ok(companies
            .map(|(tenant, member, _)| Company {
                tenant_id: tenant.id,
                tenant_name: tenant.name,
                tenant_slug: tenant.slug,
                role: member.role,
            })
            .collect())
    }
}
