//! Credentials, and who they belong to.
use super::{ann, read, told, write};
use crate::{NewSession, NewToken, User, schema::accounts_user, sign_in, users};
use diesel::prelude::*;
use projectmeats_core::{Ctx, Error, Timestamp};
use projectmeats_db::statements::counted;
use projectmeats_testkit::{Database, now, platform_ctx};
use proptest::prelude::*;

const HOUR: i64 = 3600;

fn later(seconds: i64) -> Timestamp {
    now().plus_seconds(seconds)
}

fn ctx_at(at: Timestamp) -> Ctx {
    Ctx { now: at, ..platform_ctx() }
}

fn open(db: &Database, user: &User, id: &'static str) {
    let user = user.id;
    write(db, move |conn| {
        let address = "192.0.2.1".parse().map_err(Error::internal)?;
        let agent = "Browser\0 ".repeat(60);
        let new = NewSession { user, expires_at: later(HOUR), address, user_agent: &agent };
        sign_in::open_session(&platform_ctx(), conn, id, new)
    })
    .expect("opened");
}

fn issue(db: &Database, user: &User, key: &'static str, expires_at: Option<Timestamp>) {
    let user = user.id;
    write(db, move |conn| {
        sign_in::issue_token(&platform_ctx(), conn, key, NewToken { user, name: "laptop", expires_at })
    })
    .expect("issued");
}

fn by_session(db: &Database, id: &str, at: Timestamp) -> Option<String> {
    read(db, |conn| sign_in::person_by_session(conn, id, at)).map(|person| person.username)
}

fn by_token(db: &Database, key: &str, at: Timestamp) -> Option<String> {
    read(db, |conn| sign_in::person_by_token(conn, key, at)).map(|person| person.username)
}

fn deactivate(db: &Database) {
    write(db, |conn| {
        Ok(diesel::update(accounts_user::table).set(accounts_user::is_active.eq(false)).execute(conn)?)
    })
    .expect("deactivated");
}

#[test]
fn a_session_is_its_persons_until_it_ends() {
    let db = Database::fresh();
    open(&db, &ann(&db), "id");
    assert_eq!(by_session(&db, "id", now()).as_deref(), Some("Ann"));
    assert_eq!(by_session(&db, "id", later(HOUR - 1)).as_deref(), Some("Ann"));
    assert_eq!(by_session(&db, "id", later(HOUR)), None);
    assert_eq!(by_session(&db, "ID", now()), None);
    assert_eq!(by_token(&db, "id", now()), None);
    assert!(write(&db, |conn| sign_in::end_session(conn, "id")).expect("ended"));
    assert!(!write(&db, |conn| sign_in::end_session(conn, "id")).expect("nothing to end"));
    assert_eq!(by_session(&db, "id", now()), None);
}

#[test]
fn a_token_is_its_persons_until_it_ends_or_is_revoked() {
    let db = Database::fresh();
    let ann = ann(&db);
    issue(&db, &ann, "short", Some(later(HOUR)));
    issue(&db, &ann, "long", None);
    assert_eq!(by_token(&db, "short", later(HOUR - 1)).as_deref(), Some("Ann"));
    assert_eq!(by_token(&db, "short", later(HOUR)), None);
    assert_eq!(by_token(&db, "long", later(1000 * HOUR)).as_deref(), Some("Ann"));
    let revoke =
        || write(&db, |conn| sign_in::revoke_token(&platform_ctx(), conn, "long")).expect("answered");
    assert!(revoke());
    assert!(!revoke());
    assert_eq!(by_token(&db, "long", now()), None);
    assert_eq!(by_token(&db, "short", now()).as_deref(), Some("Ann"));
}

#[test]
fn credentials_of_somebody_inactive_are_worth_nothing() {
    let db = Database::fresh();
    let ann = ann(&db);
    open(&db, &ann, "id");
    issue(&db, &ann, "key", None);
    deactivate(&db);
    assert_eq!((by_session(&db, "id", now()), by_token(&db, "key", now())), (None, None));
    assert!(matches!(
        write(&db, move |conn| sign_in::signed_in(&platform_ctx(), conn, ann.id)),
        Err(Error::NotFound)
    ));
}

