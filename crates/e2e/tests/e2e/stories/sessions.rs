//! Sessions and tokens: what they look like, what they are good for, and how they end.
use super::{LOGOUT, ME, PLANTS, browser, sign_in};
use crate::app::App;
use diesel::connection::SimpleConnection;
use serde_json::json;

#[actix_web::test]
async fn the_session_cookie_is_for_the_browser_alone_and_the_csrf_cookie_for_our_pages() {
    let app = App::start().await;
    let answer = sign_in(&app.nobody(), "acme-owner").await;
    let flags = |name: &str| {
        let cookie = answer.cookie(name);
        let mut flags: Vec<String> = cookie.split("; ").skip(1).map(ToOwned::to_owned).collect();
        flags.sort();
        flags
    };
    assert_eq!(flags("sessionid"), ["HttpOnly", "Max-Age=1209600", "Path=/", "SameSite=Lax"]);
    assert_eq!(flags("csrftoken"), ["Max-Age=1209600", "Path=/", "SameSite=Lax"]);
    assert!(answer.cookie_value("sessionid").len() >= 43);
}

#[actix_web::test]
async fn cookies_are_for_https_alone_where_the_server_says_so() {
    let app = App::with(|settings| settings.security.secure_cookies = true).await;
    let answer = sign_in(&app.nobody(), "acme-owner").await;
    for name in ["sessionid", "csrftoken"] {
        assert!(answer.cookie(name).split("; ").any(|flag| flag == "Secure"), "{}", answer.cookie(name));
    }
}

#[actix_web::test]
async fn a_session_reads_without_more_ado() {
    let app = App::start().await;
    let (browser, _) = browser(&app, "acme-owner").await;
    assert_eq!(browser.get(ME).await.expect(200)["user"]["username"], "acme-owner");
    browser.get(PLANTS).await.expect(200);
}

#[actix_web::test]
async fn signing_out_with_a_token_ends_that_token_and_no_other() {
    let app = App::start().await;
    let signed_in = |key: &serde_json::Value| {
        app.nobody().with("Authorization", &format!("Token {}", key.as_str().expect("a key")))
    };
    let one = signed_in(&sign_in(&app.nobody(), "acme-owner").await.json()["token"]);
    let other = signed_in(&sign_in(&app.nobody(), "acme-owner").await.json()["token"]);
    assert_eq!(one.post(LOGOUT, json!({})).await.expect(200)["message"], "Logged out successfully");
    assert_eq!(one.get(ME).await.status, 401);
    assert_eq!(one.post(LOGOUT, json!({})).await.status, 401);
    other.get(ME).await.expect(200);
}

#[actix_web::test]
async fn signing_out_ends_the_session_and_takes_its_cookies_back() {
    let app = App::start().await;
    let (browser, csrf) = browser(&app, "acme-owner").await;
    let answer = browser.with("X-CSRFToken", &csrf).post(LOGOUT, json!({})).await;
    answer.expect(200);
    for name in ["sessionid", "csrftoken"] {
        assert!(answer.cookie(name).contains("Max-Age=0"), "{}", answer.cookie(name));
    }
    assert_eq!(browser.get(ME).await.status, 401);
}

#[actix_web::test]
async fn a_browser_that_signs_out_with_its_token_is_out_of_its_session_too() {
    let app = App::start().await;
    let answer = sign_in(&app.nobody(), "acme-owner").await;
    let cookie = app.nobody().with("Cookie", &format!("sessionid={}", answer.cookie_value("sessionid")));
    let key = answer.json()["token"].as_str().expect("a key").to_owned();
    cookie.with("Authorization", &format!("Token {key}")).post(LOGOUT, json!({})).await.expect(200);
    assert_eq!(cookie.get(ME).await.status, 401);
}

#[actix_web::test]
async fn sessions_and_tokens_end_by_themselves() {
    let app =
        App::with(|settings| (settings.security.session_hours, settings.security.token_days) = (2, 3)).await;
    let answer = sign_in(&app.nobody(), "acme-owner").await;
    let cookie = app.nobody().with("Cookie", &format!("sessionid={}", answer.cookie_value("sessionid")));
    let key = answer.json()["token"].as_str().expect("a key").to_owned();
    let token = app.nobody().with("Authorization", &format!("Token {key}"));
    app.clock.advance(2 * 3600 - 1);
    cookie.get(ME).await.expect(200);
    app.clock.advance(1);
    assert_eq!(cookie.get(ME).await.status, 401);
    app.clock.advance(3 * 86_400 - 2 * 3600 - 1);
    token.get(ME).await.expect(200);
    app.clock.advance(1);
    assert_eq!(token.get(ME).await.status, 401);
}

#[actix_web::test]
async fn an_authorization_header_that_is_not_good_is_refused_whatever_else_is_shown() {
    let app = App::start().await;
    let key = sign_in(&app.nobody(), "acme-owner").await.json()["token"].as_str().expect("a key").to_owned();
    let (browser, _) = browser(&app, "acme-owner").await;
    let bearer = format!("Bearer {key}");
    for header in [
        "Token null",
        "Token",
        "Token ",
        "",
        "null",
        "Token undefined",
        &key,
        &bearer,
        "Basic YTpi",
        "Token a b",
    ] {
        for client in [&browser, &app.nobody()] {
            let answer = client.with("Authorization", header).get(ME).await;
            assert_eq!(
                (answer.status, answer.header("WWW-Authenticate")),
                (401, "Token".into()),
                "{header:?}"
            );
        }
    }
    app.nobody().with("Authorization", &format!("token {key}")).get(ME).await.expect(200);
}

#[actix_web::test]
async fn a_cookie_that_is_no_session_is_refused() {
    let app = App::start().await;
    for cookie in ["sessionid=", "sessionid=null", "sessionid=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"] {
        assert_eq!(app.nobody().with("Cookie", cookie).get(ME).await.status, 401, "{cookie}");
    }
    assert_eq!(app.nobody().with("Cookie", "theme=dark").get(ME).await.status, 401);
}

#[actix_web::test]
async fn who_is_suspended_is_out_at_once() {
    let app = App::start().await;
    let (browser, _) = browser(&app, "acme-owner").await;
    let suspend = "UPDATE accounts_user SET is_active = false WHERE username = 'acme-owner'";
    app.scene().db.owner().batch_execute(suspend).expect("suspended");
    assert_eq!(browser.get(ME).await.status, 401);
    assert_eq!(app.owner("acme").get(PLANTS).await.status, 401);
}

#[actix_web::test]
async fn signing_in_and_out_are_told_in_the_history_of_the_person() {
    let app = App::start().await;
    let answer = sign_in(&app.nobody(), "acme-owner").await;
    let key = answer.json()["token"].as_str().expect("a key").to_owned();
    app.nobody().with("Authorization", &format!("Token {key}")).post(LOGOUT, json!({})).await.expect(200);
    let id = app.scene().person("acme-owner").to_string();
    let list = projectmeats_db::listing::ListQuery::all(&projectmeats_activity::COLUMNS, Default::default());
    let told = app.scene().read(&app.scene().staff(), |ctx, conn| {
        projectmeats_activity::history(ctx, conn, "user", &id, &list)
    });
    let told = told.expect("there is a history").results;
    let verbs: Vec<String> = told.iter().map(|record| record.verb.to_string()).collect();
    assert_eq!(verbs, ["signed_out", "signed_in", "created"]);
    let whole = serde_json::to_string(&told).expect("JSON");
    assert!(
        !whole.contains(&key)
            && !whole.contains(&answer.cookie_value("sessionid"))
            && !whole.contains("argon2")
    );
}
