//! Every domain crate has the same rooms.
use crate::sources::{root, rust};
use std::{collections::BTreeSet, fs};

/// Crates that are no domain of the business.
const FRAME: [&str; 9] = ["activity", "core", "db", "directory", "e2e", "testkit", "tidy", "trade", "web"];
const ROOMS: [&str; 4] = ["models", "services", "scope", "schema"];

fn domains() -> BTreeSet<String> {
    let folders = fs::read_dir(root().join("crates")).expect("there are crates");
    let names = folders.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    let domains: BTreeSet<_> = names.filter(|name| !FRAME.contains(&name.as_str())).collect();
    assert!(!domains.is_empty());
    domains
}

#[test]
fn every_domain_crate_has_the_four_rooms() {
    for domain in domains() {
        for room in ROOMS {
            let src = root().join("crates").join(&domain).join("src");
            let there = src.join(format!("{room}.rs")).exists() || src.join(room).join("mod.rs").exists();
            assert!(there, "{domain} has no {room}");
        }
    }
}

#[test]
fn tests_of_a_domain_stand_in_a_room_of_their_own() {
    for domain in domains() {
        let tests = format!("crates/{domain}/src/tests");
        assert!(
            rust().iter().any(|source| source.path.starts_with(&tests)),
            "{domain} has no tests of its services"
        );
    }
}

#[test]
fn a_domain_declares_its_tables_in_its_schema_and_nowhere_else() {
    for domain in domains() {
        let src = format!("crates/{domain}/src/");
        for source in rust().iter().filter(|source| source.path.starts_with(&src)) {
            let declares = source.says("table ! {");
            assert_eq!(declares, source.path == format!("{src}schema.rs"), "{}", source.path);
        }
    }
}
