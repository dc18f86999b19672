//! Secrets: minted from a given generator, kept only as hashes, compared in constant time.
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, Mac};
use rand::CryptoRng;
use sha2::{Digest, Sha256};
use std::fmt::Write;
use subtle::ConstantTimeEq;

/// What is mixed into CSRF tokens alone, so that the same key can serve another purpose.
const CSRF: &[u8] = b"projectmeats csrf 1\0";

/// A new API token: 160 bits as 40 hexadecimal characters, the shape of the original's.
pub fn token_key(rng: &mut impl CryptoRng) -> String {
    let mut bytes = [0; 20];
    rng.fill_bytes(&mut bytes);
    hex(&bytes)
}

/// A new session id: 256 bits as base64url.
pub fn session_id(rng: &mut impl CryptoRng) -> String {
    let mut bytes = [0; 32];
    rng.fill_bytes(&mut bytes);
    URL_SAFE_NO_PAD.encode(bytes)
}

/// SHA-256 of `text`: what is kept of a token or a session id. They are random, so that it needs neither salt nor stretching.
pub fn digest(text: &str) -> Vec<u8> {
    Sha256::digest(text).to_vec()
}

/// The CSRF token of a session: HMAC-SHA256 under the server's secret, in hexadecimal. It tells nothing of the session's id.
pub fn csrf_token(secret: &[u8], session_id: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).expect("HMAC takes keys of any length");
    mac.update(CSRF);
    mac.update(&digest(session_id));
    hex(&mac.finalize().into_bytes())
}

/// Whether `token` is the session's, in a time that does not depend on where it differs.
pub fn csrf_matches(secret: &[u8], session_id: &str, token: &str) -> bool {
    csrf_token(secret, session_id).as_bytes().ct_eq(token.as_bytes()).into()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        // Writing to a string does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rand::{SeedableRng, rngs::StdRng};

    #[test]
    fn tokens_are_40_hexadecimal_characters_and_never_the_same() {
        let mut rng = StdRng::seed_from_u64(1);
        let (a, b) = (token_key(&mut rng), token_key(&mut rng));
        assert_eq!(a.len(), 40);
        assert!(a.bytes().all(|c| c.is_ascii_digit() || (b'a'..=b'f').contains(&c)), "{a}");
        assert_ne!(a, b);
    }

    #[test]
    fn session_ids_fit_a_cookie_and_carry_256_bits() {
        let mut rng = StdRng::seed_from_u64(1);
        let (a, b) = (session_id(&mut rng), session_id(&mut rng));
        assert_eq!(URL_SAFE_NO_PAD.decode(&a).map(|bytes| bytes.len()), Ok(32));
        assert_ne!(a, b);
    }

    #[test]
    fn a_digest_is_sha_256() {
        // FIPS 180-2, appendix B.1.
        assert_eq!(hex(&digest("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn a_csrf_token_belongs_to_one_session_under_one_secret() {
        let token = csrf_token(b"secret", "session");
        assert!(csrf_matches(b"secret", "session", &token));
        assert!(!csrf_matches(b"secret", "another", &token));
        assert!(!csrf_matches(b"other", "session", &token));
        assert!(!csrf_matches(b"secret", "session", &token[..63]));
        assert!(!csrf_matches(b"secret", "session", ""));
    }

    proptest! {
        #[test]
        fn any_text_as_a_csrf_token_is_answered(session in ".{0,80}", token in ".{0,80}") {
            prop_assert!(!csrf_matches(b"secret", &session, &token));
        }
    }
}
