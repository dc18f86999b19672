//! Adding people and finding them.
use super::{add, add_as, ann, person, read, refusal, told, write};
use crate::{NewUser, UserView, users};
use projectmeats_core::{
    Error,
    ids::{TenantId, UserId},
};
use projectmeats_testkit::{Database, now, platform_ctx};
use proptest::prelude::*;

#[test]
fn a_new_person_is_kept_as_typed_and_shown_as_clients_read_them() {
    let db = Database::fresh();
    let names =
        NewUser { first_name: "Ann".into(), last_name: "Lee".into(), ..person("Ann", "Ann@Acme.com") };
    let user = add(&db, names).expect("added");
    assert_eq!(
        (user.version, user.date_joined, user.last_login, &*user.display_name),
        (1, now(), None, "Ann Lee")
    );
    assert_eq!(read(&db, |conn| users::by_id(conn, user.id)), Some(user.clone()));
    let id = user.id.0;
    assert_eq!(
        serde_json::to_value(UserView::from(user)).expect("serialized"),
        serde_json::json!({
            "id": id, "username": "Ann", "email": "Ann@Acme.com", "first_name": "Ann", "last_name": "Lee",
            "is_staff": false, "is_superuser": false, "is_active": true
        })
    );
}

#[test]
fn a_person_is_found_by_username_or_address_without_regard_to_case() {
    let db = Database::fresh();
    let ann = ann(&db);
    add(&db, person("Łucja", "")).expect("added");
    let found = |login: &str| read(&db, |conn| users::by_login(conn, login)).map(|user| user.username);
    for login in ["ann", "ANN", " ann ", "ann@acme.com", "ANN@ACME.COM"] {
        assert_eq!(found(login).as_deref(), Some(&*ann.username), "{login}");
    }
    assert_eq!(found("łUCJA").as_deref(), Some("Łucja"));
    for login in ["", " ", "an", "ann\0", "%", "ann@acme"] {
        assert_eq!(found(login), None, "{login:?}");
    }
}

#[test]
fn a_username_or_address_that_somebody_has_is_refused_by_name() {
    let db = Database::fresh();
    ann(&db);
    let refused = |username, email| refusal(add(&db, person(username, email)));
    assert_eq!(refused("aNN", ""), "username: A user with that username already exists.");
    assert_eq!(refused("bob", "ANN@acme.com"), "email: A user with that email already exists.");
    assert_eq!(
        refused("ann", "ann@acme.com"),
        "email: A user with that email already exists. username: A user with that username already exists."
    );
    assert_eq!(refused("ann@acme.com", ""), "username: A user with that username already exists.");
    assert_eq!(read(&db, users::count), 1);
}

#[test]
fn many_may_have_no_address() {
    let db = Database::fresh();
    for username in ["ann", "bob"] {
        add(&db, person(username, "")).expect("added");
    }
    assert_eq!(read(&db, users::count), 2);
}

#[test]
fn of_two_who_take_a_name_at_once_one_is_told_which() {
    let db = Database::fresh();
    let refusals: Vec<String> = std::thread::scope(|scope| {
        let tasks: Vec<_> = (0..8).map(|_| scope.spawn(|| refusal(add(&db, person("ann", ""))))).collect();
        tasks.into_iter().map(|task| task.join().expect("no panic")).collect()
    });
    assert_eq!(refusals.iter().filter(|text| *text == "accepted").count(), 1, "{refusals:?}");
    let told = "username: A user with that username already exists.";
    assert_eq!(refusals.iter().filter(|text| *text == told).count(), 7, "{refusals:?}");
}

#[test]
fn of_two_who_take_an_address_at_once_one_is_told_which() {
    let db = Database::fresh();
    let refusals: Vec<String> = std::thread::scope(|scope| {
        let add_one = |n: i32| refusal(add(&db, person(&format!("ann{n}"), "ann@acme.com")));
        let tasks: Vec<_> = (0..8).map(|n| scope.spawn(move || add_one(n))).collect();
        tasks.into_iter().map(|task| task.join().expect("no panic")).collect()
    });
    assert_eq!(refusals.iter().filter(|text| *text == "accepted").count(), 1, "{refusals:?}");
    let told = "email: A user with that email already exists.";
    assert_eq!(refusals.iter().filter(|text| *text == told).count(), 7, "{refusals:?}");
}

#[test]
fn only_staff_make_staff() {
    let db = Database::fresh();
    let mut ctx = platform_ctx();
    ctx.actor.staff = false;
    for new in
        [NewUser { is_staff: true, ..person("ann", "") }, NewUser { is_superuser: true, ..person("ann", "") }]
    {
        assert!(matches!(add_as(ctx.clone(), &db, new.clone()), Err(Error::Forbidden(_))));
        add(&db, NewUser { username: format!("by.staff{}", u8::from(new.is_staff)), ..new })
            .expect("added by staff");
    }
    add_as(ctx, &db, person("ann", "")).expect("an ordinary person");
}

#[test]
fn adding_a_person_is_told_once_and_without_the_hash() {
    let db = Database::fresh();
    let ann = ann(&db);
    let told = told(&db, &ann);
    assert_eq!(told.len(), 1);
    let (verb, changes) = &told[0];
    assert_eq!(verb, "created");
    assert_eq!(changes["username"], serde_json::json!({ "from": null, "to": "Ann" }));
    assert_eq!(changes.get("password_hash"), None);
}

#[test]
fn people_are_not_added_on_a_tenants_account() {
    let db = Database::fresh();
    let mut ctx = platform_ctx();
    ctx.tenant = TenantId(uuid::Uuid::from_u128(7));
    assert!(matches!(add_as(ctx, &db, person("ann", "")), Err(Error::Internal(_))));
    assert_eq!(read(&db, users::count), 0);
}

#[test]
fn nobody_has_an_unknown_id() {
    let db = Database::fresh();
    assert_eq!(read(&db, |conn| users::by_id(conn, UserId(i64::MAX))), None);
}

#[test]
fn any_text_as_a_login_or_a_name_is_answered() {
    let db = Database::fresh();
    proptest!(ProptestConfig::with_cases(64), |(login in any::<String>(), first in any::<String>())| {
        read(&db, |conn| users::by_login(conn, &login));
        let new = NewUser { username: "ann".into(), email: login.clone(), first_name: first, ..NewUser::default() };
        let outcome = write(&db, move |conn| {
            users::create(&platform_ctx(), conn, new, "hash")?;
            // Undone, so that the next case finds the name free.
            Err::<(), _>(Error::Stale)
        });
        prop_assert!(matches!(outcome, Err(Error::Stale | Error::Invalid(_))), "{:?}", outcome);
    });
}
