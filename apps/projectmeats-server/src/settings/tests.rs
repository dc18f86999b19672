//! Settings from sources to rules.
use super::{Environment, Problems, Settings, Sources, Variables, masked_url, sections, sources::defaults};
use rand::{SeedableRng as _, rngs::StdRng};
use std::{fs, path::Path};

type Set<'a> = &'a [(&'a str, &'a str)];

fn variables(set: Set<'_>) -> Variables {
    set.iter().map(|(k, v)| ((*k).into(), (*v).into())).collect()
}
fn load(set: Set<'_>) -> Result<Settings, Problems> {
    Settings::load(&variables(set))
}
fn loaded(set: Set<'_>) -> Settings {
    load(set).expect("good settings")
}
fn refused(set: Set<'_>) -> String {
    load(set).expect_err("refused").to_string()
}

const KEY: (&str, &str) = ("SECRET_KEY", "0123456789abcdef0123456789abcdef");
const SERVER: (&str, &str) = ("DATABASE_URL", "postgres://meats:hush@db/meats");

#[test]
fn every_environment_starts_with_what_its_file_asks_for() {
    for environment in Environment::ALL {
        let settings = loaded(&[("PROJECTMEATS_ENV", environment.name()), KEY, SERVER]);
        assert_eq!(settings.environment, environment);
        assert_eq!(settings.debug, environment == Environment::Development);
        assert_eq!(settings.demo.seed_empty_database, environment == Environment::Development);
    }
    assert_eq!(loaded(&[]).environment, Environment::Development);
}

#[test]
fn a_later_source_goes_over_an_earlier_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("written");
    file(
        "base.toml",
        "[server]\nport = 1\n[pages]\ndefault_size = 7\nmax_size = 70\n[logging]\nformat = \"json\"\n",
    );
    file("staging.toml", "[pages]\nmax_size = 71\n");
    let folder = ("PROJECTMEATS_SETTINGS_DIR", folder.path().to_str().expect("text"));
    let base = [("PROJECTMEATS_ENV", "staging"), KEY, SERVER, folder];
    let with = |more: Set<'_>| loaded(&[&base, more].concat());

    let files = with(&[]);
    assert_eq!((files.server.port, files.pages.default_size, files.pages.max_size), (1, 7, 71));
    assert_eq!(with(&[("PROJECTMEATS__SERVER__PORT", "2")]).server.port, 2);
    assert_eq!(with(&[("PROJECTMEATS__SERVER__PORT", "2"), ("PORT", "3")]).server.port, 3);
    assert_eq!(with(&[("PROJECTMEATS__SERVER__PORT", "2"), ("PORT", "")]).server.port, 2);
}

#[test]
fn the_settings_folder_must_hold_something_readable() {
    let folder = tempfile::tempdir().expect("a folder");
    let set = [("PROJECTMEATS_SETTINGS_DIR", folder.path().to_str().expect("text"))];
    assert!(
        refused(&set)
            .contains("PROJECTMEATS_SETTINGS_DIR: the folder has neither base.toml nor development.toml")
    );
    fs::write(folder.path().join("base.toml"), "[security]\nsecret_key = \"hush\n").expect("written");
    let message = refused(&set);
    assert!(message.contains("base.toml: line 2 is not TOML") && !message.contains("hush"), "{message}");
    fs::write(folder.path().join("base.toml"), "[server]\nprot = 1\n").expect("written");
    let message = refused(&set);
    assert!(message.starts_with("server.prot (set by ") && message.contains("base.toml)"), "{message}");
    assert!(message.ends_with("there is no such setting; did you mean \"server.port\"?"), "{message}");
}

