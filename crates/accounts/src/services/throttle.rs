//! How often a sign-in may fail, by account and by address.
//!
//! The way of a sign-in: [`check`] before the password is looked at, then [`failed`], or [`succeeded`] in the transaction of
//! the sign-in. These two count under the row's lock and have the last word, so that a hundred guesses sent at once learn no
//! more than a hundred sent in turn. A name nobody has counts like any other.
use super::{fold, secrets::digest};
use crate::schema::accounts_login_failure::{self as table, dsl};
use diesel::{dsl::case_when, prelude::*, upsert::excluded};
use projectmeats_core::{Error, Result, Timestamp};
use projectmeats_db::{Conn, on};
use std::net::{IpAddr, Ipv6Addr};

/// How many failures are too many, and for how long they count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ThrottleRules {
    /// Failures an account may have in a window.
    pub per_account: i32,
    /// Failures an address may have in a window.
    pub per_address: i32,
    /// Length of a window, which begins with its first failure.
    pub window_seconds: i64,
}

impl Default for ThrottleRules {
    fn default() -> Self {
        Self { per_account: 5, per_address: 50, window_seconds: 15 * 60 }
    }
}

/// The account a sign-in names and the address it comes from, as the counters know them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    account: Vec<u8>,
    address: Vec<u8>,
}

impl Attempt {
    /// A sign-in as `login` (a username or an e-mail address) from `address`.
    pub fn of(login: &str, address: IpAddr) -> Self {
        let (account, address) = (fold(login), network(address));
        Self {
            account: digest(&format!("account:{account}")),
            address: digest(&format!("address:{address}")),
        }
    }
}

/// Whoever has one address of IPv6 has 2^64 of them (RFC 6177): they count as one.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(v4) => IpAddr::V4(v4),
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() & !u128::from(u64::MAX))),
    }
}

/// A counter as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable)]
struct Tally {
    failures: i32,
    first_at: Timestamp,
}

impl ThrottleRules {
    /// A window that began at or before this instant has ended.
    fn horizon(&self, now: Timestamp) -> Timestamp {
        now.plus_seconds(-self.window_seconds)
    }
    /// Seconds until `tally` no longer counts, when it has reached `limit`.
    fn wait(&self, tally: Tally, limit: i32, now: Timestamp) -> Option<u64> {
        let ends = tally.first_at.plus_seconds(self.window_seconds);
        (tally.failures >= limit && ends > now).then(|| ends.seconds_since(now))
    }
}

/// Refuses a sign-in that has no tries left.
///
/// # Errors
/// [`Error::Throttled`] with the seconds to wait.
pub fn check(conn: &mut Conn, rules: &ThrottleRules, attempt: &Attempt, now: Timestamp) -> Result<()> {
    let Attempt { account, address } = attempt;
    let tallies: Vec<(Vec<u8>, Tally)> = table::table
        .filter(dsl::key_hash.eq(account).or(dsl::key_hash.eq(address)))
        .select((dsl::key_hash, (dsl::failures, dsl::first_at)))
        .load(conn)?;
    let limit = |key: &Vec<u8>| if key == account { rules.per_account } else { rules.per_address };
    let longest = tallies.iter().filter_map(|(key, tally)| rules.wait(*tally, limit(key), now)).max();
    longest.map_or(Ok(()), |wait| Err(Error::Throttled(wait)))
}

/// Counts a failed sign-in. `Some` seconds say that it came after the last try: answer so, whatever was wrong with it.
///
/// Not an error, which would undo the count.
///
/// # Errors
/// Only those of the database.
pub fn failed(
    conn: &mut Conn,
    rules: &ThrottleRules,
    attempt: &Attempt,
    now: Timestamp,
) -> Result<Option<u64>> {
    // Always the account first: two sign-ins never wait for each other.
    let account = count(conn, rules, &attempt.account, now)?;
    let address = count(conn, rules, &attempt.address, now)?;
    // The last try itself is still answered for what it was.
    let account = rules.wait(account, rules.per_account + 1, now);
    let address = rules.wait(address, rules.per_address + 1, now);
    Ok(account.max(address))
}

