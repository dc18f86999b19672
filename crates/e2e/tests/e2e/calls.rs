//! How each operation of the API document is called. An operation without a row here fails the tests that go through all of them.
mod contacts;
mod orders;

use crate::{app::App, persona::Persona};
use actix_web::http::Method;
use projectmeats_server::routes;
use serde_json::{Value, json};

/// An operation of the document.
#[derive(Debug, Clone)]
pub(crate) struct Operation {
    pub(crate) id: String,
    pub(crate) method: Method,
    /// Its address, with `{id}` in it where it is about one thing.
    pub(crate) path: String,
    /// Whether it asks for a credential.
    pub(crate) guarded: bool,
    how: How,
}

/// What an operation is about, and its body. `n` makes bodies differ that must.
#[derive(Debug, Clone, Copy)]
struct How {
    operation: &'static str,
    subject: Subject,
    body: Body,
}

#[derive(Debug, Clone, Copy)]
enum Body {
    None,
    Json(fn(n: usize) -> Value),
    /// A file, of which the client says nothing.
    File(&'static [u8]),
    /// Another of the same kind, to be merged into it.
    Another,
    /// One that names a new thing of another kind.
    Naming(Subject, fn(n: usize, id: i64) -> Value),
    /// One that names what was made beside the thing it is about.
    Beside(fn(n: usize, id: i64) -> Value),
    /// None, and a query that names such a thing.
    Asking(Subject, fn(id: i64) -> String),
}

/// What stands for `{id}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Subject {
    Nothing,
    AgreedOrder,
    BugReport,
    Carrier,
    Certificate,
    Contact,
    Customer,
    Order,
    OrderItem,
    OrderPayment,
    Payment,
    Plant,
    Protein,
    Rating,
    Receivable,
    Supplier,
}
use Subject::{
    BugReport, Certificate, Customer, Nothing, Payment, Plant, Protein, Rating, Receivable, Supplier,
};

const fn reads(operation: &'static str, subject: Subject) -> How {
    How { operation, subject, body: Body::None }
}
const fn writes(operation: &'static str, subject: Subject, body: fn(usize) -> Value) -> How {
    How { operation, subject, body: Body::Json(body) }
}
const fn uploads(operation: &'static str, subject: Subject, file: &'static [u8]) -> How {
    How { operation, subject, body: Body::File(file) }
}

const fn names(
    operation: &'static str,
    subject: Subject,
    named: Subject,
    body: fn(usize, i64) -> Value,
) -> How {
    How { operation, subject, body: Body::Naming(named, body) }
}
const fn asks(operation: &'static str, named: Subject, query: fn(i64) -> String) -> How {
    How { operation, subject: Nothing, body: Body::Asking(named, query) }
}
const fn merges(operation: &'static str, subject: Subject) -> How {
    How { operation, subject, body: Body::Another }
}

