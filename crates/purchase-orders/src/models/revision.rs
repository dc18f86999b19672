//! A change of the terms of an order after they were agreed on.
use crate::schema::purchase_orders_revision as revisions;
use diesel::prelude::*;
use paperclip::actix::Apiv2Schema;
use projectmeats_core::{Json, Timestamp, ids::UserId};
use projectmeats_db::{Label, label};
use serde::Serialize;

/// A revision.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize, Apiv2Schema)]
#[diesel(table_name = revisions)]
pub struct Revision {
    /// Its number, from 1.
    pub revision: i32,
    /// When.
    #[diesel(column_name = created_at)]
    pub at: Timestamp,
    /// Who; null once that account is gone.
    #[diesel(column_name = created_by_id)]
    pub by: Option<UserId>,
    /// What they are called.
    #[diesel(select_expression = label(revisions::created_by_id), select_expression_type = Label<UserId, revisions::created_by_id>)]
    pub by_name: Option<String>,
    /// Why, where it was said.
    pub reason: String,
    /// Field by field, from what to what; lines by their place: `{"items.2.unit_price": {"from": "4.100000", "to": "4.250000"}}`.
    pub changes: Json,
}
