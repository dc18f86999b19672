//! Passwords: the rules for new ones, and argon2id.
use argon2::{
    Algorithm, Argon2, Params, PasswordHash, PasswordHasher, PasswordVerifier, Version,
    password_hash::SaltString,
};
use projectmeats_core::{Error, Result};
use rand::CryptoRng;
use std::sync::LazyLock;

pub use super::hasher::Hasher;

/// Characters of the shortest password that is accepted (NIST SP 800-63B section 3.1.1.2).
pub const SHORTEST: usize = 8;
/// Characters of the longest password that is accepted.
pub const LONGEST: usize = 128;

/// 19 MiB, two passes, one lane: the first choice of the OWASP password storage cheat sheet.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;
const SALT_BYTES: usize = 16;

/// What is verified when there is no such person, so that they cost the same as those there are.
static DUMMY: LazyLock<String> =
    LazyLock::new(|| hash_salted(&[0; SALT_BYTES], "nobody's password").unwrap_or_default());

/// Refuses a new password that breaks a rule.
///
/// # Errors
/// [`Error::Invalid`] on `password`.
pub fn check(password: &str) -> Result<()> {
    let length = password.chars().count();
    if length < SHORTEST {
        let message = format!("This password is too short. It must contain at least {SHORTEST} characters.");
        return Err(Error::invalid("password", message));
    }
    if length > LONGEST {
        let message = format!("This password is too long. It must contain at most {LONGEST} characters.");
        return Err(Error::invalid("password", message));
    }
    Ok(())
}

/// The argon2id hash of `password` in PHC form, with a fresh salt. Some 20 ms of work: see [`Hasher`].
///
/// # Errors
/// [`Error::Internal`], which no password causes.
pub fn hash(rng: &mut impl CryptoRng, password: &str) -> Result<String> {
    hash_salted(&salt(rng), password)
}

/// Whether `password` is the one behind `hash`. A hash that cannot be read matches none.
pub fn verify(hash: &str, password: &str) -> bool {
    let Ok(parsed) = PasswordHash::new(hash) else { return false };
    affordable(&parsed) && argon2().verify_password(password.as_bytes(), &parsed).is_ok()
}

/// Whether a hash is one that [`verify`] works on.
pub(super) fn is_readable(hash: &str) -> bool {
    PasswordHash::new(hash).is_ok_and(|parsed| affordable(&parsed))
}

/// Makes what [`verify_nobody`] needs, so that the first stranger does not wait longer than the next.
pub(super) fn prepare() {
    LazyLock::force(&DUMMY);
}

/// The work of [`verify`] for a person who does not exist.
pub(super) fn verify_nobody(password: &str) -> bool {
    verify(&DUMMY, password);
    false
}

pub(super) fn salt(rng: &mut impl CryptoRng) -> [u8; SALT_BYTES] {
    let mut salt = [0; SALT_BYTES];
    rng.fill_bytes(&mut salt);
    salt
}

pub(super) fn hash_salted(salt: &[u8; SALT_BYTES], password: &str) -> Result<String> {
    let salt = SaltString::encode_b64(salt).map_err(Error::internal)?;
    let hash = argon2().hash_password(password.as_bytes(), &salt).map_err(Error::internal)?;
    Ok(hash.to_string())
}

fn argon2() -> Argon2<'static> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// The cost stands in the hash: one that was tampered with could ask for all memory there is.
fn affordable(hash: &PasswordHash<'_>) -> bool {
    Params::try_from(hash)
        .is_ok_and(|p| p.m_cost() <= 16 * MEMORY_KIB && p.t_cost() <= 16 && p.p_cost() <= 16)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rand::{SeedableRng, rngs::StdRng};

    #[test]
    fn a_password_has_8_to_128_characters() {
        for (length, good) in [(0, false), (7, false), (8, true), (128, true), (129, false)] {
            assert_eq!(check(&"ä".repeat(length)).is_ok(), good, "{length}");
        }
    }

    #[test]
    fn a_hash_is_argon2id_at_the_chosen_cost_and_matches_its_password_alone() {
        let hash = hash(&mut StdRng::seed_from_u64(1), "correct horse").expect("hashed");
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(verify(&hash, "correct horse"));
        assert!(!verify(&hash, "correct horsf"));
        assert!(!verify(&hash, ""));
    }

    #[test]
    fn the_same_password_is_never_hashed_the_same() {
        let mut rng = StdRng::seed_from_u64(1);
        let mut once = || hash(&mut rng, "correct horse").expect("hashed");
        assert_ne!(once(), once());
    }

    #[test]
    fn nobody_costs_what_somebody_costs_and_no_password_is_theirs() {
        let (nobody, somebody) =
            (PasswordHash::new(&DUMMY).expect("a hash"), hash(&mut StdRng::seed_from_u64(1), "x"));
        let somebody = somebody.expect("hashed");
        let somebody = PasswordHash::new(&somebody).expect("a hash");
        assert_eq!((nobody.algorithm, nobody.params), (somebody.algorithm, somebody.params));
        assert!(!verify_nobody("nobody's password"));
    }

    #[test]
    fn a_hash_that_asks_for_all_memory_is_refused() {
        let greedy =
            hash(&mut StdRng::seed_from_u64(1), "x").expect("hashed").replace("m=19456", "m=4294967295");
        assert!(!verify(&greedy, "x"));
    }

    proptest! {
        #[test]
        fn any_text_as_a_hash_is_answered(text in ".{0,120}", tail in "[a-zA-Z0-9+/=$,]{0,60}") {
            prop_assert!(!verify(&text, "x"));
            let hash = format!("$argon2id$v=19$m=8,t=1,p=1${tail}");
            prop_assert!(!verify(&hash, "x"));
        }
    }
}
