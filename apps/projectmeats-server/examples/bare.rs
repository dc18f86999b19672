//! One small JSON answer, with nothing around it or with everything every answer of the server has: what `bench/run` measures the
//! server against.
//!
//! `bare plain ADDRESS:PORT` is actix alone; `bare dressed ADDRESS:PORT` is the server's own app with this one route more, by the
//! settings of the environment.
use actix_web::{App, HttpServer, Responder, rt::System, web};
use projectmeats_core::Clock;
use projectmeats_db::Database;
use projectmeats_server::{
    app::{Parts, app},
    connections::Watch,
    logging,
    settings::{Settings, process_variables},
};
use rand::{SeedableRng, rngs::StdRng};
use serde::Serialize;
use std::{error::Error, io};

const PATH: &str = "/bare/";

#[derive(Serialize)]
struct Small {
    status: &'static str,
    timestamp: &'static str,
}

async fn small() -> impl Responder {
    web::Json(Small { status: "ready", timestamp: "2026-11-02T09:00:00.000000Z" })
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["plain", place] => Ok(plain(place)?),
        ["dressed", place] => dressed(place),
        _ => Err("say plain or dressed, and an address and port".into()),
    }
}

fn plain(place: &str) -> io::Result<()> {
    let http = HttpServer::new(|| App::new().route(PATH, web::get().to(small)));
    System::new().block_on(http.bind(place)?.run())
}

fn dressed(place: &str) -> Result<(), Box<dyn Error>> {
    let settings = Settings::load(&process_variables())?;
    let _log = logging::start(&settings)?;
    let db = Database::open(&settings.database.url, &settings.database.options())?;
    let parts = Parts::new(&settings, db, Clock::system(), &mut StdRng::from_os_rng())?;
    let watch = Watch::new(&settings.server);
    let http = HttpServer::new(move || app(&parts).route(PATH, web::get().to(small)));
    let http = http.on_connect(move |io, data| watch.greet(io, data));
    Ok(System::new().block_on(http.workers(settings.server.worker_count()).bind(place)?.run())?)
}
