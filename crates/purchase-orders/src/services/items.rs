//! The lines of orders. A change of a line is a change of its order.
use crate::{
    models::{Item, ItemIn, ItemRow, Lines, Order},
    rules,
    schema::purchase_orders_item as items,
    services::{
        change::{Why, change},
        orders::whole,
    },
};
use diesel::prelude::*;
use projectmeats_core::{
    Action, Ctx, Error, FieldErrors, Result,
    ids::{ItemId, OrderId},
};
use projectmeats_db::{
    Conn, MultiBackend, hold,
    rows::{insert_rows, update_rows},
};

/// The most lines an order may have.
pub const MOST: usize = 500;

fn of(ctx: &Ctx) -> items::BoxedQuery<'static, MultiBackend> {
    items::table.filter(items::tenant_id.eq(ctx.tenant)).into_boxed()
}

/// The lines of an order as they are kept, in order.
pub(super) fn rows(ctx: &Ctx, conn: &mut Conn, order: OrderId) -> Result<Vec<ItemRow>> {
    let lines = of(ctx).filter(items::order_id.eq(order)).order((items::position, items::id));
    Ok(lines.select(ItemRow::as_select()).load(conn)?)
}

/// Lines as they are given become lines as they are kept, each in its place; what they may leave out is taken from `stored`.
///
/// # Errors
/// [`Error::Invalid`] with every mistake, by `items.3.unit_price` and the like.
pub(super) fn settle(
    ctx: &Ctx,
    order: OrderId,
    given: Vec<ItemIn>,
    stored: &[ItemRow],
) -> Result<Vec<ItemRow>> {
    if given.len() > MOST {
        return Err(Error::invalid("items", format!("An order has at most {MOST} items.")));
    }
    let mut errors = FieldErrors::default();
    let (mut rows, mut named) = (Vec::with_capacity(given.len()), Vec::new());
    for (i, line) in given.into_iter().enumerate() {
        let before = line.id.map(|id| (id, stored.iter().find(|row| row.key() == id)));
        if let Some((id, found)) = before {
            if found.is_none() || named.contains(&id) {
                errors.add(format!("items.{i}.id"), format!("Invalid pk \"{id}\" - object does not exist."));
                continue;
            }
            named.push(id);
        }
        let position = i32::try_from(i + 1).map_err(Error::internal)?;
        match rules::settled(line, before.and_then(|(_, row)| row), order, position, ctx.now) {
            Ok(row) => rows.push(row),
            Err(found) => {
                for (field, messages) in found.iter() {
                    messages.iter().for_each(|message| errors.add(format!("items.{i}.{field}"), message));
                }
            }
        }
    }
    errors.into_result()?;
    Ok(rows)
}

/// Writes what differs between the lines that are kept and those that are to be: at most one statement to take away, one to change and
/// one to add, however many they are.
pub(super) fn write(
    ctx: &Ctx,
    conn: &mut Conn,
    order: OrderId,
    before: &[&ItemRow],
    rows: &mut [ItemRow],
) -> Result<()> {
    let stays = |key: ItemId| rows.iter().any(|row| row.fields.id == Some(key));
    let gone: Vec<ItemId> = before.iter().map(|row| row.key()).filter(|key| !stays(*key)).collect();
    if !gone.is_empty() {
        let lines = items::table.filter(items::tenant_id.eq(ctx.tenant)).filter(items::order_id.eq(order));
        diesel::delete(lines.filter(items::id.eq_any(gone))).execute(conn)?;
    }
    let mut changed = Vec::new();
    for row in rows.iter_mut() {
        let Some(old) = before.iter().find(|old| row.fields.id == Some(old.key())) else { continue };
        if **old != *row {
            row.version += 1;
            row.updated_at = ctx.now;
            changed.push(row.key());
        }
    }
    update_rows(conn, ctx.tenant, rows.iter().filter(|row| changed.contains(&row.key())))?;
    let new: Vec<ItemRow> = rows.iter().filter(|row| row.fields.id.is_none()).cloned().collect();
    let keys = insert_rows(conn, ctx.tenant, &new)?;
    for (row, key) in rows.iter_mut().filter(|row| row.fields.id.is_none()).zip(keys) {
        row.fields.id = Some(key.into());
    }
    Ok(())
}

