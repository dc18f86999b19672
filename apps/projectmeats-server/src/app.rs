//! The app: the same for the server and for the tests that talk to it.
use crate::{connections::watched, health, routes, settings::Settings};
use actix_cors::Cors;
use actix_web::{
    App,
    body::MessageBody,
    dev::{ServiceFactory, ServiceRequest, ServiceResponse},
    http::Method,
    middleware::{Condition, from_fn},
    web::{self, Data},
};
use projectmeats_accounts::{passwords::Hasher, scope::SignIn, throttle::ThrottleRules};
use projectmeats_core::{Clock, Result};
use projectmeats_db::{Database, listing::PageSizes};
use projectmeats_tenants::TenantGate;
use projectmeats_web::{
    Limits, Shared,
    log::RequestSpan,
    manners::{Methods, manners},
    openapi::pages,
    shared::Origins,
};
use rand::{SeedableRng, rngs::StdRng};
use serde_json::Value;
use std::{
    num::NonZero,
    sync::{Arc, Mutex},
};
use tracing_actix_web::TracingLogger;

/// What every worker's app is put together from.
#[derive(Clone)]
pub struct Parts {
    shared: Data<Shared>,
    sign_in: Data<SignIn>,
    document: Arc<Value>,
    cors_origins: Vec<String>,
}

impl Parts {
    /// The parts for `settings` over `db`; secrets are grown from `chance`.
    ///
    /// # Errors
    /// When the system gives no threads for passwords.
    pub fn new(settings: &Settings, db: Database, clock: Clock, chance: &mut StdRng) -> Result<Self> {
        let secret = settings.security.secret_key.expose().as_bytes().to_vec();
        let gate = Arc::new(TenantGate::new(secret.clone()));
        let document = Arc::new(routes::openapi());
        let server = &settings.server;
        let shared = Shared {
            db,
            clock,
            gate: gate.clone(),
            limits: Limits {
                body_bytes: server.body_limit_bytes,
                json_depth: server.json_depth,
                body_seconds: server.body_timeout_seconds.into(),
                request_seconds: server.request_timeout_seconds.into(),
            },
            pages: PageSizes {
                default: settings.pages.default_size.into(),
                most: settings.pages.max_size.into(),
            },
            origins: Origins {
                public_url: server.public_url.clone(),
                trusted_proxies: server.trusted_proxies.clone(),
                trusted: settings.security.csrf_trusted_origins.clone(),
            },
            in_flight: Default::default(),
            hsts_seconds: Some(settings.security.hsts_seconds).filter(|s| *s > 0).map(u64::from),
            methods: Methods::of(&document),
        };
        let cores = std::thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN);
        let sign_in = SignIn {
            hasher: Hasher::new(cores, chance)?,
            rules: throttle_rules(settings),
            session_hours: settings.security.session_hours,
            token_days: settings.security.token_days,
            secure_cookies: settings.security.secure_cookies,
            secret,
            chance: Mutex::new(StdRng::from_rng(chance)),
            companies: gate,
        };
        let (shared, sign_in) = (Data::new(shared), Data::new(sign_in));
        Ok(Self { shared, sign_in, document, cors_origins: settings.security.cors_origins.clone() })
    }
}

/// How often a sign-in may fail, by the settings.
pub(crate) fn throttle_rules(settings: &Settings) -> ThrottleRules {
    let security = &settings.security;
    let count = |n: u32| i32::try_from(n).unwrap_or(i32::MAX);
    ThrottleRules {
        per_account: count(security.login_failures_per_account),
        per_address: count(security.login_failures_per_address),
        window_seconds: security.login_window_seconds.into(),
    }
}

/// The whole app.
pub fn app(
    parts: &Parts,
) -> App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody + use<>>,
        Error = actix_web::Error,
        InitError = (),
    > + use<>,
> {
    App::new()
        .app_data(parts.shared.clone())
        .app_data(parts.sign_in.clone())
        .service(pages::scope(&parts.document))
        // A resource, so that another method is refused as such.
        .service(web::resource("/health/").route(web::get().to(health::health)))
        .service(routes::aliases())
        .service(routes::api())
        .wrap(from_fn(manners))
        .wrap(Condition::new(!parts.cors_origins.is_empty(), cors(&parts.cors_origins)))
        .wrap(TracingLogger::<RequestSpan>::new())
        .wrap(from_fn(watched))
}

/// Other origins whose pages may call (wire contract FC-04).
fn cors(origins: &[String]) -> Cors {
    let open = Cors::default()
        .allowed_methods([
            Method::GET,
            Method::POST,
            Method::PATCH,
            Method::PUT,
            Method::DELETE,
            Method::OPTIONS,
        ])
        .allowed_headers([
            "accept",
            "authorization",
            "content-type",
            "x-tenant-id",
            "x-csrftoken",
            "x-requested-with",
            "idempotency-key",
            "if-match",
            "if-none-match",
        ])
        .expose_headers(["etag", "location", "x-request-id", "retry-after", "idempotency-replayed"])
        .supports_credentials()
        .max_age(3600);
    origins.iter().fold(open, |cors, origin| cors.allowed_origin(origin))
}
