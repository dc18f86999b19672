//! Suppliers, their certificates and ratings, as clients write and read them.

mod certificate;
mod input;
mod rating;
mod supplier;

pub(crate) use certificate::today;
pub use certificate::{Certificate, CertificateIn, ExpiringCertificate};
pub use input::SupplierIn;
pub use rating::{Rating, RatingIn, average};
pub use supplier::Supplier;
