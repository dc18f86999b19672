//! Too many failed sign-ins: by account, by address, and how it ends.
use super::LOGIN;
use crate::{answer::Answer, app::App, persona::Persona};
use projectmeats_testkit::PASSWORD;
use serde_json::json;

async fn attempt(by: &Persona<'_>, username: &str, password: &str) -> Answer {
    by.post(LOGIN, json!({ "username": username, "password": password })).await
}

#[actix_web::test]
async fn an_account_is_closed_to_guesses_for_a_while_even_to_the_right_one() {
    let app = App::start().await;
    let (here, elsewhere) = (app.nobody(), app.nobody().at_address([203, 0, 113, 9]));
    for _ in 0..5 {
        attempt(&here, "acme-owner", "wrong").await.expect(401);
        app.clock.advance(60);
    }
    let refused = attempt(&here, "acme-owner", PASSWORD).await;
    assert_eq!((refused.status, refused.header("Retry-After")), (429, "600".into()));
    assert!(
        refused.json()["detail"].as_str().is_some_and(|text| text.contains("600 seconds")),
        "{}",
        refused.text()
    );
    assert_eq!(
        attempt(&elsewhere, "Acme-Owner@people.example", "wrong").await.status,
        401,
        "another name of theirs"
    );
    assert_eq!(attempt(&elsewhere, "ACME-OWNER", PASSWORD).await.status, 429, "from anywhere");
    assert_eq!(attempt(&here, "acme-admin", PASSWORD).await.status, 200, "others are free");

    app.clock.advance(599);
    assert_eq!(attempt(&here, "acme-owner", PASSWORD).await.header("Retry-After"), "1");
    app.clock.advance(1);
    attempt(&here, "acme-owner", PASSWORD).await.expect(200);
}

#[actix_web::test]
async fn an_address_is_closed_whatever_account_it_tries() {
    let app = App::with(|settings| settings.security.login_failures_per_address = 3).await;
    let (here, elsewhere) = (app.nobody(), app.nobody().at_address([203, 0, 113, 9]));
    for username in ["acme-owner", "globex-owner", "nobody-at-all"] {
        attempt(&here, username, "wrong").await.expect(401);
    }
    let refused = attempt(&here, "acme-admin", PASSWORD).await;
    assert_eq!((refused.status, refused.header("Retry-After")), (429, "900".into()));
    attempt(&elsewhere, "acme-admin", PASSWORD).await.expect(200);
    app.clock.advance(900);
    attempt(&here, "acme-admin", PASSWORD).await.expect(200);
}

#[actix_web::test]
async fn a_name_nobody_has_is_closed_like_any_other() {
    let app = App::start().await;
    for _ in 0..5 {
        attempt(&app.nobody(), "nobody-at-all", "wrong").await.expect(401);
    }
    assert_eq!(attempt(&app.nobody(), "nobody-at-all", "wrong").await.status, 429);
}

#[actix_web::test]
async fn a_good_sign_in_forgives_the_account() {
    let app = App::start().await;
    for _ in 0..2 {
        for _ in 0..4 {
            attempt(&app.nobody(), "acme-owner", "wrong").await.expect(401);
        }
        attempt(&app.nobody(), "acme-owner", PASSWORD).await.expect(200);
    }
}

#[actix_web::test]
async fn the_count_outlives_the_server() {
    let app = App::start().await;
    for _ in 0..5 {
        attempt(&app.nobody(), "acme-owner", "wrong").await.expect(401);
    }
    let again = app.restarted().await;
    assert_eq!(attempt(&again.nobody(), "acme-owner", PASSWORD).await.status, 429);
}

#[actix_web::test]
async fn forwarded_addresses_are_believed_of_trusted_proxies_alone() {
    let behind = |settings: &mut projectmeats_server::settings::Settings| {
        settings.security.login_failures_per_address = 1;
        settings.server.trusted_proxies = vec!["10.0.0.0/8".parse().expect("a network")];
    };
    let app = App::with(behind).await;
    let direct = app.nobody().with("X-Forwarded-For", "198.51.100.1");
    attempt(&direct, "acme-owner", "wrong").await.expect(401);
    assert_eq!(
        attempt(&direct.with("X-Forwarded-For", "198.51.100.2"), "acme-owner", PASSWORD).await.status,
        429
    );
    let proxied = direct.at_address([10, 0, 0, 1]);
    attempt(&proxied, "acme-owner", "wrong").await.expect(401);
    assert_eq!(attempt(&proxied, "acme-owner", PASSWORD).await.status, 429);
    attempt(&proxied.with("X-Forwarded-For", "198.51.100.2"), "acme-owner", PASSWORD).await.expect(200);
}
