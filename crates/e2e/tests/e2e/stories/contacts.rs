//! Contacts and carriers, as the pages of existing clients and a dispatcher use them.
use crate::{app::App, persona::Persona};
use serde_json::{Value, json};

const CONTACTS: &str = "/api/v1/contacts/";
const CARRIERS: &str = "/api/v1/carriers/";

async fn made(by: &Persona<'_>, path: &str, body: Value) -> Value {
    by.post(path, body).await.expect(201).clone()
}

#[actix_web::test]
async fn fc_12_the_contact_form_sends_keys_as_text_and_empty_strings_for_what_is_not_there() {
    let app = App::start().await;
    let owner = app.owner("acme");
    let supplier = made(&owner, "/api/v1/suppliers/", json!({ "name": "Omaha Beef" })).await["id"].clone();
    let customer = made(&owner, "/api/v1/customers/", json!({ "name": "Corner Grill" })).await["id"].clone();
    let form = json!({
        "first_name": " Ruth ", "last_name": "Ortiz", "email": "", "phone": "", "company": "", "position": "",
        "supplier": supplier.to_string(), "customer": ""
    });
    let contact = made(&owner, CONTACTS, form).await;
    let read = ["first_name", "email", "supplier", "supplier_name", "customer", "customer_name"];
    let want = [json!("Ruth"), json!(""), supplier.clone(), json!("Omaha Beef"), json!(null), json!(null)];
    assert_eq!(read.map(|field| contact[field].clone()), want);
    assert_eq!(
        (&contact["created_on"], &contact["modified_on"]),
        (&contact["created_at"], &contact["updated_at"])
    );
    let path = format!("{CONTACTS}{}/", contact["id"]);
    let change = json!({ "supplier": "", "customer": customer.to_string(), "email": null, "status": "" });
    assert_eq!(owner.patch(&path, change).await.message("status"), "\"\" is not a valid choice.");
    let change = json!({ "supplier": "", "customer": customer.to_string(), "email": null, "nickname": "R" });
    let changed = owner.patch(&path, change).await.expect(200).clone();
    assert_eq!((&changed["supplier"], &changed["customer"]), (&json!(null), &customer));
    assert_eq!((&changed["suppliers"], &changed["customers"]), (&json!([]), &json!([customer])));
    for bad in [json!("999999"), json!(999_999)] {
        let refused = owner.patch(&path, json!({ "supplier": bad })).await;
        assert_eq!(refused.message("supplier"), "Invalid pk \"999999\" - object does not exist.");
    }
    assert_eq!(
        owner.patch(&path, json!({ "supplier": "x" })).await.message("supplier"),
        "Incorrect type. Expected pk value."
    );
    owner.delete(&path).await.expect(204);
    owner.get(&path).await.expect(404);
}

#[actix_web::test]
async fn the_contacts_of_a_carrier_agree_from_both_sides_and_both_change() {
    let app = App::start().await;
    let owner = app.owner("acme");
    let [a, b] = ["A", "B"].map(|last| json!({ "first_name": "Ann", "last_name": last }));
    let (a, b) = (made(&owner, CONTACTS, a).await, made(&owner, CONTACTS, b).await);
    let carrier = json!({ "name": "Prairie Lines", "code": "PRL", "contacts": [b["id"], a["id"]] });
    let carrier = made(&owner, CARRIERS, carrier).await;
    assert_eq!((&carrier["primary_contact"], &carrier["primary_contact_name"]), (&b["id"], &json!("Ann B")));
    let seen = owner.get(&format!("{CONTACTS}{}/", a["id"])).await;
    let seen = seen.expect(200);
    assert_eq!((&seen["carrier"], &seen["carrier_name"]), (&carrier["id"], &json!("Prairie Lines")));
    assert_eq!(seen["version"], 2);
    let path = format!("{CONTACTS}{}/", b["id"]);
    owner.patch(&path, json!({ "carrier": null })).await.expect(200);
    let after = owner.get(&format!("{CARRIERS}{}/", carrier["id"])).await;
    let after = after.expect(200);
    assert_eq!(
        (&after["contacts"], &after["primary_contact"], &after["version"]),
        (&json!([a["id"]]), &a["id"], &json!(2))
    );
}

