//! Errors: one shape for all of them, whoever made them, and nothing in them that is not for the client.
use super::{LOGIN, PLANTS, PROTEINS, add, plant};
use crate::{answer::Answer, app::App};
use actix_web::http::Method;
use serde_json::{Value, json};

/// One request for each kind of refusal, with the status it is answered.
async fn refusals(app: &App, accept: &str) -> Vec<(u16, Answer)> {
    let owner = app.owner("acme").with("Accept", accept);
    let (viewer, nobody) = (app.viewer("acme").with("Accept", accept), app.nobody().with("Accept", accept));
    let stale = owner.with("If-Match", "\"9\"");
    let keyed = owner.with("Idempotency-Key", "k-1");
    let path = add(&keyed, plant("A")).await;
    let json = owner.with("Content-Type", "application/json");
    vec![
        (400, owner.post(PLANTS, json!({})).await),
        (400, json.raw(Method::POST, PLANTS, "{").await),
        (400, json.raw(Method::POST, PLANTS, "[]").await),
        (400, owner.get(&format!("{PLANTS}?nonsense=1")).await),
        (400, owner.with("X-Tenant-ID", "x").get(PLANTS).await),
        (401, nobody.get(PLANTS).await),
        (401, nobody.with("Authorization", "Token null").get(PLANTS).await),
        (401, nobody.post(LOGIN, json!({ "username": "x", "password": "y" })).await),
        (403, viewer.post(PLANTS, plant("B")).await),
        (403, owner.post(PROTEINS, json!({ "name": "Emu" })).await),
        (404, owner.get(&format!("{PLANTS}999/")).await),
        (404, owner.get("/api/v1/nonsense/").await),
        (404, owner.get("/nonsense").await),
        (404, owner.get(&format!("{PLANTS}?page=9")).await),
        (405, owner.delete(PLANTS).await),
        (405, owner.post(&path, json!({})).await),
        (412, stale.patch(&path, json!({})).await),
        (413, owner.post(PLANTS, json!({ "name": "x".repeat(3000) })).await),
        (415, owner.with("Content-Type", "text/plain").raw(Method::POST, PLANTS, "{}").await),
        (422, keyed.post(PLANTS, plant("C")).await),
        (500, owner.get("/faulty/").await),
    ]
}

async fn app() -> App {
    App::with(|settings| settings.server.body_limit_bytes = 2000).await
}

/// Words that a client must never read.
const INNER: [&str; 12] = [
    "sqlite",
    "postgres",
    "diesel",
    "constraint",
    "relation",
    "plants_plant",
    "SELECT",
    "panicked",
    "secret",
    ".rs",
    "/tmp",
    "r2d2",
];

fn assert_discreet(answer: &Answer) {
    for word in INNER {
        assert!(!answer.text().to_lowercase().contains(&word.to_lowercase()), "{word} in {}", answer.text());
    }
}

#[actix_web::test]
async fn every_refusal_has_the_shape_that_clients_read_and_the_id_that_the_log_carries() {
    let app = app().await;
    for (status, answer) in refusals(&app, "*/*").await {
        let body = answer.expect(status);
        assert_eq!(answer.header("Content-Type"), "application/json", "{status}");
        assert!(body["detail"].as_str().is_some_and(|text| !text.is_empty()), "{body}");
        assert_eq!(body["message"], body["detail"]);
        assert_eq!(body["error"].is_string(), status == 401, "{body}");
        assert!(!answer.header("X-Request-ID").is_empty());
        assert_eq!(body["request_id"], answer.header("X-Request-ID"), "{status}");
        assert_discreet(&answer);
    }
}

#[actix_web::test]
async fn every_refusal_is_a_problem_when_the_client_asks_for_one() {
    let app = app().await;
    for (status, answer) in refusals(&app, "application/problem+json, application/json;q=0.5").await {
        let body = answer.expect(status);
        assert_eq!(answer.header("Content-Type"), "application/problem+json", "{status}");
        assert_eq!((&body["status"], &body["type"]), (&json!(status), &json!("about:blank")));
        for field in ["title", "detail", "instance"] {
            assert!(body[field].as_str().is_some_and(|text| !text.is_empty()), "{field} in {body}");
        }
        assert_eq!(body["request_id"], answer.header("X-Request-ID"));
        assert_discreet(&answer);
    }
    let refused =
        app.owner("acme").with("Accept", "application/problem+json").post(PLANTS, json!({})).await.json();
    assert_eq!(refused["errors"]["name"], json!(["This field is required."]));
    assert_eq!((&refused["instance"], &refused["title"]), (&json!(PLANTS), &json!("Bad Request")));
}

