//! Receivables, from the invoice to the last cent.
use crate::{app::App, persona::Persona};
use futures_util::future::join_all;
use serde_json::{Value, json};

const RECEIVABLES: &str = "/api/v1/accounts-receivables/";
const PAYMENTS: &str = "/api/v1/accounts-receivables/payments/";
const DAY: i64 = 86_400;

async fn buyer(by: &Persona<'_>, name: &str) -> i64 {
    let made = by.post("/api/v1/customers/", json!({ "name": name })).await.expect(201);
    made["id"].as_i64().expect("an id")
}

/// What the form of existing clients sends.
fn form(customer: i64, number: &str, status: &str) -> Value {
    json!({
        "invoice_number": number, "customer": customer.to_string(), "amount": 1250.5, "due_date": "2026-11-20", "status": status
    })
}

async fn bill(by: &Persona<'_>, customer: i64, number: &str) -> (Value, String) {
    let made = by.post(RECEIVABLES, form(customer, number, "pending")).await.expect(201);
    let path = format!("{RECEIVABLES}{}/", made["id"]);
    (made, path)
}

#[actix_web::test]
async fn fc_24_every_status_of_the_form_is_taken_and_disputed_is_kept() {
    let app = App::start().await;
    let owner = app.owner("acme");
    let customer = buyer(&owner, "Prairie Grill").await;
    for (status, read) in [("pending", "pending"), ("overdue", "pending"), ("disputed", "disputed")] {
        let made = owner.post(RECEIVABLES, form(customer, status, status)).await.expect(201);
        assert_eq!(made["status"], read, "{status}");
    }
    let (_, path) = bill(&owner, customer, "A").await;
    let disputed = owner.patch(&path, json!({ "status": "disputed" })).await.expect(200);
    assert_eq!(disputed["status"], "disputed");
    app.clock.advance(60 * DAY);
    assert_eq!(owner.get(&path).await.expect(200)["status"], "disputed");
    assert_eq!(owner.get(&format!("{RECEIVABLES}?status=disputed")).await.expect(200)["count"], 2);
    let told = owner.patch(&path, json!({ "status": "paid" })).await;
    assert!(told.message("status").contains("/payments/"), "{}", told.text());
    let unknown = owner.patch(&path, json!({ "status": "late" })).await;
    assert_eq!(unknown.message("status"), "\"late\" is not a valid choice.");
}

#[actix_web::test]
async fn fc_11_fc_12_fc_13_amounts_are_texts_and_what_the_form_sends_is_taken() {
    let app = App::start().await;
    let owner = app.owner("acme");
    let customer = buyer(&owner, "Prairie Grill").await;
    let (made, path) = bill(&owner, customer, " A-1 ").await;
    assert_eq!((&made["invoice_number"], &made["amount"]), (&json!("A-1"), &json!("1250.50")));
    assert_eq!((&made["customer"], &made["customer_name"]), (&json!(customer), &json!("Prairie Grill")));
    assert_eq!((&made["status"], &made["outstanding_amount"]), (&json!("pending"), &json!("1250.50")));
    let payment = json!({
        "amount": 1250.5, "payment_date": "2026-11-02", "payment_method": "wire_transfer", "reference_number": "", "notes": ""
    });
    owner.post(&format!("{path}payments/"), payment).await.expect(201);
    let paid = owner.get(&path).await.expect(200);
    assert_eq!((&paid["outstanding_amount"], &paid["status"]), (&json!("0.00"), &json!("paid")));
    let blanks = json!({ "customer": customer, "amount": "10", "due_date": "2026-12-01", "purchase_order": "", "terms": "" });
    let drawn = owner.post(RECEIVABLES, blanks).await.expect(201);
    assert_eq!((&drawn["invoice_number"], &drawn["purchase_order"]), (&json!("INV-000001"), &Value::Null));
    let missing = owner.post(RECEIVABLES, json!({ "amount": "0", "due_date": "" })).await;
    assert_eq!(missing.message("customer"), "This field is required.");
    let nothing = owner
        .post(RECEIVABLES, json!({ "customer": customer, "amount": "0", "due_date": "2026-12-01" }))
        .await;
    assert_eq!(nothing.message("amount"), "Ensure this value is greater than 0.");
}

