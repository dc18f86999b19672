//! The requirements of the clients that exist, by their numbers. Those about domains that do not exist yet are not here.
use super::{LOGIN, ME, MY_TENANTS, PLANTS, add, browser, plant, sign_in};
use crate::{answer::Answer, app::App, persona::Persona};
use actix_web::http::Method;
use projectmeats_testkit::PASSWORD;
use serde_json::{Value, json};

const PAGE: &str = "https://app.friend.example";

#[actix_web::test]
async fn fc_01_the_token_scheme_is_accepted() {
    let app = App::start().await;
    let key = sign_in(&app.nobody(), "acme-owner").await.json()["token"].as_str().expect("a key").to_owned();
    app.nobody().with("Authorization", &format!("Token {key}")).get(PLANTS).await.expect(200);
}

#[actix_web::test]
async fn fc_02_token_null_is_refused_even_beside_a_good_cookie() {
    let app = App::start().await;
    let (browser, _) = browser(&app, "acme-owner").await;
    browser.get(PLANTS).await.expect(200);
    let refused = browser.with("Authorization", "Token null").get(PLANTS).await;
    assert!(refused.expect(401)["detail"].is_string());
}

#[actix_web::test]
async fn fc_03_a_stale_tenant_id_is_refused_cleanly() {
    let app = App::start().await;
    let path = add(&app.owner("acme"), plant("A")).await;
    for id in [app.tenant("acme"), "0197ffff-7c00-7000-8000-000000000001".into()] {
        let person = app.person("globex-owner").with("X-Tenant-ID", &id);
        for answer in
            [person.get(PLANTS).await, person.get(&path).await, person.post(PLANTS, plant("B")).await]
        {
            assert_eq!(answer.expect(404)["detail"], "Not found.");
        }
    }
}

async fn with_a_friend() -> App {
    App::with(|settings| {
        settings.security.cors_origins = vec![PAGE.into()];
        settings.security.csrf_trusted_origins = vec![PAGE.into()];
    })
    .await
}

#[actix_web::test]
async fn fc_04_a_configured_origin_may_send_what_the_clients_send() {
    let app = with_a_friend().await;
    let wanted =
        ["authorization", "content-type", "x-tenant-id", "x-csrftoken", "x-requested-with", "accept"];
    for method in ["GET", "POST", "PATCH", "PUT", "DELETE"] {
        let ask = app.nobody().with("Origin", PAGE).with("Access-Control-Request-Method", method);
        let ask = ask.with("Access-Control-Request-Headers", &wanted.join(", "));
        let answer = ask.send(Method::OPTIONS, PLANTS, None).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        assert_eq!(answer.header("Access-Control-Allow-Origin"), PAGE);
        assert_eq!(answer.header("Access-Control-Allow-Credentials"), "true");
        let headers = answer.header("Access-Control-Allow-Headers").to_lowercase();
        assert!(wanted.iter().all(|name| headers.contains(name)), "{headers}");
        assert!(answer.header("Access-Control-Allow-Methods").contains(method));
    }
}

#[actix_web::test]
async fn fc_04_answers_and_refusals_alike_can_be_read_by_a_configured_origin_and_by_no_other() {
    let app = with_a_friend().await;
    let answers = async |origin: &str| -> Vec<Answer> {
        let nobody = app.nobody().with("Origin", origin);
        let owner = app.owner("acme").with("Origin", origin);
        vec![
            nobody.post(LOGIN, json!({ "username": "acme-owner", "password": PASSWORD })).await,
            owner.get(PLANTS).await,
            owner.post(PLANTS, json!({})).await,
            owner.get(&format!("{PLANTS}999/")).await,
            nobody.get(ME).await,
            nobody.get("/faulty/").await,
        ]
    };
    for answer in answers(PAGE).await {
        assert_eq!(answer.header("Access-Control-Allow-Origin"), PAGE, "{}", answer.text());
        assert_eq!(answer.header("Access-Control-Allow-Credentials"), "true");
    }
    for answer in answers("https://evil.example").await {
        assert_eq!(answer.try_header("Access-Control-Allow-Origin"), None, "{}", answer.text());
    }
}

#[actix_web::test]
async fn fc_05_addresses_end_in_a_slash_and_are_not_redirected() {
    let app = App::start().await;
    app.owner("acme").get(PLANTS).await.expect(200);
    for path in ["/api/v1/plants", "/api/v1/auth/me", "//api/v1/plants/"] {
        let answer = app.owner("acme").get(path).await;
        assert!(!(300..400).contains(&answer.status), "{path}: {}", answer.status);
    }
}

#[actix_web::test]
async fn fc_06_a_session_cookie_serves_where_no_authorization_header_is_shown() {
    let app = App::start().await;
    let (browser, _) = browser(&app, "acme-owner").await;
    let page = browser.with("Sec-Fetch-Site", "same-origin").with("Origin", "http://meats.example");
    let made = page.post(PLANTS, plant("A")).await.expect(201);
    assert_eq!(app.owner("acme").get(&format!("{PLANTS}{}/", made["id"])).await.expect(200)["code"], "A");
    assert!(browser_cookie(&app).await.contains("SameSite=Lax"));
}

async fn browser_cookie(app: &App) -> String {
    let cookie = sign_in(&app.nobody(), "acme-owner").await.cookie("sessionid");
    assert!(cookie.contains("HttpOnly"));
    cookie
}

