//! Plants, from the first to the last thing one does with them.
use super::{PLANTS, add, column, count, plant};
use crate::app::{App, HOST};
use serde_json::{Value, json};

fn whole() -> Value {
    json!({
        "name": "Omaha Beef", "code": "OMA-1", "supplier": null, "plant_est_num": "EST. M-276a + p276A",
        "eu_approval_num": "DE NW 20202 EG", "eu_approval_country": "Germany", "plant_type": "mixed",
        "address": "4500 S 36th Street", "city": "Omaha", "state": "NE", "zip_code": "68107", "country": "Canada",
        "phone": "+1 402 555 0142", "email": "dock@omahabeef.example", "manager": "Ruth Ortiz",
        "capacity": 250_000, "capacity_unit": "lb_per_day", "is_active": false
    })
}

#[track_caller]
fn assert_has(object: &Value, fields: &Value) {
    for (name, value) in fields.as_object().expect("fields") {
        assert_eq!(&object[name], value, "{name}");
    }
}

#[actix_web::test]
async fn every_field_is_kept_as_it_was_written() {
    let app = App::start().await;
    let made = app.owner("acme").post(PLANTS, whole()).await;
    let body = made.expect(201);
    assert_has(&body, &whole());
    assert_has(
        &body,
        &json!({
            "plant_est_num_normal": "M276A+P276A", "supplier_name": null, "created_by_name": "acme-owner", "version": 1,
            "created_by": app.scene().person("acme-owner").0,
            "created_at": "2026-11-02T09:00:00.000000Z", "updated_at": "2026-11-02T09:00:00.000000Z",
        }),
    );
    let path = format!("{PLANTS}{}/", body["id"]);
    assert_eq!(made.header("Location"), format!("http://{HOST}{path}"));
    assert_eq!(app.viewer("acme").get(&path).await.expect(200), body);
    assert_eq!(app.viewer("acme").get(PLANTS).await.expect(200)["results"], json!([body]));
}

#[actix_web::test]
async fn a_plant_needs_a_name_and_a_code_and_defaults_the_rest() {
    let app = App::start().await;
    let missing = app.owner("acme").post(PLANTS, json!({})).await;
    assert_eq!(missing.message("name"), "This field is required.");
    assert_eq!(missing.message("code"), "This field is required.");
    let body = app.owner("acme").post(PLANTS, json!({ "name": "A", "code": "a" })).await.expect(201);
    assert_has(
        &body,
        &json!({
            "plant_type": "processing", "country": "USA", "is_active": true, "capacity": null, "capacity_unit": "",
            "address": "", "city": "", "email": "", "plant_est_num": "", "plant_est_num_normal": "", "supplier": null,
        }),
    );
}

#[actix_web::test]
async fn put_demands_what_is_required_and_leaves_what_it_does_not_name() {
    let app = App::start().await;
    let owner = app.owner("acme");
    let path = add(&owner, whole()).await;
    let refused = owner.put(&path, json!({ "city": "Lincoln" })).await;
    assert_eq!(refused.message("name"), "This field is required.");
    app.clock.advance(60);
    let body = owner.put(&path, json!({ "name": "New", "code": "N-1", "capacity": 5 })).await.expect(200);
    assert_has(
        &body,
        &json!({ "name": "New", "code": "N-1", "capacity": 5, "city": "Omaha", "is_active": false, "version": 2 }),
    );
    assert_has(
        &body,
        &json!({ "created_at": "2026-11-02T09:00:00.000000Z", "updated_at": "2026-11-02T09:01:00.000000Z" }),
    );
}

