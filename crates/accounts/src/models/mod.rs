//! People as they are kept, as they are written, and as they are shown.

mod credentials;
mod new_user;
mod person;
mod user;

pub use credentials::{NewSession, NewToken};
pub use new_user::NewUser;
pub use person::{Person, UserView};
pub use user::User;
