//! Suppliers and customers, as the pages of existing clients and a buyer use them.
use crate::{app::App, persona::Persona};
use serde_json::{Value, json};

const SUPPLIERS: &str = "/api/v1/suppliers/";
const CUSTOMERS: &str = "/api/v1/customers/";
const PAGES: [(&str, &str, [&str; 2]); 2] = [
    (SUPPLIERS, "departments_array", ["Purchasing", "Doc's COA"]),
    (CUSTOMERS, "industry_array", ["Restaurant", "Food Service"]),
];

async fn made(by: &Persona<'_>, path: &str, body: Value) -> Value {
    by.post(path, body).await.expect(201)
}

/// A new one that has a name alone; its address.
async fn named(by: &Persona<'_>, path: &str, name: &str) -> String {
    format!("{path}{}/", made(by, path, json!({ "name": name })).await["id"])
}

#[actix_web::test]
async fn the_form_of_the_web_client_is_accepted_as_it_is_sent_and_protein_types_are_kept() {
    let app = App::start().await;
    let owner = app.owner("acme");
    for (page, array, words) in PAGES {
        let form = json!({
            "name": " Omaha Beef ", "contact_person": "", "email": "", "phone": "402-555-0142", "address": "1 Road",
            "city": "Omaha", "state": "NE", "zip_code": "68107", "country": "USA", "preferred_protein_types": ["Beef", "Bison"],
            array: words, "products": [], "protein_type": "Beef"
        });
        let row = made(&owner, page, form).await;
        assert_eq!(row["name"], "Omaha Beef");
        assert_eq!(row["preferred_protein_types"], json!(["Beef", "Bison"]));
        assert_eq!(row[array], json!(words));
        assert_eq!((&row["created_on"], &row["modified_on"]), (&row["created_at"], &row["updated_at"]));
        let at = format!("{page}{}/", row["id"]);
        let change =
            json!({ "preferred_protein_types": ["Seafood"], "email": "a@x.example", "products": [3] });
        owner.patch(&at, change).await.expect(200);
        let read = owner.get(&at).await.expect(200);
        assert_eq!((&read["preferred_protein_types"], &read["city"]), (&json!(["Seafood"]), &json!("Omaha")));
        assert_eq!(owner.get(page).await.expect(200)["results"][0], read, "a list has whole rows");
        owner.delete(&at).await.expect(204);
        owner.get(&at).await.expect(404);
        assert_eq!(owner.get(page).await.expect(200)["count"], 0);
    }
}

#[actix_web::test]
async fn fc_10_the_products_of_a_partner_are_a_bare_array() {
    let app = App::start().await;
    let owner = app.owner("acme");
    for (page, ..) in PAGES {
        let at = named(&owner, page, "A").await;
        assert_eq!(owner.get(&format!("{at}products/")).await.expect(200), json!([]));
        owner.get(&format!("{page}987654321/products/")).await.expect(404);
        app.owner("globex").get(&format!("{at}products/")).await.expect(404);
        owner.patch(&at, json!({ "products": [1, 2] })).await.expect(200);
    }
}

#[actix_web::test]
async fn fc_12_keys_may_come_as_text_and_nothing_as_an_empty_string_or_null() {
    let app = App::start().await;
    let owner = app.owner("acme");
    for (page, ..) in PAGES {
        let plant = made(&owner, "/api/v1/plants/", json!({ "name": "P", "code": page })).await["id"].clone();
        let form = json!({ "name": "A", "plant": plant.to_string(), "contact_person": null, "address": null, "email": "" });
        let row = made(&owner, page, form).await;
        let read = ["plant", "plant_name", "plants", "contact_person", "address", "primary_contact"];
        let want = [plant.clone(), json!("P"), json!([plant]), json!(""), json!(""), json!(null)];
        assert_eq!(read.map(|field| row[field].clone()), want);
        assert_eq!(
            row["locations"],
            json!([{ "id": plant, "name": "P", "code": page, "plant_type": "processing", "city": "", "state": "" }])
        );
        let at = format!("{page}{}/", row["id"]);
        let empty = owner.patch(&at, json!({ "plant": "", "zip_code": null })).await.expect(200);
        assert_eq!(
            (&empty["plant"], &empty["plants"], &empty["locations"]),
            (&json!(null), &json!([]), &json!([]))
        );
    }
}

