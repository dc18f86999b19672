//! Conditional requests (RFC 9110, section 13): `If-Match` before a change, `If-None-Match` before an answer.
use crate::reply::etag;
use projectmeats_core::{Error, Result};

/// Refuses a change of a version the caller did not name.
///
/// # Errors
/// [`Error::Stale`] when `If-Match` is there and names another version.
pub fn expect_match(if_match: Option<&str>, version: i64) -> Result<()> {
    match if_match {
        Some(tags) if !names(tags, version, false) => Err(Error::Stale),
        _ => Ok(()),
    }
}

/// Whether `If-None-Match` says the caller has this version already.
pub fn is_known(if_none_match: Option<&str>, version: i64) -> bool {
    if_none_match.is_some_and(|tags| names(tags, version, true))
}

/// `If-Match` compares strongly: a weak tag never matches. `If-None-Match` compares weakly.
fn names(tags: &str, version: i64, weakly: bool) -> bool {
    let own = etag(version);
    let same = |tag: &str| match tag.strip_prefix("W/") {
        Some(tag) => weakly && tag == own,
        None => tag == own,
    };
    tags.trim() == "*" || tags.split(',').map(str::trim).any(same)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_needs_the_version_it_names() {
        for (tags, allowed) in [
            (None, true),
            (Some("\"3\""), true),
            (Some("\"1\", \"3\""), true),
            (Some("*"), true),
            (Some("\"2\""), false),
            (Some("W/\"3\""), false),
            (Some(""), false),
        ] {
            assert_eq!(expect_match(tags, 3).is_ok(), allowed, "{tags:?}");
        }
    }

    #[test]
    fn a_known_version_need_not_be_sent_again() {
        assert!(is_known(Some("W/\"3\""), 3));
        assert!(!is_known(Some("\"2\""), 3));
        assert!(!is_known(None, 3));
    }
}