#[test]
fn variables_are_read_as_the_kind_of_their_setting() {
    let settings = loaded(&[
        ("PROJECTMEATS__SECURITY__SECRET_KEY", "01234567890123456789012345678901"),
        ("PROJECTMEATS__DEBUG", "False"),
        ("PROJECTMEATS__SECURITY__CORS_ORIGINS", "https://a.example, https://b.example:8443"),
        ("PROJECTMEATS__SECURITY__CSRF_TRUSTED_ORIGINS", "[\"https://a.example\"]"),
        ("PROJECTMEATS__SERVER__TRUSTED_PROXIES", "10.0.0.0/8,2001:db8::1"),
        ("REDIS_URL", "redis://localhost"),
    ]);
    assert_eq!(settings.security.secret_key.expose(), "01234567890123456789012345678901");
    assert!(!settings.debug);
    assert_eq!(settings.security.cors_origins, ["https://a.example", "https://b.example:8443"]);
    assert_eq!(settings.security.csrf_trusted_origins, ["https://a.example"]);
    let networks: Vec<_> = settings.server.trusted_proxies.iter().map(ToString::to_string).collect();
    assert_eq!(networks, ["10.0.0.0/8", "2001:db8::1/128"]);
}

#[test]
fn each_bad_variable_is_refused_by_its_key_and_told_what_would_be_right() {
    for (name, value, wanted) in [
        (
            "PROJECTMEATS__SERVER__PORT",
            "eighty",
            "server.port (set by PROJECTMEATS__SERVER__PORT): \"eighty\" is not a whole number from 0 to 65535",
        ),
        (
            "PROJECTMEATS__SERVER__PORT",
            "65536",
            "server.port (set by PROJECTMEATS__SERVER__PORT): 65536 is not a whole number from 0 to 65535",
        ),
        ("PORT", "-1", "server.port (set by PORT): -1 is not a whole number"),
        ("PROJECTMEATS__SERVER__ADDRESS", "localhost", "server.address"),
        ("PROJECTMEATS__SERVER__WORKERS", "two", "server.workers"),
        ("PROJECTMEATS__SERVER__REQUEST_TIMEOUT_SECONDS", "0", "server.request_timeout_seconds"),
        ("PROJECTMEATS__SERVER__HEADER_TIMEOUT_SECONDS", "0", "server.header_timeout_seconds"),
        ("PROJECTMEATS__SERVER__BODY_TIMEOUT_SECONDS", "1.5", "server.body_timeout_seconds"),
        ("PROJECTMEATS__SERVER__BODY_LIMIT_BYTES", "1", "server.body_limit_bytes"),
        ("PROJECTMEATS__SERVER__JSON_DEPTH", "128", "server.json_depth"),
        (
            "PROJECTMEATS__SERVER__TRUSTED_PROXIES",
            "10.0.0.0/8,proxy",
            "server.trusted_proxies (set by PROJECTMEATS__SERVER__TRUSTED_PROXIES): \"proxy\" is not an address",
        ),
        ("PROJECTMEATS__SERVER__PUBLIC_URL", "https://meats.example/api", "server.public_url"),
        ("PROJECTMEATS__DATABASE__WAIT_SECONDS", "0", "database.wait_seconds"),
        ("PROJECTMEATS__DATABASE__ALLOW_EMBEDDED", "perhaps", "\"perhaps\" is not true or false"),
        (
            "DATABASE_URL",
            "mysql://meats:hush@db",
            "database.url (set by DATABASE_URL): the database URL must begin with",
        ),
        ("DATABASE_REPLICA_URL", "postgres://db/meats", "database.replica_url"),
        ("PROJECTMEATS__DATABASE__MIGRATION_URL", "sqlite://x", "database.migration_url"),
        (
            "SECRET_KEY",
            "short-hush",
            "security.secret_key (set by SECRET_KEY): must have at least 32 characters",
        ),
        ("PROJECTMEATS__SECURITY__SESSION_HOURS", "0", "security.session_hours"),
        ("PROJECTMEATS__SECURITY__TOKEN_DAYS", "0", "security.token_days"),
        ("PROJECTMEATS__SECURITY__CORS_ORIGINS", "*", "security.cors_origins"),
        (
            "PROJECTMEATS__SECURITY__CSRF_TRUSTED_ORIGINS",
            "https://a.example/",
            "security.csrf_trusted_origins",
        ),
        ("PROJECTMEATS__SECURITY__LOGIN_FAILURES_PER_ACCOUNT", "0", "security.login_failures_per_account"),
        ("PROJECTMEATS__SECURITY__LOGIN_WINDOW_SECONDS", "0", "security.login_window_seconds"),
        ("PROJECTMEATS__PAGES__DEFAULT_SIZE", "1001", "pages.default_size"),
        ("PROJECTMEATS__PAGES__MAX_SIZE", "0", "pages.max_size"),
        ("PROJECTMEATS__IDEMPOTENCY__KEEP_HOURS", "23", "idempotency.keep_hours"),
        (
            "PROJECTMEATS__LOGGING__FORMAT",
            "xml",
            "logging.format (set by PROJECTMEATS__LOGGING__FORMAT): \"xml\" is not one of text, json",
        ),
        ("PROJECTMEATS__LOGGING__FILTER", "info,web=loud", "logging.filter"),
        (
            "PROJECTMEATS__SEVER__PORT",
            "1",
            "sever.port (set by PROJECTMEATS__SEVER__PORT): there is no such setting; did you mean \"server.port\"?",
        ),
        ("PROJECTMEATS__SERVER__PORT__X", "1", "server.port.x"),
        ("PROJECTMEATS__", "1", "PROJECTMEATS__: there is no such variable"),
        (
            "PROJECTMEATS_ENVIRONMENT",
            "production",
            "PROJECTMEATS_ENVIRONMENT: there is no such variable; did you mean \"PROJECTMEATS_ENV\"?",
        ),
        ("PROJECTMEATS_DEBUG", "1", "did you mean \"PROJECTMEATS__DEBUG\"?"),
        (
            "PROJECTMEATS_ENV",
            "prod",
            "PROJECTMEATS_ENV: \"prod\" is not one of development, staging, production, test",
        ),
    ] {
        let Err(problems) = load(&[(name, value)]) else { panic!("{name}={value} is accepted") };
        let message = problems.to_string();
        assert!(message.contains(wanted), "{name}={value}: {message}");
        assert!(!message.contains("hush"), "{message}");
    }
}