#[actix_web::test]
async fn in_a_patch_absent_null_and_a_value_are_three_things() {
    let app = App::start().await;
    let owner = app.owner("acme");
    let path = add(&owner, whole()).await;
    let body = owner.patch(&path, json!({})).await.expect(200);
    assert_has(&body, &whole());
    assert_eq!(owner.patch(&path, json!({ "capacity": null })).await.expect(200)["capacity"], json!(null));
    assert_eq!(owner.patch(&path, json!({ "capacity": 7 })).await.expect(200)["capacity"], 7);
    assert_eq!(owner.patch(&path, json!({ "city": "" })).await.expect(200)["city"], "");
    owner.patch(&path, json!({ "city": "Omaha" })).await.expect(200);
    assert_eq!(owner.patch(&path, json!({ "city": null })).await.expect(200)["city"], "", "null is blank");
    assert_eq!(
        owner.patch(&path, json!({ "name": "" })).await.message("name"),
        "This field may not be blank."
    );
    let merge = owner.with("Content-Type", "application/merge-patch+json");
    let body = merge.raw(actix_web::http::Method::PATCH, &path, r#"{"state": "IA"}"#).await.expect(200);
    assert_has(&body, &json!({ "state": "IA", "capacity": 7, "name": "Omaha Beef" }));
}

#[actix_web::test]
async fn what_clients_may_not_write_is_ignored() {
    let app = App::start().await;
    let mut body = plant("A");
    let extra = json!({
        "id": 999, "tenant": app.tenant("globex"), "tenant_id": app.tenant("globex"), "version": 50, "created_by": 1,
        "created_at": "2001-01-01T00:00:00Z", "plant_est_num_normal": "M1", "supplier_name": "x", "nonsense": { "a": [1] }
    });
    body.as_object_mut().expect("fields").extend(extra.as_object().expect("fields").clone());
    let made = app.owner("acme").post(PLANTS, body.clone()).await.expect(201);
    let path = format!("{PLANTS}{}/", made["id"]);
    assert_ne!(made["id"], 999);
    assert_has(
        &made,
        &json!({ "version": 1, "created_at": "2026-11-02T09:00:00.000000Z", "plant_est_num_normal": "" }),
    );
    assert_eq!(made.get("tenant_id").or(made.get("nonsense")), None);
    let changed = app.owner("acme").patch(&path, body).await.expect(200);
    assert_has(&changed, &json!({ "id": made["id"], "version": 2, "created_by": made["created_by"] }));
    assert_eq!(count(&app.owner("globex").get(PLANTS).await.expect(200)), 0);
}

#[actix_web::test]
async fn a_code_is_one_plants_in_a_company_and_free_in_the_next() {
    let app = App::start().await;
    let owner = app.owner("acme");
    add(&owner, plant("A")).await;
    let other = add(&owner, plant("B")).await;
    add(&app.owner("globex"), plant("A")).await;
    let taken = "plant with this code already exists.";
    assert_eq!(owner.post(PLANTS, plant("A")).await.message("code"), taken);
    assert_eq!(owner.patch(&other, json!({ "code": "A" })).await.message("code"), taken);
    assert_eq!(owner.put(&other, plant("A")).await.message("code"), taken);
    owner.patch(&other, json!({ "code": "B" })).await.expect(200);
    assert_eq!(column(&owner.get(PLANTS).await.expect(200), "code"), ["A", "B"]);
}

#[actix_web::test]
async fn a_plant_that_is_not_active_is_listed_and_reached_like_any_other() {
    let app = App::start().await;
    let owner = app.owner("acme");
    let path = add(&owner, plant("A")).await;
    owner.patch(&path, json!({ "is_active": false })).await.expect(200);
    assert_eq!(owner.get(&path).await.expect(200)["is_active"], false);
    assert_eq!(count(&owner.get(PLANTS).await.expect(200)), 1);
    assert_eq!(count(&owner.get(&format!("{PLANTS}?is_active=true")).await.expect(200)), 0);
    owner.patch(&path, json!({ "is_active": true })).await.expect(200);
    assert_eq!(count(&owner.get(&format!("{PLANTS}?is_active=true")).await.expect(200)), 1);
}

#[actix_web::test]
async fn establishment_numbers_are_kept_as_typed_and_found_in_any_form() {
    let app = App::start().await;
    let owner = app.owner("acme");
    for (code, typed, normal) in
        [("A", "est 38", "M38"), ("B", "M46712+P46712", "M46712+P46712"), ("C", "P-7091", "P7091")]
    {
        let body = json!({ "name": code, "code": code, "plant_est_num": typed });
        assert_has(
            &owner.post(PLANTS, body).await.expect(201),
            &json!({ "plant_est_num": typed, "plant_est_num_normal": normal }),
        );
    }
    for (words, codes) in [
        ("M38", vec!["A"]),
        ("m-38", vec!["A"]),
        ("est+38", vec!["A"]),
        ("EST.%20M38", vec!["A"]),
        ("M-38", vec!["A"]),
        ("p46712", vec!["B"]),
        ("M46712%2BP46712", vec!["B"]),
        ("7091", vec!["C"]),
        ("M99", vec![]),
    ] {
        let list = owner.get(&format!("{PLANTS}?search={words}&ordering=code")).await.expect(200);
        assert_eq!(column(&list, "code"), codes, "{words}");
    }
    for bad in ["38", "X38", "M", "M38ABCD", "M38+"] {
        let refused = owner.post(PLANTS, json!({ "name": "D", "code": "D", "plant_est_num": bad })).await;
        assert!(refused.message("plant_est_num").starts_with("Enter USDA establishment numbers"), "{bad}");
    }
}

#[actix_web::test]
async fn a_deleted_plant_is_gone_and_its_code_is_free() {
    let app = App::start().await;
    let owner = app.owner("acme");
    let path = add(&owner, plant("A")).await;
    let gone = owner.delete(&path).await;
    assert_eq!((gone.status, gone.body.len()), (204, 0));
    for answer in [owner.get(&path).await, owner.delete(&path).await, owner.patch(&path, json!({})).await] {
        assert_eq!(answer.expect(404)["detail"], "Not found.");
    }
    let next = add(&owner, plant("A")).await;
    assert_ne!(next, path, "a number is not given twice");
}

#[actix_web::test]
async fn who_may_only_read_changes_nothing_and_users_do_not_delete() {
    let app = App::start().await;
    let path = add(&app.owner("acme"), plant("A")).await;
    let viewer = app.viewer("acme");
    for answer in [
        viewer.post(PLANTS, plant("B")).await,
        viewer.put(&path, plant("B")).await,
        viewer.patch(&path, json!({ "city": "x" })).await,
        viewer.delete(&path).await,
        app.member("acme", projectmeats_core::Role::Manager).delete(&path).await,
    ] {
        let detail = answer.expect(403)["detail"].clone();
        assert!(detail.as_str().is_some_and(|text| text.contains("The role")), "{detail}");
    }
    assert_eq!(viewer.get(&path).await.expect(200)["version"], 1);
}

#[actix_web::test]
async fn a_supplier_that_is_not_there_is_named() {
    let app = App::start().await;
    let mut body = plant("A");
    body["supplier"] = json!("7");
    let refused = app.owner("acme").post(PLANTS, body).await;
    assert_eq!(refused.message("supplier"), "Invalid pk \"7\" - object does not exist.");
}
