//! What is written of a new person, and its rules.
use serde::Deserialize;
use validator::{Validate, ValidateEmail, ValidationError};

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
    refuse_unless("email", address.is_empty() || address.validate_email())
}

fn no_control(name: &str) -> Result<(), ValidationError> {
    refuse_unless("control", !name.chars().any(char::is_control))
}

fn refuse_unless(code: &'static str, good: bool) -> Result<(), ValidationError> {
    if good { Ok(()) } else { Err(ValidationError::new(code)) }
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
