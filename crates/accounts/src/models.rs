//! People as they are kept, as they are written, and as they are shown.
use crate::schema::accounts_user;
use diesel::prelude::*;
use paperclip::actix::Apiv2Schema;
use projectmeats_core::{Actor, Timestamp, Timestamped, Versioned, ids::UserId};
use serde::{Deserialize, Serialize};
use std::{fmt, net::IpAddr};
use validator::{Validate, ValidationError};

/// A person who can sign in.
#[derive(Clone, PartialEq, Eq, Queryable, Selectable, Serialize)]
#[diesel(table_name = accounts_user)]
pub struct User {
    /// Their number.
    pub id: UserId,
    /// The name they sign in with, as they typed it.
    pub username: String,
    /// Their e-mail address, as they typed it; empty when there is none.
    pub email: String,
    /// What they are called in labels and history.
    pub display_name: String,
    /// Given name; may be empty.
    pub first_name: String,
    /// Family name; may be empty.
    pub last_name: String,
    /// Argon2id in PHC form. Never serialized: it must not reach a history.
    #[serde(skip)]
    pub password_hash: String,
    /// Platform staff.
    pub is_staff: bool,
    /// May do everything in every tenant.
    pub is_superuser: bool,
    /// May sign in.
    pub is_active: bool,
    /// When they last signed in.
    pub last_login: Option<Timestamp>,
    /// When they joined.
    pub date_joined: Timestamp,
    /// Goes up by one with each change.
    pub version: i64,
    /// When the row was made.
    pub created_at: Timestamp,
    /// When the row was last changed.
    pub updated_at: Timestamp,
}

/// Without the hash, so that no log can hold it.
impl fmt::Debug for User {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("User").field("id", &self.id).field("username", &self.username).finish_non_exhaustive()
    }
}
impl Timestamped for User {
    fn created_at(&self) -> Timestamp {
        self.created_at
    }
    fn updated_at(&self) -> Timestamp {
        self.updated_at
    }
}
impl Versioned for User {
    fn version(&self) -> i64 {
        self.version
    }
}

/// What is given for a new person. They are active from the start; their display name follows from their names.
#[derive(Debug, Clone, Default, Deserialize, Validate)]
pub struct NewUser {
    /// Letters, digits and `@.+-_`; unique without regard to case.
    #[validate(
        length(min = 1, max = 150),
        custom(
            function = "username_characters",
            message = "Enter a valid username. This value may contain only letters, numbers, and @/./+/-/_ characters."
        )
    )]
    pub username: String,
    /// Unique without regard to case; may be empty.
    #[serde(default)]
    #[validate(
        length(max = 254),
        custom(function = "address_or_nothing", message = "Enter a valid email address.")
    )]
    pub email: String,
    /// Given name; may be empty.
    #[serde(default)]
    #[validate(
        length(max = 150),
        custom(function = "no_control", message = "Control characters are not allowed.")
    )]
    pub first_name: String,
    /// Family name; may be empty.
    #[serde(default)]
    #[validate(
        length(max = 150),
        custom(function = "no_control", message = "Control characters are not allowed.")
    )]
    pub last_name: String,
    /// Platform staff.
    #[serde(skip)]
    pub is_staff: bool,
    /// May do everything in every tenant.
    #[serde(skip)]
    pub is_superuser: bool,
}

impl NewUser {
    /// `first last`, or the username when both are blank.
    pub fn display_name(&self) -> String {
        let full = format!("{} {}", self.first_name.trim(), self.last_name.trim());
        let full = full.trim();
        if full.is_empty() { self.username.clone() } else { full.to_owned() }
    }
}

/// Django's rule for usernames: `\w`, which is Unicode's, and `.@+-`.
fn username_characters(name: &str) -> Result<(), ValidationError> {
    refuse_unless("username", name.chars().all(|c| c.is_alphanumeric() || "@.+-_".contains(c)))
}

fn address_or_nothing(address: &str) -> Result<(), ValidationError> {
    use validator::ValidateEmail;
    refuse_unless("email", address.is_empty() || address.validate_email())
}

fn no_control(name: &str) -> Result<(), ValidationError> {
    refuse_unless("control", !name.chars().any(char::is_control))
}

fn refuse_unless(code: &'static str, good: bool) -> Result<(), ValidationError> {
    if good { Ok(()) } else { Err(ValidationError::new(code)) }
}

