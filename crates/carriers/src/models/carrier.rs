//! A carrier as clients read it.
use super::{CarrierIn, InsuranceStatus, today};
use crate::schema::carriers_carrier;
use diesel::prelude::*;
use paperclip::actix::Apiv2Schema;
use projectmeats_contacts::links::CarrierContacts;
use projectmeats_core::{
    Ctx, Timestamp, Timestamped, Versioned,
    ids::{CarrierId, UserId},
};
use projectmeats_db::{
    Label, label,
    link::{FirstLabel, Members, first_label_of},
};
use serde::Serialize;

/// A carrier as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Serialize, Apiv2Schema)]
#[diesel(table_name = carriers_carrier)]
pub struct CarrierRow {
    /// Its number.
    pub id: CarrierId,
    /// What clients write.
    #[diesel(embed)]
    #[serde(flatten)]
    pub fields: CarrierIn,
    /// What the primary contact is called; null when there is none.
    #[diesel(select_expression = first_label_of::<CarrierContacts>(), select_expression_type = Members<CarrierContacts, FirstLabel>)]
    pub primary_contact_name: Option<String>,
    /// Who made it; null once that account is gone.
    #[diesel(column_name = created_by_id)]
    pub created_by: Option<UserId>,
    /// What they are called.
    #[diesel(select_expression = label(carriers_carrier::created_by_id), select_expression_type = Label<UserId, carriers_carrier::created_by_id>)]
    pub created_by_name: Option<String>,
    /// Goes up by one with each change: the number in its `ETag`.
    pub version: i64,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

projectmeats_core::versioned!(CarrierRow);

/// A carrier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Apiv2Schema)]
pub struct Carrier {
    /// What is kept of it.
    #[serde(flatten)]
    pub kept: CarrierRow,
    /// How its insurance stands on the day it is read.
    pub insurance_status: InsuranceStatus,
}

impl Carrier {
    /// A carrier as it is read now.
    pub fn now(ctx: &Ctx, kept: CarrierRow) -> Self {
        let insurance_status = InsuranceStatus::on(today(ctx), kept.fields.insurance_expiry);
        Self { kept, insurance_status }
    }
}
impl Timestamped for Carrier {
    fn created_at(&self) -> Timestamp {
        self.kept.created_at
    }
    fn updated_at(&self) -> Timestamp {
        self.kept.updated_at
    }
}
impl Versioned for Carrier {
    fn version(&self) -> i64 {
        self.kept.version
    }
}
