//! What can be done with proteins: anybody signed in reads them, platform staff write them.
use crate::{
    models::{Protein, ProteinIn},
    schema::core_protein as proteins,
};
use diesel::prelude::*;
use projectmeats_activity::{self as activity, Changes, Event, Verb};
use projectmeats_core::{Ctx, Error, Result, ids::ProteinId, search_text};
use projectmeats_db::{
    Conn, MultiBackend, Unique,
    listing::{Column, Columns, ListQuery, Page},
};
use validator::Validate;

/// What a protein is called in the history.
pub const NOUN: &str = "protein";
const NAME_TAKEN: &str = "protein with this name already exists.";

/// What proteins can be filtered and ordered by.
pub static COLUMNS: Columns = Columns {
    table: "core_protein",
    fields: &[Column::of("id", &proteins::id).sorts(), Column::of("name", &proteins::name).sorts()],
    search: "search",
    default_order: "name",
};

/// Proteins belong to no company: every caller sees all of them.
fn of(_ctx: &Ctx) -> proteins::BoxedQuery<'static, MultiBackend> {
    proteins::table.into_boxed()
}

/// One page of proteins.
///
/// # Errors
/// [`Error::NotFound`] for a page past the end.
pub fn list(ctx: &Ctx, conn: &mut Conn, list: &ListQuery) -> Result<Page<Protein>> {
    let rows = list.window(of(ctx)).select(Protein::as_select()).load(conn)?;
    list.page(rows, |protein| protein.id.0, || Ok(list.narrow(of(ctx)).count().get_result(conn)?))
}

/// One protein.
///
/// # Errors
/// [`Error::NotFound`].
pub fn retrieve(ctx: &Ctx, conn: &mut Conn, id: ProteinId) -> Result<Protein> {
    Ok(of(ctx).filter(proteins::id.eq(id)).select(Protein::as_select()).get_result(conn)?)
}

/// A new protein.
///
/// # Errors
/// [`Error::Forbidden`] for all but platform staff; [`Error::Invalid`], also for a name that is taken.
pub fn create(ctx: &Ctx, conn: &mut Conn, input: ProteinIn) -> Result<Protein> {
    ctx.require_staff()?;
    input.validate()?;
    let search = search_text([input.name.as_str()]);
    let insert = diesel::insert_into(proteins::table)
        .values((
            input,
            proteins::search.eq(search),
            proteins::version.eq(1),
            proteins::created_at.eq(ctx.now),
            proteins::updated_at.eq(ctx.now),
        ))
        .returning(<Protein as Selectable<MultiBackend>>::construct_selection())
        .get_result(conn);
    let protein = insert.unique_as("name", NAME_TAKEN)?;
    tell(ctx, conn, Verb::Created, None, Some(&protein))?;
    Ok(protein)
}

/// A change of a protein: `edit` makes the new fields out of what is stored, and refuses by an error.
///
/// # Errors
/// [`Error::Forbidden`] for all but platform staff; [`Error::NotFound`]; what `edit` answers; [`Error::Invalid`].
pub fn update(
    ctx: &Ctx,
    conn: &mut Conn,
    id: ProteinId,
    edit: &mut dyn FnMut(&Protein) -> Result<ProteinIn>,
) -> Result<Protein> {
    ctx.require_staff()?;
    let before = retrieve(ctx, conn, id)?;
    let input = edit(&before)?;
    input.validate()?;
    // What another writer changed meanwhile is not overwritten: the version is part of the address.
    let row = proteins::table.filter(proteins::id.eq(id)).filter(proteins::version.eq(before.version));
    let update = diesel::update(row)
        .set((
            &input,
            proteins::search.eq(search_text([input.name.as_str()])),
            proteins::version.eq(proteins::version + 1),
            proteins::updated_at.eq(ctx.now),
        ))
        .returning(<Protein as Selectable<MultiBackend>>::construct_selection())
        .get_result(conn);
    let after = match update {
        Err(diesel::result::Error::NotFound) => return Err(Error::Stale),
        other => other.unique_as("name", NAME_TAKEN)?,
    };
    tell(ctx, conn, Verb::Updated, Some(&before), Some(&after))?;
    Ok(after)
}

/// The end of a protein; `check` sees what is stored first, and refuses by an error.
///
/// # Errors
/// [`Error::Forbidden`] for all but platform staff; [`Error::NotFound`]; what `check` answers; [`Error::Conflict`] while a company
/// deals in it.
pub fn delete(
    ctx: &Ctx,
    conn: &mut Conn,
    id: ProteinId,
    check: &mut dyn FnMut(&Protein) -> Result<()>,
) -> Result<()> {
    ctx.require_staff()?;
    let before = retrieve(ctx, conn, id)?;
    check(&before)?;
    let row = proteins::table.filter(proteins::id.eq(id)).filter(proteins::version.eq(before.version));
    if diesel::delete(row).execute(conn).map_err(in_use)? == 0 {
        return Err(Error::Stale);
    }
    tell(ctx, conn, Verb::Deleted, Some(&before), None)
}

/// Who deals in it is theirs to know: that somebody does is all that is told.
fn in_use(e: diesel::result::Error) -> Error {
    use diesel::result::{DatabaseErrorKind, Error as DieselError};
    match e {
        DieselError::DatabaseError(DatabaseErrorKind::ForeignKeyViolation, _) => {
            Error::Conflict("This protein is in use and cannot be deleted.".into())
        }
        other => other.into(),
    }
}

fn tell(
    ctx: &Ctx,
    conn: &mut Conn,
    verb: Verb,
    before: Option<&Protein>,
    after: Option<&Protein>,
) -> Result<()> {
    let entity_id = before.or(after).map(|protein| protein.id.to_string()).unwrap_or_default();
    activity::record(
        ctx,
        conn,
        Event { entity: NOUN, entity_id, verb, changes: Changes::between(before, after) },
    )
}
