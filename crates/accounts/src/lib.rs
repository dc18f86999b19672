//! People: passwords, sign-in, sessions, tokens.
//!
//! People belong to the platform: what is written here wants a `Ctx` whose tenant is `TenantId::PLATFORM`, in a
//! transaction bound to it.

pub mod models;
mod schema;
pub mod scope;
pub mod services;

#[cfg(test)]
mod tests;

pub use models::{NewSession, NewToken, NewUser, Person, User, UserView};
pub use services::{passwords, secrets, sign_in, throttle, users};
