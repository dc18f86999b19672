//! What every answer has, and the methods that are not about a resource: HEAD, OPTIONS.
use super::{LOGIN, ME, PLANTS, add, plant};
use crate::{answer::Answer, app::App};
use actix_web::http::Method;
use serde_json::json;

const HEADERS: [(&str, &str); 4] = [
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
];

async fn answers(app: &App) -> Vec<Answer> {
    let owner = app.owner("acme");
    let path = add(&owner, plant("A")).await;
    vec![
        owner.get(PLANTS).await,
        owner.get(&path).await,
        owner.with("If-None-Match", "*").get(&path).await,
        owner.post(PLANTS, json!({})).await,
        owner.delete(&path).await,
        owner.delete(PLANTS).await,
        owner.send(Method::OPTIONS, PLANTS, None).await,
        app.nobody().get(ME).await,
        app.nobody().post(LOGIN, json!({})).await,
        app.nobody().get("/nonsense").await,
        app.nobody().get("/health/").await,
        app.nobody().get("/faulty/").await,
        app.nobody().get("/api/schema/").await,
        app.nobody().get("/api/schema/redoc/").await,
    ]
}

#[actix_web::test]
async fn every_answer_has_the_security_headers_and_a_request_id_of_its_own() {
    let app = App::start().await;
    let mut ids = std::collections::BTreeSet::new();
    for answer in answers(&app).await {
        for (name, value) in HEADERS {
            assert_eq!(answer.header(name), value, "{name} of {}", answer.status);
        }
        assert!(answer.header("Content-Security-Policy").starts_with("default-src "));
        assert_eq!(answer.try_header("Strict-Transport-Security"), None, "there is no HTTPS here");
        assert_eq!(answer.try_header("Server"), None);
        assert!(ids.insert(answer.header("X-Request-ID")), "an id comes twice");
    }
}

#[actix_web::test]
async fn answers_of_the_api_are_not_kept_by_caches_and_differ_by_who_asks() {
    let app = App::start().await;
    let answer = app.owner("acme").get(PLANTS).await;
    assert!(answer.header("Cache-Control").contains("private"));
    for name in ["Authorization", "Cookie", "X-Tenant-ID"] {
        assert!(answer.header("Vary").contains(name), "{name}");
    }
}

#[actix_web::test]
async fn browsers_are_told_to_stay_with_https_where_there_is_some() {
    let app = App::with(|settings| settings.security.hsts_seconds = 31_536_000).await;
    for answer in answers(&app).await {
        assert!(answer.header("Strict-Transport-Security").starts_with("max-age=31536000"));
    }
}

#[actix_web::test]
async fn head_is_get_without_the_body() {
    let app = App::start().await;
    let owner = app.owner("acme");
    let path = add(&owner, plant("A")).await;
    for path in [PLANTS, &path, ME, "/health/"] {
        let (head, get) = (owner.send(Method::HEAD, path, None).await, owner.get(path).await);
        assert_eq!(head.status, 200, "{path}");
        for name in ["Content-Type", "ETag", "Last-Modified", "Vary"] {
            assert_eq!(head.try_header(name), get.try_header(name), "{name} of {path}");
        }
    }
    assert_eq!(app.nobody().send(Method::HEAD, PLANTS, None).await.status, 401);
}

#[actix_web::test]
async fn options_tells_the_methods_of_an_address() {
    let app = App::start().await;
    let answer = app.nobody().send(Method::OPTIONS, PLANTS, None).await;
    assert_eq!((answer.status, answer.header("Allow")), (204, "GET, POST, OPTIONS".into()));
    let answer = app.nobody().send(Method::OPTIONS, &format!("{PLANTS}1/"), None).await;
    assert_eq!(answer.header("Allow"), "GET, PUT, PATCH, DELETE, OPTIONS");
    assert_eq!(app.nobody().send(Method::OPTIONS, "/api/v1/nonsense/", None).await.status, 404);
}
