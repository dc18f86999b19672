//! What can go wrong: small sentences with an address. HTTP statuses are given by the web crate.
use std::{borrow::Cow, collections::BTreeMap, fmt};
use validator::{ValidationError, ValidationErrors, ValidationErrorsKind};

/// The result of every service.
pub type Result<T> = std::result::Result<T, Error>;

/// The key of messages that concern the whole body.
pub const NON_FIELD: &str = "non_field_errors";

/// Why a service refused or failed.
#[derive(Debug)]
pub enum Error {
    /// Values that cannot be accepted, by field.
    Invalid(FieldErrors),
    /// A request that cannot be understood.
    Malformed(String),
    /// Nobody is signed in, or the credential is not valid.
    Unauthenticated(String),
    /// Somebody is signed in and may not do this.
    Forbidden(String),
    /// There is no such thing for this caller.
    NotFound,
    /// The state of things does not allow it.
    Conflict(String),
    /// The row is no longer at the version the caller named.
    Stale,
    /// An idempotency key came again with another request.
    KeyReused,
    /// Too many tries; come back after so many seconds.
    Throttled(u64),
    /// The service cannot take this on now; come back after so many seconds.
    Busy(u64),
    /// A fault of ours. The text is for the log alone.
    Internal(String),
}

impl Error {
    /// One message on one field.
    pub fn invalid(field: impl Into<String>, message: impl Into<String>) -> Self {
        let mut errors = FieldErrors::default();
        errors.add(field, message);
        Self::Invalid(errors)
    }
    /// A fault of ours, with what the log should say.
    pub fn internal(cause: impl fmt::Display) -> Self {
        Self::Internal(cause.to_string())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid(fields) => write!(f, "{}", fields.summary()),
            Self::Malformed(why)
            | Self::Unauthenticated(why)
            | Self::Forbidden(why)
            | Self::Conflict(why) => f.write_str(why),
            Self::NotFound => f.write_str("Not found."),
            Self::Stale => {
                f.write_str("The record has changed since you read it. Read it again and repeat the change.")
            }
            Self::KeyReused => f.write_str("This Idempotency-Key was used with a different request."),
            Self::Throttled(wait) => write!(f, "Too many attempts. Expected available in {wait} seconds."),
            Self::Busy(_) => f.write_str("The service is busy. Please try again shortly."),
            Self::Internal(_) => f.write_str("An unexpected error occurred."),
        }
    }
}
impl std::error::Error for Error {}

/// What a crate did not answer for itself. A text of the database is for the log alone.
impl From<diesel::result::Error> for Error {
    fn from(e: diesel::result::Error) -> Self {
        use diesel::result::{DatabaseErrorKind as Kind, Error as E};
        match e {
            E::NotFound => Self::NotFound,
            E::DatabaseError(Kind::SerializationFailure, _) => Self::Busy(1),
            other => Self::internal(other),
        }
    }
}

/// Messages by field; nested fields are joined by dots (`items.3.price`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldErrors(BTreeMap<String, Vec<String>>);

impl FieldErrors {
    /// Adds a message to a field.
    pub fn add(&mut self, field: impl Into<String>, message: impl Into<String>) {
        self.0.entry(field.into()).or_default().push(message.into());
    }
    /// Adds all of another's messages.
    pub fn merge(&mut self, other: Self) {
        for (field, messages) in other.0 {
            self.0.entry(field).or_default().extend(messages);
        }
    }
    /// Whether a field has a message.
    pub fn has(&self, field: &str) -> bool {
        self.0.contains_key(field)
    }
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
    /// The messages, by field.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.0.iter().map(|(field, messages)| (field.as_str(), messages.as_slice()))
    }
    /// All of it as one sentence a person can read: `name: This field is required. code: …`.
    pub fn summary(&self) -> String {
        let mut parts = Vec::new();
        for (field, messages) in &self.0 {
            let text = messages.join(" ");
            parts.push(if field == NON_FIELD { text } else { format!("{field}: {text}") });
        }
        parts.join(" ")
    }
    /// `Ok` when there is no message.
    ///
    /// # Errors
    /// [`Error::Invalid`] with the messages.
    pub fn into_result(self) -> Result<()> {
        if self.is_empty() { Ok(()) } else { Err(Error::Invalid(self)) }
    }
    fn collect(&mut self, at: &str, errors: &ValidationErrors) {
        let path = |name: &str| if at.is_empty() { name.to_owned() } else { format!("{at}.{name}") };
        for (name, kind) in errors.errors() {
            match kind {
                ValidationErrorsKind::Field(found) => {
                    let field = if name == "__all__" { NON_FIELD.to_owned() } else { path(name) };
                    found.iter().for_each(|error| self.add(field.clone(), sentence(error)));
                }
                ValidationErrorsKind::Struct(inner) => self.collect(&path(name), inner),
                ValidationErrorsKind::List(items) => {
                    items.iter().for_each(|(i, inner)| self.collect(&path(&format!("{name}.{i}")), inner));
                }
            }
        }
    }
}

