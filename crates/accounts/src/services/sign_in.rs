//! Credentials: sessions and tokens, and who they belong to.
//!
//! Opening or ending one says nothing by itself: [`signed_in`] and [`signed_out`] write the one record of the whole step.
use super::{secrets::digest, users};
use crate::{
    models::{NewSession, NewToken, Person},
    schema::{accounts_session, accounts_token, accounts_user},
};
use diesel::prelude::*;
use projectmeats_activity::{Changes, Verb};
use projectmeats_core::{Ctx, Error, Result, Timestamp, ids::UserId};
use projectmeats_db::Conn;

const USER_AGENT_CHARACTERS: usize = 200;
const TOKEN_NAME_CHARACTERS: usize = 200;

/// Whose token this is: one that was not revoked and has not ended, of somebody active.
///
/// # Errors
/// Only those of the database.
pub fn person_by_token(conn: &mut Conn, key: &str, now: Timestamp) -> Result<Option<Person>> {
    let good = accounts_token::revoked_at
        .is_null()
        .and(accounts_token::expires_at.is_null().or(accounts_token::expires_at.gt(now).assume_not_null()));
    let person = accounts_token::table
        .inner_join(accounts_user::table)
        .filter(accounts_token::key_hash.eq(digest(key)))
        .filter(good)
        .filter(accounts_user::is_active.eq(true))
        .select(Person::as_select())
        .get_result(conn);
    Ok(person.optional()?)
}

/// Whose session this is: one that has not ended, of somebody active.
///
/// # Errors
/// Only those of the database.
pub fn person_by_session(conn: &mut Conn, id: &str, now: Timestamp) -> Result<Option<Person>> {
    let person = accounts_session::table
        .inner_join(accounts_user::table)
        .filter(accounts_session::id_hash.eq(digest(id)))
        .filter(accounts_session::expires_at.gt(now))
        .filter(accounts_user::is_active.eq(true))
        .select(Person::as_select())
        .get_result(conn);
    Ok(person.optional()?)
}

/// Opens a session under an id from [`super::secrets::session_id`].
///
/// # Errors
/// Only those of the database.
pub fn open_session(ctx: &Ctx, conn: &mut Conn, id: &str, new: NewSession<'_>) -> Result<()> {
    let NewSession { user, expires_at, address, user_agent } = new;
    diesel::insert_into(accounts_session::table)
        .values((
            accounts_session::user_id.eq(user.0),
            accounts_session::id_hash.eq(digest(id)),
            accounts_session::created_at.eq(ctx.now),
            accounts_session::expires_at.eq(expires_at),
            accounts_session::address.eq(address.to_canonical().to_string()),
            accounts_session::user_agent.eq(printable(user_agent, USER_AGENT_CHARACTERS)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Ends a session; `false` when there is none with this id.
///
/// # Errors
/// Only those of the database.
pub fn end_session(conn: &mut Conn, id: &str) -> Result<bool> {
    let ended = accounts_session::table.filter(accounts_session::id_hash.eq(digest(id)));
    Ok(diesel::delete(ended).execute(conn)? > 0)
}

/// Issues a token under a key from [`super::secrets::token_key`].
///
/// # Errors
/// Only those of the database.
pub fn issue_token(ctx: &Ctx, conn: &mut Conn, key: &str, new: NewToken<'_>) -> Result<()> {
    let NewToken { user, name, expires_at } = new;
    diesel::insert_into(accounts_token::table)
        .values((
            accounts_token::user_id.eq(user.0),
            accounts_token::key_hash.eq(digest(key)),
            accounts_token::name.eq(printable(name, TOKEN_NAME_CHARACTERS)),
            accounts_token::created_at.eq(ctx.now),
            accounts_token::expires_at.eq(expires_at),
        ))
        .execute(conn)?;
    Ok(())
}

/// Revokes a token for good; `false` when there is none with this key, or it was revoked before.
///
/// # Errors
/// Only those of the database.
pub fn revoke_token(ctx: &Ctx, conn: &mut Conn, key: &str) -> Result<bool> {
    let live = accounts_token::table
        .filter(accounts_token::key_hash.eq(digest(key)))
        .filter(accounts_token::revoked_at.is_null());
    let revoked = diesel::update(live).set(accounts_token::revoked_at.eq(ctx.now)).execute(conn)?;
    Ok(revoked > 0)
}

/// Notes that a person has signed in.
///
/// # Errors
/// [`Error::NotFound`] when they are gone or no longer active: what was opened with it must not be kept.
pub fn signed_in(ctx: &Ctx, conn: &mut Conn, user: UserId) -> Result<()> {
    let active =
        accounts_user::table.filter(accounts_user::id.eq(user.0)).filter(accounts_user::is_active.eq(true));
    // The version stays: signing in must not make stale what somebody is about to change.
    let found = diesel::update(active).set(accounts_user::last_login.eq(ctx.now)).execute(conn)?;
    if found == 0 {
        return Err(Error::NotFound);
    }
    users::record(ctx, conn, user, Verb::SignedIn, Changes::none())
}

/// Notes that a person has signed out.
///
/// # Errors
/// Only those of the database.
pub fn signed_out(ctx: &Ctx, conn: &mut Conn, user: UserId) -> Result<()> {
    users::record(ctx, conn, user, Verb::SignedOut, Changes::none())
}

/// Deletes the sessions and tokens that can no longer be used; answers how many.
///
/// # Errors
/// Only those of the database.
pub fn purge(conn: &mut Conn, now: Timestamp) -> Result<usize> {
    let sessions = accounts_session::table.filter(accounts_session::expires_at.le(now));
    let ended = accounts_token::expires_at.le(now).or(accounts_token::revoked_at.is_not_null());
    let tokens = accounts_token::table.filter(ended);
    Ok(diesel::delete(sessions).execute(conn)? + diesel::delete(tokens).execute(conn)?)
}

/// The beginning of a text from outside, without what a database or a terminal would stumble over.
fn printable(text: &str, characters: usize) -> String {
    text.chars().filter(|c| !c.is_control()).take(characters).collect()
}
