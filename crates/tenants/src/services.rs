//! Making companies, placing people in them, and finding the one a person may work in.
use crate::{
    models::{Membership, NewTenant, Tenant},
    schema::{tenants_tenant as tenants, tenants_tenant_user as members},
};
use diesel::prelude::*;
use projectmeats_activity::{self as activity, Changes, Event, Verb};
use projectmeats_core::{
    Ctx, Error, Json, Result, Role, Timestamp,
    ids::{TenantId, UserId},
};
use projectmeats_db::{Conn, MultiBackend, Unique};
use validator::Validate;

fn of(ctx: &Ctx) -> members::BoxedQuery<'static, MultiBackend> {
    members::table.filter(members::tenant_id.eq(ctx.tenant)).into_boxed()
}

/// Makes a company. Platform staff only; `ctx` works on the platform.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::Invalid`] for a name or slug that cannot be.
pub fn create(ctx: &Ctx, conn: &mut Conn, id: TenantId, new: NewTenant) -> Result<Tenant> {
    ctx.require_staff()?;
    new.validate()?;
    let NewTenant { name, slug, contact_email } = new;
    let tenant = Tenant {
        id,
        name,
        slug,
        domain: None,
        contact_email,
        contact_phone: String::new(),
        is_active: true,
        is_trial: false,
        trial_ends_at: None,
        settings: Json(serde_json::json!({})),
        logo: None,
        created_by_id: None,
        version: 1,
        created_at: ctx.now,
        updated_at: ctx.now,
    };
    let insert = diesel::insert_into(tenants::table).values(&tenant).execute(conn);
    insert.unique_as("slug", "Tenant with this slug already exists.")?;
    let changes = Changes::between(None, Some(&tenant));
    activity::record(
        ctx,
        conn,
        Event { entity: "tenant", entity_id: id.to_string(), verb: Verb::Created, changes },
    )?;
    Ok(tenant)
}

/// Places a person in the company of `ctx`.
///
/// # Errors
/// [`Error::Forbidden`] unless `ctx` is platform staff; [`Error::Invalid`] when they are in it already.
pub fn add_member(
    ctx: &Ctx,
    conn: &mut Conn,
    user: UserId,
    role: Role,
    is_default: bool,
) -> Result<Membership> {
    ctx.require_staff()?;
    let insert = diesel::insert_into(members::table)
        .values((
            members::tenant_id.eq(ctx.tenant),
            members::user_id.eq(user.0),
            members::role.eq(role),
            members::is_active.eq(true),
            members::is_default.eq(is_default),
            members::version.eq(1),
            members::created_at.eq(ctx.now),
            members::updated_at.eq(ctx.now),
        ))
        .returning(<Membership as Selectable<MultiBackend>>::construct_selection())
        .get_result(conn);
    let member: Membership = insert.unique_as("user", "This person is a member already.")?;
    let (entity_id, changes) = (member.id.to_string(), Changes::between(None, Some(&member)));
    activity::record(ctx, conn, Event { entity: "membership", entity_id, verb: Verb::Created, changes })?;
    Ok(member)
}

/// Suspends a person's membership in the company of `ctx`, or ends the suspension.
///
/// # Errors
/// [`Error::Forbidden`] unless `ctx` is platform staff; [`Error::NotFound`] when they are not in it.
pub fn set_member_active(ctx: &Ctx, conn: &mut Conn, user: UserId, is_active: bool) -> Result<()> {
    ctx.require_staff()?;
    let member: Membership =
        of(ctx).filter(members::user_id.eq(user.0)).select(Membership::as_select()).get_result(conn)?;
    diesel::update(
        members::table.filter(members::tenant_id.eq(ctx.tenant)).filter(members::id.eq(member.id)),
    )
    .set((
        members::is_active.eq(is_active),
        members::version.eq(members::version + 1),
        members::updated_at.eq(ctx.now),
    ))
    .execute(conn)?;
    let changed = Membership { is_active, ..member.clone() };
    let (entity_id, changes) = (member.id.to_string(), Changes::between(Some(&member), Some(&changed)));
    activity::record(ctx, conn, Event { entity: "membership", entity_id, verb: Verb::Updated, changes })
}

