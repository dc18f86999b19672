//! What sessions and tokens begin with.
use projectmeats_core::{Timestamp, ids::UserId};
use std::net::IpAddr;

/// What a browser's session begins with.
#[derive(Debug, Clone, Copy)]
pub struct NewSession<'a> {
    /// Whose it is.
    pub user: UserId,
    /// When it ends.
    pub expires_at: Timestamp,
    /// Where it was opened from.
    pub address: IpAddr,
    /// The browser's name for itself; 200 characters of it are kept.
    pub user_agent: &'a str,
}

/// What a token begins with.
#[derive(Debug, Clone, Copy)]
pub struct NewToken<'a> {
    /// Whose it is.
    pub user: UserId,
    /// What it is called in a list of tokens; 200 characters of it are kept.
    pub name: &'a str,
    /// When it ends, if it does.
    pub expires_at: Option<Timestamp>,
}
