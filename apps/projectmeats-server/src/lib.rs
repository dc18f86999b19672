//! The server: settings, commands, the log, and the composition of the domains.
pub mod app;
pub mod commands;
pub mod compat;
pub mod connections;
pub mod demo;
pub mod health;
pub mod logging;
pub mod routes;
pub mod serve;
pub mod settings;
pub mod upkeep;

/// The OpenAPI document of every route, as JSON.
///
/// # Errors
/// When it cannot be made.
pub fn openapi_document() -> projectmeats_core::Result<String> {
    serde_json::to_string_pretty(&routes::openapi()).map_err(projectmeats_core::Error::internal)
}
