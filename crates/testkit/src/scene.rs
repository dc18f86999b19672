//! Two companies with people of every role, in a database of their own: where most tests begin.
use crate::{
    Database,
    people::{STAFF, STRANGER, add, username},
    platform_ctx,
};
use projectmeats_core::{
    Actor, Clock, Ctx, Result, Role,
    ids::{TenantId, UserId},
};
use projectmeats_db::{Bound, Conn, bind};
use projectmeats_tenants::{NewTenant, services as tenants};
use std::collections::BTreeMap;

/// The slugs of the companies of a scene.
pub const COMPANIES: [&str; 2] = ["acme", "globex"];

/// A fresh database with the companies `acme` and `globex`, in each a person of every role (`acme-owner`), a superuser `staff`, and
/// a `stranger`.
pub fn scene() -> Scene {
    let db = Database::fresh();
    let platform = platform_ctx();
    let people = db.write_now(Bound::to(&platform), move |conn| settle(&platform, conn));
    Scene { db, people: people.expect("the scene is set") }
}

/// See [`scene`].
pub struct Scene {
    /// Its database.
    pub db: Database,
    people: BTreeMap<String, UserId>,
}

impl Scene {
    /// The person who is `role` in a company, at work in it.
    pub fn ctx(&self, company: &str, role: Role) -> Ctx {
        let name = username(company, role);
        self.grant(&name, false, role, self.tenant(company))
    }
    /// The superuser, at work on the platform.
    pub fn staff(&self) -> Ctx {
        self.grant(STAFF, true, Role::Owner, TenantId::PLATFORM)
    }
    /// The superuser, at work in a company.
    pub fn staff_in(&self, company: &str) -> Ctx {
        self.grant(STAFF, true, Role::Owner, self.tenant(company))
    }
    /// Somebody signed in but in no company, on the platform.
    pub fn stranger(&self) -> Ctx {
        self.grant(STRANGER, false, Role::ReadOnly, TenantId::PLATFORM)
    }
    fn grant(&self, name: &str, staff: bool, role: Role, tenant: TenantId) -> Ctx {
        let actor = Actor { user: self.person(name), name: name.into(), staff };
        Ctx::grant(actor, role, tenant, self.clock().now(), "test".into())
    }

    /// A company's id.
    pub fn tenant(&self, company: &str) -> TenantId {
        tenant(company)
    }
    /// The person who is `role` in a company.
    pub fn user(&self, company: &str, role: Role) -> UserId {
        self.person(&username(company, role))
    }
    /// The person of this username.
    pub fn person(&self, username: &str) -> UserId {
        *self.people.get(username).unwrap_or_else(|| panic!("there is no {username} in the scene"))
    }
    /// The clock of the database. It stands still until it is moved.
    pub fn clock(&self) -> Clock {
        self.db.clock()
    }

    /// A read, bound as `ctx` says.
    ///
    /// # Errors
    /// Those of `work`.
    pub fn read<T>(&self, ctx: &Ctx, work: impl FnOnce(&Ctx, &mut Conn) -> Result<T>) -> Result<T> {
        self.db.read_now(Bound::to(ctx), |conn| work(ctx, conn))
    }
    /// A write, bound as `ctx` says.
    ///
    /// # Errors
    /// Those of `work`, in which case nothing is kept.
    pub fn write<T: Send + 'static>(
        &self,
        ctx: &Ctx,
        work: impl FnOnce(&Ctx, &mut Conn) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let ctx = ctx.clone();
        self.db.write_now(Bound::to(&ctx), move |conn| work(&ctx, conn))
    }
}

fn tenant(company: &str) -> TenantId {
    let at = COMPANIES.iter().position(|slug| *slug == company);
    let number = at.unwrap_or_else(|| panic!("there is no company {company} in the scene")) as u128;
    TenantId(uuid::Uuid::from_u128(0x0197_4d2a_7c00_7000_8000_0000_0000_0001 + number))
}

fn settle(platform: &Ctx, conn: &mut Conn) -> Result<BTreeMap<String, UserId>> {
    let mut people = BTreeMap::new();
    for name in [STAFF, STRANGER] {
        people.insert(name.to_owned(), add(platform, conn, name)?);
    }
    for company in COMPANIES {
        let new = NewTenant { name: company.to_uppercase(), slug: company.into(), ..NewTenant::default() };
        let id = tenants::create(platform, conn, tenant(company), new)?.id;
        for role in Role::ALL.iter().copied() {
            let name = username(company, role);
            let user = add(platform, conn, &name)?;
            join(platform, conn, (id, user), role)?;
            people.insert(name, user);
        }
    }
    Ok(people)
}

/// Membership belongs to the company, so that the transaction is bound to it meanwhile.
fn join(platform: &Ctx, conn: &mut Conn, (tenant, user): (TenantId, UserId), role: Role) -> Result<()> {
    let ctx = Ctx { tenant, ..platform.clone() };
    bind(conn, Bound::to(&ctx))?;
    tenants::add_member(&ctx, conn, user, role, true)?;
    bind(conn, Bound::to(platform))
}

#[cfg(test)]
mod tests {
    use super::*;
    use projectmeats_accounts::{passwords, users};
    use projectmeats_core::Error;

    #[test]
    fn every_role_of_both_companies_is_filled_and_by_nobody_else() {
        let scene = scene();
        for company in COMPANIES {
            for role in Role::ALL.iter().copied() {
                let ctx = scene.ctx(company, role);
                let found = |tenant: TenantId| {
                    scene.read(&Ctx { tenant, ..ctx.clone() }, |ctx, conn| {
                        tenants::role_in(conn, tenant, ctx.actor.user, false)
                    })
                };
                assert_eq!(found(ctx.tenant).ok(), Some(role), "{}", ctx.actor.name);
                let other = COMPANIES.into_iter().find(|slug| *slug != company).expect("the other one");
                assert!(matches!(found(scene.tenant(other)), Err(Error::NotFound)), "{}", ctx.actor.name);
            }
        }
    }

    #[test]
    fn staff_is_a_superuser_and_the_stranger_is_in_no_company() {
        let scene = scene();
        let user = |name| {
            let user = scene.read(&scene.staff(), |_, conn| users::by_login(conn, name)).expect("read");
            user.expect("there is such a person")
        };
        assert_eq!((user("staff").is_superuser, user("acme-owner").is_superuser), (true, false));
        let companies = |ctx: &Ctx| {
            let of = scene.read(ctx, |ctx, conn| tenants::companies_of(conn, ctx.actor.user));
            of.expect("read").len()
        };
        assert_eq!((companies(&scene.stranger()), companies(&scene.staff())), (0, 0));
        assert_eq!(companies(&scene.ctx("globex", Role::User)), 1);
    }

    #[test]
    fn everybody_signs_in_with_the_one_password() {
        let scene = scene();
        let user = scene.read(&scene.staff(), |_, conn| users::by_login(conn, "acme-user")).expect("read");
        let hash = user.expect("there is such a person").password_hash;
        assert!(passwords::verify(&hash, crate::PASSWORD));
        assert!(!passwords::verify(&hash, "another password"));
    }
}
