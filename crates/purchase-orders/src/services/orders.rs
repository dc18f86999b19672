//! The seven ordinary operations of orders.
use crate::{
    models::{Item, ItemRow, Lines, Order, OrderIn, OrderStatus, PaymentStatus},
    rules::{self, Given, Sums},
    schema::purchase_orders_purchaseorder as orders,
    services::{
        change::{Why, change},
        check, credit, items, telling,
    },
};
use diesel::prelude::*;
use projectmeats_core::{Action, Ctx, Error, Result, ids::OrderId};
use projectmeats_db::{
    Conn, MultiBackend, Unique, hold,
    listing::{Column, Columns, ListQuery, Page},
    refuse_if_held,
    rows::insert_rows,
};
use projectmeats_tenants::{Series, TradeSettings, numbering, settings};

/// What an order is called in the history.
pub const NOUN: &str = "purchase order";
pub(super) const NUMBER_TAKEN: &str = "purchase order with this order number already exists.";

/// What orders can be filtered and ordered by. Of one day the order made last comes first, as keys go up.
pub static COLUMNS: Columns = Columns {
    table: "purchase_orders_purchaseorder",
    fields: &[
        Column::of("id", &orders::id).sorts(),
        Column::of("order_number", &orders::order_number).sorts(),
        Column::of("status", &orders::status).choices(OrderStatus::TEXTS).sorts(),
        Column::of("payment_status", &orders::payment_status).choices(PaymentStatus::TEXTS),
        Column::of("supplier", &orders::supplier_id),
        Column::of("customer", &orders::customer_id),
        Column::of("carrier", &orders::carrier_id),
        Column::of("plant", &orders::plant_id),
        Column::of("delivery_plant", &orders::delivery_plant_id),
        Column::of("contact", &orders::contact_id),
        Column::of("order_date", &orders::order_date).sorts(),
        Column::of("delivery_date", &orders::delivery_date).sorts(),
        Column::of("total_amount", &orders::total_amount).sorts(),
        Column::of("created_by", &orders::created_by_id),
        Column::of("created_at", &orders::created_at).sorts(),
        Column::of("updated_at", &orders::updated_at).sorts(),
        Column::of("created_on", &orders::created_at).sorts(),
        Column::of("modified_on", &orders::updated_at).sorts(),
    ],
    search: "search",
    default_order: "-order_date",
};

pub(super) fn of(ctx: &Ctx) -> orders::BoxedQuery<'static, MultiBackend> {
    orders::table.filter(orders::tenant_id.eq(ctx.tenant)).into_boxed()
}

/// One page of orders, without their lines.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] for a page past the end.
pub fn list(ctx: &Ctx, conn: &mut Conn, list: &ListQuery) -> Result<Page<Order>> {
    ctx.require(Action::Read)?;
    let rows = list.window(of(ctx)).select(Order::as_select()).load(conn)?;
    list.page(rows, |order| order.id.0, || Ok(list.narrow(of(ctx)).count().get_result(conn)?))
}

/// One order, with its lines.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`].
pub fn retrieve(ctx: &Ctx, conn: &mut Conn, id: OrderId) -> Result<Order> {
    ctx.require(Action::Read)?;
    whole(ctx, conn, id)
}

/// An order as it is, without its lines.
pub(super) fn bare(ctx: &Ctx, conn: &mut Conn, id: OrderId) -> Result<Order> {
    Ok(of(ctx).filter(orders::id.eq(id)).select(Order::as_select()).get_result(conn)?)
}

/// An order with its lines.
pub(super) fn whole(ctx: &Ctx, conn: &mut Conn, id: OrderId) -> Result<Order> {
    let order = bare(ctx, conn, id)?;
    let items = if order.item_count == 0 { Vec::new() } else { items::rows(ctx, conn, id)? };
    Ok(with(order, items))
}

/// An order and its lines.
pub(super) fn with(order: Order, rows: Vec<ItemRow>) -> Order {
    Order { items: Lines(Some(rows.into_iter().map(Item::from).collect())), ..order }
}

