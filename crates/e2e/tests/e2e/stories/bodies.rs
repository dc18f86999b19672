//! What a body may say, and how every mistake in it is named.
use super::{PLANTS, add, plant};
use crate::app::App;
use actix_web::http::Method;
use serde_json::{Value, json};

fn with(field: &str, value: Value) -> Value {
    let mut body = plant("A");
    body[field] = value;
    body
}

#[actix_web::test]
async fn a_value_of_a_wrong_kind_or_out_of_range_is_refused_by_its_field() {
    let app = App::start().await;
    let owner = app.owner("acme");
    for (field, value, message) in [
        ("name", json!(5), "Not a valid string."),
        ("name", json!(["x"]), "Not a valid string."),
        ("name", json!(null), "This field may not be null."),
        ("name", json!("   "), "This field may not be blank."),
        ("name", json!("x".repeat(201)), "Ensure this field has no more than 200 characters."),
        ("code", json!("x".repeat(51)), "Ensure this field has no more than 50 characters."),
        ("phone", json!(4_025_550_142_u64), "Not a valid string."),
        ("zip_code", json!(68107), "Not a valid string."),
        ("email", json!("not an address"), "Enter a valid email address."),
        ("capacity", json!("many"), "A valid number is required."),
        ("capacity", json!(-1), "Ensure this value is greater than or equal to 0."),
        ("capacity", json!(1.5), "A valid number is required."),
        ("capacity", json!(3_000_000_000_u64), "Ensure this value is within the range of the field."),
        ("capacity", json!(true), "A valid number is required."),
        ("plant_type", json!("castle"), "\"castle\" is not a valid choice."),
        ("plant_type", json!(""), "\"\" is not a valid choice."),
        ("capacity_unit", json!("bushels"), "\"bushels\" is not a valid choice."),
        ("is_active", json!("yes"), "Must be a valid boolean."),
        ("is_active", json!(null), "This field may not be null."),
        ("supplier", json!("x"), "Incorrect type. Expected pk value."),
        ("supplier", json!(0), "Incorrect type. Expected pk value."),
        ("address", json!("a\u{0}b"), "Null characters are not allowed."),
    ] {
        let refused = owner.post(PLANTS, with(field, value.clone())).await;
        assert_eq!(refused.message(field), message, "{field}: {value}");
        let fields = refused.json().as_object().expect("fields").len();
        assert_eq!(fields, 4, "the field, detail, message and request_id: {}", refused.text());
    }
    assert_eq!(super::count(&owner.get(PLANTS).await.expect(200)), 0);
}

#[actix_web::test]
async fn every_mistake_is_named_at_once() {
    let app = App::start().await;
    let body = json!({ "name": 5, "email": "x", "capacity": -1, "plant_type": "castle" });
    let refused = app.owner("acme").post(PLANTS, body).await;
    for field in ["name", "code", "email", "capacity", "plant_type"] {
        refused.message(field);
    }
    let detail = refused.json()["detail"].as_str().expect("a sentence").to_owned();
    assert!(detail.contains("code: This field is required.") && detail.contains("email: "), "{detail}");
}

#[actix_web::test]
async fn an_empty_string_clears_what_may_be_null() {
    let app = App::start().await;
    let owner = app.owner("acme");
    let path = add(&owner, with("capacity", json!(5))).await;
    let body = owner.patch(&path, json!({ "capacity": "", "supplier": "", "email": "" })).await.expect(200);
    assert_eq!(
        (&body["capacity"], &body["supplier"], &body["email"]),
        (&json!(null), &json!(null), &json!(""))
    );
    add(&owner, json!({ "name": "B", "code": "B", "capacity": "", "supplier": "" })).await;
}

#[actix_web::test]
async fn every_choice_of_the_lists_is_accepted() {
    let app = App::start().await;
    let owner = app.owner("acme");
    let path = add(&owner, plant("A")).await;
    for kind in ["processing", "distribution", "warehouse", "retail", "other", "storage", "mixed"] {
        assert_eq!(owner.patch(&path, json!({ "plant_type": kind })).await.expect(200)["plant_type"], kind);
    }
    for unit in ["lb_per_day", "kg_per_day", "head_per_day", "pallets", "square_feet", "other", ""] {
        assert_eq!(
            owner.patch(&path, json!({ "capacity_unit": unit })).await.expect(200)["capacity_unit"],
            unit
        );
    }
}

#[actix_web::test]
async fn texts_are_trimmed_and_counted_in_characters() {
    let app = App::start().await;
    let owner = app.owner("acme");
    let name = "é".repeat(200);
    let made = owner
        .post(PLANTS, json!({ "name": format!("  {name}\n"), "code": " A ", "city": "São Paulo 🥩" }))
        .await
        .expect(201);
    assert_eq!(
        (&made["name"], &made["code"], &made["city"]),
        (&json!(name), &json!("A"), &json!("São Paulo 🥩"))
    );
}

#[actix_web::test]
async fn what_is_not_a_json_object_is_refused() {
    let app = App::start().await;
    let owner = app.owner("acme").with("Content-Type", "application/json");
    for (body, reason) in [
        (&b"{"[..], "JSON parse error"),
        (b"{\"name\": }", "JSON parse error"),
        (b"name=A&code=A", "JSON parse error"),
        (b"{\"name\": \"\\ud800\"}", "JSON parse error"),
        (b"{\"name\": \"\xff\"}", "JSON parse error"),
        (b"{} {}", "JSON parse error"),
        (b"[]", "Expected an object, but got a list."),
        (b"\"x\"", "Expected an object, but got a string."),
        (b"3", "Expected an object, but got a number."),
        (b"null", "Expected an object, but got null."),
        (b"true", "Expected an object, but got a boolean."),
    ] {
        let answer = owner.raw(Method::POST, PLANTS, body).await;
        let detail = answer.expect(400)["detail"].as_str().unwrap_or_default().to_owned();
        assert!(detail.contains(reason), "{}: {detail}", String::from_utf8_lossy(body));
    }
    let list = owner.raw(Method::POST, PLANTS, "[]").await;
    assert!(list.message("non_field_errors").starts_with("Invalid data."));
}

#[actix_web::test]
async fn a_body_that_nests_too_deep_is_refused() {
    let app = App::start().await;
    let owner = app.owner("acme").with("Content-Type", "application/json");
    for depth in [65, 200, 100_000] {
        let body = format!("{{\"name\": {}{}}}", "[".repeat(depth), "]".repeat(depth));
        owner.raw(Method::POST, PLANTS, &body).await.expect(400);
    }
}

#[actix_web::test]
async fn nobody_learns_from_a_mistake_in_a_body_what_they_may_not_know() {
    let app = App::start().await;
    let path = add(&app.owner("acme"), plant("A")).await;
    assert_eq!(app.nobody().post(PLANTS, json!({})).await.status, 401);
    assert_eq!(app.owner("globex").patch(&path, json!({ "name": 5 })).await.status, 404);
    assert_eq!(app.viewer("acme").patch(&path, json!({ "name": 5 })).await.status, 403);
}
