//! What is cleared away by the hour: ended sessions and tokens, old throttle counters, old idempotency keys.
use projectmeats_accounts::{
    sign_in,
    throttle::{self, ThrottleRules},
};
use projectmeats_core::{
    Actor, Clock, Ctx, Result, Role, Timestamp,
    ids::{TenantId, UserId},
};
use projectmeats_db::{Bound, Database, Done::Keep};
use projectmeats_tenants::services as tenants;
use projectmeats_web::idempotency;
use std::time::Duration;

/// Clears away at the start and by the hour, until the task is ended.
pub async fn every_hour(db: Database, clock: Clock, rules: ThrottleRules, keep_keys_seconds: i64) {
    let mut hour = tokio::time::interval(Duration::from_secs(3600));
    loop {
        hour.tick().await;
        match clear(&db, clock.now(), rules, keep_keys_seconds).await {
            Ok(rows) => tracing::debug!(rows, "cleared away"),
            Err(error) => tracing::warn!(%error, "could not clear away"),
        }
    }
}

/// Clears away what has ended by `now`; answers how many rows.
///
/// # Errors
/// Only those of the database.
pub async fn clear(
    db: &Database,
    now: Timestamp,
    rules: ThrottleRules,
    keep_keys_seconds: i64,
) -> Result<usize> {
    let cleared = db.write(Bound::default(), move |conn| {
        Ok(Keep(sign_in::purge(conn, now)? + throttle::purge(conn, &rules, now)?))
    });
    let mut rows = cleared.await?;
    let mut scopes = db.read(Bound::default(), tenants::all_ids).await?;
    scopes.push(TenantId::PLATFORM);
    for tenant in scopes {
        let actor = Actor { user: UserId::NOBODY, name: "upkeep".into(), staff: true };
        let ctx = Ctx::grant(actor, Role::Owner, tenant, now, "upkeep".into());
        let before = now.plus_seconds(-keep_keys_seconds);
        rows +=
            db.write(Bound::to(&ctx), move |conn| idempotency::purge(&ctx, conn, before).map(Keep)).await?;
    }
    Ok(rows)
}
