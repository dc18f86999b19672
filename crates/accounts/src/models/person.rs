//! A person as the rest of the program knows them, and as clients do.
use super::User;
use crate::schema::accounts_user;
use diesel::prelude::*;
use paperclip::actix::Apiv2Schema;
use projectmeats_core::{Actor, ids::UserId};
use serde::Serialize;

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn superusers_act_as_staff() {
        for (is_staff, is_superuser, staff) in
            [(false, false, false), (true, false, true), (false, true, true)]
        {
            let person = Person {
                id: UserId(1),
                username: "ann".into(),
                email: String::new(),
                first_name: String::new(),
                last_name: String::new(),
                display_name: "Ann Lee".into(),
                is_staff,
                is_superuser,
                is_active: true,
            };
            assert_eq!(person.actor(), Actor { user: UserId(1), name: "Ann Lee".into(), staff });
        }
    }
}