/// Forgets the account's failures after a good sign-in. The address keeps its own, or one good account would buy it
/// endless tries.
///
/// # Errors
/// [`Error::Throttled`] when the tries were used up meanwhile: then nobody is signed in.
pub fn succeeded(conn: &mut Conn, rules: &ThrottleRules, attempt: &Attempt, now: Timestamp) -> Result<()> {
    let forgivable = dsl::failures.lt(rules.per_account).or(dsl::first_at.le(rules.horizon(now)));
    diesel::delete(table::table.filter(dsl::key_hash.eq(&attempt.account)).filter(forgivable))
        .execute(conn)?;
    check(conn, rules, attempt, now)
}

/// Deletes the counters whose window has ended; answers how many.
///
/// # Errors
/// Only those of the database.
pub fn purge(conn: &mut Conn, rules: &ThrottleRules, now: Timestamp) -> Result<usize> {
    Ok(diesel::delete(table::table.filter(dsl::first_at.le(rules.horizon(now)))).execute(conn)?)
}

/// One more failure under `key`, in one statement: the first of a new window when there is none or the last has ended.
fn count(conn: &mut Conn, rules: &ThrottleRules, key: &[u8], now: Timestamp) -> Result<Tally> {
    let ended = || dsl::first_at.le(rules.horizon(now));
    let tally = on!(conn, |c| diesel::insert_into(table::table)
        .values((dsl::key_hash.eq(key), dsl::failures.eq(1), dsl::first_at.eq(now), dsl::last_at.eq(now)))
        .on_conflict(dsl::key_hash)
        .do_update()
        .set((
            dsl::failures.eq(case_when(ended(), excluded(dsl::failures)).otherwise(dsl::failures + 1)),
            dsl::first_at.eq(case_when(ended(), excluded(dsl::first_at)).otherwise(dsl::first_at)),
            dsl::last_at.eq(excluded(dsl::last_at)),
        ))
        .returning((dsl::failures, dsl::first_at))
        .get_result::<Tally>(c))?;
    Ok(tally)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: ThrottleRules = ThrottleRules { per_account: 5, per_address: 50, window_seconds: 900 };

    fn at(seconds: i64) -> Timestamp {
        Timestamp::EPOCH.plus_seconds(1_000_000 + seconds)
    }

    #[test]
    fn the_limit_holds_to_the_end_of_the_window_and_no_longer() {
        let wait =
            |failures, now| RULES.wait(Tally { failures, first_at: at(0) }, RULES.per_account, at(now));
        assert_eq!(wait(4, 0), None);
        assert_eq!(wait(5, 0), Some(900));
        assert_eq!(wait(6, 899), Some(1));
        assert_eq!(wait(6, 900), None);
    }

    #[test]
    fn the_horizon_and_the_wait_agree_on_when_a_window_ends() {
        for now in [899, 900, 901] {
            let ended = at(0) <= RULES.horizon(at(now));
            assert_eq!(
                ended,
                RULES.wait(Tally { failures: 5, first_at: at(0) }, 5, at(now)).is_none(),
                "{now}"
            );
        }
    }

    #[test]
    fn a_name_counts_the_same_however_it_is_typed_and_an_address_by_its_network() {
        let attempt = |login, address: &str| Attempt::of(login, address.parse().expect("an address"));
        assert_eq!(attempt("Ann", "192.0.2.1"), attempt(" aNN ", "::ffff:192.0.2.1"));
        assert_eq!(attempt("ann", "2001:db8::1"), attempt("ann", "2001:db8::ffff:2"));
        assert_ne!(attempt("ann", "2001:db8::1"), attempt("ann", "2001:db8:0:1::1"));
        assert_ne!(attempt("ann", "192.0.2.1"), attempt("ann", "192.0.2.2"));
        assert_ne!(attempt("ann", "192.0.2.1").account, attempt("bob", "192.0.2.1").account);
    }
}
