//! A certificate as clients write it, and as they read it.
use crate::schema::suppliers_certificate;
use chrono::NaiveDate;
use diesel::prelude::*;
use paperclip::actix::Apiv2Schema;
use projectmeats_core::{
    Ctx, Timestamp,
    ids::{CertificateId, SupplierId, UserId},
};
use projectmeats_db::{Label, label};
use projectmeats_trade::CertificateType;
use serde::{Deserialize, Serialize};
use validator::Validate;

/// The fields of a certificate that clients write.
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
#[diesel(table_name = suppliers_certificate, treat_none_as_null = true, treat_none_as_default_value = false)]
#[serde(default)]
pub struct CertificateIn {
    /// What it certifies.
    #[serde(rename = "type")]
    pub kind: CertificateType,
    /// Its number.
    #[validate(length(max = 100))]
    pub number: String,
    /// Who issued it.
    #[validate(length(max = 255))]
    pub issuer: String,
    /// The day it was issued; null when unknown.
    pub issued_on: Option<NaiveDate>,
    /// The last day it holds; null when it does not expire.
    pub expires_on: Option<NaiveDate>,
    /// Remarks.
    #[validate(length(max = 2000))]
    pub notes: String,
}

/// A certificate of a supplier.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Serialize, Apiv2Schema)]
#[diesel(table_name = suppliers_certificate)]
pub struct Certificate {
    /// Its number in the list.
    pub id: CertificateId,
    /// Whose it is.
    #[diesel(column_name = supplier_id)]
    pub supplier: SupplierId,
    /// What they are called.
    #[diesel(select_expression = label(suppliers_certificate::supplier_id), select_expression_type = Label<SupplierId, suppliers_certificate::supplier_id>)]
    pub supplier_name: Option<String>,
    /// What clients write.
    #[diesel(embed)]
    #[serde(flatten)]
    pub fields: CertificateIn,
    /// Who made it; null once that account is gone.
    #[diesel(column_name = created_by_id)]
    pub created_by: Option<UserId>,
    /// What they are called.
    #[diesel(select_expression = label(suppliers_certificate::created_by_id), select_expression_type = Label<UserId, suppliers_certificate::created_by_id>)]
    pub created_by_name: Option<String>,
    /// Goes up by one with each change: the number in its `ETag`.
    pub version: i64,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

projectmeats_core::versioned!(Certificate);

/// A certificate that has lapsed or will soon.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Apiv2Schema)]
pub struct ExpiringCertificate {
    /// The certificate.
    #[serde(flatten)]
    pub certificate: Certificate,
    /// Days from today to the last day it holds; negative once it has lapsed.
    pub days_left: Option<i64>,
}

impl ExpiringCertificate {
    /// As it stands today.
    pub fn now(ctx: &Ctx, certificate: Certificate) -> Self {
        let today = today(ctx);
        let days_left = certificate.fields.expires_on.map(|day| (day - today).num_days());
        Self { certificate, days_left }
    }
}

/// The day it is, in UTC.
pub(crate) fn today(ctx: &Ctx) -> NaiveDate {
    ctx.now.datetime().date_naive()
}
