//! Cross-site request forgery: a browser's cookie comes with every request, so a write with it must come from our own pages.
use super::{LOGIN, PLANTS, add, browser, plant};
use crate::{
    app::{App, HOST},
    persona::Persona,
};
use projectmeats_testkit::PASSWORD;
use serde_json::json;

const FRIEND: &str = "https://app.friend.example";

async fn app() -> App {
    App::with(|settings| settings.security.csrf_trusted_origins = vec![FRIEND.into()]).await
}

fn with<'a>(client: &Persona<'a>, headers: &[(&str, &str)]) -> Persona<'a> {
    headers.iter().fold(client.clone(), |client, (name, value)| client.with(name, value))
}

#[actix_web::test]
async fn a_write_with_a_cookie_must_show_that_it_comes_from_our_own_pages() {
    let app = app().await;
    let path = add(&app.owner("acme"), plant("A")).await;
    let (client, csrf) = browser(&app, "acme-owner").await;
    let (_, anothers) = browser(&app, "acme-admin").await;
    let own = format!("http://{HOST}");
    let (own, csrf, anothers) = (own.as_str(), csrf.as_str(), anothers.as_str());
    let table: [(&[(&str, &str)], bool); 18] = [
        (&[], false),
        (&[("X-CSRFToken", csrf)], true),
        (&[("X-CSRFToken", anothers)], false),
        (&[("X-CSRFToken", "")], false),
        (&[("X-CSRFToken", "0000")], false),
        (&[("Sec-Fetch-Site", "same-origin")], true),
        (&[("Sec-Fetch-Site", "same-origin"), ("X-CSRFToken", "0000")], true),
        (&[("Sec-Fetch-Site", "none")], true),
        (&[("Sec-Fetch-Site", "same-site")], false),
        (&[("Sec-Fetch-Site", "cross-site")], false),
        (&[("Sec-Fetch-Site", "cross-site"), ("X-CSRFToken", csrf)], false),
        (&[("Sec-Fetch-Site", "cross-site"), ("Origin", own)], false),
        (&[("Sec-Fetch-Site", "cross-site"), ("Origin", FRIEND)], true),
        (&[("Origin", own)], true),
        (&[("Origin", FRIEND)], true),
        (&[("Origin", "https://meats.example")], false),
        (&[("Origin", "http://evil.example"), ("X-CSRFToken", csrf)], false),
        (&[("Origin", "null")], false),
    ];
    for (headers, allowed) in table {
        let answer = with(&client, headers).patch(&path, json!({ "city": "Omaha" })).await;
        assert_eq!(answer.status, if allowed { 200 } else { 403 }, "{headers:?}: {}", answer.text());
        if !allowed {
            assert!(answer.json()["detail"].as_str().is_some_and(|why| why.starts_with("CSRF Failed: ")));
        }
    }
}

#[actix_web::test]
async fn every_unsafe_method_is_guarded_and_no_safe_one() {
    let app = app().await;
    let path = add(&app.owner("acme"), plant("A")).await;
    let (client, _) = browser(&app, "acme-owner").await;
    let elsewhere = client.with("Sec-Fetch-Site", "cross-site").with("Origin", "http://evil.example");
    elsewhere.get(&path).await.expect(200);
    elsewhere.get(PLANTS).await.expect(200);
    assert_eq!(elsewhere.post(PLANTS, plant("B")).await.status, 403);
    assert_eq!(elsewhere.put(&path, plant("B")).await.status, 403);
    assert_eq!(elsewhere.patch(&path, plant("B")).await.status, 403);
    assert_eq!(elsewhere.delete(&path).await.status, 403);
    assert_eq!(elsewhere.post("/api/v1/auth/logout/", json!({})).await.status, 403);
    client.get(&path).await.expect(200);
}

#[actix_web::test]
async fn a_token_needs_no_such_proof_even_beside_a_cookie() {
    let app = app().await;
    let path = add(&app.owner("acme"), plant("A")).await;
    let (client, _) = browser(&app, "acme-owner").await;
    let key =
        super::sign_in(&app.nobody(), "acme-owner").await.json()["token"].as_str().expect("a key").to_owned();
    let both = client.with("Authorization", &format!("Token {key}")).with("Sec-Fetch-Site", "cross-site");
    both.patch(&path, json!({ "city": "Omaha" })).await.expect(200);
}

#[actix_web::test]
async fn nobody_is_signed_in_from_another_site() {
    let app = app().await;
    let body = || json!({ "username": "acme-owner", "password": PASSWORD });
    for (name, value) in [("Sec-Fetch-Site", "cross-site"), ("Origin", "http://evil.example")] {
        let answer = app.nobody().with(name, value).post(LOGIN, body()).await;
        assert_eq!(answer.status, 403, "{name}");
        assert_eq!(answer.try_header("Set-Cookie"), None);
    }
    app.nobody().with("Origin", FRIEND).post(LOGIN, body()).await.expect(200);
}

#[actix_web::test]
async fn a_public_address_is_our_own_origin_whatever_the_host_header_says() {
    let app =
        App::with(|settings| settings.server.public_url = Some("https://meats.public.example".into())).await;
    let path = add(&app.owner("acme"), plant("A")).await;
    let (client, _) = browser(&app, "acme-owner").await;
    let from = async |origin: &str| client.with("Origin", origin).patch(&path, json!({})).await.status;
    assert_eq!(from("https://meats.public.example").await, 200);
    assert_eq!(from(&format!("http://{HOST}")).await, 403);
}
