//! Idempotency keys: a write that is sent again is not done again (draft-ietf-httpapi-idempotency-key-header).
//!
//! The record of a key commits in the transaction of the change it names, so that a crash cannot separate them.
use crate::{
    caller::{Credential, Entry},
    reply::Answer,
};
use actix_web::HttpRequest;
use diesel::prelude::*;
use projectmeats_core::{Ctx, Error, Json, Result, Timestamp};
use projectmeats_db::{Conn, MultiBackend, try_exclusive};
use sha2::{Digest, Sha256};
use std::{
    collections::HashSet,
    sync::{Arc, Mutex, PoisonError},
};

mod schema {
    diesel::table! {
        use diesel::sql_types::{BigInt, Binary, Text};
        use projectmeats_db::types::{SqlJson, SqlTimestamp, SqlUuid};

        web_idempotency (tenant_id, user_id, key) {
            tenant_id -> SqlUuid,
            user_id -> BigInt,
            key -> Text,
            fingerprint -> Binary,
            answer -> SqlJson,
            created_at -> SqlTimestamp,
        }
    }
}
use schema::web_idempotency as keys;

/// A write that names itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    key: String,
    fingerprint: Vec<u8>,
}

impl Attempt {
    /// The attempt `req` names by its `Idempotency-Key`, if it does.
    ///
    /// # Errors
    /// [`Error::Malformed`] when the key is not 1 to 255 visible ASCII characters.
    pub(crate) fn of(req: &HttpRequest, body: &[u8]) -> Result<Option<Self>> {
        let Some(header) = req.headers().get("Idempotency-Key") else { return Ok(None) };
        let key = header
            .to_str()
            .ok()
            .map(str::trim)
            .filter(|key| (1..=255).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_graphic()));
        let key = key
            .ok_or_else(|| Error::Malformed("Idempotency-Key must be 1 to 255 visible characters.".into()))?;
        let mut fingerprint = Sha256::new();
        for part in
            [req.method().as_str().as_bytes(), req.path().as_bytes(), req.query_string().as_bytes(), body]
        {
            fingerprint.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
            fingerprint.update(part);
        }
        Ok(Some(Self { key: key.into(), fingerprint: fingerprint.finalize().to_vec() }))
    }
    /// What names it within this server before the caller is known.
    pub(crate) fn name(&self, entry: &Entry) -> String {
        let (Credential::Token(secret) | Credential::Session(secret)) = &entry.credential;
        let tenant = entry.tenant.map(|t| t.to_string()).unwrap_or_default();
        format!("{tenant} {secret} {}", self.key)
    }
}

/// The attempts this server is working on.
#[derive(Debug, Clone, Default)]
pub struct InFlight(Arc<Mutex<HashSet<String>>>);

/// An attempt being worked on; dropping it ends that.
#[derive(Debug)]
pub(crate) struct Claim(InFlight, String);

impl InFlight {
    pub(crate) fn claim(&self, name: String) -> Result<Claim> {
        let mut names = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if names.insert(name.clone()) { Ok(Claim(self.clone(), name)) } else { Err(in_flight()) }
    }
}
impl Drop for Claim {
    fn drop(&mut self) {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.1);
    }
}

fn in_flight() -> Error {
    Error::Conflict("A request with this Idempotency-Key is still being worked on.".into())
}

fn of(ctx: &Ctx) -> keys::BoxedQuery<'static, MultiBackend> {
    keys::table.filter(keys::tenant_id.eq(ctx.tenant)).into_boxed()
}

/// The answer this attempt was given before, if it was.
pub(crate) fn stored(ctx: &Ctx, conn: &mut Conn, attempt: &Attempt) -> Result<Option<Answer>> {
    let name = format!("{} {} {}", ctx.tenant, ctx.actor.user, attempt.key);
    let digest = Sha256::digest(name);
    let lock = i64::from_be_bytes(digest.as_slice().first_chunk().copied().unwrap_or_default());
    if !try_exclusive(conn, lock)? {
        return Err(in_flight());
    }
    let found: Option<(Vec<u8>, Json)> = of(ctx)
        .filter(keys::user_id.eq(ctx.actor.user.0))
        .filter(keys::key.eq(attempt.key.clone()))
        .select((keys::fingerprint, keys::answer))
        .get_result(conn)
        .optional()?;
    let Some((fingerprint, answer)) = found else { return Ok(None) };
    if fingerprint != attempt.fingerprint {
        return Err(Error::KeyReused);
    }
    let answer: Answer = serde_json::from_value(answer.0).map_err(Error::internal)?;
    Ok(Some(Answer { replayed: true, ..answer }))
}

/// Keeps the answer of an attempt, in the transaction of its change.
pub(crate) fn store(ctx: &Ctx, conn: &mut Conn, attempt: &Attempt, answer: &Answer) -> Result<()> {
    let answer = Json(serde_json::to_value(answer).map_err(Error::internal)?);
    diesel::insert_into(keys::table)
        .values((
            keys::tenant_id.eq(ctx.tenant),
            keys::user_id.eq(ctx.actor.user.0),
            keys::key.eq(&attempt.key),
            keys::fingerprint.eq(&attempt.fingerprint),
            keys::answer.eq(answer),
            keys::created_at.eq(ctx.now),
        ))
        .execute(conn)?;
    Ok(())
}

/// Forgets the keys of this tenant that are older than `before`.
///
/// # Errors
/// Only those of the database.
pub fn purge(ctx: &Ctx, conn: &mut Conn, before: Timestamp) -> Result<usize> {
    let old = keys::table.filter(keys::tenant_id.eq(ctx.tenant)).filter(keys::created_at.lt(before));
    Ok(diesel::delete(old).execute(conn)?)
}
