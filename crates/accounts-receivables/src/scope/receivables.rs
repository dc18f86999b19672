//! Receivables over HTTP.
use crate::{
    models::{Receivable, ReceivableIn},
    services,
};
use projectmeats_core::{Ctx, Result, ids::ReceivableId};
use projectmeats_db::{
    Conn,
    listing::{Columns, ListQuery, Page},
};
use projectmeats_web::{Check, Edit, InTenant, Resource};
use serde_json::{Value, json};

/// Receivables over HTTP.
#[derive(Debug)]
pub struct Receivables;

impl Resource for Receivables {
    const PATH: &'static str = "accounts-receivables";
    const TAG: &'static str = "Accounts receivable";
    const NOUN: &'static str = services::NOUN;
    const REQUIRED: &'static [&'static str] = &["customer"];
    const COLUMNS: &'static Columns = &services::COLUMNS;
    type Scope = InTenant;
    type Id = ReceivableId;
    type In = ReceivableIn;
    type View = Receivable;

    fn example() -> Value {
        json!({
            "invoice_number": "INV-000042", "customer": 1, "purchase_order": null, "amount": "1250.00", "tax": "0.00",
            "invoice_date": "2026-11-02", "due_date": "2026-12-02", "terms": "Net 30", "status": "pending",
            "description": "Forty cases of chuck roll"
        })
    }
    fn id(view: &Receivable) -> ReceivableId {
        view.stored.id
    }
    fn input(view: &Receivable) -> ReceivableIn {
        view.input()
    }
    fn list(ctx: &Ctx, conn: &mut Conn, list: &ListQuery) -> Result<Page<Receivable>> {
        services::list(ctx, conn, list)
    }
    fn create(ctx: &Ctx, conn: &mut Conn, input: ReceivableIn) -> Result<Receivable> {
        services::create(ctx, conn, input)
    }
    fn retrieve(ctx: &Ctx, conn: &mut Conn, id: ReceivableId) -> Result<Receivable> {
        services::retrieve(ctx, conn, id)
    }
    fn update(ctx: &Ctx, conn: &mut Conn, id: ReceivableId, edit: Edit<'_, Self>) -> Result<Receivable> {
        services::update(ctx, conn, id, edit)
    }
    fn delete(ctx: &Ctx, conn: &mut Conn, id: ReceivableId, check: Check<'_, Self>) -> Result<()> {
        services::delete(ctx, conn, id, check)
    }
}

/// An example of what clients read.
pub fn example_answer() -> Value {
    let mut answer = Receivables::example();
    let read = json!({
        "id": 1, "customer_name": "Prairie Grill Group", "purchase_order_number": null, "paid_amount": "250.00",
        "outstanding_amount": "1000.00", "state": "open", "cancelled_on": null, "days_overdue": 0, "created_by": 2,
        "created_by_name": "Alice Moreno", "version": 2, "created_at": "2026-11-02T09:00:00.000000Z",
        "updated_at": "2026-11-05T10:30:00.000000Z"
    });
    if let (Some(answer), Value::Object(read)) = (answer.as_object_mut(), read) {
        answer.extend(read);
    }
    answer
}
