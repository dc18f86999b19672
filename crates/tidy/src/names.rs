//! Where certain names may stand in code.
use crate::sources::{rust, texts};

/// Fails when code outside `places` satisfies `bad`.
fn only_in(places: &[&str], rule: &str, bad: impl Fn(&crate::sources::Source) -> bool) {
    let wrong: Vec<_> =
        rust().iter().filter(|source| !source.is_in(places) && bad(source)).map(|s| &s.path).collect();
    assert!(wrong.is_empty(), "{rule}: {wrong:#?}");
}

#[test]
fn the_web_framework_is_named_only_where_requests_are_handled() {
    let places = ["crates/web/", "crates/testkit/", "crates/e2e/", "apps/projectmeats-server/"];
    only_in(&places, "actix is named outside scope files", |source| {
        let handles = source.path.ends_with("/scope.rs") || source.path.contains("/scope/");
        !handles
            && source
                .code()
                .iter()
                .any(|word| ["actix_web", "actix_http", "actix_cors"].contains(&word.as_str()))
    });
}

#[test]
fn a_database_is_named_only_where_it_is_reached() {
    let places = ["crates/db/", "crates/core/src/columns.rs", "crates/testkit/"];
    only_in(&places, "a database is named in code", |source| {
        source.code().iter().any(|word| {
            let small = word.to_ascii_lowercase();
            small.contains("sqlite")
                || small.contains("postgres")
                || small == "pg"
                || small.starts_with("pgconn")
        })
    });
}

#[test]
fn only_authentication_the_command_line_and_tests_make_a_context() {
    let places = [
        "crates/core/",
        "crates/accounts/",
        "crates/tenants/",
        "crates/testkit/",
        "apps/projectmeats-server/",
    ];
    only_in(&places, "a Ctx is made", |source| {
        source.says("Ctx : : grant") || source.says("Ctx {") && source.says("request_id :")
    });
}

#[test]
fn tables_are_private_to_their_crate() {
    only_in(&[], "a schema is public", |source| source.says("pub mod schema"));
}

#[test]
fn nothing_is_left_for_later() {
    only_in(&[], "unfinished code", |source| {
        ["todo !", "unimplemented !", "# [ ignore", "dbg !"].iter().any(|phrase| source.says(phrase))
    });
}

#[test]
fn every_file_begins_by_saying_what_it_is() {
    only_in(&[], "no //! line at the top", |source| !source.text.starts_with("//! "));
}

#[test]
fn no_file_names_a_place_of_somebodys_machine() {
    let endings = ["rs", "toml", "sql", "md", "json", "yml", "yaml", "test", "run", "justfile"];
    let folders = ["crates", "apps", "migrations", "settings", "docs", "scripts", "bench", ".ci"];
    for source in texts(&folders, &endings) {
        for place in ["home", "root", "Users", "work"] {
            let path = format!("/{place}/");
            let named = source.text.lines().find(|line| line.contains(&path));
            assert_eq!(named, None, "{} names {path}", source.path);
        }
    }
}
