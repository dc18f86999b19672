//! Who enters, and as what.
use super::{add, create, forbidden, id, new, not_found, set_active, set_member_active, staff_at};
use crate::{TenantGate, schema::tenants_tenant_user as members};
use diesel::{connection::SimpleConnection, prelude::*};
use projectmeats_accounts::{NewSession, NewToken, scope::Companies, secrets, sign_in};
use projectmeats_core::{
    Ctx, Error, Result, Role, Timestamp,
    ids::{TenantId, UserId},
};
use projectmeats_db::{Bound, Conn};
use projectmeats_testkit::{Scene, now, scene};
use projectmeats_web::{Credential, Entry, Gate};

const HOUR: i64 = 3600;

fn gate() -> TenantGate {
    TenantGate::new("the server's secret")
}

/// A token of one hour, whose key is the username.
fn token(scene: &Scene, username: &str) -> Credential {
    let (key, user) = (username.to_owned(), scene.person(username));
    scene
        .write(&scene.staff(), move |ctx, conn| {
            let expires_at = Some(ctx.now.plus_seconds(HOUR));
            sign_in::issue_token(ctx, conn, &key, NewToken { user, name: "test", expires_at })
        })
        .expect("issued");
    Credential::Token(username.into())
}

/// A session of one hour, whose id is the username.
fn session(scene: &Scene, username: &str) -> Credential {
    let (id, user) = (username.to_owned(), scene.person(username));
    scene
        .write(&scene.staff(), move |ctx, conn| {
            let expires_at = ctx.now.plus_seconds(HOUR);
            let address = std::net::IpAddr::from([192, 0, 2, 1]);
            sign_in::open_session(ctx, conn, &id, NewSession { user, expires_at, address, user_agent: "" })
        })
        .expect("opened");
    Credential::Session(username.into())
}

fn entry(credential: &Credential, tenant: Option<TenantId>, now: Timestamp) -> Entry {
    Entry { credential: credential.clone(), tenant, now, request_id: "request-1".into() }
}

/// Works behind the gate, in a transaction bound as that of a request is.
fn enter<T>(
    scene: &Scene,
    credential: &Credential,
    tenant: Option<TenantId>,
    work: impl FnOnce(&Ctx, &mut Conn) -> Result<T>,
) -> Result<T> {
    scene.db.read_now(Bound { tenant, user: None }, |conn| {
        let ctx = gate().to_tenant(conn, &entry(credential, tenant, scene.clock().now()))?;
        work(&ctx, conn)
    })
}

fn to_tenant(scene: &Scene, credential: &Credential, tenant: Option<TenantId>) -> Result<Ctx> {
    enter(scene, credential, tenant, |ctx, _| Ok(ctx.clone()))
}

fn to_platform(scene: &Scene, credential: &Credential) -> Result<Ctx> {
    scene.db.read_now(Bound::default(), |conn| {
        gate().to_platform(conn, &entry(credential, None, scene.clock().now()))
    })
}

fn unauthenticated<T>(outcome: Result<T>) -> bool {
    matches!(outcome.err(), Some(Error::Unauthenticated(_)))
}

/// Refused at both doors.
fn shut_out(scene: &Scene, credential: &Credential) -> bool {
    let acme = Some(scene.tenant("acme"));
    unauthenticated(to_tenant(scene, credential, acme))
        && unauthenticated(to_tenant(scene, credential, None))
        && unauthenticated(to_platform(scene, credential))
}

#[test]
fn a_token_and_a_session_let_their_person_in_as_what_they_are() {
    let scene = scene();
    for role in Role::ALL.iter().copied() {
        let name = projectmeats_testkit::username("acme", role);
        for credential in [token(&scene, &name), session(&scene, &name)] {
            for tenant in [Some(scene.tenant("acme")), None] {
                let ctx = to_tenant(&scene, &credential, tenant).expect("let in");
                assert_eq!((ctx.actor.user, &*ctx.actor.name), (scene.person(&name), &*name));
                assert_eq!((ctx.role, ctx.tenant, ctx.actor.staff), (role, scene.tenant("acme"), false));
                assert_eq!((ctx.now, &*ctx.request_id), (now(), "request-1"));
            }
        }
    }
}