#[test]
fn a_credential_is_answered_by_one_statement() {
    let db = Database::fresh();
    let ann = ann(&db);
    open(&db, &ann, "id");
    issue(&db, &ann, "key", None);
    read(&db, |conn| {
        let (person, sent) = counted(|| sign_in::person_by_session(conn, "id", now()));
        assert_eq!((person?.map(|p| p.id), sent), (Some(ann.id), 1));
        let (person, sent) = counted(|| sign_in::person_by_token(conn, "key", now()));
        assert_eq!((person?.map(|p| p.id), sent), (Some(ann.id), 1));
        Ok(())
    });
}

#[test]
fn neither_a_token_nor_a_session_id_is_in_the_database() {
    use crate::schema::{accounts_session, accounts_token};
    let db = Database::fresh();
    let ann = ann(&db);
    open(&db, &ann, "id");
    issue(&db, &ann, "key", None);
    let (id_hash, agent, key_hash) = read(&db, |conn| {
        let session =
            accounts_session::table.select((accounts_session::id_hash, accounts_session::user_agent));
        let (id_hash, agent): (Vec<u8>, String) = session.first(conn)?;
        let key_hash: Vec<u8> = accounts_token::table.select(accounts_token::key_hash).first(conn)?;
        Ok((id_hash, agent, key_hash))
    });
    assert_eq!((id_hash, key_hash), (crate::secrets::digest("id"), crate::secrets::digest("key")));
    assert_eq!(agent.chars().count(), 200);
    assert!(agent.starts_with("Browser Browser "), "{agent}");
}

#[test]
fn signing_in_and_out_is_told_and_leaves_the_version() {
    let db = Database::fresh();
    let ann = ann(&db);
    let id = ann.id;
    write(&db, move |conn| {
        sign_in::signed_in(&ctx_at(later(60)), conn, id)?;
        sign_in::signed_out(&ctx_at(later(90)), conn, id)
    })
    .expect("noted");
    let seen = read(&db, |conn| users::by_id(conn, id)).expect("still there");
    assert_eq!((seen.last_login, seen.version), (Some(later(60)), ann.version));
    let verbs: Vec<_> = told(&db, &ann).into_iter().map(|(verb, _)| verb).collect();
    assert_eq!(verbs, ["signed_out", "signed_in", "created"]);
}

#[test]
fn what_can_no_longer_be_used_is_purged_and_nothing_else() {
    let db = Database::fresh();
    let ann = ann(&db);
    open(&db, &ann, "session");
    issue(&db, &ann, "short", Some(later(HOUR)));
    issue(&db, &ann, "revoked", None);
    issue(&db, &ann, "long", None);
    write(&db, |conn| sign_in::revoke_token(&platform_ctx(), conn, "revoked")).expect("revoked");
    let purge = |at| write(&db, move |conn| sign_in::purge(conn, at)).expect("purged");
    assert_eq!(purge(later(HOUR - 1)), 1);
    assert_eq!(by_session(&db, "session", now()).as_deref(), Some("Ann"));
    assert_eq!(purge(later(HOUR)), 2);
    assert_eq!(purge(later(HOUR)), 0);
    assert_eq!(by_token(&db, "long", later(HOUR)).as_deref(), Some("Ann"));
}

#[test]
fn the_credentials_of_a_deleted_person_go_with_them() {
    let db = Database::fresh();
    let ann = ann(&db);
    open(&db, &ann, "id");
    issue(&db, &ann, "key", None);
    write(&db, |conn| Ok(diesel::delete(accounts_user::table).execute(conn)?)).expect("deleted");
    assert_eq!(write(&db, |conn| sign_in::purge(conn, later(1000 * HOUR))).expect("purged"), 0);
}

#[test]
fn any_text_as_a_token_or_a_session_id_is_answered() {
    let db = Database::fresh();
    let ann = ann(&db);
    open(&db, &ann, "the one session");
    issue(&db, &ann, "the one token", None);
    proptest!(ProptestConfig::with_cases(64), |(text in any::<String>())| {
        prop_assert_eq!(by_session(&db, &text, now()), None);
        prop_assert_eq!(by_token(&db, &text, now()), None);
    });
}
