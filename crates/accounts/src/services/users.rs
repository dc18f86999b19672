//! People: adding them and finding them.
use super::fold;
use crate::{
    models::{NewUser, User},
    schema::accounts_user::{self as table, dsl},
};
use diesel::{
    prelude::*,
    result::{DatabaseErrorKind, Error as DieselError},
};
use projectmeats_activity::{Changes, Event, Verb};
use projectmeats_core::{
    Ctx, Error, FieldErrors, Result,
    ids::{TenantId, UserId},
};
use projectmeats_db::{Conn, MultiBackend};
use validator::Validate;

const USERNAME_TAKEN: &str = "A user with that username already exists.";
const EMAIL_TAKEN: &str = "A user with that email already exists.";

fn of() -> table::BoxedQuery<'static, MultiBackend> {
    table::table.into_boxed()
}

/// Adds a person whose password has this hash. Only platform staff may make platform staff.
///
/// # Errors
/// [`Error::Invalid`] by field, also for a username or address that somebody has; [`Error::Forbidden`].
pub fn create(ctx: &Ctx, conn: &mut Conn, new: NewUser, password_hash: &str) -> Result<User> {
    new.validate()?;
    if new.is_staff || new.is_superuser {
        ctx.require_staff()?;
    }
    let display_name = new.display_name();
    let NewUser { username, email, first_name, last_name, is_staff, is_superuser } = new;
    let username_lower = fold(&username);
    let email_lower = Some(fold(&email)).filter(|email| !email.is_empty());
    refuse_taken(conn, &username_lower, email_lower.as_deref())?;
    let user = diesel::insert_into(table::table)
        .values((
            dsl::username.eq(username),
            dsl::username_lower.eq(username_lower),
            dsl::email.eq(email),
            dsl::email_lower.eq(email_lower),
            dsl::display_name.eq(display_name),
            dsl::first_name.eq(first_name),
            dsl::last_name.eq(last_name),
            dsl::password_hash.eq(password_hash),
            dsl::is_staff.eq(is_staff),
            dsl::is_superuser.eq(is_superuser),
            dsl::is_active.eq(true),
            (
                dsl::date_joined.eq(ctx.now),
                dsl::version.eq(1),
                dsl::created_at.eq(ctx.now),
                dsl::updated_at.eq(ctx.now),
            ),
        ))
        .returning(<User as Selectable<MultiBackend>>::construct_selection())
        .get_result::<User>(conn)
        .map_err(taken_meanwhile)?;
    record(ctx, conn, user.id, Verb::Created, Changes::between(None, Some(&user)))?;
    Ok(user)
}

/// The person with this username or e-mail address, without regard to case, active or not.
///
/// # Errors
/// Only those of the database.
pub fn by_login(conn: &mut Conn, login: &str) -> Result<Option<User>> {
    let login = fold(login);
    // No stored name holds a null character, and a database would fault it.
    if login.is_empty() || login.contains('\0') {
        return Ok(None);
    }
    let named = dsl::username_lower.eq(login.clone()).or(dsl::email_lower.eq(login).assume_not_null());
    Ok(of().filter(named).select(User::as_select()).get_result(conn).optional()?)
}

/// The person with this id, active or not.
///
/// # Errors
/// Only those of the database.
pub fn by_id(conn: &mut Conn, id: UserId) -> Result<Option<User>> {
    Ok(of().filter(dsl::id.eq(id.0)).select(User::as_select()).get_result(conn).optional()?)
}

/// How many people there are.
///
/// # Errors
/// Only those of the database.
pub fn count(conn: &mut Conn) -> Result<i64> {
    Ok(of().count().get_result(conn)?)
}

/// Writes down what happened to a person, on the platform's account.
pub(super) fn record(ctx: &Ctx, conn: &mut Conn, user: UserId, verb: Verb, changes: Changes) -> Result<()> {
    if ctx.tenant != TenantId::PLATFORM {
        return Err(Error::Internal("people belong to the platform, not to a tenant".into()));
    }
    projectmeats_activity::record(
        ctx,
        conn,
        Event { entity: "user", entity_id: user.to_string(), verb, changes },
    )
}

/// A username must not be another's address either, nor an address another's username: signing in takes both.
fn refuse_taken(conn: &mut Conn, username: &str, email: Option<&str>) -> Result<()> {
    let names = [Some(username), email].into_iter().flatten().map(str::to_owned).collect::<Vec<_>>();
    let taken: Vec<(String, Option<String>)> = of()
        .filter(
            dsl::username_lower.eq_any(names.clone()).or(dsl::email_lower.eq_any(names).assume_not_null()),
        )
        .select((dsl::username_lower, dsl::email_lower))
        .load(conn)?;
    let is_taken = |name: &str| taken.iter().any(|(u, e)| u == name || e.as_deref() == Some(name));
    let mut errors = FieldErrors::default();
    if is_taken(username) {
        errors.add("username", USERNAME_TAKEN);
    }
    if email.is_some_and(is_taken) {
        errors.add("email", EMAIL_TAKEN);
    }
    errors.into_result()
}

/// Somebody took the name between the look and the insert. Both databases name the constraint or the column in the message.
fn taken_meanwhile(e: DieselError) -> Error {
    match e {
        DieselError::DatabaseError(DatabaseErrorKind::UniqueViolation, about)
            if about.message().contains("email") =>
        {
            Error::invalid("email", EMAIL_TAKEN)
        }
        DieselError::DatabaseError(DatabaseErrorKind::UniqueViolation, _) => {
            Error::invalid("username", USERNAME_TAKEN)
        }
        other => other.into(),
    }
}