#[test]
fn a_credential_that_was_never_given_lets_nobody_in() {
    let scene = scene();
    token(&scene, "acme-user");
    session(&scene, "acme-admin");
    for wrong in ["", "acme-owner", "acme-admin", "ACME-USER", "acme-user "] {
        assert!(shut_out(&scene, &Credential::Token(wrong.into())), "token {wrong:?}");
    }
    for wrong in ["", "acme-user", "ACME-ADMIN"] {
        assert!(shut_out(&scene, &Credential::Session(wrong.into())), "session {wrong:?}");
    }
}

#[test]
fn a_credential_ends_when_its_time_is_over() {
    let scene = scene();
    let credentials = [token(&scene, "acme-user"), session(&scene, "acme-user")];
    scene.clock().advance(HOUR - 1);
    assert!(credentials.iter().all(|credential| to_platform(&scene, credential).is_ok()));
    scene.clock().advance(1);
    assert!(credentials.iter().all(|credential| shut_out(&scene, credential)));
}

#[test]
fn a_token_that_was_revoked_and_a_session_that_was_ended_let_nobody_in() {
    let scene = scene();
    let (token, session) = (token(&scene, "acme-user"), session(&scene, "acme-user"));
    let revoke = scene.write(&scene.staff(), |ctx, conn| sign_in::revoke_token(ctx, conn, "acme-user"));
    assert!(revoke.expect("revoked"));
    assert!(shut_out(&scene, &token));
    assert!(to_tenant(&scene, &session, None).is_ok(), "the session is another credential");
    assert!(scene.write(&scene.staff(), |_, conn| sign_in::end_session(conn, "acme-user")).expect("ended"));
    assert!(shut_out(&scene, &session));
}

#[test]
fn somebody_who_is_no_longer_active_is_shut_out_whatever_they_show() {
    let scene = scene();
    let credentials = [token(&scene, "acme-user"), session(&scene, "acme-user"), token(&scene, "staff")];
    let sql = "UPDATE accounts_user SET is_active = FALSE WHERE username IN ('acme-user', 'staff')";
    scene.db.owner().batch_execute(sql).expect("deactivated");
    assert!(credentials.iter().all(|credential| shut_out(&scene, credential)));
}

#[test]
fn a_company_that_is_unknown_or_not_mine_or_shut_to_me_is_not_found() {
    let scene = scene();
    let owner = token(&scene, "acme-owner");
    let acme = scene.tenant("acme");
    for tenant in [scene.tenant("globex"), id(7), TenantId::PLATFORM] {
        assert!(not_found(to_tenant(&scene, &owner, Some(tenant))), "{tenant}");
    }
    let staff = scene.staff_in("acme");
    set_member_active(&scene, &staff, scene.person("acme-owner"), false).expect("suspended");
    assert!(not_found(to_tenant(&scene, &owner, Some(acme))));
    let user = token(&scene, "acme-user");
    assert!(to_tenant(&scene, &user, Some(acme)).is_ok());
    set_active(&scene, acme, false).expect("closed");
    assert!(not_found(to_tenant(&scene, &user, Some(acme))));
}

#[test]
fn who_is_in_no_company_works_in_none_but_has_an_account() {
    let scene = scene();
    let stranger = token(&scene, "stranger");
    assert!(forbidden(to_tenant(&scene, &stranger, None)));
    assert!(not_found(to_tenant(&scene, &stranger, Some(scene.tenant("acme")))));
    let ctx = to_platform(&scene, &stranger).expect("let in");
    assert_eq!((ctx.role, ctx.tenant, ctx.actor.staff), (Role::ReadOnly, TenantId::PLATFORM, false));
}

#[test]
fn the_only_company_being_shut_is_as_having_none() {
    let scene = scene();
    let user = token(&scene, "acme-user");
    set_member_active(&scene, &scene.staff_in("acme"), scene.person("acme-user"), false).expect("suspended");
    assert!(forbidden(to_tenant(&scene, &user, None)));
    let other = token(&scene, "globex-user");
    set_active(&scene, scene.tenant("globex"), false).expect("closed");
    assert!(forbidden(to_tenant(&scene, &other, None)));
}

