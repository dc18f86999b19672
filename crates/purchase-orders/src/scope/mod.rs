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
