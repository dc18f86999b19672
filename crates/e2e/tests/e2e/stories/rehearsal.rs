//! Rehearsals: `?dry_run=1` answers what would be stored, and stores nothing.
use super::{PLANTS, PROTEINS, add, count, plant};
use crate::app::App;
use serde_json::json;

#[actix_web::test]
async fn a_rehearsed_creation_answers_the_plant_and_makes_none() {
    let app = App::start().await;
    let owner = app.owner("acme");
    for flag in ["1", "true", ""] {
        let body = owner.post(&format!("{PLANTS}?dry_run={flag}"), plant("A")).await.expect(201);
        assert_eq!((&body["code"], &body["version"]), (&json!("A"), &json!(1)));
        assert_eq!(owner.get(&format!("{PLANTS}{}/", body["id"])).await.status, 404);
        assert_eq!(
            owner.get(&format!("{PLANTS}{}/history/", body["id"])).await.status,
            404,
            "nothing is told of it"
        );
    }
    assert_eq!(count(&owner.get(PLANTS).await.expect(200)), 0);
    owner.post(PLANTS, plant("A")).await.expect(201);
}

#[actix_web::test]
async fn a_rehearsed_change_or_deletion_leaves_everything_as_it_was() {
    let app = App::start().await;
    let owner = app.owner("acme");
    let path = add(&owner, plant("A")).await;
    let before = owner.get(&path).await.expect(200);
    let rehearsed = format!("{path}?dry_run=1");
    let changed = owner.patch(&rehearsed, json!({ "city": "Omaha" })).await;
    assert_eq!((&changed.expect(200)["city"], changed.header("ETag")), (&json!("Omaha"), "\"2\"".into()));
    assert_eq!(owner.put(&rehearsed, plant("B")).await.expect(200)["code"], "B");
    owner.delete(&rehearsed).await.expect(204);
    assert_eq!(owner.get(&path).await.expect(200), before);
    assert_eq!(count(&owner.get(&format!("{path}history/")).await.expect(200)), 1);
}

#[actix_web::test]
async fn a_rehearsal_is_refused_as_the_act_would_be() {
    let app = App::start().await;
    let owner = app.owner("acme");
    let path = add(&owner, plant("A")).await;
    let rehearsed = format!("{path}?dry_run=1");
    owner.post(&format!("{PLANTS}?dry_run=1"), json!({})).await.message("name");
    owner.post(&format!("{PLANTS}?dry_run=1"), plant("A")).await.message("code");
    assert_eq!(owner.with("If-Match", "\"9\"").patch(&rehearsed, json!({})).await.status, 412);
    assert_eq!(app.viewer("acme").patch(&rehearsed, json!({})).await.status, 403);
    assert_eq!(app.owner("globex").delete(&rehearsed).await.status, 404);
    assert_eq!(
        app.owner("acme").post(&format!("{PROTEINS}?dry_run=1"), json!({ "name": "Emu" })).await.status,
        403
    );
    app.staff().post(&format!("{PROTEINS}?dry_run=1"), json!({ "name": "Emu" })).await.expect(201);
    app.staff().post(PROTEINS, json!({ "name": "Emu" })).await.expect(201);
}

#[actix_web::test]
async fn a_flag_that_is_neither_or_misspelt_is_refused_and_nothing_is_done() {
    let app = App::start().await;
    let owner = app.owner("acme");
    assert_eq!(
        owner.post(&format!("{PLANTS}?dry_run=maybe"), plant("A")).await.message("dry_run"),
        "Must be 1 or 0."
    );
    for misspelt in ["dryrun=1", "dry-run=1", "dry_run=0&x=1"] {
        owner.post(&format!("{PLANTS}?{misspelt}"), plant("A")).await.expect(400);
    }
    assert_eq!(count(&owner.get(PLANTS).await.expect(200)), 0);
    owner.post(&format!("{PLANTS}?dry_run=0"), plant("A")).await.expect(201);
    assert_eq!(count(&owner.get(PLANTS).await.expect(200)), 1);
}

#[actix_web::test]
async fn a_rehearsed_sign_out_leaves_the_person_signed_in() {
    let app = App::start().await;
    let owner = app.owner("acme");
    let answer = owner.post(&format!("{}?dry_run=1", super::LOGOUT), json!({})).await;
    answer.expect(200);
    assert_eq!(answer.try_header("Set-Cookie"), None);
    owner.get(super::ME).await.expect(200);
}

#[actix_web::test]
async fn a_rehearsed_sign_in_opens_nothing() {
    let app = App::start().await;
    let body = json!({ "username": "acme-owner", "password": projectmeats_testkit::PASSWORD });
    let answer = app.nobody().post(&format!("{}?dry_run=1", super::LOGIN), body).await;
    let key = answer.expect(200)["token"].as_str().expect("a key").to_owned();
    assert_eq!(answer.try_header("Set-Cookie"), None);
    assert_eq!(app.nobody().with("Authorization", &format!("Token {key}")).get(super::ME).await.status, 401);
}