#[test]
fn who_names_no_company_works_in_the_first_of_theirs_that_is_open() {
    let scene = scene();
    let stranger = scene.person("stranger");
    let shown = token(&scene, "stranger");
    create(&scene, &scene.staff(), 7, new("initech")).expect("created");
    let join = |tenant, role, is_default| {
        add(&scene, &staff_at(&scene, tenant), stranger, role, is_default).expect("added");
    };
    let place = || to_tenant(&scene, &shown, None).map(|ctx| (ctx.tenant, ctx.role)).expect("let in");
    let (acme, globex) = (scene.tenant("acme"), scene.tenant("globex"));
    join(acme, Role::User, false);
    join(globex, Role::Admin, false);
    assert_eq!(place(), (globex, Role::Admin), "the highest role");
    join(id(7), Role::ReadOnly, true);
    assert_eq!(place(), (id(7), Role::ReadOnly), "their own choice");
    set_active(&scene, id(7), false).expect("closed");
    assert_eq!(place(), (globex, Role::Admin));
    set_member_active(&scene, &scene.staff_in("globex"), stranger, false).expect("suspended");
    assert_eq!(place(), (acme, Role::User));
    let named = to_tenant(&scene, &shown, Some(acme)).expect("let in");
    assert_eq!((named.tenant, named.role), (acme, Role::User));
}

#[test]
fn a_superuser_works_in_every_open_company_they_name_and_on_the_platform() {
    let scene = scene();
    let staff = token(&scene, "staff");
    for company in projectmeats_testkit::COMPANIES {
        let ctx = to_tenant(&scene, &staff, Some(scene.tenant(company))).expect("let in");
        assert_eq!((ctx.role, ctx.tenant, ctx.actor.staff), (Role::Owner, scene.tenant(company), true));
    }
    assert!(forbidden(to_tenant(&scene, &staff, None)), "they must name one");
    assert!(not_found(to_tenant(&scene, &staff, Some(id(7)))));
    assert!(not_found(to_tenant(&scene, &staff, Some(TenantId::PLATFORM))));
    let ctx = to_platform(&scene, &staff).expect("let in");
    assert_eq!((ctx.role, ctx.tenant, ctx.actor.staff), (Role::Owner, TenantId::PLATFORM, true));
    let member = scene.person("staff");
    add(&scene, &scene.staff_in("globex"), member, Role::ReadOnly, true).expect("added");
    let ctx = to_tenant(&scene, &staff, None).expect("let in");
    assert_eq!((ctx.role, ctx.tenant), (Role::Owner, scene.tenant("globex")));
}

#[test]
fn behind_the_gate_the_rows_of_the_company_can_be_seen() {
    let scene = scene();
    let user = token(&scene, "acme-user");
    for tenant in [Some(scene.tenant("acme")), None] {
        let seen = enter(&scene, &user, tenant, |ctx, conn| {
            let rows = members::table.filter(members::tenant_id.eq(ctx.tenant)).count();
            Ok(rows.get_result::<i64>(conn)?)
        });
        assert_eq!(seen.expect("read"), 5, "{tenant:?}");
    }
}

#[test]
fn a_persons_companies_are_told_with_what_they_are_there() {
    let scene = scene();
    let of = |user: UserId| {
        let bound = Bound { tenant: None, user: Some(user) };
        scene.db.read_now(bound, |conn| gate().of(conn, user)).expect("read")
    };
    let told = of(scene.user("acme", Role::Manager));
    assert_eq!(told.len(), 1);
    assert_eq!((told[0].tenant_id, &*told[0].tenant_slug), (scene.tenant("acme"), "acme"));
    assert_eq!((&*told[0].tenant_name, told[0].role), ("ACME", Role::Manager));
    assert_eq!(of(scene.person("stranger")), []);
}

#[test]
fn a_csrf_token_fits_its_session_under_the_servers_secret() {
    let good = secrets::csrf_token(b"the server's secret", "session");
    assert!(gate().csrf_matches("session", &good));
    assert!(!gate().csrf_matches("another", &good));
    assert!(!TenantGate::new("another secret").csrf_matches("session", &good));
}
