//! A protein as staff write it, and as everybody reads it.
use crate::schema::core_protein;
use diesel::prelude::*;
use paperclip::actix::Apiv2Schema;
use projectmeats_core::{Timestamp, ids::ProteinId};
use serde::{Deserialize, Serialize};
use validator::Validate;

/// The fields of a protein that platform staff write.
#[derive(
    Debug,
    Clone,
    Default,
    PartialEq,
    Eq,
    Queryable,
    Selectable,
    Insertable,
    AsChangeset,
    Serialize,
    Deserialize,
    Validate,
    Apiv2Schema,
)]
#[diesel(table_name = core_protein)]
#[serde(default)]
pub struct ProteinIn {
    /// Its name, unique on the platform whatever its case: `Beef`.
    #[validate(length(min = 1, max = 50))]
    pub name: String,
}

/// A kind of meat.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Serialize, Apiv2Schema)]
#[diesel(table_name = core_protein)]
pub struct Protein {
    /// Its number.
    pub id: ProteinId,
    /// What staff write.
    #[diesel(embed)]
    #[serde(flatten)]
    pub fields: ProteinIn,
    /// Goes up by one with each change: the number in its `ETag`.
    pub version: i64,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

impl projectmeats_core::Protein for Protein {
    fn id(&self) -> ProteinId {
        self.id
    }
    fn name(&self) -> &str {
        &self.fields.name
    }
}
projectmeats_core::versioned!(Protein);
