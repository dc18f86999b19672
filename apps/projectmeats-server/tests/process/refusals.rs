//! What production does not start with.
use crate::program::Site;

fn assert_refused(site: &Site, key: &str) {
    for line in ["serve --bind 127.0.0.1:0", "migrate", "settings"] {
        let refused = site.run(line);
        assert_eq!(refused.code, Some(2), "{line}: {refused:?}");
        assert!(refused.err.contains(&format!("error: {key}")), "{line}: {refused:?}");
        assert!(!refused.out.contains("listens"), "{line}: {refused:?}");
    }
}

#[test]
fn production_starts_with_what_it_needs() {
    let site = Site::production();
    let server = site.serve();
    assert_eq!(server.nobody().get("/health/").status, 200);
    assert!(!server.welcome().contains("sign in as"), "{}", server.welcome());
}

#[test]
fn production_does_not_start_without_a_secret() {
    assert_refused(&Site::production().with("SECRET_KEY", ""), "security.secret_key");
    assert_refused(&Site::production().with("SECRET_KEY", "too-short"), "security.secret_key");
}

#[test]
fn production_does_not_start_with_debug() {
    assert_refused(&Site::production().set("debug", "true"), "debug");
}

#[test]
fn production_does_not_start_on_an_embedded_database_unless_that_is_meant() {
    let embedded = Site::production()
        .with("DATABASE_URL", "sqlite://meats.sqlite3")
        .set("database.allow_embedded", "false");
    assert_refused(&embedded, "database.url");
}

#[test]
fn production_does_not_migrate_by_itself() {
    let site = Site::production();
    site.run("migrate bug-reports zero").printed();
    let refused = site.run("serve --bind 127.0.0.1:0");
    assert_eq!(refused.code, Some(1), "{refused:?}");
    assert!(refused.err.contains("not applied") && refused.err.contains("migrate"), "{refused:?}");
}

#[test]
fn a_misspelt_setting_stops_the_start_and_is_named() {
    let refused = Site::development().set("server.prot", "80").run("serve --bind 127.0.0.1:0");
    assert_eq!(refused.code, Some(2), "{refused:?}");
    assert!(refused.err.contains("server.prot") && refused.err.contains("\"server.port\""), "{refused:?}");
}
