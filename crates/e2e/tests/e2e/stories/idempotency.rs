//! Idempotency keys: a write that is sent twice is done once.
use super::{PLANTS, add, count, plant};
use crate::{app::App, persona::Persona};
use projectmeats_core::Role;
use projectmeats_server::upkeep;
use serde_json::json;

const KEY: &str = "Idempotency-Key";

fn keyed<'a>(by: &Persona<'a>, key: &str) -> Persona<'a> {
    by.with(KEY, key)
}

#[actix_web::test]
async fn the_same_write_sent_again_is_answered_as_before_and_not_done_again() {
    let app = App::start().await;
    let owner = keyed(&app.owner("acme"), "k-1");
    let first = owner.post(PLANTS, plant("A")).await;
    let made = first.expect(201);
    assert_eq!(first.try_header("Idempotency-Replayed"), None);
    app.clock.advance(60);
    let again = owner.post(PLANTS, plant("A")).await;
    assert_eq!(again.header("Idempotency-Replayed"), "true");
    assert_eq!((again.status, &again.body), (first.status, &first.body));
    for header in ["ETag", "Location", "Last-Modified", "Content-Type"] {
        assert_eq!(again.header(header), first.header(header), "{header}");
    }
    assert_eq!(count(&owner.get(PLANTS).await.expect(200)), 1);
    let told = owner.get(&format!("{PLANTS}{}/history/", made["id"])).await.expect(200);
    assert_eq!(count(&told), 1);
}

#[actix_web::test]
async fn changes_and_deletions_are_repeated_safely_too() {
    let app = App::start().await;
    let owner = app.owner("acme");
    let path = add(&owner, plant("A")).await;
    for _ in 0..2 {
        let body = keyed(&owner, "patch")
            .with("If-Match", "\"1\"")
            .patch(&path, json!({ "city": "x" }))
            .await
            .expect(200);
        assert_eq!(body["version"], 2, "also when the version it names is past");
    }
    for _ in 0..2 {
        assert_eq!(keyed(&owner, "put").put(&path, plant("A")).await.expect(200)["version"], 3);
    }
    for _ in 0..2 {
        keyed(&owner, "delete").delete(&path).await.expect(204);
    }
    assert_eq!(owner.delete(&path).await.status, 404);
}

#[actix_web::test]
async fn a_key_that_comes_with_another_request_is_refused() {
    let app = App::start().await;
    let owner = keyed(&app.owner("acme"), "k-1");
    let path = add(&owner, plant("A")).await;
    for answer in [
        owner.post(PLANTS, plant("B")).await,
        owner.post(&format!("{PLANTS}?dry_run=0"), plant("A")).await,
        owner.patch(&path, plant("A")).await,
        owner.delete(&path).await,
    ] {
        let detail = answer.expect(422)["detail"].clone();
        assert_eq!(detail, "This Idempotency-Key was used with a different request.");
    }
    assert_eq!(count(&owner.get(PLANTS).await.expect(200)), 1);
}

#[actix_web::test]
async fn a_key_belongs_to_one_person_in_one_company() {
    let app = App::start().await;
    for person in [app.owner("acme"), app.member("acme", Role::Admin), app.owner("globex")] {
        let code = format!("C{}", count(&person.get(PLANTS).await.expect(200)));
        let answer = keyed(&person, "k-1").post(PLANTS, plant(&code)).await;
        answer.expect(201);
        assert_eq!(answer.try_header("Idempotency-Replayed"), None);
    }
    assert_eq!(count(&app.owner("acme").get(PLANTS).await.expect(200)), 2);
}

#[actix_web::test]
async fn what_was_refused_may_be_tried_again_with_the_same_key() {
    let app = App::start().await;
    let owner = keyed(&app.owner("acme"), "k-1");
    owner.post(PLANTS, json!({ "name": "A" })).await.expect(400);
    owner.post(PLANTS, plant("A")).await.expect(201);
    let viewer = keyed(&app.viewer("acme"), "k-1");
    assert_eq!(viewer.post(PLANTS, plant("B")).await.status, 403);
    assert_eq!(viewer.post(PLANTS, plant("C")).await.status, 403);
}

#[actix_web::test]
async fn a_rehearsal_does_not_use_up_the_key() {
    let app = App::start().await;
    let owner = keyed(&app.owner("acme"), "k-1");
    owner.post(&format!("{PLANTS}?dry_run=1"), plant("A")).await.expect(201);
    let answer = owner.post(PLANTS, plant("A")).await;
    answer.expect(201);
    assert_eq!(answer.try_header("Idempotency-Replayed"), None);
    let rehearsed = owner.post(&format!("{PLANTS}?dry_run=1"), plant("B")).await;
    assert_eq!((rehearsed.status, rehearsed.try_header("Idempotency-Replayed")), (201, None));
}

#[actix_web::test]
async fn of_two_that_come_at_once_one_is_done() {
    let app = App::start().await;
    let owner = keyed(&app.owner("acme"), "k-1");
    let send = || owner.post(PLANTS, plant("A"));
    let (a, b, c) = futures_util::join!(send(), send(), send());
    let mut done = 0;
    for answer in [&a, &b, &c] {
        assert!(matches!(answer.status, 201 | 409), "{}", answer.text());
        done += i32::from(answer.status == 201 && answer.try_header("Idempotency-Replayed").is_none());
    }
    assert_eq!(done, 1);
    assert_eq!(count(&owner.get(PLANTS).await.expect(200)), 1);
    assert_eq!(send().await.header("Idempotency-Replayed"), "true");
}

#[actix_web::test]
async fn a_key_is_kept_over_a_restart_and_for_a_day() {
    let app = App::start().await;
    let owner = keyed(&app.owner("acme"), "k-1");
    owner.post(PLANTS, plant("A")).await.expect(201);
    let clear = async |app: &App| {
        upkeep::clear(&app.db, app.clock.now(), Default::default(), 24 * 3600).await.expect("cleared away");
    };
    app.clock.advance(24 * 3600 - 1);
    clear(&app).await;
    let again = app.restarted().await;
    let owner = keyed(&again.owner("acme"), "k-1");
    assert_eq!(owner.post(PLANTS, plant("A")).await.header("Idempotency-Replayed"), "true");
    app.clock.advance(2);
    clear(&app).await;
    assert!(
        owner.post(PLANTS, plant("A")).await.message("code").contains("already exists"),
        "now it is a new request"
    );
}

#[actix_web::test]
async fn a_key_must_be_short_and_visible() {
    let app = App::start().await;
    let long = "k".repeat(256);
    for bad in ["", "   ", &long] {
        let answer = keyed(&app.owner("acme"), bad).post(PLANTS, plant("A")).await;
        assert!(answer.expect(400)["detail"].as_str().is_some_and(|text| text.contains(KEY)), "{bad:?}");
    }
    keyed(&app.owner("acme"), &long[1..]).post(PLANTS, plant("A")).await.expect(201);
}

#[actix_web::test]
async fn a_key_does_nothing_for_who_may_not_come_in() {
    let app = App::start().await;
    keyed(&app.owner("acme"), "k-1").post(PLANTS, plant("A")).await.expect(201);
    let nobody = keyed(&app.nobody(), "k-1").with("X-Tenant-ID", &app.tenant("acme"));
    assert_eq!(nobody.post(PLANTS, plant("A")).await.status, 401);
    let globex = keyed(&app.owner("globex"), "k-1").with("X-Tenant-ID", &app.tenant("acme"));
    assert_eq!(globex.post(PLANTS, plant("A")).await.status, 404);
}