#[actix_web::test]
async fn fc_10_what_was_applied_to_one_is_a_bare_array_the_newest_first() {
    let app = App::start().await;
    let owner = app.owner("acme");
    let customer = buyer(&owner, "Prairie Grill").await;
    let (_, path) = bill(&owner, customer, "A").await;
    let payments = format!("{path}payments/");
    assert_eq!(owner.get(&payments).await.expect(200), json!([]));
    for (amount, number) in [("50.00", "1"), ("70.25", "2")] {
        let body = json!({ "amount": amount, "payment_method": "check", "reference_number": number });
        let made = owner.post(&payments, body).await.expect(201);
        assert_eq!((&made["amount"], &made["created_by_name"]), (&json!(amount), &json!("acme-owner")));
        app.clock.advance(DAY);
    }
    let rows = owner.get(&payments).await.expect(200);
    let numbers: Vec<_> =
        rows.as_array().expect("an array").iter().map(|row| &row["reference_number"]).collect();
    assert_eq!(numbers, ["2", "1"]);
    assert_eq!(owner.get(&format!("{RECEIVABLES}987654321/payments/")).await.status, 404);
}

#[actix_web::test]
async fn the_list_is_filtered_as_existing_clients_do_and_a_customer_that_is_no_number_is_refused() {
    let app = App::start().await;
    let owner = app.owner("acme");
    let (one, other) = (buyer(&owner, "Prairie Grill").await, buyer(&owner, "Corner Deli").await);
    bill(&owner, one, "A").await;
    bill(&owner, other, "B").await;
    let numbers = async |query: &str| {
        let list = owner.get(&format!("{RECEIVABLES}{query}")).await.expect(200);
        super::column(&list, "invoice_number").join(" ")
    };
    assert_eq!(numbers("").await, "B A", "the newest first");
    assert_eq!(numbers(&format!("?customer_id={one}")).await, "A");
    assert_eq!(numbers(&format!("?customer={other}")).await, "B");
    assert_eq!(numbers("?search=deli").await, "B");
    assert_eq!(numbers("?status=overdue").await, "");
    assert_eq!(numbers("?ordering=invoice_number").await, "A B");
    app.clock.advance(19 * DAY);
    assert_eq!(numbers("?status=overdue&ordering=status").await, "A B");
    let refused = owner.get(&format!("{RECEIVABLES}?customer_id=abc")).await;
    assert_eq!(refused.message("customer_id"), "Enter a whole number.");
}

#[actix_web::test]
async fn sixty_four_clients_who_pay_one_invoice_at_once_cannot_pay_too_much() {
    let app = App::start().await;
    let owner = app.owner("acme");
    let customer = buyer(&owner, "Prairie Grill").await;
    let (_, path) = bill(&owner, customer, "A").await;
    let at = format!("{path}payments/");
    let answers = join_all((0..64).map(|_| owner.post(&at, json!({ "amount": "100" })))).await;
    let of = |status: u16| answers.iter().filter(|answer| answer.status == status).count();
    assert_eq!((of(201), of(400)), (12, 52));
    let refused = answers.iter().find(|answer| answer.status == 400).expect("one is refused");
    assert_eq!(refused.message("amount"), "Only 50.50 is outstanding on A.");
    let after = owner.get(&path).await.expect(200);
    assert_eq!((&after["paid_amount"], &after["outstanding_amount"]), (&json!("1200.00"), &json!("50.50")));
    assert_eq!(owner.get(PAYMENTS).await.expect(200)["count"], 12);
}

