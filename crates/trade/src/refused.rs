//! Why an amount could not be reckoned.
use projectmeats_core::Error;
use std::fmt;

/// A result that does not fit the type it is kept in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooLarge;

impl TooLarge {
    /// The sentence, on a field.
    pub const fn on(self, field: &'static str) -> Refused {
        Refused { field, sentence: "The amount is too large." }
    }
}
impl fmt::Display for TooLarge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("The amount is too large.")
    }
}
impl std::error::Error for TooLarge {}

/// A sentence on the field that must change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    /// The field, as the functions of this crate name it: `price`, `quantity_unit`, `weight`, `discount`, …
    pub field: &'static str,
    /// What is wrong with it.
    pub sentence: &'static str,
}

impl Refused {
    pub(crate) const fn new(field: &'static str, sentence: &'static str) -> Self {
        Self { field, sentence }
    }

    /// The field error of a body, under a path such as `items.3.`; an empty path for the body itself.
    pub fn under(self, path: &str) -> Error {
        Error::invalid(format!("{path}{}", self.field), self.sentence)
    }
}
impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.field, self.sentence)
    }
}
impl std::error::Error for Refused {}
impl From<Refused> for Error {
    fn from(refused: Refused) -> Self {
        refused.under("")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_becomes_a_field_error_under_its_path() {
        assert_eq!(
            TooLarge.on("price").under("items.3.").to_string(),
            "items.3.price: The amount is too large."
        );
        assert_eq!(Error::from(TooLarge.on("freight")).to_string(), "freight: The amount is too large.");
    }
}
