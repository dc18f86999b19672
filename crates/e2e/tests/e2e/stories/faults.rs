//! What becomes of requests when the database is gone.
use super::{LOGIN, PLANTS, plant};
use crate::app::App;
use projectmeats_db::Database;
use projectmeats_testkit as testkit;
use serde_json::json;
use std::time::Duration;

/// An app whose database was taken away.
async fn bereft() -> App {
    let fresh = testkit::Database::fresh();
    let location = fresh.location().clone();
    drop(fresh);
    let options =
        projectmeats_db::Options { wait: Duration::from_millis(200), ..testkit::Database::options() };
    App::over(Database::open(&location, &options).expect("a handle needs no database")).await
}

#[actix_web::test]
async fn health_says_that_the_database_is_gone_and_not_why() {
    let app = bereft().await;
    for path in ["/health/", "/api/v1/health/"] {
        let answer = app.nobody().get(path).await;
        let body = answer.expect(503);
        assert_eq!(
            (&body["status"], &body["database"]),
            (&json!("unhealthy"), &json!("unavailable")),
            "{path}"
        );
        let mut fields: Vec<&String> = body.as_object().expect("fields").keys().collect();
        fields.sort();
        assert_eq!(fields, ["database", "latency_ms", "status", "timestamp", "version"]);
    }
}

#[actix_web::test]
async fn a_server_without_its_database_is_not_ready() {
    let app = bereft().await;
    let answer = app.nobody().get("/api/v1/ready/").await;
    assert_eq!(answer.expect(503)["detail"], "The service is busy. Please try again shortly.");
    assert_eq!(answer.header("Retry-After"), "1");
}

#[actix_web::test]
async fn requests_are_asked_to_come_back_and_told_nothing_else() {
    let app = bereft().await;
    let key = "0123456789012345678901234567890123456789";
    let somebody = app.nobody().with("Authorization", &format!("Token {key}"));
    let credentials = json!({ "username": "acme-owner", "password": testkit::PASSWORD });
    let answers = [
        somebody.get(PLANTS).await,
        somebody.get(&format!("{PLANTS}1/")).await,
        somebody.post(PLANTS, plant("A")).await,
        somebody.delete(&format!("{PLANTS}1/")).await,
        app.nobody().post(LOGIN, credentials).await,
    ];
    for answer in answers {
        let body = answer.expect(503);
        assert_eq!(body["detail"], "The service is busy. Please try again shortly.");
        assert_eq!(answer.header("Retry-After"), "1");
        assert_eq!(body["request_id"], answer.header("X-Request-ID"));
    }
    assert_eq!(app.nobody().get(PLANTS).await.status, 401, "what needs no database is answered");
}