/// The lines of an order, in order.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`].
pub fn list(ctx: &Ctx, conn: &mut Conn, order: OrderId) -> Result<Vec<Item>> {
    ctx.require(Action::Read)?;
    Ok(whole(ctx, conn, order)?.items.0.unwrap_or_default())
}

/// One line of an order.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`].
pub fn retrieve(ctx: &Ctx, conn: &mut Conn, order: OrderId, id: ItemId) -> Result<Item> {
    ctx.require(Action::Read)?;
    let line = of(ctx).filter(items::order_id.eq(order)).filter(items::id.eq(id));
    Ok(line.select(ItemRow::as_select()).get_result::<ItemRow>(conn)?.into())
}

/// A new line, at the end of an order.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Invalid`] by the fields of the line, or of the order where that no longer adds up.
pub fn create(ctx: &Ctx, conn: &mut Conn, order: OrderId, input: ItemIn) -> Result<Item> {
    let input = ItemIn { id: None, ..input };
    let after = edited(ctx, conn, order, |lines| {
        lines.push(input);
        Ok(lines.len() - 1)
    })?;
    after.items.0.and_then(|items| items.into_iter().next_back()).ok_or(Error::NotFound)
}

/// A change of a line: `edit` makes its new fields out of what is stored, and refuses by an error.
///
/// # Errors
/// As [`create`]; what `edit` answers.
pub fn update(
    ctx: &Ctx,
    conn: &mut Conn,
    order: OrderId,
    id: ItemId,
    edit: &mut dyn FnMut(&Item) -> Result<ItemIn>,
) -> Result<Item> {
    ctx.require(Action::Change)?;
    hold(conn, ctx.tenant, order)?;
    let stored = retrieve(ctx, conn, order, id)?;
    let input = ItemIn { id: Some(id), ..edit(&stored)? };
    let after = edited(ctx, conn, order, |lines| {
        let i = place(lines, id)?;
        lines[i] = input;
        Ok(i)
    })?;
    after.items.0.into_iter().flatten().find(|item| item.id() == id).ok_or(Error::NotFound)
}

/// The end of a line.
///
/// # Errors
/// As [`create`].
pub fn delete(ctx: &Ctx, conn: &mut Conn, order: OrderId, id: ItemId) -> Result<()> {
    ctx.require(Action::Delete)?;
    edited(ctx, conn, order, |lines| {
        let i = place(lines, id)?;
        lines.remove(i);
        Ok(i)
    })?;
    Ok(())
}

fn place(lines: &[ItemIn], id: ItemId) -> Result<usize> {
    lines.iter().position(|line| line.id == Some(id)).ok_or(Error::NotFound)
}

/// A change of the lines of an order. `edit` answers which it is about, so that its mistakes are told by the line's own fields.
fn edited(
    ctx: &Ctx,
    conn: &mut Conn,
    id: OrderId,
    edit: impl FnOnce(&mut Vec<ItemIn>) -> Result<usize>,
) -> Result<Order> {
    ctx.require(Action::Change)?;
    hold(conn, ctx.tenant, id)?;
    let before = whole(ctx, conn, id)?;
    let mut input = before.input();
    let mut lines = input.items.0.take().unwrap_or_default();
    let i = edit(&mut lines)?;
    input.items = Lines(Some(lines));
    change(ctx, conn, &before, input, &Why::default()).map_err(|e| match e {
        Error::Invalid(errors) => Error::Invalid(own(&errors, &format!("items.{i}."))),
        other => other,
    })
}

/// `items.3.unit_price` becomes `unit_price`.
fn own(errors: &FieldErrors, prefix: &str) -> FieldErrors {
    let mut own = FieldErrors::default();
    for (field, messages) in errors.iter() {
        let field = field.strip_prefix(prefix).unwrap_or(field);
        messages.iter().for_each(|message| own.add(field, message));
    }
    own
}
