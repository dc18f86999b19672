//! The row of a person.
use crate::schema::accounts_user;
use diesel::prelude::*;
use projectmeats_core::{Timestamp, ids::UserId};
use serde::Serialize;
use std::fmt;

/// A person who can sign in.
#[derive(Clone, PartialEq, Eq, Queryable, Selectable, Serialize)]
#[diesel(table_name = accounts_user)]
pub struct User {
    /// Their number.
    pub id: UserId,
    /// The name they sign in with, as they typed it.
    pub username: String,
    /// Their e-mail address, as they typed it; empty when there is none.
    pub email: String,
    /// What they are called in labels and history.
    pub display_name: String,
    /// Given name; may be empty.
    pub first_name: String,
    /// Family name; may be empty.
    pub last_name: String,
    /// Argon2id in PHC form. Never serialized: it must not reach a history.
    #[serde(skip)]
    pub password_hash: String,
    /// Platform staff.
    pub is_staff: bool,
    /// May do everything in every tenant.
    pub is_superuser: bool,
    /// May sign in.
    pub is_active: bool,
    /// When they last signed in.
    pub last_login: Option<Timestamp>,
    /// When they joined.
    pub date_joined: Timestamp,
    /// Goes up by one with each change.
    pub version: i64,
    /// When the row was made.
    pub created_at: Timestamp,
    /// When the row was last changed.
    pub updated_at: Timestamp,
}

/// Without the hash, so that no log can hold it.
impl fmt::Debug for User {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("User").field("id", &self.id).field("username", &self.username).finish_non_exhaustive()
    }
}
projectmeats_core::versioned!(User);
