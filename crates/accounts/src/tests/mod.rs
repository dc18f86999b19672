//! The services against a real database.
mod sign_in;
mod throttle;
mod users;

use crate::{NewUser, User, users::create};
use projectmeats_core::{Ctx, Error, Result, ids::TenantId};
use projectmeats_db::{
    Bound, Conn,
    listing::{ListQuery, PageSizes},
};
use projectmeats_testkit::{Database, platform_ctx};

fn write<T: Send + 'static>(
    db: &Database,
    work: impl FnOnce(&mut Conn) -> Result<T> + Send + 'static,
) -> Result<T> {
    db.write_now(Bound::tenant(TenantId::PLATFORM), work)
}

fn read<T>(db: &Database, work: impl FnOnce(&mut Conn) -> Result<T>) -> T {
    db.read_now(Bound::tenant(TenantId::PLATFORM), work).expect("read")
}

fn person(username: &str, email: &str) -> NewUser {
    NewUser { username: username.into(), email: email.into(), ..NewUser::default() }
}

fn add_as(ctx: Ctx, db: &Database, new: NewUser) -> Result<User> {
    write(db, move |conn| create(&ctx, conn, new, "hash"))
}

fn add(db: &Database, new: NewUser) -> Result<User> {
    add_as(platform_ctx(), db, new)
}

fn ann(db: &Database) -> User {
    add(db, person("Ann", "Ann@Acme.com")).expect("added")
}

/// The messages of a refusal, as `field: message`.
fn refusal<T>(outcome: Result<T>) -> String {
    match outcome {
        Err(Error::Invalid(fields)) => fields.summary(),
        Err(other) => format!("{other:?}"),
        Ok(_) => "accepted".into(),
    }
}

/// Verb and changes of what is told about a person, newest first.
fn told(db: &Database, user: &User) -> Vec<(String, serde_json::Value)> {
    let list = ListQuery::all(&projectmeats_activity::COLUMNS, PageSizes { default: 100, most: 1000 });
    let id = user.id.to_string();
    let page = read(db, |conn| projectmeats_activity::history(&platform_ctx(), conn, "user", &id, &list));
    page.results.into_iter().map(|record| (record.verb.to_string(), record.changes.0)).collect()
}