#[actix_web::test]
async fn fc_14_unknown_keys_are_ignored_and_what_is_computed_is_not_written() {
    let app = App::start().await;
    let owner = app.owner("acme");
    for (page, ..) in PAGES {
        let form = json!({
            "name": "A", "id": 999, "tenant": "x", "rating_count": 9, "rating_average": "5.00", "locations": [{ "id": 1 }],
            "plant_name": "x", "created_on": "2001-01-01T00:00:00Z", "nonsense": { "a": [1] }
        });
        let row = made(&owner, page, form).await;
        assert_ne!(row["id"], 999);
        assert_eq!((&row["locations"], &row["plant_name"]), (&json!([]), &json!(null)));
        assert_ne!(row["created_on"], "2001-01-01T00:00:00Z");
    }
}

#[actix_web::test]
async fn fc_24_the_choices_of_both_lists_are_accepted_and_others_are_named() {
    let app = App::start().await;
    let owner = app.owner("acme");
    let departments = ["Sales", "Purchasing", "Logistics", "Doc's BOL", "Doc's COA"];
    let industries =
        ["Restaurant", "Food Service", "Retail", "Wholesale", "Export", "Processing", "Distribution"];
    let animals = ["Beef", "Pork", "Chicken", "Turkey", "Lamb", "Fish", "Seafood", "Veal", "Bison"];
    let supplier =
        json!({ "name": "A", "departments_array": departments, "preferred_protein_types": animals });
    assert_eq!(made(&owner, SUPPLIERS, supplier).await["departments_array"], json!(departments));
    let customer = json!({ "name": "A", "industry_array": industries, "preferred_protein_types": animals });
    let customer = made(&owner, CUSTOMERS, customer).await;
    assert_eq!(
        (&customer["industry_array"], &customer["preferred_protein_types"]),
        (&json!(industries), &json!(animals))
    );
    let wrong = json!({ "name": "B", "departments_array": ["Sales", "Gardening"], "origin": "Moon" });
    let refused = owner.post(SUPPLIERS, wrong).await;
    assert_eq!(refused.message("departments_array"), "\"Gardening\" is not a valid choice.");
    assert_eq!(refused.message("origin"), "\"Moon\" is not a valid choice.");
}

#[actix_web::test]
async fn fc_11_a_limit_of_credit_is_a_text_and_may_come_as_a_number() {
    let app = App::start().await;
    let owner = app.owner("acme");
    let customer = json!({ "name": "A", "credit_limit": 75000.5, "credit_limits": "Net 30" });
    let customer = made(&owner, CUSTOMERS, customer).await;
    assert_eq!(
        (&customer["credit_limit"], &customer["credit_limits"]),
        (&json!("75000.50"), &json!("Net 30"))
    );
    let at = format!("{CUSTOMERS}{}/", customer["id"]);
    assert_eq!(
        owner.patch(&at, json!({ "credit_limit": "-1" })).await.message("credit_limit"),
        "Ensure this value is greater than or equal to 0."
    );
    assert_eq!(
        owner.patch(&at, json!({ "credit_limit": "" })).await.expect(200)["credit_limit"],
        json!(null)
    );
    assert_eq!(
        owner.patch(&at, json!({ "credit_limit": 0 })).await.expect(200)["credit_limit"],
        json!("0.00")
    );
}