#[actix_web::test]
async fn cash_is_applied_later_and_a_void_payment_is_owed_again() {
    let app = App::start().await;
    let owner = app.owner("acme");
    let customer = buyer(&owner, "Prairie Grill").await;
    let (made, path) = bill(&owner, customer, "A").await;
    let cash =
        json!({ "customer": customer, "amount": "2000.00", "method": "check", "reference_number": "10442" });
    let answer = owner.post(PAYMENTS, cash).await;
    let cash = answer.expect(201);
    assert!(answer.header("Location").ends_with(&format!("{PAYMENTS}{}/", cash["id"])));
    assert_eq!((&cash["unapplied_amount"], &cash["allocations"]), (&json!("2000.00"), &json!([])));
    let at = format!("{PAYMENTS}{}/", cash["id"]);
    let apply = |amount: &str| json!({ "allocations": [{ "receivable": made["id"], "amount": amount }] });
    let beyond = owner.post(&format!("{at}allocate/"), apply("1250.51")).await.expect(400);
    assert_eq!(beyond["allocations"]["0"]["amount"][0], "Only 1250.50 is outstanding on A.");
    let applied = owner.post(&format!("{at}allocate/"), apply("1250.50")).await.expect(200);
    assert_eq!((&applied["unapplied_amount"], &applied["version"]), (&json!("749.50"), &json!(2)));
    let held = owner.delete(&path).await.expect(409);
    assert!(held["detail"].as_str().is_some_and(|why| why.contains("1250.50")), "{held}");
    assert_eq!(owner.patch(&path, json!({ "status": "cancelled" })).await.status, 409);
    let aging = owner.get(&format!("{RECEIVABLES}aging/")).await.expect(200);
    assert_eq!(
        (&aging["totals"]["outstanding_amount"], &aging["totals"]["balance"]),
        (&json!("0.00"), &json!("-749.50"))
    );
    app.clock.advance(DAY);
    let gone =
        owner.post(&format!("{at}void/"), json!({ "reason": "Returned by the bank" })).await.expect(200);
    assert_eq!((&gone["voided_on"], &gone["applied_amount"]), (&json!("2026-11-03"), &json!("0.00")));
    assert_eq!(owner.get(&path).await.expect(200)["outstanding_amount"], "1250.50");
    assert_eq!(owner.post(&format!("{at}void/"), json!({ "reason": "again" })).await.status, 409);
    let told = owner.get(&format!("{at}history/")).await.expect(200);
    assert_eq!(told["count"], 3);
    assert_eq!(
        owner.patch(&path, json!({ "status": "cancelled" })).await.expect(200)["outstanding_amount"],
        "0.00"
    );
    let statement = format!("{RECEIVABLES}statement/?customer={customer}&from=2026-11-01&to=2026-11-30");
    let statement = owner.get(&statement).await.expect(200);
    let lines = statement["lines"].as_array().expect("lines");
    let kinds: Vec<_> = lines.iter().map(|line| (line["kind"].as_str(), line["amount"].as_str())).collect();
    let told =
        [("invoice", "1250.50"), ("payment", "-2000.00"), ("void", "2000.00"), ("cancellation", "-1250.50")];
    assert_eq!(kinds, told.map(|(kind, amount)| (Some(kind), Some(amount))));
    assert_eq!(
        (&statement["closing_balance"], &statement["customer_name"]),
        (&json!("0.00"), &json!("Prairie Grill"))
    );
}

#[actix_web::test]
async fn reports_name_what_they_cannot_be_asked() {
    let app = App::start().await;
    let owner = app.owner("acme");
    let customer = buyer(&owner, "Prairie Grill").await;
    let check = async |query: &str, field: &str| {
        let refused = owner.get(&format!("{RECEIVABLES}{query}")).await;
        assert_eq!(refused.status, 400, "{query}: {}", refused.text());
        assert!(refused.json()[field][0].is_string(), "{query}: {}", refused.text());
    };
    check("aging/?as_of=yesterday", "as_of").await;
    check("aging/?as_of=0001-01-01", "as_of").await;
    check("aging/?buckets=60,30", "buckets").await;
    check("aging/?by=month", "by").await;
    check("aging/?customer=x", "customer").await;
    check("aging/?page_size=0", "page_size").await;
    check("aging/?asof=2026-11-02", "asof").await;
    check("statement/", "customer").await;
    check("statement/?customer=987654321", "customer").await;
    check(&format!("statement/?customer={customer}&from=2026-12-01&to=2026-11-01"), "to").await;
    bill(&owner, customer, "A").await;
    bill(&owner, buyer(&owner, "Corner Deli").await, "B").await;
    let first = owner.get(&format!("{RECEIVABLES}aging/?page_size=1&buckets=15")).await.expect(200);
    assert_eq!((&first["count"], &first["results"][0]["customer_name"]), (&json!(2), &json!("Corner Deli")));
    let names: Vec<_> =
        first["totals"]["buckets"].as_array().expect("buckets").iter().map(|b| &b["name"]).collect();
    assert_eq!(names, ["not_yet_due", "1-15", "over_15"]);
    let second = owner.get(&super::local(&first["next"])).await.expect(200);
    assert_eq!(
        (&second["results"][0]["customer_name"], &second["next"]),
        (&json!("Prairie Grill"), &Value::Null)
    );
    assert_eq!(second["totals"], first["totals"]);
    assert_eq!(owner.get(&format!("{RECEIVABLES}aging/?page=9")).await.status, 404);
}
