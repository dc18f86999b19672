//! Telling what happened, and reading it back.
use crate::{
    changes::spelled_out,
    models::{Event, Record, Verb},
    schema::activity_record,
};
use diesel::prelude::*;
use projectmeats_core::{Action, Ctx, Error, Result};
use projectmeats_db::{
    Conn, MultiBackend,
    listing::{Column, Columns, ListQuery, Page},
};

/// What a history can be filtered and ordered by; newest first unless asked otherwise.
pub static COLUMNS: Columns = Columns {
    table: "activity_record",
    fields: &[
        Column::of("id", &activity_record::id).sorts(),
        Column::of("at", &activity_record::at).sorts(),
        Column::of("actor", &activity_record::actor_id),
        Column::of("verb", &activity_record::verb).choices(Verb::TEXTS),
    ],
    search: "",
    default_order: "-id",
};

fn of(ctx: &Ctx) -> activity_record::BoxedQuery<'static, MultiBackend> {
    activity_record::table.filter(activity_record::tenant_id.eq(ctx.tenant)).into_boxed()
}

/// Records one change, in the transaction of the change.
///
/// # Errors
/// Only those of the database.
pub fn record(ctx: &Ctx, conn: &mut Conn, event: Event) -> Result<()> {
    let Event { entity, entity_id, verb, changes } = event;
    diesel::insert_into(activity_record::table)
        .values((
            activity_record::tenant_id.eq(ctx.tenant),
            activity_record::at.eq(ctx.now),
            activity_record::actor_id.eq(ctx.author()),
            activity_record::actor_name.eq(&ctx.actor.name),
            activity_record::request_id.eq(&ctx.request_id),
            activity_record::entity.eq(entity),
            activity_record::entity_id.eq(entity_id),
            activity_record::verb.eq(verb),
            activity_record::changes.eq(changes.into_text()),
        ))
        .execute(conn)?;
    Ok(())
}

/// What happened to one thing.
///
/// # Errors
/// [`Error::NotFound`] when nothing ever did: there is no such thing for this caller.
pub fn history(
    ctx: &Ctx,
    conn: &mut Conn,
    entity: &str,
    entity_id: &str,
    list: &ListQuery,
) -> Result<Page<Record>> {
    ctx.require(Action::Read)?;
    let about = || {
        let mine = of(ctx);
        mine.filter(activity_record::entity.eq(entity.to_owned()))
            .filter(activity_record::entity_id.eq(entity_id.to_owned()))
    };
    let rows = list.window(about()).select(Record::as_select()).load(conn)?;
    let page = list.page(rows, |row| row.id, || Ok(list.narrow(about()).count().get_result(conn)?))?;
    if page.results.is_empty() && about().count().get_result::<i64>(conn)? == 0 {
        return Err(Error::NotFound);
    }
    Ok(page.map(|record| Record { changes: spelled_out(record.changes), ..record }))
}
