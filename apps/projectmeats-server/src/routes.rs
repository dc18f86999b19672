//! Everything that can be asked for. A new domain is one line in [`api`].
use crate::{compat, health};
use paperclip::{actix::web, v2::models::Info};
use projectmeats_accounts as accounts;
use projectmeats_accounts_receivables::{self as receivables, Receivables};
use projectmeats_bug_reports::{self as bug_reports, BugReports};
use projectmeats_carriers::{self as carriers, Carriers};
use projectmeats_contacts::{self as contacts, Contacts};
use projectmeats_customers::{self as customers, Customers};
use projectmeats_plants::{self as plants, Plants};
use projectmeats_proteins::{self as proteins, Proteins};
use projectmeats_purchase_orders::{self as purchase_orders, PurchaseOrders};
use projectmeats_suppliers::{self as suppliers, Suppliers};
use projectmeats_tenants as tenants;
use projectmeats_web::openapi::{ResourceDoc, describe, document};
use serde_json::Value;

/// The version of the API, in its addresses and its document.
pub const API: &str = "/api/v1";

/// The routes of `/api/v1/`.
pub fn api() -> web::Scope {
    web::scope(API)
        .service(accounts::scope::scope())
        .service(tenants::scope::scope())
        .service(proteins::scope())
        .service(plants::scope())
        .service(contacts::scope())
        .service(carriers::scope())
        .service(suppliers::scope(purchase_orders::scorecard_route))
        .service(customers::scope(|scope| scope))
        .service(purchase_orders::scope())
        .service(receivables::scope())
        .service(bug_reports::scope())
        // Last: its scope has no segment of its own.
        .service(health::scope())
}

/// Addresses that existing clients use and a new client should not.
pub fn aliases() -> actix_web::Scope {
    compat::scope()
}

/// The headings of the document, in its order.
const TAGS: [(&str, &str); 12] = [
    ("Authentication", "Signing in and out, and who the caller is."),
    ("Tenants", "Companies: each sees its own rows and nobody else's."),
    ("Proteins", "Kinds of meat, shared by all companies; written by platform staff."),
    ("Plants", "Facilities where meat is slaughtered, processed, stored and shipped from."),
    ("Contacts", "People and roles at suppliers, customers and carriers."),
    ("Carriers", "Who hauls: with what, where, and insured until when."),
    ("Suppliers", "Companies that sell: what they can do, their certificates, and how well they do it."),
    ("Customers", "Companies that buy: on what terms, and how much they may owe."),
    ("Purchase orders", "What was ordered, what it weighed, and what is owed for it."),
    ("Accounts receivable", "What customers owe, what they paid, and how late they are."),
    ("Bug reports", "What members say is wrong with the program, and what became of it."),
    ("Health", "Whether the server works."),
];

/// The resources whose lists, bodies and examples the document describes.
fn resources() -> Vec<ResourceDoc> {
    vec![
        ResourceDoc::of::<Proteins>("/api/v1/proteins/", proteins::scope::example_answer()),
        ResourceDoc::of::<Plants>("/api/v1/plants/", plants::scope::example_answer()),
        ResourceDoc::of::<Contacts>("/api/v1/contacts/", contacts::scope::example_answer()),
        ResourceDoc::of::<Carriers>("/api/v1/carriers/", carriers::scope::example_answer()),
        ResourceDoc::of::<Suppliers>("/api/v1/suppliers/", suppliers::scope::example_answer()),
        suppliers::scope::example_certificates(),
        ResourceDoc::of::<Customers>("/api/v1/customers/", customers::scope::example_answer()),
        ResourceDoc::of::<Receivables>("/api/v1/accounts-receivables/", receivables::scope::example_answer()),
        receivables::scope::payment_doc(),
        ResourceDoc::of::<PurchaseOrders>(
            "/api/v1/purchase-orders/",
            purchase_orders::scope::example_answer(),
        ),
        ResourceDoc::of::<BugReports>("/api/v1/bug-reports/", bug_reports::scope::example_answer()),
        bug_reports::scope::example_comment(),
    ]
}

/// The OpenAPI document of every route.
pub fn openapi() -> Value {
    let info = Info {
        title: "ProjectMeats".into(),
        version: env!("CARGO_PKG_VERSION").into(),
        description: Some(include_str!("description.md").into()),
        ..Default::default()
    };
    let mut document = document(info, &TAGS, api());
    for resource in resources() {
        describe(&mut document, &resource);
    }
    document
}