const HOW: &[How] = &[
    writes(
        "auth_login",
        Nothing,
        |_| json!({ "username": "acme-owner", "password": projectmeats_testkit::PASSWORD }),
    ),
    writes("auth_logout", Nothing, |_| json!({})),
    reads("auth_me", Nothing),
    reads("health", Nothing),
    reads("ready", Nothing),
    reads("tenants_my_tenants", Nothing),
    reads("tenants_trade_settings", Nothing),
    writes("tenants_trade_settings_partial_update", Nothing, |_| json!({ "overdue_days": 45 })),
    reads("accounts_receivables_list", Nothing),
    names("accounts_receivables_create", Nothing, Customer, receivable),
    reads("accounts_receivables_retrieve", Receivable),
    names("accounts_receivables_update", Receivable, Customer, receivable),
    writes("accounts_receivables_partial_update", Receivable, |_| json!({ "status": "disputed" })),
    reads("accounts_receivables_destroy", Receivable),
    reads("accounts_receivables_history", Receivable),
    reads("accounts_receivables_aging", Nothing),
    asks("accounts_receivables_statement", Customer, |id| format!("?customer={id}")),
    reads("accounts_receivables_payments", Receivable),
    writes("accounts_receivables_payments_create", Receivable, |_| json!({ "amount": "1.00" })),
    reads("accounts_receivables_all_payments", Nothing),
    names("accounts_receivables_all_payments_create", Nothing, Customer, payment),
    reads("accounts_receivables_payments_retrieve", Payment),
    reads("accounts_receivables_payments_history", Payment),
    How {
        operation: "accounts_receivables_payments_allocate",
        subject: Payment,
        body: Body::Beside(allocations),
    },
    writes("accounts_receivables_payments_void", Payment, |_| json!({ "reason": "Returned by the bank" })),
    reads("bug_reports_list", Nothing),
    writes("bug_reports_create", Nothing, bug_report),
    reads("bug_reports_retrieve", BugReport),
    writes("bug_reports_update", BugReport, bug_report),
    writes("bug_reports_partial_update", BugReport, |_| json!({ "status": "in_progress" })),
    reads("bug_reports_destroy", BugReport),
    reads("bug_reports_history", BugReport),
    reads("bug_reports_all", Nothing),
    reads("bug_reports_comments", BugReport),
    writes("bug_reports_comments_create", BugReport, |n| json!({ "body": format!("Remark {n}") })),
    reads("bug_reports_screenshot", BugReport),
    uploads("bug_reports_screenshot_create", BugReport, PICTURE),
    reads("bug_reports_screenshot_destroy", BugReport),
    reads("customers_list", Nothing),
    writes("customers_create", Nothing, customer),
    reads("customers_retrieve", Customer),
    writes("customers_update", Customer, customer),
    writes("customers_partial_update", Customer, |_| json!({ "credit_limit": "5000.00" })),
    reads("customers_destroy", Customer),
    reads("customers_history", Customer),
    reads("customers_duplicates", Nothing),
    reads("customers_alike", Customer),
    merges("customers_merge", Customer),
    reads("customers_products", Customer),
    reads("plants_list", Nothing),
    writes("plants_create", Nothing, plant),
    reads("plants_retrieve", Plant),
    writes("plants_update", Plant, plant),
    writes("plants_partial_update", Plant, |_| json!({ "city": "Lincoln" })),
    reads("plants_destroy", Plant),
    reads("plants_history", Plant),
    reads("plants_duplicates", Nothing),
    reads("plants_alike", Plant),
    merges("plants_merge", Plant),
    reads("proteins_list", Nothing),
    writes("proteins_create", Nothing, protein),
    reads("proteins_retrieve", Protein),
    writes("proteins_update", Protein, protein),
    writes("proteins_partial_update", Protein, protein),
    reads("proteins_destroy", Protein),
    reads("proteins_history", Protein),
    reads("suppliers_list", Nothing),
    writes("suppliers_create", Nothing, supplier),
    reads("suppliers_retrieve", Supplier),
    writes("suppliers_update", Supplier, supplier),
    writes("suppliers_partial_update", Supplier, |_| json!({ "preferred_protein_types": ["Beef"] })),
    reads("suppliers_destroy", Supplier),
    reads("suppliers_history", Supplier),
    reads("suppliers_duplicates", Nothing),
    reads("suppliers_alike", Supplier),
    merges("suppliers_merge", Supplier),
    reads("suppliers_products", Supplier),
    reads("suppliers_all_certificates", Nothing),
    reads("suppliers_certificates", Supplier),
    writes("suppliers_certificates_create", Supplier, certificate),
    reads("suppliers_certificates_retrieve", Certificate),
    writes("suppliers_certificates_partial_update", Certificate, |_| json!({ "issuer": "NSF" })),
    reads("suppliers_certificates_destroy", Certificate),
    reads("suppliers_scorecard", Supplier),
    reads("suppliers_ratings", Supplier),
    writes("suppliers_ratings_create", Supplier, rating),
    reads("suppliers_ratings_destroy", Rating),
];

/// The head of a picture of one pixel, which is as much of it as is looked at.
const PICTURE: &[u8] = b"GIF89a\x01\0\x01\0\x80\0\0";

