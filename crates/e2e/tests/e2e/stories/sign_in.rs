//! Signing in, and who one is then.
use super::{LOGIN, ME, sign_in};
use crate::app::App;
use diesel::connection::SimpleConnection;
use projectmeats_testkit::PASSWORD;
use serde_json::{Value, json};

fn keys(object: &Value) -> Vec<&str> {
    object.as_object().expect("an object").keys().map(String::as_str).collect()
}

#[actix_web::test]
async fn a_person_signs_in_by_username_or_by_email_whatever_the_case() {
    let app = App::start().await;
    for name in
        ["acme-owner", "ACME-Owner", "acme-owner@people.example", "Acme-Owner@People.Example", " acme-owner "]
    {
        let body = sign_in(&app.nobody(), name).await.json();
        assert_eq!(body["user"]["username"], "acme-owner", "{name}");
        let key = body["token"].as_str().expect("a token");
        assert_eq!((key.len(), key.chars().all(|c| c.is_ascii_hexdigit())), (40, true), "{key}");
        let mine = app.nobody().with("Authorization", &format!("Token {key}")).get(ME).await.expect(200);
        assert_eq!(mine["user"]["username"], "acme-owner");
    }
}

#[actix_web::test]
async fn the_answer_has_the_shape_that_clients_read() {
    let app = App::start().await;
    let body = sign_in(&app.nobody(), "acme-manager").await.json();
    assert_eq!(keys(&body), ["tenants", "token", "user"]);
    assert_eq!(
        keys(&body["user"]),
        ["email", "first_name", "id", "is_active", "is_staff", "is_superuser", "last_name", "username"]
    );
    let expected = json!([
        { "tenant__id": app.tenant("acme"), "tenant__name": "ACME", "tenant__slug": "acme", "role": "manager" }
    ]);
    assert_eq!(body["tenants"], expected);
}

#[actix_web::test]
async fn a_stranger_signs_in_to_no_company_and_staff_is_told_as_such() {
    let app = App::start().await;
    assert_eq!(sign_in(&app.nobody(), "stranger").await.json()["tenants"], json!([]));
    let user = &sign_in(&app.nobody(), "staff").await.json()["user"];
    assert_eq!((&user["is_superuser"], &user["is_active"]), (&json!(true), &json!(true)));
}

#[actix_web::test]
async fn who_fails_is_not_told_whether_it_was_the_name_the_password_or_the_account() {
    let app = App::start().await;
    let suspend = "UPDATE accounts_user SET is_active = false WHERE username = 'acme-user'";
    app.scene().db.owner().batch_execute(suspend).expect("suspended");
    let attempt = async |username: &str, password: &str| {
        let answer = app.nobody().post(LOGIN, json!({ "username": username, "password": password })).await;
        assert_eq!(answer.expect(401)["error"], "Invalid credentials.");
        assert_eq!(answer.header("WWW-Authenticate"), "Token");
        answer.impression()
    };
    let wrong = attempt("acme-owner", "not the password").await;
    assert_eq!(attempt("nobody-at-all", "not the password").await, wrong);
    assert_eq!(attempt("acme-user", PASSWORD).await, wrong, "an inactive account");
    assert_eq!(attempt("acme-owner", &format!("{PASSWORD} ")).await, wrong, "a password is not trimmed");
}

#[actix_web::test]
async fn a_missing_field_is_named() {
    let app = App::start().await;
    let check = async |body: Value, field: &str, message: &str| {
        let answer = app.nobody().post(LOGIN, body).await;
        assert_eq!(answer.message(field), message, "{field}");
    };
    check(json!({}), "username", "This field is required.").await;
    check(json!({ "username": "acme-owner" }), "password", "This field is required.").await;
    check(json!({ "username": "", "password": "x" }), "username", "This field may not be blank.").await;
    check(json!({ "username": "x", "password": "" }), "password", "This field may not be blank.").await;
    check(json!({ "username": 5, "password": "x" }), "username", "Not a valid string.").await;
}

#[actix_web::test]
async fn an_endless_password_is_refused_before_it_is_hashed() {
    let app = App::start().await;
    let body = json!({ "username": "acme-owner", "password": "x".repeat(100_000) });
    assert!(app.nobody().post(LOGIN, body).await.message("password").contains("no more than 1024"));
}

#[actix_web::test]
async fn me_tells_who_and_where() {
    let app = App::start().await;
    let mine = app.viewer("globex").get(ME).await.expect(200);
    assert_eq!(mine["user"]["username"], "globex-readonly");
    assert_eq!(mine["tenants"][0]["tenant__slug"], "globex");
    assert_eq!(mine["tenants"][0]["role"], "readonly");
    assert_eq!(app.nobody().get(ME).await.status, 401);
}
