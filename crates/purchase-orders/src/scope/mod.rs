//! `/purchase-orders/`.
mod items;
mod payments;
mod scorecard;
mod steps;

use crate::{
    models::{Order, OrderIn},
    services,
};
use paperclip::actix::web;
use projectmeats_core::{Ctx, Result, ids::OrderId};
use projectmeats_db::{
    Conn,
    listing::{Columns, ListQuery, Page},
};
use projectmeats_web::{Check, Edit, InTenant, Resource, named::Named, resource};
use serde_json::{Value, json};

pub use scorecard::scorecard_route;

/// Orders over HTTP.
#[derive(Debug)]
pub struct PurchaseOrders;

impl Resource for PurchaseOrders {
    const PATH: &'static str = "purchase-orders";
    const TAG: &'static str = "Purchase orders";
    const NOUN: &'static str = services::NOUN;
    const REQUIRED: &'static [&'static str] = &["supplier", "order_date"];
    const COLUMNS: &'static Columns = &services::COLUMNS;
    type Scope = InTenant;
    type Id = OrderId;
    type In = OrderIn;
    type View = Order;

    fn example() -> Value {
        json!({
            "supplier": 1, "order_date": "2026-11-02", "delivery_date": "2026-11-09", "status": "pending",
            "logistics_scenario": "supplier_delivery", "freight": "850.00", "freight_basis": "weight",
            "notes": "Dock 4, before noon.",
            "items": [{
                "description": "Beef brisket, boneless", "namp_code": "120", "protein": "Beef", "cut": "brisket",
                "grade": "USDA Choice", "net_or_catch": "Catch", "quantity": "40", "quantity_unit": "case",
                "nominal_weight": "60", "weight_unit": "LBS", "tolerance_percent": "2", "unit_price": "4.125",
                "price_unit": "lb"
            }]
        })
    }
    fn id(view: &Order) -> OrderId {
        view.id
    }
    fn input(view: &Order) -> OrderIn {
        view.input()
    }
    fn list(ctx: &Ctx, conn: &mut Conn, list: &ListQuery) -> Result<Page<Order>> {
        services::list(ctx, conn, list)
    }
    fn create(ctx: &Ctx, conn: &mut Conn, input: OrderIn) -> Result<Order> {
        services::create(ctx, conn, input)
    }
    fn retrieve(ctx: &Ctx, conn: &mut Conn, id: OrderId) -> Result<Order> {
        services::retrieve(ctx, conn, id)
    }
    fn update(ctx: &Ctx, conn: &mut Conn, id: OrderId, edit: Edit<'_, Self>) -> Result<Order> {
        services::update(ctx, conn, id, edit)
    }
    fn delete(ctx: &Ctx, conn: &mut Conn, id: OrderId, check: Check<'_, Self>) -> Result<()> {
        services::delete(ctx, conn, id, check)
    }
}

/// The operations of orders: the seven ordinary ones, and what else is done with them.
pub fn scope() -> Named<web::Scope> {
    resource::<PurchaseOrders>(|scope| steps::routes(payments::routes(items::routes(scope))))
}

/// An example of what clients read.
pub fn example_answer() -> Value {
    let mut answer = PurchaseOrders::example();
    let read = [example_parties(), example_rest()].into_iter().filter_map(|part| part.as_object().cloned());
    if let Some(answer) = answer.as_object_mut() {
        answer.extend(read.flatten());
        answer.insert("items".into(), json!([example_item()]));
    }
    answer
}

fn example_parties() -> Value {
    json!({
        "id": 1, "order_number": "PO-000001", "supplier_name": "Omaha Beef", "customer": null, "customer_name": null,
        "carrier": null, "carrier_name": null, "carrier_release_format": "", "carrier_release_num": "",
        "how_carrier_make_appointment": "", "appointment_at": null, "appointment_number": "", "plant": null,
        "plant_name": null, "delivery_plant": null, "delivery_plant_name": null, "contact": null, "contact_name": null,
        "our_purchase_order_num": "", "supplier_confirmation_order_num": "",
        "supplier_corporate_address": "4500 S 36th Street, Omaha, NE 68107", "supplier_contact_name": "Ruth Ortiz",
        "supplier_contact_phone": "+1 402 555 0142", "supplier_contact_email": "sales@omahabeef.example",
        "pick_up_location": null, "pick_up_location_details": null, "delivery_location": null,
        "delivery_location_details": null
    })
}

fn example_rest() -> Value {
    json!({
        "actual_delivery_date": null, "pick_up_date": null, "total_amount": "10750.00", "tax": "0.00", "discount": "0.00",
        "payment_terms": "", "credit_limit": "", "item_description": "", "special_instructions": "",
        "internal_notes": "", "quantity": null, "total_weight": "2400.0000", "weight_unit": "LBS",
        "price_per_unit": null, "type_of_protein": "", "fresh_or_frozen": "", "package_type": "", "net_or_catch": "",
        "edible_or_inedible": "", "revision_reason": "", "subtotal": "9900.00", "paid_amount": "0.00",
        "outstanding_amount": "10750.00", "payment_status": "unpaid", "item_count": 1, "revision": 0, "created_by": 2,
        "created_by_name": "Alice Moreno", "version": 1, "created_at": "2026-11-02T09:00:00.000000Z",
        "updated_at": "2026-11-02T09:00:00.000000Z", "created_on": "2026-11-02T09:00:00.000000Z",
        "modified_on": "2026-11-02T09:00:00.000000Z"
    })
}

fn example_item() -> Value {
    json!({
        "id": 1, "position": 1, "description": "Beef brisket, boneless", "code": "", "namp_code": "120",
        "protein": "Beef", "cut": "brisket", "grade": "USDA Choice", "fresh_or_frozen": "", "package_type": "",
        "net_or_catch": "Catch", "origin": "", "lot_number": "", "production_date": null, "quantity": "40.0000",
        "quantity_unit": "case", "ordered_weight": null, "nominal_weight": "60.0000", "weight_unit": "LBS",
        "tolerance_percent": "2.00", "actual_weights": [], "actual_weight": null, "received_quantity": "0.0000",
        "unit_price": "4.125000", "price_unit": "lb", "claim_amount": "0.00", "claim_reason": "",
        "expected_weight": "2400.0000", "amount": "9900.00", "allocated_freight": "850.00", "received": false,
        "weight_basis": "ordered", "billed_weight": "2400.0000", "variance_percent": null, "tolerance": null,
        "version": 1, "created_at": "2026-11-02T09:00:00.000000Z", "updated_at": "2026-11-02T09:00:00.000000Z"
    })
}