/// Closes a company, or opens it again. Platform staff only; `ctx` works on the platform.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`].
pub fn set_active(ctx: &Ctx, conn: &mut Conn, tenant: TenantId, is_active: bool) -> Result<()> {
    ctx.require_staff()?;
    let before: Tenant = tenants::table.find(tenant).select(Tenant::as_select()).get_result(conn)?;
    diesel::update(tenants::table.find(tenant))
        .set((
            tenants::is_active.eq(is_active),
            tenants::version.eq(tenants::version + 1),
            tenants::updated_at.eq(ctx.now),
        ))
        .execute(conn)?;
    let after = Tenant { is_active, ..before.clone() };
    let changes = Changes::between(Some(&before), Some(&after));
    activity::record(
        ctx,
        conn,
        Event { entity: "tenant", entity_id: tenant.to_string(), verb: Verb::Updated, changes },
    )
}

/// The company of this slug. For the command line: no person asks.
///
/// # Errors
/// [`Error::NotFound`].
pub fn by_slug(conn: &mut Conn, slug: &str) -> Result<Tenant> {
    Ok(tenants::table.filter(tenants::slug.eq(slug)).select(Tenant::as_select()).get_result(conn)?)
}

/// The ids of all companies, for the upkeep each of them needs.
///
/// # Errors
/// Only those of the database.
pub fn all_ids(conn: &mut Conn) -> Result<Vec<TenantId>> {
    Ok(tenants::table.select(tenants::id).load(conn)?)
}

/// The ids and display names of all companies, by name. Platform staff only.
///
/// # Errors
/// [`Error::Forbidden`].
pub fn names(ctx: &Ctx, conn: &mut Conn) -> Result<Vec<(TenantId, String)>> {
    ctx.require_staff()?;
    Ok(tenants::table.select((tenants::id, tenants::name)).order((tenants::name, tenants::id)).load(conn)?)
}

/// Whether a person is an active member of the company of `ctx`.
///
/// # Errors
/// Only those of the database.
pub fn is_member(ctx: &Ctx, conn: &mut Conn, user: UserId) -> Result<bool> {
    let member = of(ctx).filter(members::user_id.eq(user.0)).filter(members::is_active.eq(true));
    Ok(member.count().get_result::<i64>(conn)? > 0)
}

/// What a person is in a company they named; a superuser is owner in every one. The transaction must be bound to it.
///
/// # Errors
/// [`Error::NotFound`] for one that is unknown, inactive or not theirs: the same for all three.
pub fn role_in(conn: &mut Conn, tenant: TenantId, user: UserId, superuser: bool) -> Result<Role> {
    let membership = members::table.on(members::tenant_id.eq(tenants::id).and(members::user_id.eq(user.0)));
    let role: Option<(Role, bool)> = tenants::table
        .left_join(membership)
        .filter(tenants::id.eq(tenant))
        .filter(tenants::is_active.eq(true))
        .select((members::role, members::is_active).nullable())
        .get_result(conn)?;
    match role {
        _ if superuser => Ok(Role::Owner),
        Some((role, true)) => Ok(role),
        Some((_, false)) | None => Err(Error::NotFound),
    }
}

/// A person's companies, the one they work in by default first: their choice, else the highest role, else the first they joined.
/// The transaction must be bound to the person.
///
/// # Errors
/// Only those of the database.
pub fn companies_of(conn: &mut Conn, user: UserId) -> Result<Vec<(Tenant, Membership, Timestamp)>> {
    let mut found: Vec<(Tenant, Membership, Timestamp)> = members::table
        .inner_join(tenants::table)
        .filter(members::user_id.eq(user.0))
        .filter(members::is_active.eq(true))
        .filter(tenants::is_active.eq(true))
        .select((Tenant::as_select(), Membership::as_select(), members::created_at))
        .load(conn)?;
    found.sort_by_key(|(_, member, _)| (!member.is_default, std::cmp::Reverse(member.role), member.id));
    Ok(found)
}