#[actix_web::test]
async fn a_plant_of_the_suppliers_page_names_its_supplier_and_both_agree() {
    let app = App::start().await;
    let owner = app.owner("acme");
    let supplier = made(&owner, SUPPLIERS, json!({ "name": "Omaha Beef" })).await["id"].clone();
    let plant =
        json!({ "name": "P", "code": "P", "supplier": supplier.to_string(), "plant_type": "storage" });
    let plant = made(&owner, "/api/v1/plants/", plant).await;
    assert_eq!((&plant["supplier"], &plant["supplier_name"]), (&supplier, &json!("Omaha Beef")));
    let at = format!("{SUPPLIERS}{supplier}/");
    assert_eq!(owner.get(&at).await.expect(200)["plants"], json!([plant["id"]]));
    let held = owner.delete(&at).await.expect(409);
    assert!(held["detail"].as_str().is_some_and(|told| told.contains("used by 1 plant")), "{held}");
    owner.patch(&at, json!({ "status": "archived", "plants": [] })).await.expect(200);
    let plant = owner.get(&format!("/api/v1/plants/{}/", plant["id"])).await.expect(200);
    assert_eq!((&plant["supplier"], &plant["version"]), (&json!(null), &json!(2)));
    owner.delete(&at).await.expect(204);
}

#[actix_web::test]
async fn certificates_are_kept_below_their_supplier_and_listed_before_they_lapse() {
    let app = App::start().await;
    let owner = app.owner("acme");
    let at = format!("{}certificates/", named(&owner, SUPPLIERS, "Omaha Beef").await);
    let brc = json!({ "type": "BRC", "number": "B-1", "issuer": "NSF", "issued_on": "2025-12-01", "expires_on": "2026-11-20" });
    let answer = owner.post(&at, brc).await;
    let made = answer.expect(201);
    let one = format!("{at}{}/", made["id"]);
    assert!(answer.header("Location").ends_with(&one));
    assert_eq!((&made["supplier_name"], &made["type"]), (&json!("Omaha Beef"), &json!("BRC")));
    assert_eq!(owner.get(&at).await.expect(200), json!([made]));
    let refused = owner.patch(&one, json!({ "expires_on": "2025-11-30" })).await;
    assert_eq!(refused.message("expires_on"), "It cannot expire before it was issued.");
    assert_eq!(owner.post(&at, json!({ "number": "x" })).await.message("type"), "This field is required.");
    let lapsing = |days: &str| format!("{SUPPLIERS}certificates/?within_days={days}");
    let listed = owner.get(&lapsing("30")).await.expect(200);
    assert_eq!((&listed["count"], &listed["results"][0]["days_left"]), (&json!(1), &json!(18)));
    assert_eq!(owner.get(&lapsing("17")).await.expect(200)["count"], 0);
    assert_eq!(owner.get(&lapsing("x")).await.message("within_days"), "Enter a whole number from 0 to 3650.");
    assert_eq!(app.owner("globex").get(&lapsing("30")).await.expect(200)["count"], 0);
    owner.with("If-Match", "\"7\"").patch(&one, json!({ "issuer": "SGS" })).await.expect(412);
    let changed =
        owner.with("If-Match", "\"1\"").patch(&one, json!({ "issuer": "SGS", "expires_on": null })).await;
    assert_eq!(
        (&changed.expect(200)["issuer"], &changed.expect(200)["expires_on"]),
        (&json!("SGS"), &json!(null))
    );
    owner.delete(&one).await.expect(204);
    owner.get(&one).await.expect(404);
}