#[test]
fn all_that_is_wrong_is_told_at_once() {
    let set = [
        ("PORT", "x"),
        ("PROJECTMEATS__SERVER__WORKERS", "y"),
        ("PROJECTMEATS__IDEMPOTENCY__KEEP_HOURS", "1"),
    ];
    let keys: Vec<_> = load(&set).expect_err("refused").0.into_iter().map(|problem| problem.key).collect();
    assert_eq!(keys, ["server.port", "server.workers", "idempotency.keep_hours"]);
}

#[test]
fn a_server_for_strangers_refuses_what_is_careless_and_says_what_to_set() {
    let good = |environment| [("PROJECTMEATS_ENV", environment), KEY, SERVER];
    for environment in ["staging", "production"] {
        loaded(&good(environment));
        loaded(&[&good(environment)[..2], &[("PROJECTMEATS__DATABASE__ALLOW_EMBEDDED", "true")]].concat());
        for (name, value, key, advice) in [
            ("SECRET_KEY", "", "security.secret_key", "openssl rand"),
            ("SECRET_KEY", "development-key-for-automated-tests-only", "security.secret_key", "openssl rand"),
            ("SECRET_KEY", "0123456789abcdef", "security.secret_key", "openssl rand"),
            ("PROJECTMEATS__DEBUG", "true", "debug", "PROJECTMEATS__DEBUG=false"),
            ("DATABASE_URL", "sqlite://x", "database.url", "DATABASE_URL"),
            ("DATABASE_URL", "", "database.url", "PROJECTMEATS__DATABASE__ALLOW_EMBEDDED=true"),
            (
                "PROJECTMEATS__SECURITY__SECURE_COOKIES",
                "false",
                "security.secure_cookies",
                "SECURE_COOKIES=true",
            ),
            (
                "PROJECTMEATS__DEMO__SEED_EMPTY_DATABASE",
                "true",
                "demo.seed_empty_database",
                "SEED_EMPTY_DATABASE=false",
            ),
        ] {
            let problems = load(&[&good(environment), &[(name, value)][..]].concat()).expect_err("refused").0;
            let [problem] = problems.as_slice() else { panic!("{name}={value}: {problems:?}") };
            assert_eq!(problem.key, key);
            assert!(problem.message.contains(advice), "{problem}");
        }
    }
}

