//! What can be done with people and their credentials.

mod hasher;
pub mod passwords;
pub mod secrets;
pub mod sign_in;
pub mod throttle;
pub mod users;

/// What is typed to say who one is, made comparable: no space around it, lower case.
fn fold(login: &str) -> String {
    login.trim().to_lowercase()
}
