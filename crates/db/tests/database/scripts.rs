//! What the migration folders promise, read without a database.
use projectmeats_db::migrate::{Script, postgres_scripts, sqlite_scripts};
use std::collections::{BTreeMap, BTreeSet};

fn both() -> impl Iterator<Item = &'static Script> {
    sqlite_scripts().iter().chain(postgres_scripts())
}

/// Each domain and everything it stands on, itself included.
pub(crate) fn stands_on(all: &'static [Script]) -> BTreeMap<&'static str, BTreeSet<&'static str>> {
    let mut found: BTreeMap<_, BTreeSet<_>> =
        all.iter().map(|s| (s.domain, BTreeSet::from([s.domain]))).collect();
    loop {
        let before: usize = found.values().map(BTreeSet::len).sum();
        for script in all {
            let under: Vec<_> = script.requires().filter_map(|d| found.get(d)).flatten().copied().collect();
            found.entry(script.domain).or_default().extend(under);
        }
        if before == found.values().map(BTreeSet::len).sum::<usize>() {
            return found;
        }
    }
}

/// The domains, those that others stand on last.
pub(crate) fn dependents_first(all: &'static [Script]) -> Vec<&'static str> {
    let mut order: Vec<_> = stands_on(all).into_iter().map(|(domain, under)| (under.len(), domain)).collect();
    order.sort_unstable();
    order.into_iter().rev().map(|(_, domain)| domain).collect()
}

#[test]
fn both_databases_have_the_same_steps_with_the_same_requirements() {
    let listed = |scripts: &'static [Script]| -> BTreeMap<_, BTreeSet<_>> {
        scripts.iter().map(|s| (s.to_string(), s.requires().collect())).collect()
    };
    assert_eq!(listed(sqlite_scripts()), listed(postgres_scripts()));
}

#[test]
fn versions_have_fourteen_digits_and_belong_to_one_step_each() {
    for scripts in [sqlite_scripts(), postgres_scripts()] {
        let mut seen = BTreeMap::new();
        for script in scripts {
            let version = script.version();
            assert!(version.len() == 14 && version.bytes().all(|b| b.is_ascii_digit()), "{script}");
            assert!(script.name.len() > 15, "{script} does not say what it does");
            if let Some(other) = seen.insert(version, script) {
                panic!("{script} and {other} have one version");
            }
        }
    }
}

#[test]
fn what_a_step_requires_exists_and_is_older() {
    for scripts in [sqlite_scripts(), postgres_scripts()] {
        for script in scripts {
            for required in script.requires() {
                let older = scripts.iter().any(|s| s.domain == required && s.version() < script.version());
                assert!(older, "{script} requires {required}, which has no earlier step");
            }
        }
    }
}

#[test]
fn no_domain_stands_on_itself_by_way_of_others() {
    for scripts in [sqlite_scripts(), postgres_scripts()] {
        let stands_on = stands_on(scripts);
        for script in scripts {
            for required in script.requires() {
                let circle = stands_on.get(required).is_some_and(|under| under.contains(script.domain));
                assert!(!circle, "{script} requires {required}, which stands on {}", script.domain);
            }
        }
    }
}

#[test]
fn a_step_refers_only_to_what_its_requirements_made() {
    for scripts in [sqlite_scripts(), postgres_scripts()] {
        let made_by: BTreeMap<&str, &str> =
            scripts.iter().flat_map(|s| made(s.up).map(|name| (name, s.domain))).collect();
        let stands_on = stands_on(scripts);
        for script in scripts {
            let under = &stands_on[script.domain];
            for name in words(script.up) {
                let maker = made_by.get(name).copied().unwrap_or(script.domain);
                assert!(under.contains(maker), "{script} uses {name} of {maker}, which it does not require");
            }
        }
    }
}

/// The names of tables and functions a script makes.
fn made(sql: &'static str) -> impl Iterator<Item = &'static str> {
    let after = |what: &'static str| sql.split(what).skip(1).filter_map(|rest| words(rest).next());
    after("CREATE TABLE ").chain(after("CREATE FUNCTION "))
}

/// The identifiers of a script, comments left out.
fn words(sql: &str) -> impl Iterator<Item = &str> {
    let code = sql.lines().map(|line| line.split("--").next().unwrap_or_default());
    let words = code.flat_map(|line| line.split(|c: char| !c.is_ascii_alphanumeric() && c != '_'));
    words.filter(|word| !word.is_empty())
}

#[test]
fn a_step_that_makes_something_says_how_to_take_it_back() {
    for script in both().filter(|s| made(s.up).next().is_some()) {
        let undone: BTreeSet<_> = words(script.down).collect();
        for name in made(script.up) {
            assert!(undone.contains(name), "{script} makes {name} and its down.sql does not take it back");
        }
    }
}
