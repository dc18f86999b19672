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

    /// The same for a table of several unique columns: the one that is violated is told by its own message.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a unique violation.
    fn unique_among(self, fields: &[(&str, &str)]) -> Result<T>;
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

    fn unique_among(self, fields: &[(&str, &str)]) -> Result<T> {
        let Err(DieselError::DatabaseError(DatabaseErrorKind::UniqueViolation, info)) = &self else {
            return Ok(self?);
        };
        // SQLite names the columns (`plants_plant.code`), PostgreSQL the constraint (`plants_plant_code_key`).
        let told = info.constraint_name().unwrap_or(info.message());
        let is =
            |field: &str| told.ends_with(&format!(".{field}")) || told.ends_with(&format!("_{field}_key"));
        let found = fields.iter().find(|(field, _)| is(field)).or(fields.first());
        let Some((field, message)) = found else { return Ok(self?) };
        Err(Error::invalid(*field, *message))
    }
}
