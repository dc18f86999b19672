//! How the operations of purchase orders are called.
use super::{
    How, Subject,
    Subject::{AgreedOrder, Nothing, Order, OrderItem, OrderPayment, Supplier},
    names, reads, supplier, writes,
};
use crate::app::App;
use serde_json::{Value, json};

pub(super) const HOW: &[How] = &[
    reads("purchase_orders_list", Nothing),
    names("purchase_orders_create", Nothing, Supplier, order),
    reads("purchase_orders_retrieve", Order),
    names("purchase_orders_update", Order, Supplier, order),
    writes("purchase_orders_partial_update", Order, |_| json!({ "notes": "Dock 4" })),
    reads("purchase_orders_destroy", Order),
    reads("purchase_orders_history", Order),
    reads("purchase_orders_items", Order),
    writes("purchase_orders_items_create", Order, |_| item()),
    reads("purchase_orders_items_retrieve", OrderItem),
    writes("purchase_orders_items_partial_update", OrderItem, |_| json!({ "grade": "USDA Prime" })),
    reads("purchase_orders_items_destroy", OrderItem),
    reads("purchase_orders_payments", Order),
    writes("purchase_orders_payments_create", Order, |_| payment()),
    writes("purchase_orders_payments_void", OrderPayment, |_| json!({ "reason": "bounced" })),
    writes("purchase_orders_receive", AgreedOrder, |_| json!({ "complete": true })),
    reads("purchase_orders_revisions", Order),
    writes("purchase_orders_status", AgreedOrder, |_| json!({ "status": "shipped" })),
];

fn order(_: usize, supplier: i64) -> Value {
    json!({ "supplier": supplier, "order_date": "2026-11-02", "items": [item()] })
}
fn item() -> Value {
    json!({ "description": "Beef brisket", "quantity": 40, "nominal_weight": 60, "unit_price": 4.125 })
}
fn payment() -> Value {
    json!({ "amount": 10, "payment_date": "2026-11-03", "payment_method": "wire" })
}

/// A new order of a new supplier, or what is below one.
pub(super) async fn make(subject: Subject, app: &App, slug: &str, n: usize) -> String {
    let owner = app.owner(slug);
    let supplier =
        owner.post("/api/v1/suppliers/", supplier(n)).await.expect(201)["id"].as_i64().expect("an id");
    let made = owner.post("/api/v1/purchase-orders/", order(n, supplier)).await.expect(201);
    let id = made["id"].to_string();
    let at = format!("/api/v1/purchase-orders/{id}/");
    match subject {
        AgreedOrder => {
            owner.patch(&at, json!({ "status": "approved" })).await.expect(200);
            id
        }
        OrderItem => format!("{id}/{}", made["items"][0]["id"]),
        OrderPayment => {
            let paid = owner.post(&format!("{at}payments/"), payment()).await.expect(201);
            format!("{id}/{}", paid["id"])
        }
        _ => id,
    }
}
