//! The demonstration: two companies, people of every role in each, whom they trade with, and a year of trade.
mod bug_reports;
mod carriers;
mod contacts;
mod customers;
mod goods;
mod plants;
mod suppliers;
mod trade;

use projectmeats_accounts::{NewUser, passwords, users};
use projectmeats_core::{
    Actor, Ctx, Result, Role, Timestamp,
    ids::{TenantId, UserId},
};
use projectmeats_db::{Bound, Conn, Database, bind, try_exclusive};
use projectmeats_plants::services as plant_services;
use projectmeats_tenants::{NewTenant, services as tenants};
use rand::{SeedableRng, rngs::StdRng};

/// The password of every person of the demonstration.
pub const PASSWORD: &str = "prime-rib-demo";
/// Who to sign in as first.
pub const OWNER: &str = "acme-owner";

/// A company of the demonstration.
struct Company {
    id: u128,
    slug: &'static str,
    name: &'static str,
    people: [(&'static str, &'static str); 5],
}

const COMPANIES: [Company; 2] = [
    Company {
        id: 0x0197_4d2a_7c00_7000_8000_0000_0000_000a,
        slug: "acme",
        name: "Acme Meat Brokers",
        people: [
            ("Alice", "Moreno"),
            ("Ben", "Carver"),
            ("Carla", "Ngo"),
            ("Dan", "Whitfield"),
            ("Erin", "Sato"),
        ],
    },
    Company {
        id: 0x0197_4d2a_7c00_7000_8000_0000_0000_000b,
        slug: "northstar",
        name: "North Star Provisions",
        people: [
            ("Nora", "Lindqvist"),
            ("Omar", "Haddad"),
            ("Priya", "Raman"),
            ("Quinn", "Doyle"),
            ("Rosa", "Keller"),
        ],
    },
];
const ROLES: [Role; 5] = [Role::Owner, Role::Admin, Role::Manager, Role::User, Role::ReadOnly];

/// Fills the database if nobody is in it yet; answers whether it did.
///
/// # Errors
/// Only those of the database.
pub fn seed_if_empty(db: &Database, now: Timestamp) -> Result<bool> {
    if db.read_now(Bound::default(), users::count)? > 0 {
        return Ok(false);
    }
    let hashes = hashes()?;
    let platform = at(TenantId::PLATFORM, now, nobody());
    db.write_now(Bound::to(&platform), move |conn| {
        // Two servers may have started at once: one fills, and the other finds it filled.
        if !try_exclusive(conn, FILLING)? || users::count(conn)? > 0 {
            return Ok(false);
        }
        fill(&platform, conn, &hashes)?;
        Ok(true)
    })
}

/// How many orders each company makes in the year of the demonstration.
const ORDERS: u64 = 60;
/// How many orders are committed together.
const BATCH: u64 = 25;

/// Adds so many orders, made out over the past year, to each company of the demonstration; `tell` hears after each batch how many of
/// how many there are.
///
/// # Errors
/// [`projectmeats_core::Error::NotFound`] when a company of the demonstration is not there.
pub fn add_orders(db: &Database, now: Timestamp, orders: u64, tell: &dyn Fn(u64, u64)) -> Result<()> {
    let all = orders * COMPANIES.len() as u64;
    for (company, before) in COMPANIES.iter().zip((0..).step_by(usize::try_from(orders).unwrap_or(1).max(1)))
    {
        let id = TenantId(uuid::Uuid::from_u128(company.id));
        db.read_now(Bound::tenant(id), |conn| tenants::by_slug(conn, company.slug))?;
        for first in (0..orders).step_by(usize::try_from(BATCH).unwrap_or(1)) {
            let (ctx, last) = (at(id, now, nobody()), orders.min(first + BATCH));
            db.write_now(Bound::to(&ctx), move |conn| trade(&ctx, conn, first..last, orders))?;
            tell(before + last, all);
        }
    }
    Ok(())
}

/// Some of the orders of a year; the same ones each time.
fn trade(ctx: &Ctx, conn: &mut Conn, which: std::ops::Range<u64>, of: u64) -> Result<()> {
    let partners = trade::Partners::of(ctx, conn)?;
    for n in which {
        trade::order(ctx, conn, &partners, &mut StdRng::seed_from_u64(n), (n, of))?;
    }
    Ok(())
}

/// What the one that fills is known by.
const FILLING: i64 = 7_236_414_954;

/// A hash of the password for each person: the staff member first.
fn hashes() -> Result<Vec<String>> {
    let mut chance = StdRng::from_os_rng();
    let people = 1 + COMPANIES.len() * ROLES.len();
    (0..people).map(|_| passwords::hash(&mut chance, PASSWORD)).collect()
}

fn fill(platform: &Ctx, conn: &mut Conn, hashes: &[String]) -> Result<()> {
    let mut hashes = hashes.iter();
    let mut person = |conn: &mut Conn, new: NewUser| {
        users::create(platform, conn, new, hashes.next().map_or("", String::as_str))
    };
    let staff = NewUser { is_staff: true, is_superuser: true, ..named("staff", "Sam", "Porter") };
    person(conn, staff)?;
    for company in &COMPANIES {
        let id = TenantId(uuid::Uuid::from_u128(company.id));
        let contact_email = format!("office@{}.example", company.slug);
        let new = NewTenant { name: company.name.into(), slug: company.slug.into(), contact_email };
        tenants::create(platform, conn, id, new)?;
        let mut owner = nobody();
        for ((first, last), role) in company.people.into_iter().zip(ROLES) {
            let user = person(conn, named(&format!("{}-{role}", company.slug), first, last))?;
            let actor = Actor { user: user.id, name: user.display_name, staff: true };
            let ctx = at(id, platform.now, actor.clone());
            bind(conn, Bound::to(&ctx))?;
            tenants::add_member(&ctx, conn, user.id, role, true)?;
            bind(conn, Bound::to(platform))?;
            if role == Role::Owner {
                owner = actor;
            }
        }
        let ctx = at(id, platform.now, owner);
        bind(conn, Bound::to(&ctx))?;
        for plant in plants::of(company.slug) {
            plant_services::create(&ctx, conn, plant)?;
        }
        carriers::fill(&ctx, conn, company.slug)?;
        suppliers::fill(&ctx, conn, company.slug)?;
        customers::fill(&ctx, conn, company.slug)?;
        contacts::fill(&ctx, conn)?;
        bug_reports::fill(&ctx, conn)?;
        trade(&ctx, conn, 0..ORDERS, ORDERS)?;
        bind(conn, Bound::to(platform))?;
    }
    Ok(())
}

fn named(username: &str, first: &str, last: &str) -> NewUser {
    let text = String::from;
    NewUser {
        username: username.into(),
        email: format!("{username}@demo.example"),
        first_name: text(first),
        last_name: text(last),
        is_staff: false,
        is_superuser: false,
    }
}

fn nobody() -> Actor {
    Actor { user: UserId::NOBODY, name: "demonstration".into(), staff: true }
}

fn at(tenant: TenantId, now: Timestamp, actor: Actor) -> Ctx {
    Ctx::grant(actor, Role::Owner, tenant, now, "demonstration".into())
}
