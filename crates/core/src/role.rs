//! Roles of people in a tenant, and what each may do.
use crate::{Error, Result, choices};

choices! {
    /// What a person is in a tenant. Stored values are the original's.
    pub enum Role { ReadOnly = "readonly", User = "user", Manager = "manager", Admin = "admin", Owner = "owner" }
}

/// What a service is asked to do with business data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// See rows.
    Read,
    /// Add a row.
    Create,
    /// Alter a row.
    Change,
    /// Remove a row.
    Delete,
}

impl Action {
    const fn verb(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Create => "create",
            Self::Change => "change",
            Self::Delete => "delete",
        }
    }
}

impl Role {
    /// The rights of the documented role matrix of the original system.
    pub const fn may(self, action: Action) -> bool {
        match (self, action) {
            (Self::Owner | Self::Admin, Action::Read | Action::Create | Action::Change | Action::Delete) => {
                true
            }
            (Self::Manager | Self::User, Action::Read | Action::Create | Action::Change) => true,
            (Self::Manager | Self::User, Action::Delete) => false,
            (Self::ReadOnly, Action::Read) => true,
            (Self::ReadOnly, Action::Create | Action::Change | Action::Delete) => false,
        }
    }
    /// Refuses what this role may not do.
    ///
    /// # Errors
    /// [`Error::Forbidden`], naming the role and the action.
    pub fn require(self, action: Action) -> Result<()> {
        if self.may(action) {
            return Ok(());
        }
        Err(Error::Forbidden(format!("The role \"{self}\" may not {} records here.", action.verb())))
    }
}
