//! What the login may do beyond what serving needs.
use crate::Conn;
use diesel::{
    QueryableByName, RunQueryDsl,
    sql_types::{Bool, Text},
};
use projectmeats_core::Result;

/// The rights of the login a connection was opened with. The server steps down from them, but code that is tricked into running SQL
/// could step up again.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub struct Rights {
    /// The login.
    #[diesel(sql_type = Text)]
    pub login: String,
    /// What its queries run as.
    #[diesel(sql_type = Text)]
    pub works_as: String,
    /// May do anything.
    #[diesel(sql_type = Bool)]
    pub superuser: bool,
    /// Row security does not hold it.
    #[diesel(sql_type = Bool)]
    pub bypasses_row_security: bool,
    /// Tables are its own, so that it may alter them and their row security.
    #[diesel(sql_type = Bool)]
    pub owns_tables: bool,
}

const RIGHTS: &str = "SELECT session_user::text AS login, current_user::text AS works_as, rolsuper AS superuser, \
    rolbypassrls AS bypasses_row_security, EXISTS (SELECT 1 FROM pg_catalog.pg_tables WHERE tableowner = session_user \
    AND schemaname NOT IN ('pg_catalog', 'information_schema')) AS owns_tables \
    FROM pg_catalog.pg_roles WHERE rolname = session_user";

/// The rights behind `conn`; `None` where the database is a file and knows no logins.
///
/// # Errors
/// Only those of the database.
pub fn rights(conn: &mut Conn) -> Result<Option<Rights>> {
    match conn {
        Conn::Postgres(c) => Ok(Some(diesel::sql_query(RIGHTS).get_result(c)?)),
        Conn::Sqlite(_) => Ok(None),
    }
}
