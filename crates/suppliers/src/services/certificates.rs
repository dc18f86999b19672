//! The certificates of suppliers. What is done with one is told in the history of its supplier.
use super::{NOUN, suppliers::find as find_supplier};
use crate::{
    models::{Certificate, CertificateIn, ExpiringCertificate, today},
    schema::suppliers_certificate as certificates,
};
use chrono::Days;
use diesel::prelude::*;
use projectmeats_activity::{self as activity, Changes, Event, Verb};
use projectmeats_core::{
    Action, Ctx, Error, Result,
    ids::{CertificateId, SupplierId},
};
use projectmeats_db::{
    Conn, MultiBackend, hold,
    listing::{ListQuery, Page},
};
use projectmeats_trade::CertificateType;
use serde::Serialize;
use validator::Validate;

fn of(ctx: &Ctx) -> certificates::BoxedQuery<'static, MultiBackend> {
    certificates::table.filter(certificates::tenant_id.eq(ctx.tenant)).into_boxed()
}

fn find(ctx: &Ctx, conn: &mut Conn, (supplier, id): (SupplierId, CertificateId)) -> Result<Certificate> {
    let row = of(ctx).filter(certificates::supplier_id.eq(supplier)).filter(certificates::id.eq(id));
    Ok(row.select(Certificate::as_select()).get_result(conn)?)
}

/// The certificates of a supplier, the first to lapse first, those that do not expire last.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] for a supplier that is not there.
pub fn certificates(ctx: &Ctx, conn: &mut Conn, supplier: SupplierId) -> Result<Vec<Certificate>> {
    ctx.require(Action::Read)?;
    find_supplier(ctx, conn, supplier)?;
    let theirs = of(ctx).filter(certificates::supplier_id.eq(supplier));
    let order = (certificates::expires_on.is_null(), certificates::expires_on, certificates::id);
    Ok(theirs.order(order).select(Certificate::as_select()).load(conn)?)
}

/// One certificate of a supplier.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`].
pub fn certificate(ctx: &Ctx, conn: &mut Conn, which: (SupplierId, CertificateId)) -> Result<Certificate> {
    ctx.require(Action::Read)?;
    find(ctx, conn, which)
}

/// A new certificate of a supplier.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] for a supplier that is not there; [`Error::Invalid`].
pub fn create_certificate(
    ctx: &Ctx,
    conn: &mut Conn,
    supplier: SupplierId,
    input: CertificateIn,
) -> Result<Certificate> {
    ctx.require(Action::Create)?;
    hold(conn, ctx.tenant, supplier)?;
    find_supplier(ctx, conn, supplier)?;
    check(&input)?;
    let certificate = diesel::insert_into(certificates::table)
        .values((
            input,
            certificates::tenant_id.eq(ctx.tenant),
            certificates::supplier_id.eq(supplier),
            certificates::created_by_id.eq(ctx.author()),
            certificates::version.eq(1),
            certificates::created_at.eq(ctx.now),
            certificates::updated_at.eq(ctx.now),
        ))
        .returning(<Certificate as Selectable<MultiBackend>>::construct_selection())
        .get_result(conn)?;
    tell(ctx, conn, None, Some(&certificate))?;
    Ok(certificate)
}

/// A change of a certificate: `edit` makes the new fields out of what is stored, and refuses by an error.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; what `edit` answers; [`Error::Invalid`].
pub fn update_certificate(
    ctx: &Ctx,
    conn: &mut Conn,
    which: (SupplierId, CertificateId),
    edit: &mut dyn FnMut(&Certificate) -> Result<CertificateIn>,
) -> Result<Certificate> {
    ctx.require(Action::Change)?;
    hold(conn, ctx.tenant, which.1)?;
    let before = find(ctx, conn, which)?;
    let input = edit(&before)?;
    check(&input)?;
    let row = certificates::table
        .filter(certificates::tenant_id.eq(ctx.tenant))
        .filter(certificates::id.eq(which.1));
    let after = diesel::update(row)
        .set((
            &input,
            certificates::version.eq(certificates::version + 1),
            certificates::updated_at.eq(ctx.now),
        ))
        .returning(<Certificate as Selectable<MultiBackend>>::construct_selection())
        .get_result(conn)?;
    tell(ctx, conn, Some(&before), Some(&after))?;
    Ok(after)
}

/// The end of a certificate; `check` sees what is stored first, and refuses by an error.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; what `check` answers.
pub fn delete_certificate(
    ctx: &Ctx,
    conn: &mut Conn,
    which: (SupplierId, CertificateId),
    check: &mut dyn FnMut(&Certificate) -> Result<()>,
) -> Result<()> {
    ctx.require(Action::Delete)?;
    hold(conn, ctx.tenant, which.1)?;
    let before = find(ctx, conn, which)?;
    check(&before)?;
    let row = certificates::table
        .filter(certificates::tenant_id.eq(ctx.tenant))
        .filter(certificates::id.eq(which.1));
    diesel::delete(row).execute(conn)?;
    tell(ctx, conn, Some(&before), None)
}

/// One page of the certificates of all suppliers that have lapsed or lapse within so many days from today; `list` is one of
/// [`CERTIFICATES`](super::CERTIFICATES).
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] for a page past the end.
pub fn lapsing(
    ctx: &Ctx,
    conn: &mut Conn,
    within_days: u32,
    list: &ListQuery,
) -> Result<Page<ExpiringCertificate>> {
    ctx.require(Action::Read)?;
    let last = today(ctx).checked_add_days(Days::new(within_days.into())).unwrap_or(chrono::NaiveDate::MAX);
    let those = || of(ctx).filter(certificates::expires_on.le(last));
    let rows: Vec<Certificate> = list.window(those()).select(Certificate::as_select()).load(conn)?;
    let rows = rows.into_iter().map(|row| ExpiringCertificate::now(ctx, row)).collect();
    let id = |row: &ExpiringCertificate| row.certificate.id.0;
    list.page(rows, id, || Ok(list.narrow(those()).count().get_result(conn)?))
}

fn check(input: &CertificateIn) -> Result<()> {
    if input.kind == CertificateType::Unstated {
        return Err(Error::invalid("type", "This field may not be blank."));
    }
    if let (Some(issued), Some(expires)) = (input.issued_on, input.expires_on)
        && expires < issued
    {
        return Err(Error::invalid("expires_on", "It cannot expire before it was issued."));
    }
    Ok(input.validate()?)
}

/// A change of one certificate, as the history of its supplier tells it.
#[derive(Serialize)]
struct Told<'a> {
    certificate: Option<&'a Certificate>,
}

fn tell(ctx: &Ctx, conn: &mut Conn, before: Option<&Certificate>, after: Option<&Certificate>) -> Result<()> {
    let supplier = before.or(after).map(|certificate| certificate.supplier.to_string());
    let changes = Changes::between(Some(&Told { certificate: before }), Some(&Told { certificate: after }));
    let entity_id = supplier.unwrap_or_default();
    activity::record(ctx, conn, Event { entity: NOUN, entity_id, verb: Verb::Updated, changes })
}
