//! Services and gate against a real database.
mod companies;
mod gate;
mod members;
mod trading;

use crate::{Membership, NewTenant, Tenant, services};
use projectmeats_activity::Record;
use projectmeats_core::{
    Ctx, Error, Result, Role,
    ids::{TenantId, UserId},
};
use projectmeats_db::listing::{ListQuery, PageSizes};
use projectmeats_testkit::Scene;

/// The id of the companies that tests make.
fn id(number: u128) -> TenantId {
    TenantId(uuid::Uuid::from_u128(number))
}

fn new(slug: &str) -> NewTenant {
    NewTenant { name: format!("The {slug} company"), slug: slug.into(), contact_email: String::new() }
}

fn create(scene: &Scene, ctx: &Ctx, number: u128, new: NewTenant) -> Result<Tenant> {
    scene.write(ctx, move |ctx, conn| services::create(ctx, conn, id(number), new))
}

/// The superuser, at work in a company that is not of the scene.
fn staff_at(scene: &Scene, tenant: TenantId) -> Ctx {
    Ctx { tenant, ..scene.staff() }
}

fn add(scene: &Scene, ctx: &Ctx, user: UserId, role: Role, is_default: bool) -> Result<Membership> {
    scene.write(ctx, move |ctx, conn| services::add_member(ctx, conn, user, role, is_default))
}

fn set_member_active(scene: &Scene, ctx: &Ctx, user: UserId, is_active: bool) -> Result<()> {
    scene.write(ctx, move |ctx, conn| services::set_member_active(ctx, conn, user, is_active))
}

fn set_active(scene: &Scene, tenant: TenantId, is_active: bool) -> Result<()> {
    scene.write(&scene.staff(), move |ctx, conn| services::set_active(ctx, conn, tenant, is_active))
}

/// What a person is in a company, in a transaction bound to it.
fn role_in(scene: &Scene, tenant: TenantId, user: UserId, superuser: bool) -> Result<Role> {
    let bound = projectmeats_db::Bound::tenant(tenant);
    scene.db.read_now(bound, |conn| services::role_in(conn, tenant, user, superuser))
}

/// The slugs of a person's companies, in a transaction bound to the person alone.
fn companies(scene: &Scene, user: UserId) -> Vec<String> {
    let bound = projectmeats_db::Bound { tenant: None, user: Some(user) };
    let found = scene.db.read_now(bound, |conn| services::companies_of(conn, user)).expect("read");
    found.into_iter().map(|(tenant, _, _)| tenant.slug).collect()
}

fn told(scene: &Scene, ctx: &Ctx, entity: &str, entity_id: &str) -> Vec<Record> {
    let all = ListQuery::all(&projectmeats_activity::COLUMNS, PageSizes::default());
    let page =
        scene.read(ctx, |ctx, conn| projectmeats_activity::history(ctx, conn, entity, entity_id, &all));
    page.expect("told").results
}

/// The messages of a refusal, as `field: message`.
fn refusal<T>(outcome: Result<T>) -> String {
    match outcome {
        Err(Error::Invalid(fields)) => fields.summary(),
        Err(other) => format!("{other:?}"),
        Ok(_) => "accepted".into(),
    }
}

fn forbidden<T>(outcome: Result<T>) -> bool {
    matches!(outcome.err(), Some(Error::Forbidden(_)))
}

fn not_found<T>(outcome: Result<T>) -> bool {
    matches!(outcome.err(), Some(Error::NotFound))
}