fn allocations(_: usize, receivable: i64) -> Value {
    json!({ "allocations": [{ "receivable": receivable, "amount": "1.00" }] })
}
fn bug_report(n: usize) -> Value {
    json!({ "title": format!("Fault {n}"), "description": "It does not work.", "severity": "high" })
}
fn certificate(n: usize) -> Value {
    json!({ "type": "BRC", "number": format!("BRC-{n}"), "expires_on": "2026-11-20" })
}
fn customer(n: usize) -> Value {
    json!({ "name": format!("Customer {n}"), "city": "Duluth", "credit_limit": "1000.00" })
}
fn payment(n: usize, customer: i64) -> Value {
    json!({ "customer": customer, "amount": "25.00", "reference_number": format!("{n}") })
}
fn plant(n: usize) -> Value {
    json!({ "name": format!("Plant {n}"), "code": format!("P-{n}"), "city": "Omaha", "capacity": 100 })
}
fn protein(n: usize) -> Value {
    json!({ "name": format!("Kind {n}") })
}
fn rating(_: usize) -> Value {
    json!({ "quality": 5, "delivery": 4, "paperwork": 3 })
}
fn receivable(n: usize, customer: i64) -> Value {
    json!({ "invoice_number": format!("A-{n}"), "customer": customer, "amount": "100.00", "due_date": "2026-11-20" })
}
fn supplier(n: usize) -> Value {
    json!({ "name": format!("Supplier {n}"), "city": "Omaha" })
}

/// Every operation of the document.
pub(crate) fn operations() -> Vec<Operation> {
    let document = routes::openapi();
    let mut found = Vec::new();
    for (path, item) in document["paths"].as_object().expect("the document has paths") {
        for (method, operation) in item.as_object().expect("a path has operations") {
            found.push(read(path, method, operation));
        }
    }
    found.sort_by(|a, b| a.id.cmp(&b.id));
    for how in HOW.iter().chain(contacts::HOW).chain(orders::HOW) {
        assert!(
            found.iter().any(|op| op.id == how.operation),
            "{} is no longer an operation: take it from {}",
            how.operation,
            file!()
        );
    }
    found
}

fn read(path: &str, method: &str, operation: &Value) -> Operation {
    let id = operation["operationId"].as_str().expect("an operation has an id");
    let how = HOW.iter().chain(contacts::HOW).chain(orders::HOW).copied().find(|how| how.operation == id);
    let how = how.unwrap_or_else(|| panic!("say in {} how {id} ({method} {path}) is called", file!()));
    assert_eq!(path.contains("{id}"), how.subject != Nothing, "{id} is about one thing or it is not");
    let method = method.to_uppercase().parse().expect("a method");
    let guarded = operation["security"].as_array().is_some_and(|schemes| !schemes.is_empty());
    Operation { id: id.into(), method, path: path.into(), guarded, how }
}

impl Operation {
    /// Whether nothing is changed by it.
    pub(crate) fn only_reads(&self) -> bool {
        self.method == Method::GET
    }
    /// Whether it is refused to members of whatever role.
    pub(crate) fn only_for_staff(&self) -> bool {
        self.id == "bug_reports_all"
    }
    pub(crate) fn subject(&self) -> Subject {
        self.how.subject
    }
    /// Whether the caller's token is good no longer afterwards.
    pub(crate) fn ends_the_token(&self) -> bool {
        self.id == "auth_logout"
    }
    /// A new thing for it to be about, of the company where it belongs to one; its id. Of what is below another it is both ids, joined
    /// by a stroke, and so it is of two that are to be merged.
    pub(crate) async fn make(&self, app: &App, slug: &str, n: usize) -> String {
        let one = self.subject().make(app, slug, n).await;
        match self.how.body {
            Body::Another => format!("{one}/{}", self.subject().make(app, slug, n + ANOTHER).await),
            Body::Naming(named, _) | Body::Asking(named, _) => {
                format!("{one}/{}", named.make(app, slug, n + ANOTHER).await)
            }
            Body::None | Body::Json(_) | Body::File(_) | Body::Beside(_) => one,
        }
    }
    /// Its address about the thing of this id.
    pub(crate) fn about(&self, id: &str) -> String {
        let (first, second) = id.split_once('/').unwrap_or((id, id));
        let path = self.path.replace("{id}", first);
        match (path.find('{'), path.find('}')) {
            (Some(from), Some(to)) => format!("{}{second}{}", &path[..from], &path[to + 1..]),
            _ => path,
        }
    }
    /// Called by somebody, about the thing of this id.
    pub(crate) async fn call(&self, by: &Persona<'_>, id: &str, n: usize) -> crate::answer::Answer {
        let path = self.about(id);
        match self.how.body {
            Body::Another => {
                let another =
                    id.split_once('/').map_or(1, |(_, another)| another.parse::<i64>().unwrap_or(1));
                by.send(self.method.clone(), &path, Some(json!({ "duplicate": another }))).await
            }
            Body::None => by.send(self.method.clone(), &path, None).await,
            Body::Json(body) => by.send(self.method.clone(), &path, Some(body(n))).await,
            Body::Naming(_, body) | Body::Beside(body) => {
                by.send(self.method.clone(), &path, Some(body(n, named(id)))).await
            }
            Body::Asking(_, query) => by.get(&format!("{path}{}", query(named(id)))).await,
            Body::File(bytes) => by.raw(self.method.clone(), &path, bytes).await,
        }
    }
}

