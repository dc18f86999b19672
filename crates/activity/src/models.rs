//! An event as a service tells it, and a record as it is kept and shown.
use crate::{Changes, schema::activity_record};
use diesel::prelude::*;
use paperclip::actix::Apiv2Schema;
use projectmeats_core::{Json, Timestamp, choices, ids::UserId};
use serde::Serialize;

choices! {
    /// What was done.
    pub enum Verb { Created = "created", Updated = "updated", Deleted = "deleted", SignedIn = "signed_in", SignedOut = "signed_out" }
}

/// What a service tells of a change it made.
#[derive(Debug)]
pub struct Event {
    /// The kind of thing: `plant`.
    pub entity: &'static str,
    /// Its id, as text.
    pub entity_id: String,
    /// What was done.
    pub verb: Verb,
    /// From what to what.
    pub changes: Changes,
}

/// Something that happened.
#[derive(Debug, Clone, Queryable, Selectable, Serialize, Apiv2Schema)]
#[diesel(table_name = activity_record)]
pub struct Record {
    /// Its number; later records have higher ones.
    pub id: i64,
    /// When.
    pub at: Timestamp,
    /// Who; null when it was the program itself.
    #[diesel(column_name = actor_id)]
    pub actor: Option<UserId>,
    /// What they were called then.
    pub actor_name: String,
    /// What was done.
    pub verb: Verb,
    /// To what kind of thing.
    pub entity: String,
    /// To which one.
    pub entity_id: String,
    /// Field by field, from what to what: `{"city": {"from": null, "to": "Omaha"}}`.
    pub changes: Json,
    /// The request that did it, as in the log.
    pub request_id: String,
}
