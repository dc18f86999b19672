//! Companies and memberships: as they are kept, as they are made, as they are shown.
use crate::schema::{tenants_tenant, tenants_tenant_user};
use diesel::prelude::*;
use paperclip::actix::Apiv2Schema;
use projectmeats_core::{
    Json, Role, Timestamp,
    ids::{MembershipId, TenantId, UserId},
};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

/// A company of the deployment.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = tenants_tenant)]
pub struct Tenant {
    /// Its id.
    pub id: TenantId,
    /// Its display name.
    pub name: String,
    /// Its short name in addresses.
    pub slug: String,
    /// Its own domain, if it has one.
    pub domain: Option<String>,
    /// Where to write to it.
    pub contact_email: String,
    /// Where to call it; may be empty.
    pub contact_phone: String,
    /// Whether its people may work in it.
    pub is_active: bool,
    /// Whether it is on trial.
    pub is_trial: bool,
    /// When the trial ends.
    pub trial_ends_at: Option<Timestamp>,
    /// Its own settings.
    pub settings: Json,
    /// Its logo, if it has one.
    pub logo: Option<String>,
    /// Who made it.
    pub created_by_id: Option<UserId>,
    /// Goes up by one with each change.
    pub version: i64,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

impl projectmeats_core::Tenant for Tenant {
    fn id(&self) -> TenantId {
        self.id
    }
    fn slug(&self) -> &str {
        &self.slug
    }
    fn name(&self) -> &str {
        &self.name
    }
    fn is_active(&self) -> bool {
        self.is_active
    }
}
projectmeats_core::versioned!(Tenant);

/// What is given for a new company.
#[derive(Debug, Clone, Default, Deserialize, Validate)]
#[serde(default)]
pub struct NewTenant {
    /// Its display name.
    #[validate(length(min = 1, max = 255))]
    pub name: String,
    /// Lower-case letters, digits and hyphens; unique on the platform.
    #[validate(
        length(min = 1, max = 100),
        custom(function = "slug_characters", message = "Use lower-case letters, digits and hyphens.")
    )]
    pub slug: String,
    /// Where to write to it; may be empty.
    #[validate(length(max = 254))]
    pub contact_email: String,
}

fn slug_characters(slug: &str) -> Result<(), ValidationError> {
    let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if slug.chars().all(good) && !slug.starts_with('-') { Ok(()) } else { Err(ValidationError::new("slug")) }
}

/// A person's place in a company. One a person and company.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Serialize)]
#[diesel(table_name = tenants_tenant_user)]
pub struct Membership {
    /// Its number.
    pub id: MembershipId,
    /// The company.
    pub tenant_id: TenantId,
    /// The person.
    pub user_id: UserId,
    /// What they are in it.
    pub role: Role,
    /// Whether they may work in it.
    pub is_active: bool,
    /// Whether it is the one they work in when they name none.
    pub is_default: bool,
}

/// One of a person's companies, as the settings page of existing clients reads it.
#[derive(Debug, Clone, PartialEq, Serialize, Apiv2Schema)]
pub struct MyTenant {
    /// The company.
    pub tenant_id: TenantId,
    /// The company again, under the name some clients read.
    pub id: TenantId,
    /// Its display name.
    pub tenant_name: String,
    /// Its short name in addresses.
    pub tenant_slug: String,
    /// What the person is in it.
    pub role: Role,
    /// Whether its people may work in it.
    pub is_active: bool,
    /// Whether it is on trial.
    pub is_trial: bool,
    /// Its logo; null when it has none.
    pub logo: Option<String>,
    /// Where its logo is served; null when it has none.
    pub logo_url: Option<String>,
    /// Its own settings.
    pub settings: Json,
    /// When the person joined it.
    pub created_at: Timestamp,
}
