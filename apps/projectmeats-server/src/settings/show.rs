//! The settings in force, for people to read.
use super::{Environment, manual, masked_url, secret::MASK};
use figment::value::Value;

/// Keys whose whole value is hidden.
const SECRETS: [&str; 1] = ["security.secret_key"];
/// Keys whose value holds a password.
const URLS: [&str; 3] = ["database.url", "database.migration_url", "database.replica_url"];

/// Whether the value of `key` must not be repeated in a message.
pub(super) fn is_secret(key: &str) -> bool {
    SECRETS.contains(&key) || URLS.contains(&key)
}

/// TOML in the order of the defaults' file; `find` gives a key's value and what set it.
pub(super) fn effective(environment: Environment, find: impl Fn(&str) -> Option<(Value, String)>) -> String {
    let mut text = format!("# environment: {environment} (PROJECTMEATS_ENV)\n");
    for section in manual::sections() {
        if !section.name.is_empty() {
            text.push_str(&format!("\n[{}]\n", section.name));
        }
        for entry in section.entries {
            if let Some((value, source)) = find(&entry.path()) {
                text.push_str(&format!("{} = {}  # {source}\n", entry.key, shown(&entry.path(), &value)));
            }
        }
    }
    text
}

/// What JSON writes for texts, numbers, flags and lists of them is TOML as well.
fn shown(key: &str, value: &Value) -> String {
    let masked = match value.as_str() {
        Some("") | None => None,
        Some(_) if SECRETS.contains(&key) => Some(MASK.to_owned()),
        Some(url) if URLS.contains(&key) => Some(masked_url(url)),
        Some(_) => None,
    };
    let json = masked.map_or_else(|| serde_json::to_string(value), |text| serde_json::to_string(&text));
    json.unwrap_or_else(|_| format!("\"{MASK}\""))
}
