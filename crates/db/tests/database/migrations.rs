//! Migrating forward, back, and by several servers at once.
use crate::{
    catalogue::dump,
    scripts::{dependents_first, stands_on},
};
use projectmeats_core::Error;
use projectmeats_db::migrate::{Script, Target, migrate, postgres_scripts, sqlite_scripts, status};
use projectmeats_testkit::Database;
use std::{collections::BTreeSet, thread};

fn scripts(database: &Database) -> &'static [Script] {
    if database.location().is_embedded() { sqlite_scripts() } else { postgres_scripts() }
}

fn applied(database: &Database) -> Vec<String> {
    let steps = status(database.location()).expect("status");
    steps.into_iter().filter(|(_, applied)| *applied).map(|(step, _)| step.to_string()).collect()
}

fn taken_back(database: &Database, domain: &str) -> projectmeats_core::Result<Vec<String>> {
    migrate(database.location(), Target::Version(domain, "zero"))
}

#[test]
fn up_down_up_leaves_the_same_schema() {
    let database = Database::blank();
    assert_eq!(applied(&database), [""; 0]);
    let bare = dump(&mut database.owner());
    migrate(database.location(), Target::Latest).expect("up");
    let first = dump(&mut database.owner());
    for domain in dependents_first(scripts(&database)) {
        taken_back(&database, domain).unwrap_or_else(|e| panic!("{domain} goes back: {e:?}"));
    }
    assert_eq!(applied(&database), [""; 0]);
    assert_same(&bare, &dump(&mut database.owner()));
    migrate(database.location(), Target::Latest).expect("up again");
    assert_same(&first, &dump(&mut database.owner()));
}

fn assert_same(before: &[String], after: &[String]) {
    let (before, after): (BTreeSet<_>, BTreeSet<_>) = (before.iter().collect(), after.iter().collect());
    let gone: Vec<_> = before.difference(&after).collect();
    let new: Vec<_> = after.difference(&before).collect();
    assert!(gone.is_empty() && new.is_empty(), "gone: {gone:#?}\nnew: {new:#?}");
}

#[test]
fn a_domain_that_others_stand_on_is_refused_and_named_and_nothing_is_done() {
    let database = Database::fresh();
    let (before, steps) = (dump(&mut database.owner()), applied(&database));
    let stands_on = stands_on(scripts(&database));
    let mut refused = 0;
    for domain in stands_on.keys() {
        let over: Vec<_> = stands_on
            .iter()
            .filter(|(d, under)| *d != domain && under.contains(domain))
            .map(|(d, _)| *d)
            .collect();
        if over.is_empty() {
            continue;
        }
        let Err(Error::Conflict(message)) = taken_back(&database, domain) else {
            panic!("{domain} was taken back")
        };
        assert!(over.iter().all(|name| message.contains(name)), "{message} does not name all of {over:?}");
        refused += 1;
    }
    assert!(refused > 0, "some domain stands on another");
    assert_same(&before, &dump(&mut database.owner()));
    assert_eq!(applied(&database), steps);
}

#[test]
fn one_domain_goes_back_and_comes_again_alone() {
    let database = Database::fresh();
    let (before, steps) = (dump(&mut database.owner()), applied(&database));
    let domain = dependents_first(scripts(&database))[0];
    let back = taken_back(&database, domain).expect("down");
    assert!(
        !back.is_empty() && back.iter().all(|line| line.starts_with(&format!("- {domain}/"))),
        "{back:?}"
    );
    let again = migrate(database.location(), Target::Domain(domain)).expect("up");
    assert_eq!(again.len(), back.len());
    assert_same(&before, &dump(&mut database.owner()));
    assert_eq!(applied(&database), steps);
}

#[test]
fn a_domain_brings_what_it_requires_and_no_more() {
    for (domain, under) in stands_on(sqlite_scripts()) {
        let database = Database::blank();
        migrate(database.location(), Target::Domain(domain)).unwrap_or_else(|e| panic!("{domain}: {e:?}"));
        let brought: BTreeSet<_> =
            applied(&database).iter().filter_map(|s| s.split('/').next().map(str::to_owned)).collect();
        assert_eq!(brought, under.into_iter().map(str::to_owned).collect());
    }
}

#[test]
fn a_domain_or_version_that_does_not_exist_is_refused_with_those_that_do() {
    let database = Database::fresh();
    let refused = |target| match migrate(database.location(), target) {
        Err(Error::Malformed(message)) => message,
        other => panic!("{other:?}"),
    };
    assert!(refused(Target::Domain("plans")).contains("there is no domain \"plans\"; there are"));
    assert!(refused(Target::Version("db", "19700101000000")).contains("20261101000000"));
}

#[test]
fn servers_that_start_at_once_migrate_an_empty_database_once() {
    for _ in 0..5 {
        let database = Database::blank();
        let place = database.location();
        let done: Vec<_> = thread::scope(|scope| {
            let started: Vec<_> = (0..4).map(|_| scope.spawn(|| migrate(place, Target::Latest))).collect();
            started.into_iter().map(|thread| thread.join().expect("ends")).collect()
        });
        let steps: usize = done.into_iter().map(|report| report.expect("succeeds").len()).sum();
        assert_eq!(steps, scripts(&database).len());
        assert_eq!(migrate(place, Target::Latest).expect("again"), [""; 0]);
    }
}