/// The second of two ids, which stands in a body or a query.
fn named(id: &str) -> i64 {
    id.split_once('/').map_or(1, |(_, named)| named.parse().unwrap_or(1))
}

/// Keeps the second of two things apart from all the first.
const ANOTHER: usize = 50_000;

impl Subject {
    /// Whether it belongs to a company, and not to the platform.
    pub(crate) fn is_of_a_company(self) -> bool {
        !matches!(self, Nothing | Protein)
    }
    async fn make(self, app: &App, slug: &str, n: usize) -> String {
        let made = match self {
            Nothing => return String::new(),
            BugReport => {
                let made = app.owner(slug).post("/api/v1/bug-reports/", bug_report(n)).await;
                let at = format!("/api/v1/bug-reports/{}/screenshot/", made.expect(201)["id"]);
                app.owner(slug).raw(Method::POST, &at, PICTURE).await
            }
            Self::Carrier => app.owner(slug).post("/api/v1/carriers/", contacts::carrier(n)).await,
            Self::Contact => app.owner(slug).post("/api/v1/contacts/", contacts::contact(n)).await,
            Certificate => return below(app, slug, n, "certificates", certificate(n)).await,
            Customer => app.owner(slug).post("/api/v1/customers/", customer(n)).await,
            Self::AgreedOrder | Self::Order | Self::OrderItem | Self::OrderPayment => {
                return orders::make(self, app, slug, n).await;
            }
            Payment => return with_a_receivable(app, slug, n).await,
            Receivable => bill(app, slug, n).await.1,
            Plant => app.owner(slug).post("/api/v1/plants/", plant(n)).await,
            Rating => return below(app, slug, n, "ratings", rating(n)).await,
            Supplier => app.owner(slug).post("/api/v1/suppliers/", supplier(n)).await,
            Protein => app.staff().post("/api/v1/proteins/", protein(n)).await,
        };
        made.expect(201)["id"].to_string()
    }
}

/// A new receivable of a new customer.
async fn bill(app: &App, slug: &str, n: usize) -> (i64, crate::answer::Answer) {
    let owner = app.owner(slug);
    let customer =
        owner.post("/api/v1/customers/", customer(n)).await.expect(201)["id"].as_i64().expect("an id");
    (customer, owner.post("/api/v1/accounts-receivables/", receivable(n, customer)).await)
}

/// A new payment, and beside it a receivable it can be applied to.
async fn with_a_receivable(app: &App, slug: &str, n: usize) -> String {
    let (customer, billed) = bill(app, slug, n).await;
    let made = app.owner(slug).post("/api/v1/accounts-receivables/payments/", payment(n, customer)).await;
    format!("{}/{}", made.expect(201)["id"], billed.expect(201)["id"])
}

/// A new thing below a new supplier.
async fn below(app: &App, slug: &str, n: usize, what: &str, body: Value) -> String {
    let owner = app.owner(slug);
    let supplier = owner.post("/api/v1/suppliers/", supplier(n)).await.expect(201)["id"].to_string();
    let made = owner.post(&format!("/api/v1/suppliers/{supplier}/{what}/"), body).await;
    format!("{supplier}/{}", made.expect(201)["id"])
}