/// The whole tree of a validation, nested parts included.
impl From<ValidationErrors> for FieldErrors {
    fn from(errors: ValidationErrors) -> Self {
        let mut all = Self::default();
        all.collect("", &errors);
        all
    }
}
impl From<ValidationErrors> for Error {
    fn from(errors: ValidationErrors) -> Self {
        Self::Invalid(errors.into())
    }
}

/// The sentence of a validation rule, in the original's wording.
fn sentence(error: &ValidationError) -> Cow<'static, str> {
    if let Some(message) = &error.message {
        return message.clone();
    }
    let number = |name: &str| error.params.get(name).map(ToString::to_string);
    match error.code.as_ref() {
        "email" => "Enter a valid email address.".into(),
        "length" => {
            let value = error.params.get("value");
            let empty = value.is_some_and(|v| v.as_str() == Some(""));
            match (number("min"), number("max")) {
                (Some(_), _) if empty => "This field may not be blank.".into(),
                (_, Some(max)) if value.is_none_or(|v| too_long(v, &max)) => {
                    format!("Ensure this field has no more than {max} characters.").into()
                }
                (Some(min), _) => format!("Ensure this field has at least {min} characters.").into(),
                (None, _) => "Ensure this field has a valid length.".into(),
            }
        }
        "range" => match (number("min"), number("max")) {
            (Some(min), Some(max)) => format!("Ensure this value is between {min} and {max}.").into(),
            (Some(min), None) => format!("Ensure this value is greater than or equal to {min}.").into(),
            (None, Some(max)) => format!("Ensure this value is less than or equal to {max}.").into(),
            (None, None) => "Ensure this value is in range.".into(),
        },
        "url" => "Enter a valid URL.".into(),
        _ => "Enter a valid value.".into(),
    }
}

fn too_long(value: &serde_json::Value, max: &str) -> bool {
    let length = value.as_str().map_or(usize::MAX, |text| text.chars().count());
    max.parse().is_ok_and(|max: usize| length > max)
}

#[cfg(test)]
mod tests {
    use super::*;
    use validator::Validate;

    #[derive(Validate, serde::Serialize)]
    struct Inner {
        #[validate(length(min = 1, max = 3))]
        code: String,
    }
    #[derive(Validate)]
    struct Outer {
        #[validate(email)]
        email: String,
        #[validate(range(min = 0))]
        capacity: i32,
        #[validate(nested)]
        items: Vec<Inner>,
    }

    #[test]
    fn every_message_of_the_tree_is_kept_under_its_path() {
        let items = ["", "ok", "long"].map(|code| Inner { code: code.into() }).into();
        let errors = Outer { email: "x".into(), capacity: -1, items }.validate().expect_err("invalid");
        let fields = FieldErrors::from(errors);
        let found: Vec<_> = fields.iter().map(|(f, m)| (f, m[0].as_str())).collect();
        assert_eq!(
            found,
            [
                ("capacity", "Ensure this value is greater than or equal to 0."),
                ("email", "Enter a valid email address."),
                ("items.0.code", "This field may not be blank."),
                ("items.2.code", "Ensure this field has no more than 3 characters."),
            ]
        );
    }
}
