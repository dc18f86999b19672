//! What rows of different crates have in common.
use crate::{
    Timestamp,
    ids::{ProteinId, TenantId},
};

/// A company of the deployment.
pub trait Tenant {
    /// Its id.
    fn id(&self) -> TenantId;
    /// Its short name in addresses: lower-case letters, digits and hyphens.
    fn slug(&self) -> &str;
    /// Its display name.
    fn name(&self) -> &str;
    /// Whether its people may work in it.
    fn is_active(&self) -> bool;
}

/// A kind of meat: Beef, Pork, Chicken.
pub trait Protein {
    /// Its id.
    fn id(&self) -> ProteinId;
    /// Its name, unique on the platform.
    fn name(&self) -> &str;
}

/// A row that knows when it was made and last changed.
pub trait Timestamped {
    /// When it was made.
    fn created_at(&self) -> Timestamp;
    /// When it was last changed.
    fn updated_at(&self) -> Timestamp;
}

/// A row whose version goes up by one with each change: the source of its `ETag`.
pub trait Versioned: Timestamped {
    /// The version, from 1.
    fn version(&self) -> i64;
}

/// [`Timestamped`] and [`Versioned`] for a type with the fields `version`, `created_at` and `updated_at`.
#[macro_export]
macro_rules! versioned {
    ($row:ty) => {
        impl $crate::Timestamped for $row {
            fn created_at(&self) -> $crate::Timestamp {
                self.created_at
            }
            fn updated_at(&self) -> $crate::Timestamp {
                self.updated_at
            }
        }
        impl $crate::Versioned for $row {
            fn version(&self) -> i64 {
                self.version
            }
        }
    };
}
