//! HTTP glue: caller, bodies, pages, conditional and idempotent requests, errors, OpenAPI. Domains say what, this crate says how.

pub mod body;
pub mod caller;
pub mod conditional;
pub mod failure;
pub mod file;
pub mod idempotency;
pub mod log;
pub mod manners;
pub mod named;
pub mod openapi;
pub mod origin;
pub mod page;
pub mod parse;
mod problem;
pub mod reply;
pub mod resource;
pub mod shared;

pub use body::{Body, BodyLimit};
pub use caller::{Caller, Credential, Entry, Gate, InTenant, OnPlatform};
pub use failure::Failure;
pub use file::{Download, Upload};
pub use page::Listed;
pub use parse::{Ground, parse};
pub use reply::{Answer, IntoAnswer, Reply, Warning};
pub use resource::{Check, Edit, Resource, resource};
pub use shared::{Limits, Shared};
