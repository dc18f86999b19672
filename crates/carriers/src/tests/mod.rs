//! The services against a real database.
