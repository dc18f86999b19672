//! What settings must be, beyond being of the right kind.
use super::{Problem, Settings, secret::DEVELOPMENT_KEY};
use tracing_subscriber::EnvFilter;

/// Characters a secret key has at least.
pub(super) const SECRET_LENGTH: usize = 32;

/// The rules that `settings` breaks.
pub(super) fn broken(settings: &Settings) -> Vec<Problem> {
    let mut rules = Rules::default();
    server(settings, &mut rules);
    database(settings, &mut rules);
    security(settings, &mut rules);
    sizes(settings, &mut rules);
    if settings.environment.is_exposed() {
        exposed(settings, &mut rules);
    }
    rules.0
}

#[derive(Default)]
struct Rules(Vec<Problem>);

impl Rules {
    fn require(&mut self, kept: bool, key: &str, message: impl Into<String>) {
        if !kept {
            self.0.push(Problem::new(key, message));
        }
    }
    fn at_least(&mut self, least: usize, key: &str, value: usize) {
        self.require(value >= least, key, format!("{value} is less than {least}"));
    }
    fn seconds(&mut self, key: &str, value: u32) {
        self.require(value > 0, key, "0 seconds would refuse every request; give it at least 1");
    }
    fn origin(&mut self, key: &str, value: &str) {
        self.require(
            is_origin(value),
            key,
            format!("{value:?} is not of the form https://host or https://host:port"),
        );
    }
}

fn server(Settings { server, logging, .. }: &Settings, rules: &mut Rules) {
    rules.seconds("server.request_timeout_seconds", server.request_timeout_seconds);
    rules.seconds("server.header_timeout_seconds", server.header_timeout_seconds);
    rules.seconds("server.body_timeout_seconds", server.body_timeout_seconds);
    rules.at_least(1024, "server.body_limit_bytes", server.body_limit_bytes);
    rules.require((1..=127).contains(&server.json_depth), "server.json_depth", "must be from 1 to 127");
    if let Some(url) = &server.public_url {
        rules.origin("server.public_url", url);
    }
    if let Err(e) = EnvFilter::builder().parse(&logging.filter) {
        rules.require(false, "logging.filter", format!("{:?} is not a filter: {e}", logging.filter));
    }
}

fn database(Settings { database, .. }: &Settings, rules: &mut Rules) {
    rules.seconds("database.wait_seconds", database.wait_seconds);
    let others = [
        ("database.migration_url", &database.migration_url),
        ("database.replica_url", &database.replica_url),
    ];
    for (key, other) in others.into_iter().filter_map(|(key, other)| Some((key, other.as_ref()?))) {
        let fits = !other.is_embedded() && !database.url.is_embedded();
        let kinds = (other.kind(), database.url.kind());
        rules.require(
            fits,
            key,
            format!("is {}, and database.url is {}; both must be one server's", kinds.0, kinds.1),
        );
    }
}

fn security(Settings { security, .. }: &Settings, rules: &mut Rules) {
    let key = security.secret_key.expose();
    let long = key.is_empty() || key.chars().count() >= SECRET_LENGTH;
    rules.require(
        long,
        "security.secret_key",
        format!("must have at least {SECRET_LENGTH} characters; {MAKE_ONE}"),
    );
    rules.at_least(1, "security.session_hours", size(security.session_hours));
    rules.at_least(1, "security.token_days", size(security.token_days));
    rules.at_least(1, "security.login_failures_per_account", size(security.login_failures_per_account));
    rules.at_least(1, "security.login_failures_per_address", size(security.login_failures_per_address));
    rules.seconds("security.login_window_seconds", security.login_window_seconds);
    security.cors_origins.iter().for_each(|origin| rules.origin("security.cors_origins", origin));
    security
        .csrf_trusted_origins
        .iter()
        .for_each(|origin| rules.origin("security.csrf_trusted_origins", origin));
}

fn sizes(Settings { pages, idempotency, .. }: &Settings, rules: &mut Rules) {
    rules.at_least(1, "pages.default_size", size(pages.default_size));
    rules.require((1..=10_000).contains(&pages.max_size), "pages.max_size", "must be from 1 to 10000");
    let fits = pages.default_size <= pages.max_size;
    rules.require(
        fits,
        "pages.default_size",
        format!("is more than pages.max_size, which is {}", pages.max_size),
    );
    rules.at_least(24, "idempotency.keep_hours", size(idempotency.keep_hours));
}

const MAKE_ONE: &str = "make one with `openssl rand -base64 48` and set SECRET_KEY to it";

/// What a server that strangers can reach must not be started with.
fn exposed(settings: &Settings, rules: &mut Rules) {
    let Settings { environment, debug, database, security, demo, .. } = settings;
    let key = security.secret_key.expose();
    rules.require(
        !key.is_empty(),
        "security.secret_key",
        format!("{environment} needs a secret key; {MAKE_ONE}"),
    );
    let own = !key.starts_with(DEVELOPMENT_KEY);
    rules.require(
        own,
        "security.secret_key",
        format!("this key is for development, and {environment} refuses it; {MAKE_ONE}"),
    );
    rules.require(
        !debug,
        "debug",
        format!("{environment} does not run with debug on; set PROJECTMEATS__DEBUG=false"),
    );
    rules.require(
        !database.url.is_embedded() || database.allow_embedded,
        "database.url",
        format!(
            "{environment} does not run on {} unless told to; set DATABASE_URL to a postgres:// address, or \
             PROJECTMEATS__DATABASE__ALLOW_EMBEDDED=true if one machine is all there will be",
            database.url.kind()
        ),
    );
    rules.require(
        security.secure_cookies,
        "security.secure_cookies",
        format!(
            "{environment} sends cookies over HTTPS only; set PROJECTMEATS__SECURITY__SECURE_COOKIES=true"
        ),
    );
    rules.require(
        !demo.seed_empty_database,
        "demo.seed_empty_database",
        format!("{environment} takes no people whose passwords are published; set PROJECTMEATS__DEMO__SEED_EMPTY_DATABASE=false"),
    );
}

fn size(value: u32) -> usize {
    usize::try_from(value).unwrap_or(usize::MAX)
}

/// Scheme and host, and a port perhaps, as browsers write the `Origin` header (RFC 6454).
fn is_origin(text: &str) -> bool {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).unwrap_or_default();
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || ".-:[]".contains(c);
    !host.is_empty() && host.chars().all(plain)
}
