//! Failed sign-ins, counted.
use super::{read, write};
use crate::throttle::{Attempt, ThrottleRules, check, failed, purge, succeeded};
use projectmeats_core::{Error, Result, Timestamp};
use projectmeats_testkit::{Database, now};

const RULES: ThrottleRules = ThrottleRules { per_account: 3, per_address: 5, window_seconds: 900 };

fn later(seconds: i64) -> Timestamp {
    now().plus_seconds(seconds)
}

fn attempt(login: &str, address: &str) -> Attempt {
    Attempt::of(login, address.parse().expect("an address"))
}

fn fail(db: &Database, attempt: &Attempt, at: Timestamp) -> Option<u64> {
    let attempt = attempt.clone();
    write(db, move |conn| failed(conn, &RULES, &attempt, at)).expect("counted")
}

fn succeed(db: &Database, attempt: &Attempt, at: Timestamp) -> Result<()> {
    let attempt = attempt.clone();
    write(db, move |conn| succeeded(conn, &RULES, &attempt, at))
}

/// The seconds a sign-in has to wait.
fn wait(db: &Database, attempt: &Attempt, at: Timestamp) -> Option<u64> {
    read(db, |conn| match check(conn, &RULES, attempt, at) {
        Ok(()) => Ok(None),
        Err(Error::Throttled(wait)) => Ok(Some(wait)),
        Err(other) => Err(other),
    })
}

#[test]
fn an_account_is_shut_after_its_last_try_and_open_again_after_the_window() {
    let db = Database::fresh();
    let ann = attempt("ann", "192.0.2.1");
    for second in 0..3 {
        assert_eq!(wait(&db, &ann, later(second)), None);
        assert_eq!(fail(&db, &ann, later(second)), None);
    }
    assert_eq!(wait(&db, &ann, later(3)), Some(897));
    assert_eq!(
        wait(&db, &attempt("ANN", "192.0.2.9"), later(3)),
        Some(897),
        "whatever the address and the case"
    );
    assert_eq!(
        wait(&db, &attempt("bob", "192.0.2.1"), later(3)),
        None,
        "others of the address have tries left"
    );
    assert_eq!(wait(&db, &ann, later(900)), None);
    assert_eq!(fail(&db, &ann, later(900)), None, "the first of a new window");
    assert_eq!(fail(&db, &ann, later(901)), None);
    assert_eq!(wait(&db, &ann, later(902)), None);
}

#[test]
fn an_address_is_shut_whatever_names_it_tries() {
    let db = Database::fresh();
    for n in 0..5 {
        assert_eq!(fail(&db, &attempt(&format!("name{n}"), "192.0.2.1"), now()), None);
    }
    assert_eq!(wait(&db, &attempt("ann", "192.0.2.1"), later(1)), Some(899));
    assert_eq!(wait(&db, &attempt("ann", "192.0.2.2"), later(1)), None);
}

#[test]
fn a_good_sign_in_clears_the_account_but_not_the_address() {
    let db = Database::fresh();
    let ann = attempt("ann", "192.0.2.1");
    for _ in 0..2 {
        for _ in 0..2 {
            assert_eq!(fail(&db, &ann, now()), None);
        }
        succeed(&db, &ann, now()).expect("tries were left");
    }
    assert_eq!(fail(&db, &ann, now()), None);
    assert_eq!(wait(&db, &ann, now()), Some(900), "five failures from the address");
}

#[test]
fn a_right_password_after_the_last_try_does_not_open_the_door() {
    let db = Database::fresh();
    let ann = attempt("ann", "192.0.2.1");
    for _ in 0..3 {
        fail(&db, &ann, now());
    }
    assert!(matches!(succeed(&db, &ann, later(1)), Err(Error::Throttled(899))));
    assert_eq!(wait(&db, &ann, later(1)), Some(899), "nor does it clear the count");
    succeed(&db, &ann, later(900)).expect("the window has ended");
}

#[test]
fn a_hundred_guesses_at_once_learn_no_more_than_in_turn() {
    let db = Database::fresh();
    let verdicts: Vec<Option<u64>> = std::thread::scope(|scope| {
        let guess = |n: u8| fail(&db, &attempt("ann", &format!("192.0.2.{n}")), now());
        let tasks: Vec<_> = (0..100).map(|n| scope.spawn(move || guess(n))).collect();
        tasks.into_iter().map(|task| task.join().expect("no panic")).collect()
    });
    assert_eq!(verdicts.iter().filter(|verdict| verdict.is_none()).count(), 3);
    assert_eq!(verdicts.iter().filter(|verdict| **verdict == Some(900)).count(), 97);
}

#[test]
fn counters_are_purged_when_their_window_has_ended() {
    let db = Database::fresh();
    let ann = attempt("ann", "192.0.2.1");
    fail(&db, &ann, now());
    fail(&db, &attempt("bob", "192.0.2.2"), later(60));
    let purge_at = |at| write(&db, move |conn| purge(conn, &RULES, at)).expect("purged");
    assert_eq!(purge_at(later(899)), 0);
    assert_eq!(purge_at(later(900)), 2);
    assert_eq!(wait(&db, &ann, later(901)), None);
}
