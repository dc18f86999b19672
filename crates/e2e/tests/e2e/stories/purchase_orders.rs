//! Purchase orders, as existing clients and new ones use them.
use super::{column, count};
use crate::{app::App, persona::Persona};
use serde_json::{Value, json};

const ORDERS: &str = "/api/v1/purchase-orders/";
const SUPPLIERS: &str = "/api/v1/suppliers/";

async fn supplier(by: &Persona<'_>, name: &str) -> Value {
    let body = json!({
        "name": name, "contact_person": "Ruth Ortiz", "phone": "+1 402 555 0142", "email": "sales@omahabeef.example",
        "address": "4500 S 36th Street", "city": "Omaha", "state": "NE", "zip_code": "68107"
    });
    by.post(SUPPLIERS, body).await.expect(201)["id"].clone()
}

/// What the form of existing clients sends.
async fn form(by: &Persona<'_>, name: &str) -> Value {
    json!({
        "supplier": supplier(by, name).await, "total_amount": 1250.5, "status": "pending", "order_date": "2026-11-02",
        "delivery_date": "", "notes": "", "logistics_scenario": "we_pickup", "pick_up_location": null,
        "delivery_location": "7"
    })
}

fn cases(quantity: u32, price: &str) -> Value {
    json!({
        "description": "Beef brisket", "net_or_catch": "Catch", "quantity": quantity, "nominal_weight": 60,
        "tolerance_percent": "2", "unit_price": price, "price_unit": "lb", "production_date": "", "grade": null
    })
}

#[actix_web::test]
async fn fc_12_a_form_without_a_number_and_without_a_delivery_date_makes_an_order() {
    let app = App::start().await;
    let owner = app.owner("acme");
    let made = owner.post(ORDERS, form(&owner, "Omaha Beef").await).await.expect(201);
    assert_eq!((&made["order_number"], &made["delivery_date"]), (&json!("PO-000001"), &Value::Null));
    assert_eq!(
        (&made["supplier_name"], &made["logistics_scenario"]),
        (&json!("Omaha Beef"), &json!("we_pickup"))
    );
    assert_eq!((&made["pick_up_location"], &made["delivery_location"]), (&Value::Null, &Value::Null));
    assert_eq!(made["supplier_contact_name"], "Ruth Ortiz");
    assert!(made["supplier_corporate_address"].as_str().is_some_and(|address| address.contains("Omaha")));
    let numeric =
        json!({ "supplier": made["supplier"].to_string(), "order_date": "2026-11-03", "total_amount": "7" });
    let again = owner.post(ORDERS, numeric).await.expect(201);
    assert_eq!((&again["order_number"], &again["status"]), (&json!("PO-000002"), &json!("pending")));
}

#[actix_web::test]
async fn fc_11_amounts_are_strings_and_what_is_outstanding_is_reckoned() {
    let app = App::start().await;
    let owner = app.owner("acme");
    let mut body = form(&owner, "Omaha Beef").await;
    body["payment_status"] = json!("paid");
    body["outstanding_amount"] = json!("0.00");
    let made = owner.post(ORDERS, body).await.expect(201);
    let path = format!("{ORDERS}{}/", made["id"]);
    assert_eq!((&made["total_amount"], &made["outstanding_amount"]), (&json!("1250.50"), &json!("1250.50")));
    assert_eq!(made["payment_status"], "unpaid");
    let pay = json!({
        "amount": 1250.5, "payment_date": "2026-11-03", "payment_method": "wire_transfer", "reference_number": "W-1",
        "notes": ""
    });
    let paid = owner.post(&format!("{path}payments/"), pay).await.expect(201);
    assert_eq!((&paid["amount"], &paid["payment_method"]), (&json!("1250.50"), &json!("wire")));
    assert_eq!(paid["created_by_name"], "acme-owner");
    let order = owner.get(&path).await.expect(200);
    assert_eq!((&order["outstanding_amount"], &order["payment_status"]), (&json!("0.00"), &json!("paid")));
    let listed = owner.get(&format!("{path}payments/")).await.expect(200);
    assert_eq!(listed.as_array().map(Vec::len), Some(1));
    for (status, numbers) in [("paid", json!(["PO-000001"])), ("unpaid", json!([]))] {
        let page = owner.get(&format!("{ORDERS}?payment_status={status}")).await.expect(200);
        assert_eq!(json!(column(&page, "order_number")), numbers, "{status}");
    }
}

#[actix_web::test]
async fn fc_13_what_clients_take_for_texts_are_texts() {
    let app = App::start().await;
    let owner = app.owner("acme");
    let least = json!({ "supplier": supplier(&owner, "Omaha Beef").await, "order_date": "2026-11-02" });
    let made = owner.post(ORDERS, least).await.expect(201);
    for field in
        ["order_number", "status", "total_amount", "payment_status", "notes", "created_at", "created_on"]
    {
        assert!(made[field].is_string(), "{field}: {}", made[field]);
    }
    assert!(made["supplier"].is_number());
    assert_eq!(made.get("total_weight"), Some(&Value::Null));
}

