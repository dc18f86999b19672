//! The trade from end to end: bought by the case, paid by the weight that arrived, billed, and paid in two parts.
use crate::{app::App, persona::Persona};
use serde_json::{Value, json};

const ORDERS: &str = "/api/v1/purchase-orders/";
const RECEIVABLES: &str = "/api/v1/accounts-receivables/";
const DAY: i64 = 86_400;

/// A new row's key.
async fn made(by: &Persona<'_>, path: &str, body: Value) -> Value {
    by.post(path, body).await.expect(201)["id"].clone()
}

/// What a company owes and is owed of: its supplier with a plant, its customer, its carrier.
struct Partners {
    supplier: Value,
    plant: Value,
    customer: Value,
    carrier: Value,
}

impl Partners {
    async fn of(by: &Persona<'_>) -> Self {
        let address = json!({
            "name": "Omaha Beef Company", "contact_person": "Ruth Ortiz", "phone": "+1 402 555 0142",
            "email": "sales@omahabeef.example", "street_address": "4500 S 36th Street", "city": "Omaha", "state": "NE", "zip_code": "68107"
        });
        let supplier = made(by, "/api/v1/suppliers/", address).await;
        let plant =
            json!({ "name": "Omaha 1", "code": "OMA-1", "supplier": supplier, "plant_est_num": "M46712" });
        let customer = json!({ "name": "Lakeside Markets", "credit_limit": "100000.00" });
        let carrier = json!({ "name": "Prairie Reefer Lines", "code": "PRL", "carrier_type": "truck", "mc_number": "MC-123456" });
        Self {
            plant: made(by, "/api/v1/plants/", plant).await,
            customer: made(by, "/api/v1/customers/", customer).await,
            carrier: made(by, "/api/v1/carriers/", carrier).await,
            supplier,
        }
    }
    /// Forty cases of ribeye by the pound, and ten of trim at a price for the case.
    fn order(&self) -> Value {
        json!({
            "supplier": self.supplier, "plant": self.plant, "customer": self.customer, "carrier": self.carrier,
            "order_date": "2026-11-02", "delivery_date": "2026-11-06", "freight": "500.00",
            "items": [
                {
                    "description": "Beef ribeye roll, lip-on", "namp_code": "112A", "protein": "Beef", "net_or_catch": "Catch",
                    "quantity": "40", "quantity_unit": "case", "nominal_weight": "60", "weight_unit": "LBS", "tolerance_percent": "2.5",
                    "unit_price": "4.25", "price_unit": "lb"
                },
                {
                    "description": "Beef trim 50s", "net_or_catch": "Net", "quantity": 10, "quantity_unit": "case",
                    "unit_price": 61.125, "price_unit": "case"
                }
            ]
        })
    }
}

/// The weights of forty cases: 59.00, 59.05, … 60.95 pounds, 2,399 in all.
fn weights() -> Vec<String> {
    (0..40).map(|n| format!("{}.{:02}", 59 + n / 20, n % 20 * 5)).collect()
}

fn buckets(aging: &Value) -> Vec<(&str, &str)> {
    let buckets = aging["totals"]["buckets"].as_array().expect("buckets").iter();
    buckets.map(|b| (b["name"].as_str().expect("a name"), b["amount"].as_str().expect("an amount"))).collect()
}