/// A new order, with its lines.
///
/// # Errors
/// [`Error::Forbidden`], also for a status the role may not give; [`Error::Invalid`]; [`Error::Conflict`] for a status a new order
/// cannot have, or when it begins approved and the customer's credit does not allow it.
pub fn create(ctx: &Ctx, conn: &mut Conn, mut input: OrderIn) -> Result<Order> {
    ctx.require(Action::Create)?;
    check::fields(&input)?;
    rules::status::may_begin(ctx.role, input.status)?;
    let lines = input.items.0.take().unwrap_or_default();
    let mut rows = items::settle(ctx, OrderId(0), lines, &[])?;
    check::references(ctx, conn, &mut input, None)?;
    let settings = settings::of(ctx, conn)?;
    let given = Given { total: input.total_amount, stored: None };
    let sums = rules::reckoned(&input, &mut rows, given, settings.rounding).map_err(Error::Invalid)?;
    input.total_weight = sums.weight;
    if input.status.is_agreed() {
        credit::allow(ctx, conn, input.customer, sums.total, None)?;
    }
    let order = insert_numbered(ctx, conn, &input, sums, rows.len(), &settings)?;
    for row in &mut rows {
        row.order_id = order.id;
    }
    let keys = insert_rows(conn, ctx.tenant, &rows)?;
    for (row, key) in rows.iter_mut().zip(keys) {
        row.fields.id = Some(key.into());
    }
    let order = with(order, rows);
    telling::created(ctx, conn, &order)?;
    Ok(order)
}

/// Inserts the order under the number given, or under the next that is free.
fn insert_numbered(
    ctx: &Ctx,
    conn: &mut Conn,
    input: &OrderIn,
    sums: Sums,
    items: usize,
    settings: &TradeSettings,
) -> Result<Order> {
    let items = i32::try_from(items).map_err(Error::internal)?;
    if !input.order_number.is_empty() {
        let given = &input.order_number;
        numbering::reached(ctx, conn, Series::PurchaseOrder, settings, given)?;
        return insert(ctx, conn, input, given, sums, items);
    }
    loop {
        let drawn = numbering::next(ctx, conn, Series::PurchaseOrder, settings)?;
        // A number that somebody gave stands in the way where the company has changed how its numbers are written. Nobody can give it
        // in the meantime: that would have waited for the counter.
        let taken = of(ctx).filter(orders::order_number.eq(&drawn)).count().get_result::<i64>(conn)? > 0;
        if !taken {
            return insert(ctx, conn, input, &drawn, sums, items);
        }
    }
}

fn insert(
    ctx: &Ctx,
    conn: &mut Conn,
    input: &OrderIn,
    number: &str,
    sums: Sums,
    items: i32,
) -> Result<Order> {
    let supplier = input.supplier.ok_or(Error::NotFound)?;
    let values = (
        input,
        (
            orders::tenant_id.eq(ctx.tenant),
            orders::order_number.eq(number),
            orders::supplier_id.eq(supplier),
            orders::subtotal.eq(sums.subtotal),
            orders::total_amount.eq(sums.total),
            orders::paid_amount.eq(projectmeats_core::Money::default()),
            orders::item_count.eq(items),
            orders::revision.eq(0),
            orders::search.eq(check::search(number, input)),
            orders::created_by_id.eq(ctx.author()),
            orders::version.eq(1_i64),
            orders::created_at.eq(ctx.now),
            orders::updated_at.eq(ctx.now),
        ),
    );
    let insert = diesel::insert_into(orders::table)
        .values(values)
        .returning(<Order as Selectable<MultiBackend>>::construct_selection())
        .get_result(conn);
    insert.unique_as("order_number", NUMBER_TAKEN)
}

/// A change of an order: `edit` makes the new fields out of what is stored, and refuses by an error.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; what `edit` answers; [`Error::Invalid`]; [`Error::Conflict`] for a step that cannot be.
pub fn update(
    ctx: &Ctx,
    conn: &mut Conn,
    id: OrderId,
    edit: &mut dyn FnMut(&Order) -> Result<OrderIn>,
) -> Result<Order> {
    ctx.require(Action::Change)?;
    hold(conn, ctx.tenant, id)?;
    let before = whole(ctx, conn, id)?;
    let input = edit(&before)?;
    change(ctx, conn, &before, input, &Why::default())
}

/// The end of an order; `check` sees what is stored first, and refuses by an error.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; what `check` answers; [`Error::Conflict`] for one that was agreed on, was paid for or is
/// referred to.
pub fn delete(
    ctx: &Ctx,
    conn: &mut Conn,
    id: OrderId,
    check: &mut dyn FnMut(&Order) -> Result<()>,
) -> Result<()> {
    ctx.require(Action::Delete)?;
    hold(conn, ctx.tenant, id)?;
    let before = whole(ctx, conn, id)?;
    check(&before)?;
    if before.fields.status.is_agreed() {
        let status = before.fields.status;
        return Err(Error::Conflict(format!("This order is {status}. Cancel it instead of deleting it.")));
    }
    refuse_if_held(ctx, conn, id)?;
    let row = orders::table.filter(orders::tenant_id.eq(ctx.tenant)).filter(orders::id.eq(id));
    diesel::delete(row).execute(conn)?;
    telling::deleted(ctx, conn, &before)
}
