//! Runs the server.
use crate::{
    app::{Parts, app, throttle_rules},
    connections::Watch,
    demo,
    settings::Settings,
    upkeep,
};
use actix_web::{HttpServer, rt::System};
use projectmeats_core::{Clock, Error, Result};
use projectmeats_db::{Database, migrate};
use rand::{SeedableRng, rngs::StdRng};
use std::{io::Write, time::Duration};

/// Serves until told to stop. `bind` is where to listen instead of the settings' address and port.
///
/// # Errors
/// When the address is taken, or the database does not open or is not migrated.
pub fn run(settings: &Settings, bind: Option<&str>) -> Result<()> {
    let clock = Clock::system();
    prepare(settings)?;
    let db = Database::open(&settings.database.url, &settings.database.options())?;
    let seeded = settings.demo.seed_empty_database && demo::seed_if_empty(&db, clock.now())?;
    let parts = Parts::new(settings, db.clone(), clock.clone(), &mut StdRng::from_os_rng())?;
    let server = &settings.server;
    let seconds = |n: u32| Duration::from_secs(n.into());
    let watch = Watch::new(server);
    System::new().block_on(async {
        let greeting = watch.clone();
        let http = HttpServer::new(move || app(&parts))
            .on_connect(move |io, data| greeting.greet(io, data))
            .workers(server.worker_count())
            .worker_max_blocking_threads(server.blocking_threads(settings.database.options().connections))
            .client_request_timeout(seconds(server.header_timeout_seconds))
            .client_disconnect_timeout(seconds(server.header_timeout_seconds))
            .keep_alive(seconds(server.keep_alive_seconds))
            .shutdown_timeout(server.shutdown_seconds.into());
        let http = match bind {
            Some(place) => http.bind(place),
            None => http.bind(server.socket()),
        };
        let place = bind.map_or_else(|| server.socket().to_string(), ToOwned::to_owned);
        let http = http.map_err(|e| Error::Internal(format!("cannot listen on {place}: {e}")))?;
        for address in http.addrs() {
            welcome(settings, &format!("http://{address}"), seeded);
        }
        let keep_keys = i64::from(settings.idempotency.keep_hours) * 3600;
        let upkeep = actix_web::rt::spawn(upkeep::every_hour(db, clock, throttle_rules(settings), keep_keys));
        let watching = actix_web::rt::spawn(watch.keep());
        let ended = http.run().await.map_err(|e| Error::Internal(format!("the server stopped: {e}")));
        upkeep.abort();
        watching.abort();
        tracing::info!("stopped");
        ended
    })
}

/// Migrates, or makes sure somebody has.
fn prepare(settings: &Settings) -> Result<()> {
    let owner = settings.database.owner();
    if settings.database.migrate_on_start {
        for step in migrate::migrate(owner, migrate::Target::Latest)? {
            tracing::info!(step, "migrated");
        }
        return Ok(());
    }
    let pending = migrate::pending(&settings.database.url)?;
    if pending == 0 {
        return Ok(());
    }
    Err(Error::Internal(format!("{pending} migrations are not applied; run `projectmeats-server migrate`")))
}

/// Tells where the server is, and how to get in.
fn welcome(settings: &Settings, address: &str, seeded: bool) {
    let mut text = format!(
        "ProjectMeats {} ({}) listens on {address}\n  API pages   {address}/api/schema/swagger-ui/ and {address}/api/schema/redoc/\n  Health      {address}/health/\n",
        env!("CARGO_PKG_VERSION"),
        settings.environment,
    );
    if settings.demo.seed_empty_database {
        let state = if seeded { "filled just now" } else { "kept from before" };
        text += &format!(
            "  Demo data   {state}; sign in as {} with the password {}\n",
            demo::OWNER,
            demo::PASSWORD
        );
    }
    // A closed standard output is no reason not to serve.
    drop(std::io::stdout().write_all(text.as_bytes()));
    tracing::info!(address, "listening");
}
