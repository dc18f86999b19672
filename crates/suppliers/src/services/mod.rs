//! What can be done with suppliers.

mod certificates;
mod columns;
mod profile;
mod ratings;
mod suppliers;

pub use certificates::{
    certificate, certificates, create_certificate, delete_certificate, lapsing, update_certificate,
};
pub use columns::{CERTIFICATES, COLUMNS};
pub use profile::{Profile, profile};
pub use ratings::{delete_rating, rate, ratings, reckon};
pub use suppliers::{create, delete, list, retrieve, update, with_same_plant_number};

/// What a supplier is called in the history.
pub const NOUN: &str = "supplier";