#[actix_web::test]
async fn a_wrong_verb_is_told_the_right_ones() {
    let app = App::start().await;
    let owner = app.owner("acme");
    let path = add(&owner, plant("A")).await;
    for (method, path, allowed) in [
        (Method::DELETE, PLANTS, "GET, POST, OPTIONS"),
        (Method::POST, &path, "GET, PUT, PATCH, DELETE, OPTIONS"),
        (Method::POST, "/api/v1/tenants/my_tenants/", "GET, OPTIONS"),
        (Method::GET, LOGIN, "POST, OPTIONS"),
        (Method::TRACE, PLANTS, "GET, POST, OPTIONS"),
        (Method::PUT, "/health/", "GET, OPTIONS"),
    ] {
        let answer = owner.send(method.clone(), path, None).await;
        assert_eq!(answer.expect(405)["detail"], format!("Method \"{method}\" not allowed."), "{path}");
        assert_eq!(answer.header("Allow"), allowed, "{method} {path}");
    }
}

#[actix_web::test]
async fn what_is_no_id_is_not_found() {
    let app = App::start().await;
    let owner = app.owner("acme");
    for id in ["abc", "0", "-1", "1.5", "99999999999999999999", "1%00", "%27", "..", "1/extra", "null"] {
        let answer = owner.get(&format!("{PLANTS}{id}/")).await;
        assert_eq!(answer.expect(404)["detail"], "Not found.", "{id}");
    }
}

#[actix_web::test]
async fn an_address_without_its_slash_is_told_and_not_redirected() {
    let app = App::start().await;
    let answer = app.owner("acme").get("/api/v1/plants").await;
    assert_eq!(answer.expect(404)["detail"], "Not found. Addresses of this API end in a slash.");
    assert_eq!(answer.try_header("Location"), None);
}

#[actix_web::test]
async fn a_body_of_another_kind_is_refused() {
    let app = App::start().await;
    let owner = app.owner("acme");
    let body = plant("A").to_string();
    for kind in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/xml",
        "x",
    ] {
        let answer = owner.with("Content-Type", kind).raw(Method::POST, PLANTS, &body).await;
        assert_eq!(answer.status, 415, "{kind}");
    }
    for (n, kind) in ["application/json; charset=utf-8", "Application/JSON", "application/merge-patch+json"]
        .into_iter()
        .enumerate()
    {
        let body = plant(&format!("B{n}")).to_string();
        owner.with("Content-Type", kind).raw(Method::POST, PLANTS, &body).await.expect(201);
    }
    owner.raw(Method::POST, PLANTS, &body).await.expect(201);
}

#[actix_web::test]
async fn a_body_too_large_is_refused_whether_it_says_so_or_not() {
    let app = app().await;
    let owner = app.owner("acme");
    let large = json!({ "name": "A", "code": "A", "address": "x".repeat(1990) });
    assert!(
        owner.post(PLANTS, large.clone()).await.expect(413)["detail"]
            .as_str()
            .is_some_and(|text| text.contains("2000 bytes"))
    );
    let in_chunks = owner.with("Transfer-Encoding", "chunked");
    assert_eq!(in_chunks.post(PLANTS, large).await.status, 413);
    let fits = json!({ "name": "A", "code": "A", "address": "x".repeat(900) });
    in_chunks.post(PLANTS, fits).await.expect(201);
}

#[actix_web::test]
async fn a_panic_is_an_answer_with_an_id_and_the_server_lives() {
    let app = App::start().await;
    for _ in 0..3 {
        let answer = app.nobody().get("/faulty/").await;
        let body: Value = answer.expect(500);
        assert_eq!(body["detail"], "An unexpected error occurred.");
        assert_eq!(body["request_id"], answer.header("X-Request-ID"));
        assert_eq!(answer.header("X-Content-Type-Options"), "nosniff");
    }
    app.nobody().get("/health/").await.expect(200);
    app.owner("acme").post(PLANTS, plant("A")).await.expect(201);
}
