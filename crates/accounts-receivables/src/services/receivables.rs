//! Receivables: listing, reading, making, changing, removing.
use super::{
    allocations::ever_applied,
    input::{Kept, check, searched},
    today,
};
use crate::{
    models::{Receivable, ReceivableIn, ReceivableState, ReceivableStatus, StoredReceivable},
    schema::accounts_receivables_accountsreceivable as receivables,
};
use chrono::NaiveDate;
use diesel::{prelude::*, sql_types::Bool};
use projectmeats_activity::{self as activity, Changes, Event, Verb};
use projectmeats_core::{
    Action, Ctx, Error, Money, Result,
    ids::{CustomerId, ReceivableId},
};
use projectmeats_db::{
    Conn, MultiBackend, Unique, hold,
    listing::{Column, Columns, ListQuery, Page},
    on, refuse_if_held,
};
use projectmeats_tenants::{Series, TradeSettings, numbering, settings};

/// What a receivable is called in the history.
pub const NOUN: &str = "receivable";
const NUMBER_TAKEN: &str = "accounts receivable with this invoice number already exists.";
/// How many numbers that were given before are passed over in one go.
const MOST_DRAWN: usize = 1000;

/// What receivables can be filtered and ordered by. By status they stand cancelled, disputed, overdue, pending, paid, and within
/// each by due date.
pub static COLUMNS: Columns = Columns {
    table: "accounts_receivables_accountsreceivable",
    fields: &[
        Column::of("id", &receivables::id).sorts(),
        Column::of("invoice_number", &receivables::invoice_number).sorts(),
        Column::of("customer", &receivables::customer_id).sought::<CustomerId>(),
        Column::of("customer_id", &receivables::customer_id),
        Column::of("purchase_order", &receivables::order_id),
        Column::derived("status", ReceivableStatus::TEXTS).sorts_as(&["state", "due_date"]),
        Column::of("state", &receivables::state).choices(ReceivableState::TEXTS),
        Column::of("amount", &receivables::amount).sorts(),
        Column::of("outstanding_amount", &receivables::outstanding_amount).sorts(),
        Column::of("invoice_date", &receivables::invoice_date).sorts(),
        Column::of("due_date", &receivables::due_date).sorts(),
        Column::of("created_by", &receivables::created_by_id),
        Column::of("created_at", &receivables::created_at).sorts(),
        Column::of("updated_at", &receivables::updated_at).sorts(),
    ],
    search: "search",
    default_order: "-created_at",
};

type Query = receivables::BoxedQuery<'static, MultiBackend>;

pub(super) fn of(ctx: &Ctx) -> Query {
    receivables::table.filter(receivables::tenant_id.eq(ctx.tenant)).into_boxed()
}

type Predicate = Box<dyn BoxableExpression<receivables::table, MultiBackend, SqlType = Bool>>;

/// The rows whose status is this one today: what `rules::status` says, in SQL.
fn reads(status: ReceivableStatus, today: NaiveDate) -> Predicate {
    let is = |state: ReceivableState| receivables::state.eq(state);
    match status {
        ReceivableStatus::Pending => Box::new(is(ReceivableState::Open).and(receivables::due_date.ge(today))),
        ReceivableStatus::Overdue => Box::new(is(ReceivableState::Open).and(receivables::due_date.lt(today))),
        ReceivableStatus::Paid => Box::new(is(ReceivableState::Paid)),
        ReceivableStatus::Disputed => Box::new(is(ReceivableState::Disputed)),
        ReceivableStatus::Cancelled => Box::new(is(ReceivableState::Cancelled)),
    }
}

