//! Turns a broken uniqueness rule into a message on the field that broke it.
use diesel::result::{DatabaseErrorKind, Error as DieselError, QueryResult};
use projectmeats_core::{Error, Result};

/// Names the field behind a unique index.
pub trait Unique<T> {
    /// A unique violation is `message` on `field`; anything else is as usual.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a unique violation.
    fn unique_as(self, field: &str, message: &str) -> Result<T>;
}

impl<T> Unique<T> for QueryResult<T> {
    fn unique_as(self, field: &str, message: &str) -> Result<T> {
        self.map_err(|e| match e {
            DieselError::DatabaseError(DatabaseErrorKind::UniqueViolation, _) => {
                Error::invalid(field, message)
            }
            other => other.into(),
        })
    }
}
