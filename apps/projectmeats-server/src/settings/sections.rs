//! The settings as the program reads them: one struct a section, one field a key. What each means stands in `settings/base.toml`.
use super::{Environment, Secret};
use ipnet::IpNet;
use projectmeats_db::{Location, Options};
use serde::{Deserialize, Deserializer, de::Error as _};
use std::{
    net::{IpAddr, SocketAddr},
    num::NonZero,
    time::Duration,
};

/// Everything that can be set.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// What the server is run for.
    #[serde(skip)]
    pub environment: Environment,
    /// Whether the server is being developed.
    pub debug: bool,
    /// Where it listens, and the limits of one request.
    pub server: ServerSettings,
    /// Where rows are kept.
    pub database: DatabaseSettings,
    /// Who may come in.
    pub security: SecuritySettings,
    /// Lists.
    pub pages: PageSettings,
    /// Repeated requests.
    pub idempotency: IdempotencySettings,
    /// The log.
    pub logging: LoggingSettings,
    /// Something to look at.
    pub demo: DemoSettings,
}

/// `[server]`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServerSettings {
    /// Address to listen on.
    pub address: IpAddr,
    /// Port to listen on; 0 takes a free one.
    pub port: u16,
    /// Threads that take requests; 0 is one a core. Ask [`ServerSettings::worker_count`].
    pub workers: usize,
    /// Threads of each worker that wait for the database.
    pub blocking_threads_per_worker: usize,
    /// Seconds for a whole request.
    pub request_timeout_seconds: u32,
    /// Seconds for its head to arrive.
    pub header_timeout_seconds: u32,
    /// Seconds for its body to arrive.
    pub body_timeout_seconds: u32,
    /// Seconds an idle connection stays open; 0 closes it after each answer.
    pub keep_alive_seconds: u32,
    /// Seconds to finish what is in flight when stopping.
    pub shutdown_seconds: u32,
    /// Bytes of a body.
    pub body_limit_bytes: usize,
    /// Nesting of a JSON body.
    pub json_depth: usize,
    /// Networks of proxies in front.
    #[serde(deserialize_with = "networks")]
    pub trusted_proxies: Vec<IpNet>,
    /// Scheme and host by which clients reach the server.
    #[serde(deserialize_with = "optional")]
    pub public_url: Option<String>,
}

impl ServerSettings {
    /// Threads of each worker on which requests wait for a database of so many connections.
    pub fn blocking_threads(&self, connections: u32) -> usize {
        match self.blocking_threads_per_worker {
            0 => usize::try_from(connections).unwrap_or(1).div_ceil(self.worker_count()).max(1),
            set => set,
        }
    }
    /// Where to listen.
    pub fn socket(&self) -> SocketAddr {
        (self.address, self.port).into()
    }
    /// Threads that take requests: as set, or one a core.
    pub fn worker_count(&self) -> usize {
        match self.workers {
            0 => std::thread::available_parallelism().map_or(1, NonZero::get),
            set => set,
        }
    }
}

/// `[database]`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DatabaseSettings {
    /// The database.
    #[serde(deserialize_with = "location")]
    pub url: Location,
    /// The same database by the login that migrates, where that is another. Ask [`DatabaseSettings::owner`].
    #[serde(deserialize_with = "optional_location")]
    pub migration_url: Option<Location>,
    /// Where reads may go instead.
    #[serde(deserialize_with = "optional_location")]
    pub replica_url: Option<Location>,
    /// Connections kept open; 0 chooses by kind.
    pub connections: u32,
    /// Seconds to stand in line for one.
    pub wait_seconds: u32,
    /// Whether an exposed environment may run on a file.
    pub allow_embedded: bool,
    /// Whether a start migrates.
    pub migrate_on_start: bool,
}

impl DatabaseSettings {
    /// The database as the one who may migrate it reaches it.
    pub fn owner(&self) -> &Location {
        self.migration_url.as_ref().unwrap_or(&self.url)
    }
    /// Sizes and waits for the pools.
    pub fn options(&self) -> Options {
        let connections = match self.connections {
            0 if self.url.is_embedded() => 4,
            0 => 8,
            set => set,
        };
        Options {
            connections,
            wait: Duration::from_secs(self.wait_seconds.into()),
            replica: self.replica_url.clone(),
        }
    }
}

/// `[security]`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SecuritySettings {
    /// Signs cookies and tokens.
    pub secret_key: Secret,
    /// Cookies over HTTPS only.
    pub secure_cookies: bool,
    /// Hours of a session.
    pub session_hours: u32,
    /// Days of a token.
    pub token_days: u32,
    /// Origins whose pages may read answers.
    pub cors_origins: Vec<String>,
    /// Origins whose pages may change something with a cookie.
    pub csrf_trusted_origins: Vec<String>,
    /// Strict-Transport-Security; 0 says nothing.
    pub hsts_seconds: u32,
    /// Failed sign-ins an account may have within the window.
    pub login_failures_per_account: u32,
    /// The same for a client address.
    pub login_failures_per_address: u32,
    /// Seconds of the window.
    pub login_window_seconds: u32,
}

/// `[pages]`
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageSettings {
    /// Entries when none are asked for.
    pub default_size: u32,
    /// Entries at most.
    pub max_size: u32,
}

/// `[idempotency]`
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IdempotencySettings {
    /// Hours an answer is kept.
    pub keep_hours: u32,
}

/// `[logging]`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LoggingSettings {
    /// Directives of tracing's `EnvFilter`.
    pub filter: String,
    /// How a line looks.
    pub format: Format,
}

/// How a line of the log looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

/// `[demo]`
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoSettings {
    /// Whether a start fills an empty database.
    pub seed_empty_database: bool,
}

fn location<'de, D: Deserializer<'de>>(d: D) -> Result<Location, D::Error> {
    Location::parse(&String::deserialize(d)?).map_err(D::Error::custom)
}

fn optional_location<'de, D: Deserializer<'de>>(d: D) -> Result<Option<Location>, D::Error> {
    optional(d)?.map(|url| Location::parse(&url).map_err(D::Error::custom)).transpose()
}

fn optional<'de, D: Deserializer<'de>>(d: D) -> Result<Option<String>, D::Error> {
    Ok(Some(String::deserialize(d)?).filter(|text| !text.is_empty()))
}

/// Networks, or single addresses.
fn networks<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<IpNet>, D::Error> {
    let read = |text: &String| text.parse().or_else(|_| text.parse::<IpAddr>().map(IpNet::from));
    let refuse = |text| D::Error::custom(format!("{text:?} is not an address or a network like 10.0.0.0/8"));
    Vec::<String>::deserialize(d)?.iter().map(|text| read(text).map_err(|_| refuse(text))).collect()
}
