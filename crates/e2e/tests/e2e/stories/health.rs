//! Whether the server works, for whoever asks.
use crate::app::App;
use serde_json::json;

#[actix_web::test]
async fn a_server_that_works_says_so_to_anybody() {
    let app = App::start().await;
    for path in ["/health/", "/api/v1/health/"] {
        let body = app.nobody().get(path).await.expect(200);
        assert_eq!((&body["status"], &body["database"]), (&json!("healthy"), &json!("connected")), "{path}");
        assert_eq!(body["timestamp"], "2026-11-02T09:00:00.000000Z");
        assert!(
            body["latency_ms"].as_f64().is_some_and(|ms| ms >= 0.0) && body["version"].is_string(),
            "{body}"
        );
    }
    let ready = app.nobody().get("/api/v1/ready/").await.expect(200);
    assert_eq!(ready, json!({ "status": "ready", "timestamp": "2026-11-02T09:00:00.000000Z" }));
}

#[actix_web::test]
async fn health_is_told_whatever_credential_is_shown() {
    let app = App::start().await;
    for header in ["Token null", "Bearer x", ""] {
        app.nobody().with("Authorization", header).get("/health/").await.expect(200);
    }
}