#[actix_web::test]
async fn a_supplier_is_rated_for_an_order_and_shows_the_average() {
    let app = App::start().await;
    let owner = app.owner("acme");
    let at = named(&owner, SUPPLIERS, "Omaha Beef").await;
    let supplier = owner.get(&at).await.expect(200)["id"].clone();
    let order = made(
        &owner,
        "/api/v1/purchase-orders/",
        json!({ "supplier": supplier, "order_date": "2026-11-02", "total_amount": "10.00" }),
    )
    .await;
    let rating =
        json!({ "quality": 5, "delivery": 4, "paperwork": 4, "comment": "On time.", "order": order["id"] });
    let rating = made(&owner, &format!("{at}ratings/"), rating).await;
    assert_eq!(
        (&rating["order_number"], &rating["rated_on"]),
        (&order["order_number"], &json!("2026-11-02"))
    );
    let shown = owner.get(&at).await.expect(200);
    assert_eq!((&shown["rating_count"], &shown["rating_average"]), (&json!(1), &json!("4.33")));
    let wrong =
        owner.post(&format!("{at}ratings/"), json!({ "quality": 6, "delivery": 1, "order": 987_654 })).await;
    assert_eq!(wrong.message("paperwork"), "This field is required.");
    owner.delete(&format!("/api/v1/purchase-orders/{}/", order["id"])).await.expect(409);
    let one = format!("{at}ratings/{}/", rating["id"]);
    assert_eq!(owner.get(&format!("{at}ratings/")).await.expect(200), json!([rating]));
    owner.delete(&one).await.expect(204);
    owner.delete(&one).await.expect(404);
    assert_eq!(owner.get(&at).await.expect(200)["rating_average"], json!(null));
    let held = owner.delete(&at).await.expect(409);
    assert!(held["detail"].as_str().is_some_and(|told| told.contains("used by 1 purchase order.")), "{held}");
}

#[actix_web::test]
async fn possible_duplicates_are_told_and_merged_with_all_that_refers_to_them() {
    let app = App::start().await;
    let owner = app.owner("acme");
    for (page, ..) in PAGES {
        let keep = made(&owner, page, json!({ "name": "Müller Meat", "phone": "402 555 0142" })).await;
        assert_eq!(keep.get("warnings"), None);
        let gone =
            made(&owner, page, json!({ "name": "MULLER MEAT, Inc.", "phone": "+1 402-555-0142" })).await;
        assert_eq!(gone["warnings"][0]["id"], keep["id"]);
        assert_eq!(gone["warnings"][0]["code"], "possible_duplicate");
        let pairs = owner.get(&format!("{page}duplicates/")).await.expect(200);
        assert_eq!((&pairs[0]["id"], &pairs[0]["duplicate"]), (&keep["id"], &gone["id"]));
        let at = format!("{page}{}/", keep["id"]);
        let alike = owner.get(&format!("{at}alike/")).await.expect(200);
        assert_eq!(
            alike,
            json!([{ "id": gone["id"], "name": "MULLER MEAT, Inc.", "reasons": ["phone", "name"] }])
        );
        app.member("acme", projectmeats_core::Role::User)
            .post(&format!("{at}merge/"), json!({ "duplicate": gone["id"] }))
            .await
            .expect(403);
        let merged = owner.post(&format!("{at}merge/"), json!({ "duplicate": gone["id"] })).await.expect(200);
        assert_eq!((&merged["name"], &merged["version"]), (&json!("Müller Meat"), &json!(2)));
        owner.get(&format!("{page}{}/", gone["id"])).await.expect(404);
        assert_eq!(owner.get(&format!("{page}duplicates/")).await.expect(200), json!([]));
    }
}

#[actix_web::test]
async fn a_protein_that_a_partner_deals_in_is_not_deleted() {
    let app = App::start().await;
    let (owner, staff) = (app.owner("acme"), app.staff());
    for (page, ..) in PAGES {
        let protein = made(&staff, "/api/v1/proteins/", json!({ "name": page })).await["id"].clone();
        let at = named(&owner, page, "A").await;
        let row = owner.patch(&at, json!({ "proteins": [protein.to_string()] })).await.expect(200);
        assert_eq!(row["proteins"], json!([protein]));
        let kept = format!("/api/v1/proteins/{protein}/");
        let held = staff.delete(&kept).await.expect(409);
        assert!(held["detail"].as_str().is_some_and(|told| told.contains("in use")), "{held}");
        owner.delete(&at).await.expect(204);
        staff.delete(&kept).await.expect(204);
    }
}
