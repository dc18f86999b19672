//! Conditional requests: an answer that is known is not sent again, and a change of what has changed meanwhile is not made.
use super::{ME, PLANTS, add, plant};
use crate::app::App;
use serde_json::json;

#[actix_web::test]
async fn every_answer_of_one_thing_names_its_version() {
    let app = App::start().await;
    let owner = app.owner("acme");
    let made = owner.post(PLANTS, plant("A")).await;
    let path = format!("{PLANTS}{}/", made.expect(201)["id"]);
    assert_eq!(made.header("ETag"), "\"1\"");
    assert_eq!(owner.get(&path).await.header("ETag"), "\"1\"");
    assert_eq!(owner.get(&path).await.header("Last-Modified"), "Mon, 02 Nov 2026 09:00:00 GMT");
    assert_eq!(owner.patch(&path, json!({ "city": "x" })).await.header("ETag"), "\"2\"");
    assert_eq!(owner.put(&path, plant("A")).await.header("ETag"), "\"3\"");
    assert_eq!(owner.get(&path).await.header("ETag"), "\"3\"");
    assert_eq!(owner.get(PLANTS).await.try_header("ETag"), None);
}

#[actix_web::test]
async fn what_the_client_has_already_is_not_sent_again() {
    let app = App::start().await;
    let owner = app.owner("acme");
    let path = add(&owner, plant("A")).await;
    for known in ["\"1\"", "W/\"1\"", "\"7\", \"1\"", "*"] {
        let answer = owner.with("If-None-Match", known).get(&path).await;
        assert_eq!(
            (answer.status, answer.body.len(), answer.header("ETag")),
            (304, 0, "\"1\"".into()),
            "{known}"
        );
        assert_eq!(answer.try_header("Content-Type"), None);
    }
    for other in ["\"2\"", "1", "\"\""] {
        owner.with("If-None-Match", other).get(&path).await.expect(200);
    }
    owner.patch(&path, json!({ "city": "x" })).await.expect(200);
    owner.with("If-None-Match", "\"1\"").get(&path).await.expect(200);
}

#[actix_web::test]
async fn who_one_is_is_not_sent_again_either_unless_it_has_changed() {
    let app = App::start().await;
    let tag = app.owner("acme").get(ME).await.header("ETag");
    let again = app.owner("acme").with("If-None-Match", &tag).get(ME).await;
    assert_eq!((again.status, again.body.len(), again.header("ETag")), (304, 0, tag.clone()));
    app.viewer("acme").with("If-None-Match", &tag).get(ME).await.expect(200);
}

#[actix_web::test]
async fn a_change_of_what_has_changed_meanwhile_is_refused_and_changes_nothing() {
    let app = App::start().await;
    let owner = app.owner("acme");
    let path = add(&owner, plant("A")).await;
    owner.patch(&path, json!({ "city": "Omaha" })).await.expect(200);
    for stale in ["\"1\"", "W/\"2\"", "\"3\", \"1\"", "", "2"] {
        let late = owner.with("If-Match", stale);
        let answers = [
            late.patch(&path, json!({ "city": "Lincoln" })).await,
            late.put(&path, plant("B")).await,
            late.delete(&path).await,
        ];
        for answer in answers {
            let body = answer.expect(412);
            assert!(
                body["detail"].as_str().is_some_and(|text| text.contains("changed since")),
                "{stale}: {body}"
            );
        }
    }
    let body = owner.get(&path).await.expect(200);
    assert_eq!((&body["city"], &body["version"]), (&json!("Omaha"), &json!(2)));
    assert_eq!(owner.get(&format!("{path}history/")).await.expect(200)["count"], 2);
}

#[actix_web::test]
async fn a_change_of_the_version_that_is_named_is_made() {
    let app = App::start().await;
    let owner = app.owner("acme");
    let path = add(&owner, plant("A")).await;
    owner.with("If-Match", "\"1\"").patch(&path, json!({ "city": "x" })).await.expect(200);
    owner.with("If-Match", "\"9\", \"2\"").put(&path, plant("A")).await.expect(200);
    owner.with("If-Match", "*").patch(&path, json!({})).await.expect(200);
    owner.with("If-Match", "\"4\"").delete(&path).await.expect(204);
    assert_eq!(owner.with("If-Match", "*").delete(&path).await.status, 404);
}

#[actix_web::test]
async fn of_two_who_change_the_same_version_one_is_told() {
    let app = App::start().await;
    let (one, other) =
        (app.owner("acme").with("If-Match", "\"1\""), app.member("acme", projectmeats_core::Role::Admin));
    let other = other.with("If-Match", "\"1\"");
    let path = add(&app.owner("acme"), plant("A")).await;
    let (a, b) = futures_util::join!(
        one.patch(&path, json!({ "city": "x" })),
        other.patch(&path, json!({ "city": "y" }))
    );
    let mut statuses = [a.status, b.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 412], "{} {}", a.text(), b.text());
}
