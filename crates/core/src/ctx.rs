//! Who asks, for which tenant, when: the first argument of every service.
use crate::{
    Action, Error, Result, Role, Timestamp,
    ids::{TenantId, UserId},
};

/// The person behind a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// Who.
    pub user: UserId,
    /// What they are called in labels and history.
    pub name: String,
    /// Platform staff: may write what belongs to no tenant.
    pub staff: bool,
}

/// Without a `Ctx` there is no data. Only authentication, the command line and tests make one (checked by `tidy`).
#[derive(Debug, Clone)]
pub struct Ctx {
    /// Who asks.
    pub actor: Actor,
    /// What they are in `tenant`.
    pub role: Role,
    /// The tenant all data of this request belongs to.
    pub tenant: TenantId,
    /// When the request began.
    pub now: Timestamp,
    /// The id the log and the answer carry.
    pub request_id: String,
}

impl Ctx {
    /// A context for `actor` acting as `role` in `tenant`.
    pub fn grant(actor: Actor, role: Role, tenant: TenantId, now: Timestamp, request_id: String) -> Self {
        Self { actor, role, tenant, now, request_id }
    }
    /// Who rows made now are said to be by: nobody when the program itself works.
    pub fn author(&self) -> Option<UserId> {
        Some(self.actor.user).filter(|user| *user != UserId::NOBODY)
    }
    /// Refuses what the role may not do with business data.
    ///
    /// # Errors
    /// [`Error::Forbidden`].
    pub fn require(&self, action: Action) -> Result<()> {
        self.role.require(action)
    }
    /// Refuses everyone but the owners and admins of the company.
    ///
    /// # Errors
    /// [`Error::Forbidden`].
    pub fn require_admin(&self) -> Result<()> {
        match self.role {
            Role::Owner | Role::Admin => Ok(()),
            Role::Manager | Role::User | Role::ReadOnly => {
                Err(Error::Forbidden("Only an owner or admin of the company may do this.".into()))
            }
        }
    }
    /// Refuses everyone but platform staff.
    ///
    /// # Errors
    /// [`Error::Forbidden`].
    pub fn require_staff(&self) -> Result<()> {
        if self.actor.staff {
            return Ok(());
        }
        Err(Error::Forbidden("Only platform staff may do this.".into()))
    }
}