/// Who a credential belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Serialize, Apiv2Schema)]
#[diesel(table_name = accounts_user)]
pub struct Person {
    /// Their number.
    pub id: UserId,
    /// The name they sign in with.
    pub username: String,
    /// Their e-mail address; empty when there is none.
    pub email: String,
    /// Given name; may be empty.
    pub first_name: String,
    /// Family name; may be empty.
    pub last_name: String,
    /// What they are called in labels and history.
    pub display_name: String,
    /// Platform staff.
    pub is_staff: bool,
    /// May do everything in every tenant.
    pub is_superuser: bool,
    /// May sign in.
    pub is_active: bool,
}

impl Person {
    /// Them as the one behind a request. Superusers are staff too.
    pub fn actor(&self) -> Actor {
        Actor { user: self.id, name: self.display_name.clone(), staff: self.is_staff || self.is_superuser }
    }
}
impl From<User> for Person {
    fn from(user: User) -> Self {
        let User {
            id,
            username,
            email,
            first_name,
            last_name,
            display_name,
            is_staff,
            is_superuser,
            is_active,
            ..
        } = user;
        Self { id, username, email, first_name, last_name, display_name, is_staff, is_superuser, is_active }
    }
}

/// A person as existing clients read them (the `user` of a sign-in's answer).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Apiv2Schema)]
pub struct UserView {
    /// Their number.
    pub id: UserId,
    /// The name they sign in with.
    pub username: String,
    /// Their e-mail address; empty when there is none.
    pub email: String,
    /// Given name; may be empty.
    pub first_name: String,
    /// Family name; may be empty.
    pub last_name: String,
    /// Platform staff.
    pub is_staff: bool,
    /// May do everything in every tenant.
    pub is_superuser: bool,
    /// May sign in.
    pub is_active: bool,
}

impl From<Person> for UserView {
    fn from(person: Person) -> Self {
        let Person {
            id,
            username,
            email,
            first_name,
            last_name,
            display_name: _,
            is_staff,
            is_superuser,
            is_active,
        } = person;
        Self { id, username, email, first_name, last_name, is_staff, is_superuser, is_active }
    }
}
impl From<User> for UserView {
    fn from(user: User) -> Self {
        Person::from(user).into()
    }
}

/// What a browser's session begins with.
#[derive(Debug, Clone, Copy)]
pub struct NewSession<'a> {
    /// Whose it is.
    pub user: UserId,
    /// When it ends.
    pub expires_at: Timestamp,
    /// Where it was opened from.
    pub address: IpAddr,
    /// The browser's name for itself; 200 characters of it are kept.
    pub user_agent: &'a str,
}

/// What a token begins with.
#[derive(Debug, Clone, Copy)]
pub struct NewToken<'a> {
    /// Whose it is.
    pub user: UserId,
    /// What it is called in a list of tokens; 200 characters of it are kept.
    pub name: &'a str,
    /// When it ends, if it does.
    pub expires_at: Option<Timestamp>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use projectmeats_core::FieldErrors;

    fn refused(new: &NewUser) -> Vec<String> {
        let errors = new.validate().map_or_else(FieldErrors::from, |()| FieldErrors::default());
        errors.iter().map(|(field, _)| field.to_owned()).collect()
    }

    #[test]
    fn usernames_are_letters_digits_and_five_signs() {
        let named = |username: &str| refused(&NewUser { username: username.into(), ..NewUser::default() });
        for good in ["ann", "ann@acme.com", "a.b+c-d_e", "Łukasz9", &"x".repeat(150)] {
            assert_eq!(named(good), [""; 0], "{good}");
        }
        for bad in ["", "ann lee", "a/b", "a\0", "a\n", "<b>", &"x".repeat(151)] {
            assert_eq!(named(bad), ["username"], "{bad:?}");
        }
    }

    #[test]
    fn an_address_may_be_missing_but_not_wrong() {
        let at = |email: &str| {
            refused(&NewUser { username: "ann".into(), email: email.into(), ..NewUser::default() })
        };
        assert_eq!(at(""), [""; 0]);
        assert_eq!(at("Ann@Acme.com"), [""; 0]);
        for bad in ["ann", "ann@", "@acme.com", "a b@acme.com", "a\0@acme.com"] {
            assert_eq!(at(bad), ["email"], "{bad:?}");
        }
    }

    #[test]
    fn people_are_called_by_their_names_or_by_their_username() {
        let called = |first: &str, last: &str| {
            NewUser {
                username: "ann".into(),
                first_name: first.into(),
                last_name: last.into(),
                ..NewUser::default()
            }
            .display_name()
        };
        assert_eq!(called("Ann", "Lee"), "Ann Lee");
        assert_eq!(called("", "Lee"), "Lee");
        assert_eq!(called("Ann", ""), "Ann");
        assert_eq!(called(" ", ""), "ann");
    }
}