/// The rows of the statuses a list was asked for.
fn asked(ctx: &Ctx, list: &ListQuery) -> Query {
    let Some(texts) = list.chosen("status") else { return of(ctx) };
    let statuses = ReceivableStatus::ALL.iter().filter(|status| texts.contains(&status.as_str()));
    let any = statuses.map(|status| reads(*status, today(ctx)));
    let any = any.reduce(|one, other| Box::new(one.or(other)));
    // No row has two statuses, and no row has the id 0.
    of(ctx).filter(any.unwrap_or_else(|| Box::new(receivables::id.eq(ReceivableId(0)))))
}

/// One page of receivables.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] for a page past the end.
pub fn list(ctx: &Ctx, conn: &mut Conn, list: &ListQuery) -> Result<Page<Receivable>> {
    ctx.require(Action::Read)?;
    let rows: Vec<StoredReceivable> =
        list.window(asked(ctx, list)).select(StoredReceivable::as_select()).load(conn)?;
    let rows = rows.into_iter().map(|row| Receivable::on(row, today(ctx))).collect();
    list.page(rows, |row| row.stored.id.0, || Ok(list.narrow(asked(ctx, list)).count().get_result(conn)?))
}

/// One receivable.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`].
pub fn retrieve(ctx: &Ctx, conn: &mut Conn, id: ReceivableId) -> Result<Receivable> {
    ctx.require(Action::Read)?;
    find(ctx, conn, id)
}

pub(super) fn find(ctx: &Ctx, conn: &mut Conn, id: ReceivableId) -> Result<Receivable> {
    let stored =
        of(ctx).filter(receivables::id.eq(id)).select(StoredReceivable::as_select()).get_result(conn)?;
    Ok(Receivable::on(stored, today(ctx)))
}

/// A new receivable, with the number it is given or the next of the series.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::Invalid`], also for a number the company has already.
pub fn create(ctx: &Ctx, conn: &mut Conn, input: ReceivableIn) -> Result<Receivable> {
    ctx.require(Action::Create)?;
    let kept = check(ctx, conn, &input, None)?;
    let settings = settings::of(ctx, conn)?;
    let number = input.invoice_number;
    let id = if number.is_empty() {
        draw(ctx, conn, &kept, &settings)?
    } else {
        numbering::reached(ctx, conn, Series::Invoice, &settings, &number)?;
        let inserted = insert(ctx, conn, &kept, &number)?;
        inserted.ok_or_else(|| Error::invalid("invoice_number", NUMBER_TAKEN))?
    };
    let receivable = find(ctx, conn, id)?;
    tell(ctx, conn, Verb::Created, None, Some(&receivable))?;
    Ok(receivable)
}

/// Inserts it under the next number that nobody gave before.
fn draw(ctx: &Ctx, conn: &mut Conn, kept: &Kept, settings: &TradeSettings) -> Result<ReceivableId> {
    for _ in 0..MOST_DRAWN {
        let number = numbering::next(ctx, conn, Series::Invoice, settings)?;
        if let Some(id) = insert(ctx, conn, kept, &number)? {
            return Ok(id);
        }
    }
    Err(Error::Conflict(
        "The next invoice numbers are all taken. Give a number, or change their prefix.".into(),
    ))
}

/// The new row's id; `None` when the number is taken.
fn insert(ctx: &Ctx, conn: &mut Conn, kept: &Kept, number: &str) -> Result<Option<ReceivableId>> {
    let values = (
        kept.clone(),
        receivables::tenant_id.eq(ctx.tenant),
        receivables::invoice_number.eq(number),
        receivables::paid_amount.eq(Money::from_units(0)),
        receivables::search.eq(searched(number, &kept.description)),
        receivables::created_by_id.eq(ctx.author()),
        receivables::version.eq(1),
        receivables::created_at.eq(ctx.now),
        receivables::updated_at.eq(ctx.now),
    );
    let insert = diesel::insert_into(receivables::table).values(values);
    let id = on!(conn, |c| {
        insert.on_conflict_do_nothing().returning(receivables::id).get_result(c).optional()
    })?;
    Ok(id)
}