#[actix_web::test]
async fn the_order_page_steps_changes_and_deletes() {
    let app = App::start().await;
    let owner = app.owner("acme");
    let made = owner.post(ORDERS, form(&owner, "Omaha Beef").await).await.expect(201);
    let path = format!("{ORDERS}{}/", made["id"]);
    let mut body = form(&owner, "Lincoln Pork").await;
    body["status"] = json!("approved");
    let approved = owner.patch(&path, body).await.expect(200);
    assert_eq!(
        (&approved["status"], &approved["supplier_name"]),
        (&json!("approved"), &json!("Lincoln Pork"))
    );
    let refused = owner.patch(&path, json!({ "status": "pending" })).await.expect(409);
    assert!(
        refused["detail"].as_str().is_some_and(|why| why.contains("shipped, delivered, cancelled")),
        "{refused}"
    );
    assert_eq!(owner.delete(&path).await.status, 409);
    owner.patch(&path, json!({ "status": "delivered" })).await.expect(200);
    let other = owner.post(ORDERS, form(&owner, "Third").await).await.expect(201);
    owner.delete(&format!("{ORDERS}{}/", other["id"])).await.expect(204);
    assert_eq!(count(&owner.get(ORDERS).await.expect(200)), 1);
}

#[actix_web::test]
async fn lines_are_named_by_their_place_when_they_are_wrong() {
    let app = App::start().await;
    let owner = app.owner("acme");
    let mut body = json!({ "supplier": supplier(&owner, "Omaha Beef").await, "order_date": "2026-11-02" });
    body["items"] = json!([cases(1, "1"), cases(1, "x")]);
    let told = owner.post(ORDERS, body.clone()).await.expect(400);
    assert_eq!(told["items"]["1"]["unit_price"], json!(["A valid number is required."]));
    body["items"] = json!([cases(1, "1"), cases(1, "-1")]);
    let told = owner.post(ORDERS, body.clone()).await.expect(400);
    assert_eq!(told["items"]["1"]["unit_price"], json!(["Ensure this value is greater than or equal to 0."]));
    body["items"] = json!([cases(1, "1")]);
    body["total_amount"] = json!("61.00");
    assert!(owner.post(ORDERS, body).await.message("total_amount").starts_with("The items come to 60.00."));
}

#[actix_web::test]
async fn an_order_is_approved_received_revised_and_scored() {
    let app = App::start().await;
    let owner = app.owner("acme");
    let supplier = supplier(&owner, "Omaha Beef").await;
    let body = json!({
        "supplier": supplier, "order_date": "2026-11-02", "delivery_date": "2026-11-09", "items": [cases(2, "2")]
    });
    let made = owner.post(ORDERS, body).await.expect(201);
    let path = format!("{ORDERS}{}/", made["id"]);
    assert_eq!(made["items"][0]["weight_basis"], "ordered");
    let step = json!({ "status": "approved", "reason": "As agreed by telephone" });
    owner.post(&format!("{path}status/"), step).await.expect(200);
    let line = format!("{path}items/{}/", made["items"][0]["id"]);
    let dearer = owner.patch(&line, json!({ "unit_price": "2.1" })).await.expect(200);
    assert_eq!(dearer["amount"], "252.00");
    let revisions = owner.get(&format!("{path}revisions/")).await.expect(200);
    assert_eq!(
        revisions[0]["changes"]["items.0.unit_price"],
        json!({ "from": "2.000000", "to": "2.100000" })
    );
    let receipt = json!({ "lines": [{ "item": made["items"][0]["id"], "weights": ["60.5", 64] }] });
    let received = owner.post(&format!("{path}receive/"), receipt).await.expect(200);
    assert_eq!((&received["status"], &received["total_amount"]), (&json!("delivered"), &json!("261.45")));
    assert_eq!(received["items"][0]["tolerance"], "over");
    assert_eq!(received["actual_delivery_date"], "2026-11-02");
    let card = owner.get(&format!("{SUPPLIERS}{supplier}/scorecard/?from=2026-11-01")).await.expect(200);
    assert_eq!((&card["orders"], &card["on_time_percent"]), (&json!(1), &json!("100.00")));
    assert_eq!(card["weight_variance_percent"], "3.75");
    let history = owner.get(&format!("{path}history/")).await.expect(200);
    assert_eq!(count(&history), 4);
    let told = history.to_string();
    assert!(told.contains("As agreed by telephone"), "{told}");
}