#[actix_web::test]
async fn meat_is_bought_by_the_case_paid_by_the_weight_and_billed_to_the_cent() {
    let app = App::start().await;
    let buyer = app.owner("acme");
    let partners = Partners::of(&buyer).await;

    // Ordered: 40 x 60 lb x 4.25 + 10 x 61.125 + 500 of freight.
    let order = buyer.post(ORDERS, partners.order()).await.expect(201);
    assert_eq!(order["order_number"], "PO-000001");
    assert_eq!((&order["subtotal"], &order["total_amount"]), (&json!("10811.25"), &json!("11311.25")));
    assert_eq!(order["supplier_contact_name"], "Ruth Ortiz");
    assert_eq!(order["items"][0]["weight_basis"], "ordered");
    let path = format!("{ORDERS}{}/", order["id"]);

    // Approved, hauled, weighed: 2,399 lb x 4.25 = 10,195.75.
    buyer.patch(&path, json!({ "status": "approved" })).await.expect(200);
    buyer.patch(&path, json!({ "status": "shipped" })).await.expect(200);
    app.clock.advance(4 * DAY);
    let receipt = json!({ "lines": [
        { "item": order["items"][0]["id"], "weights": weights() },
        { "item": order["items"][1]["id"], "quantity": "10" },
    ] });
    let order = buyer.post(&format!("{path}receive/"), receipt).await.expect(200);
    assert_eq!(
        (&order["status"], &order["actual_delivery_date"]),
        (&json!("delivered"), &json!("2026-11-06"))
    );
    let line = &order["items"][0];
    assert_eq!((&line["weight_basis"], &line["amount"]), (&json!("actual"), &json!("10195.75")));
    assert_eq!((&line["billed_weight"], &line["tolerance"]), (&json!("2399.0000"), &json!("within")));
    assert_eq!(order["total_amount"], "11307.00");
    assert_eq!(order["revision"], 0, "weights are no new terms");

    // Billed, and not paid in time.
    let bill = json!({
        "customer": partners.customer, "purchase_order": order["id"], "amount": "12500.00", "terms": "Net 30",
        "invoice_date": "2026-11-06"
    });
    let bill = buyer.post(RECEIVABLES, bill).await.expect(201);
    assert_eq!((&bill["due_date"], &bill["status"]), (&json!("2026-12-06"), &json!("pending")));
    assert_eq!(bill["purchase_order_number"], "PO-000001");
    app.clock.advance(40 * DAY);
    let bill_path = format!("{RECEIVABLES}{}/", bill["id"]);
    assert_eq!(buyer.get(&bill_path).await.expect(200)["status"], "overdue");
    let aging_path = format!("{RECEIVABLES}aging/");
    let before = buyer.get(&aging_path).await.expect(200);
    assert_eq!(buckets(&before)[1], ("1-30", "12500.00"));
    assert_eq!(before["totals"]["outstanding_amount"], "12500.00");

    // Paid in two parts, on two days.
    let payments = format!("{bill_path}payments/");
    buyer.post(&payments, json!({ "amount": "5000.00", "payment_method": "wire" })).await.expect(201);
    let after_one = buyer.get(&bill_path).await.expect(200);
    assert_eq!(
        (&after_one["status"], &after_one["outstanding_amount"]),
        (&json!("overdue"), &json!("7500.00"))
    );
    app.clock.advance(5 * DAY);
    let too_much = buyer.post(&payments, json!({ "amount": "7500.01" })).await;
    assert!(too_much.message("amount").contains("7500.00"), "{too_much:?}");
    buyer.post(&payments, json!({ "amount": 7500 })).await.expect(201);
    let paid = buyer.get(&bill_path).await.expect(200);
    assert_eq!((&paid["status"], &paid["outstanding_amount"]), (&json!("paid"), &json!("0.00")));

    // Nothing is owed now, and the days that are past stay as they were.
    let after = buyer.get(&aging_path).await.expect(200);
    assert_eq!(after["totals"]["outstanding_amount"], "0.00");
    for (day, owed, bucket) in [
        ("2026-11-30", "12500.00", "not_yet_due"),
        ("2026-12-15", "12500.00", "1-30"),
        ("2026-12-18", "7500.00", "1-30"),
    ] {
        let then = buyer.get(&format!("{aging_path}?as_of={day}")).await.expect(200);
        assert_eq!(then["totals"]["outstanding_amount"], owed, "{day}");
        assert!(buckets(&then).contains(&(bucket, owed)), "{day}: {then}");
    }
    let statement =
        format!("{RECEIVABLES}statement/?customer={}&from=2026-11-01&to=2026-12-31", partners.customer);
    let statement = buyer.get(&statement).await.expect(200);
    assert_eq!(
        (&statement["opening_balance"], &statement["closing_balance"]),
        (&json!("0.00"), &json!("0.00"))
    );
    assert_eq!(statement["lines"].as_array().map(Vec::len), Some(3));
}

#[actix_web::test]
async fn over_the_credit_limit_an_order_is_approved_by_an_admin_with_a_reason_alone() {
    let app = App::start().await;
    let buyer = app.owner("acme");
    let partners = Partners::of(&buyer).await;
    let limit = format!("/api/v1/customers/{}/", partners.customer);
    buyer.patch(&limit, json!({ "credit_limit": "11000.00" })).await.expect(200);
    let order = buyer.post(ORDERS, partners.order()).await.expect(201);
    let path = format!("{ORDERS}{}/", order["id"]);
    let refused = buyer.patch(&path, json!({ "status": "approved" })).await.expect(409);
    let said = refused["detail"].as_str().expect("a sentence");
    assert!(said.contains("11000.00") && said.contains("11311.25"), "{said}");
    let step = format!("{path}status/");
    buyer.post(&step, json!({ "status": "approved", "override_credit": true })).await.expect(400);
    let reason =
        json!({ "status": "approved", "override_credit": true, "reason": "Paid by wire this morning." });
    assert_eq!(buyer.post(&step, reason).await.expect(200)["status"], "approved");
    let told = buyer.get(&format!("{path}history/")).await.expect(200);
    assert!(told["results"][0]["changes"].to_string().contains("Paid by wire this morning."), "{told}");
}