#[actix_web::test]
async fn a_possible_duplicate_is_told_and_the_two_are_made_one() {
    let app = App::start().await;
    let owner = app.owner("acme");
    let ann = json!({ "first_name": "Ann", "last_name": "Ortiz", "cell_phone": "+1 (402) 555-0142" });
    let first = made(&owner, CONTACTS, ann).await;
    assert_eq!(first.get("warnings"), None);
    let same = json!({ "first_name": "ann", "last_name": "ORTIZ", "phone": "402 555 0142" });
    let second = made(&owner, CONTACTS, same).await;
    assert_eq!(second["warnings"][0]["code"], "possible_duplicate");
    assert_eq!(second["warnings"][0]["id"], first["id"]);
    let pairs = owner.get(&format!("{CONTACTS}duplicates/")).await;
    assert_eq!(pairs.expect(200)[0]["duplicate"], second["id"]);
    let merge = format!("{CONTACTS}{}/merge/", first["id"]);
    owner.post(&merge, json!({ "duplicate": second["id"] })).await.expect(200);
    owner.get(&format!("{CONTACTS}{}/", second["id"])).await.expect(404);
}

#[actix_web::test]
async fn carriers_are_found_by_the_numbers_people_type_and_active_agrees_with_status() {
    let app = App::start().await;
    let owner = app.owner("acme");
    let body = json!({ "name": "Prairie Lines", "code": "PRL", "mc_number": "MC# 123456", "dot_number": "USDOT 1234567" });
    let carrier = made(&owner, CARRIERS, body).await;
    assert_eq!((&carrier["mc_number"], &carrier["dot_number"]), (&json!("123456"), &json!("1234567")));
    for typed in ["MC-123456", "mc123456", "USDOT%201234567", "1234567"] {
        assert_eq!(owner.get(&format!("{CARRIERS}?search={typed}")).await.expect(200)["count"], 1, "{typed}");
    }
    let path = format!("{CARRIERS}{}/", carrier["id"]);
    let closed = owner.patch(&path, json!({ "is_active": false })).await;
    assert_eq!(closed.expect(200)["status"], "inactive");
    assert_eq!(owner.get(&path).await.expect(200)["is_active"], false, "still reachable");
    let same = json!({ "name": "Prairie Lines", "code": "X" });
    assert_eq!(owner.post(CARRIERS, same).await.message("name"), "carrier with this name already exists.");
}

#[actix_web::test]
async fn insurance_that_lapses_is_listed_for_the_days_that_were_asked_for() {
    let app = App::start().await;
    let owner = app.owner("acme");
    let dates = [json!("2026-11-01"), json!("2026-11-12"), json!("2027-11-12"), json!("")];
    for (code, date) in ["A", "B", "C", "D"].into_iter().zip(dates) {
        made(&owner, CARRIERS, json!({ "name": code, "code": code, "insurance_expiry": date })).await;
    }
    let told = |query: &str| {
        let path = format!("{CARRIERS}insurance/{query}");
        let owner = &owner;
        async move {
            let page = owner.get(&path).await.expect(200).clone();
            let rows = page["results"].as_array().expect("rows").iter();
            rows.map(|row| format!("{} {} {}", row["code"], row["insurance_status"], row["days_left"]))
                .collect::<Vec<_>>()
        }
    };
    let [a, b] = ["\"A\" \"lapsed\" -1", "\"B\" \"valid\" 10"];
    assert_eq!(told("").await, [a, b]);
    assert_eq!(told("?within_days=9").await, [a]);
    assert_eq!(told("?within_days=0&include_missing=1").await, ["\"D\" \"none\" null", a]);
    assert_eq!(told("?within_days=400&page_size=1&page=2").await, [b]);
    for bad in
        ["within_days=-1", "within_days=3651", "within_days=soon", "include_missing=perhaps", "within_day=3"]
    {
        let refused = owner.get(&format!("{CARRIERS}insurance/?{bad}")).await;
        refused.expect(400);
        assert!(!refused.message(bad.split('=').next().unwrap_or_default()).is_empty(), "{bad}");
    }
}
