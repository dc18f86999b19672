//! The OpenAPI 3 document: collected from the mounted scopes, repaired, described resource by resource, shown on two pages.
//!
//! ```text
//! let mut api = document(info, &[("Plants", "Facilities.")], scope);
//! describe(&mut api, &plants::api_doc());
//! App::new().service(pages::scope(&api))
//! ```
//! What an operation requires is read from the security scheme its extractor names: `TenantScope` (a member of a tenant), `UserScope`
//! (signed in, no tenant), `StaffScope` (platform staff). These markers are replaced by the real schemes.

mod document;
mod filters;
mod lift;
pub mod pages;
mod repairs;
mod resource;
#[cfg(test)]
mod tests;
mod walk;

pub use document::document;
pub use resource::{ResourceDoc, describe};