#[test]
fn the_sizes_of_pools_follow_the_kind_of_database() {
    let connections = |set: Set<'_>| loaded(set).database.options().connections;
    assert_eq!(connections(&[]), 4);
    assert_eq!(connections(&[SERVER]), 8);
    assert_eq!(connections(&[SERVER, ("PROJECTMEATS__DATABASE__CONNECTIONS", "3")]), 3);
}

#[test]
fn the_key_of_development_is_made_once_and_is_its_owners_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite://{}/new/meats.sqlite3", folder.path().display());
    let start = |seed| {
        loaded(&[("DATABASE_URL", &url)]).with_secret(&mut StdRng::seed_from_u64(seed)).expect("a key")
    };
    let first = start(1).security.secret_key;
    assert_eq!(start(2).security.secret_key, first);
    let file = folder.path().join("new/secret_key");
    assert_eq!(fs::read_to_string(&file).expect("kept").trim(), first.expose());
    assert_owners_alone(&file);
    assert!(
        refused(&[("PROJECTMEATS_ENV", "production"), SERVER, ("SECRET_KEY", first.expose())])
            .contains("for development")
    );

    fs::write(&file, "").expect("written");
    let damaged = loaded(&[("DATABASE_URL", &url)]).with_secret(&mut StdRng::seed_from_u64(3));
    assert!(damaged.expect_err("refused").to_string().contains("the file holds no key"));
}

#[cfg(unix)]
fn assert_owners_alone(file: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    assert_eq!(fs::metadata(file).expect("there").permissions().mode() & 0o777, 0o600);
}
#[cfg(not(unix))]
fn assert_owners_alone(_: &Path) {}

#[test]
fn a_key_that_is_set_is_kept_and_no_file_is_made() {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite://{}/meats.sqlite3", folder.path().display());
    let settings =
        loaded(&[("DATABASE_URL", &url), KEY]).with_secret(&mut StdRng::seed_from_u64(1)).expect("a key");
    assert_eq!(settings.security.secret_key.expose(), KEY.1);
    assert!(!settings.secret_file().exists());
}

#[test]
fn passwords_in_urls_are_masked_wherever_they_stand() {
    for (url, shown) in [
        (
            "postgres://meats:se@cr/et@db:5432/meats?sslmode=require",
            "postgres://***@db:5432/meats?sslmode=require",
        ),
        ("postgres://db/meats?user=meats&password=secret", "postgres://db/meats?user=***&password=***"),
        ("postgres://meats:se?cret@db/meats", "postgres://***"),
        ("postgres://db/meats?password=a@b", "postgres://***"),
        ("sqlite://var/meats.sqlite3", "sqlite://var/meats.sqlite3"),
    ] {
        assert_eq!(masked_url(url), shown);
    }
}

#[test]
fn debug_output_holds_no_secret() {
    let shown =
        format!("{:?}", loaded(&[KEY, SERVER, ("DATABASE_REPLICA_URL", "postgres://meats:hush@copy/meats")]));
    assert!(shown.contains("***@copy") && !shown.contains("hush") && !shown.contains(KEY.1), "{shown}");
}

#[test]
fn what_is_shown_as_in_force_can_be_read_back() {
    let text = Sources::gather(&variables(&[KEY, SERVER])).expect("gathered").effective();
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("base.toml"), text).expect("written");
    let folder = ("PROJECTMEATS_SETTINGS_DIR", folder.path().to_str().expect("text"));
    // Over it the masked ones, which are not meant to be.
    assert_eq!(loaded(&[folder, KEY, SERVER]).pages.max_size, 1000);
}

#[test]
fn every_setting_says_what_it_means() {
    let mut documented: Vec<_> = sections().into_iter().flat_map(|section| section.entries).collect();
    for entry in &documented {
        assert!(
            entry.meaning.ends_with(['.', ')', ':']) && entry.meaning.len() > 10,
            "{}: {:?}",
            entry.path(),
            entry.meaning
        );
    }
    documented.sort_by_key(super::Entry::path);
    let paths: Vec<_> = documented.iter().map(super::Entry::path).collect();
    assert_eq!(paths, defaults().into_keys().collect::<Vec<_>>());
}
