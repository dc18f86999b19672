//! Databases, people and an app for tests. A dev-dependency only.

mod database;
mod embedded;
mod people;
mod plan;
mod scene;
mod server;
mod stand_in;

pub use database::Database;
pub use people::{PASSWORD, STAFF, STRANGER, username};
pub use plan::{Plan, plan};
pub use scene::{COMPANIES, Scene, scene};

use projectmeats_core::{
    Actor, Ctx, Role, Timestamp,
    ids::{TenantId, UserId},
};

/// The present of every test: 2026-11-02T09:00:00Z, a Monday.
pub fn now() -> Timestamp {
    Timestamp::from_micros(1_793_610_000_000_000).expect("an instant of the calendar")
}

/// The platform itself at work, for what belongs to no company.
pub fn platform_ctx() -> Ctx {
    let system = Actor { user: UserId(1), name: "system".into(), staff: true };
    Ctx::grant(system, Role::Owner, TenantId::PLATFORM, now(), "test".into())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_present_is_the_instant_its_documentation_says() {
        assert_eq!(super::now().to_string(), "2026-11-02T09:00:00.000000Z");
    }
}