#[actix_web::test]
async fn fc_07_validation_errors_are_lists_by_field_beside_a_detail_and_a_message() {
    let app = App::start().await;
    let body = app.owner("acme").post(PLANTS, json!({ "name": "" })).await.expect(400);
    assert_eq!(body["name"], json!(["This field may not be blank."]));
    assert_eq!(body["code"], json!(["This field is required."]));
    assert!(body["detail"].is_string() && body["message"].is_string());
}

#[actix_web::test]
async fn fc_08_a_failed_sign_in_has_an_error_text() {
    let app = App::start().await;
    let refused = app.nobody().post(LOGIN, json!({ "username": "acme-owner", "password": "wrong" })).await;
    assert_eq!(refused.expect(401)["error"], "Invalid credentials.");
}

#[actix_web::test]
async fn fc_09_a_page_holds_a_hundred_where_the_client_does_not_say() {
    let app = App::start().await;
    let owner = app.owner("acme");
    for n in 0..101 {
        add(&owner, plant(&format!("C{n:03}"))).await;
    }
    let body = owner.get(PLANTS).await.expect(200);
    assert_eq!((body["results"].as_array().map(Vec::len), &body["count"]), (Some(100), &json!(101)));
}

#[actix_web::test]
async fn fc_10_my_tenants_is_a_bare_array() {
    let app = App::start().await;
    assert!(app.owner("acme").get(MY_TENANTS).await.expect(200).is_array());
}

#[actix_web::test]
async fn fc_12_keys_may_come_as_text_and_nothing_as_an_empty_string() {
    let app = App::start().await;
    let mut body = plant("A");
    body["supplier"] = json!("");
    assert_eq!(app.owner("acme").post(PLANTS, body).await.expect(201)["supplier"], json!(null));
    let mut body = plant("B");
    body["supplier"] = json!("3");
    assert_eq!(
        app.owner("acme").post(PLANTS, body).await.message("supplier"),
        "Invalid pk \"3\" - object does not exist."
    );
}

#[actix_web::test]
async fn fc_13_a_plants_name_and_code_are_never_null() {
    let app = App::start().await;
    for field in ["name", "code"] {
        let mut body = plant("A");
        body[field] = json!(null);
        assert_eq!(app.owner("acme").post(PLANTS, body).await.message(field), "This field may not be null.");
    }
}

#[actix_web::test]
async fn fc_14_unknown_keys_are_ignored() {
    let app = App::start().await;
    let mut body = plant("A");
    body["sidebar"] = json!({ "open": true });
    app.owner("acme").post(PLANTS, body).await.expect(201);
}

#[actix_web::test]
async fn fc_15_signing_in_names_the_preferred_tenant_first_with_double_underscores() {
    let app = App::start().await;
    let tenant = sign_in(&app.nobody(), "acme-owner").await.json()["tenants"][0].clone();
    assert_eq!(
        (&tenant["tenant__id"], &tenant["tenant__slug"]),
        (&json!(app.tenant("acme")), &json!("acme"))
    );
    assert_eq!(tenant["tenant__name"], "ACME");
}

#[actix_web::test]
async fn fc_16_lists_have_whole_rows() {
    let app = App::start().await;
    let owner = app.owner("acme");
    let path = add(&owner, plant("A")).await;
    assert_eq!(owner.get(PLANTS).await.expect(200)["results"][0], owner.get(&path).await.expect(200));
}

#[actix_web::test]
async fn fc_24_the_plant_types_of_both_lists_are_accepted() {
    let app = App::start().await;
    for kind in ["processing", "distribution", "warehouse", "retail", "other", "storage", "mixed"] {
        let mut body = plant(kind);
        body["plant_type"] = json!(kind);
        app.owner("acme").post(PLANTS, body).await.expect(201);
    }
}

#[actix_web::test]
async fn the_plants_form_of_the_web_client_is_accepted_as_it_is_sent() {
    let app = App::start().await;
    let form = json!({
        "name": "Cold Store", "code": "CS-1", "supplier": "", "plant_type": "storage", "address": "", "city": "", "state": "",
        "zip_code": "", "country": "USA", "phone": "", "email": "", "manager": "", "capacity": null
    });
    let body = app.owner("acme").post(PLANTS, form).await.expect(201);
    for field in ["id", "name", "code", "supplier", "supplier_name", "plant_type", "manager", "capacity"] {
        assert!(body.get(field).is_some(), "{field}");
    }
}

#[actix_web::test]
async fn the_mobile_client_finds_the_tenants_under_its_doubled_prefix() {
    let app = App::start().await;
    let owner: Persona<'_> = app.owner("acme");
    let expected: Value = owner.get(MY_TENANTS).await.expect(200);
    assert_eq!(owner.get("/api/v1/api/tenants/my_tenants/").await.expect(200), expected);
}

#[actix_web::test]
async fn what_does_not_exist_yet_is_not_found_in_the_ordinary_shape() {
    let app = App::start().await;
    for path in
        ["products/", "sales-orders/", "invoices/", "locations/", "claims/", "payments/", "cockpit/slots/"]
    {
        let answer = app.owner("acme").get(&format!("/api/v1/{path}")).await;
        assert_eq!(answer.expect(404)["detail"], "Not found.", "{path}");
    }
}
