//! Keys that alike entries share, and what is told of entries that share one.
use paperclip::actix::Apiv2Schema;
use projectmeats_core::ids::{CarrierId, ContactId, CustomerId, PlantId, SupplierId};
use projectmeats_db::Labelled;
use projectmeats_trade::{email_key, name_key, phone_key};
use projectmeats_web::Warning;
use serde::{Deserialize, Serialize};
use validator::Validate;

/// An entry of the address book. Its table has the columns of [`Keys`].
pub trait Entry: Labelled {}
impl Entry for CarrierId {}
impl Entry for ContactId {}
impl Entry for CustomerId {}
impl Entry for PlantId {}
impl Entry for SupplierId {}

/// What alike entries share; an empty key is shared with nobody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keys {
    /// Of the name.
    pub name: String,
    /// Of the telephone number.
    pub phone: String,
    /// Of the e-mail address.
    pub email: String,
}

impl Keys {
    /// The keys of an entry as typed.
    pub fn of(name: &str, phone: &str, email: &str) -> Self {
        Self { name: name_key(name), phone: phone_key(phone), email: email_key(email) }
    }
}

/// An entry that may be the same as another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Apiv2Schema)]
pub struct Possible {
    /// Its number.
    pub id: i64,
    /// What it is called.
    pub name: String,
    /// What both have in common: `name`, `phone`, `email`, `establishment number`.
    pub reasons: Vec<String>,
}

impl Possible {
    /// As it is told beside a new entry.
    pub fn warning(&self, noun: &str) -> Warning {
        let Self { id, name, reasons } = self;
        Warning {
            code: "possible_duplicate".into(),
            detail: format!("This {noun} may be the same as \"{name}\": same {}.", reasons.join(", ")),
            id: Some(*id),
        }
    }
}

/// Two entries that may be the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Apiv2Schema)]
pub struct Pair {
    /// The number of the older.
    pub id: i64,
    /// What it is called.
    pub name: String,
    /// The number of the younger.
    pub duplicate: i64,
    /// What that is called.
    pub duplicate_name: String,
    /// What both have in common.
    pub reasons: Vec<String>,
}

/// What is to be merged into an entry.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate, Apiv2Schema)]
#[serde(default)]
pub struct Merge {
    /// The entry that goes; all that refers to it will refer to the one that stays.
    pub duplicate: Option<i64>,
}