/// A change of a receivable: `edit` makes the new fields out of what is stored, and refuses by an error.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; what `edit` answers; [`Error::Invalid`], also for an amount below what is applied;
/// [`Error::Conflict`] for cancelling what something is applied to.
pub fn update(
    ctx: &Ctx,
    conn: &mut Conn,
    id: ReceivableId,
    edit: &mut dyn FnMut(&Receivable) -> Result<ReceivableIn>,
) -> Result<Receivable> {
    ctx.require(Action::Change)?;
    hold(conn, ctx.tenant, id)?;
    let before = find(ctx, conn, id)?;
    let input = edit(&before)?;
    let kept = check(ctx, conn, &input, Some(&before.stored))?;
    let number = renumbered(ctx, conn, &input, &before.stored)?;
    if kept.customer_id != before.stored.customer && ever_applied(ctx, conn, id)? {
        return Err(Error::invalid("customer", "Payments of another customer were applied to it."));
    }
    let row = receivables::table.filter(receivables::tenant_id.eq(ctx.tenant)).filter(receivables::id.eq(id));
    let update = diesel::update(row)
        .set((
            &kept,
            receivables::invoice_number.eq(number),
            receivables::search.eq(searched(number, &kept.description)),
            receivables::version.eq(receivables::version + 1),
            receivables::updated_at.eq(ctx.now),
        ))
        .returning(<StoredReceivable as Selectable<MultiBackend>>::construct_selection())
        .get_result(conn);
    let after = Receivable::on(update.unique_as("invoice_number", NUMBER_TAKEN)?, today(ctx));
    tell(ctx, conn, Verb::Updated, Some(&before), Some(&after))?;
    Ok(after)
}

/// The number it is to bear, of which the counter knows.
fn renumbered<'a>(
    ctx: &Ctx,
    conn: &mut Conn,
    input: &'a ReceivableIn,
    before: &StoredReceivable,
) -> Result<&'a str> {
    let number = input.invoice_number.as_str();
    if number.is_empty() {
        return Err(Error::invalid("invoice_number", "This field may not be blank."));
    }
    if number != before.invoice_number {
        let settings = settings::of(ctx, conn)?;
        numbering::reached(ctx, conn, Series::Invoice, &settings, number)?;
    }
    Ok(number)
}

/// The end of a receivable to which nothing was ever applied; `check` sees what is stored first, and refuses by an error.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; what `check` answers; [`Error::Conflict`] when something was applied to it.
pub fn delete(
    ctx: &Ctx,
    conn: &mut Conn,
    id: ReceivableId,
    check: &mut dyn FnMut(&Receivable) -> Result<()>,
) -> Result<()> {
    ctx.require(Action::Delete)?;
    hold(conn, ctx.tenant, id)?;
    let before = find(ctx, conn, id)?;
    check(&before)?;
    let paid = before.stored.paid_amount;
    if paid > Money::from_units(0) {
        return Err(Error::Conflict(format!(
            "{paid} is applied to this receivable. Void those payments first."
        )));
    }
    if ever_applied(ctx, conn, id)? {
        let why =
            "Payments were applied to this receivable, if only for a time. Cancel it instead of deleting it.";
        return Err(Error::Conflict(why.into()));
    }
    refuse_if_held(ctx, conn, id)?;
    let row = receivables::table.filter(receivables::tenant_id.eq(ctx.tenant)).filter(receivables::id.eq(id));
    diesel::delete(row).execute(conn)?;
    tell(ctx, conn, Verb::Deleted, Some(&before), None)
}

pub(super) fn tell(
    ctx: &Ctx,
    conn: &mut Conn,
    verb: Verb,
    before: Option<&Receivable>,
    after: Option<&Receivable>,
) -> Result<()> {
    let entity_id = before.or(after).map(|row| row.stored.id.to_string()).unwrap_or_default();
    let changes = Changes::between(before, after);
    activity::record(ctx, conn, Event { entity: NOUN, entity_id, verb, changes })
}
