//! Nested objects are read as leniently as bodies are: null is a blank, and a blank text where null may be is null (wire contract FC-12).
use serde::{Deserialize, Deserializer, de::DeserializeOwned};
use serde_json::Value;

/// A blank text is null.
pub(super) fn blank_is_null<'de, D: Deserializer<'de>, T: DeserializeOwned>(
    d: D,
) -> Result<Option<T>, D::Error> {
    match Value::deserialize(d)? {
        Value::Null => Ok(None),
        Value::String(text) if text.is_empty() => Ok(None),
        value => {
            T::deserialize(value).map(Some).map_err(|e| serde::de::Error::custom(sentence(&e.to_string())))
        }
    }
}

/// Null is a blank.
pub(super) fn null_is_blank<'de, D: Deserializer<'de>, T: Deserialize<'de> + Default>(
    d: D,
) -> Result<T, D::Error> {
    Ok(Option::<T>::deserialize(d)?.unwrap_or_default())
}

/// What serde says of a wrong type tells a client nothing.
fn sentence(said: &str) -> &str {
    if said.starts_with("invalid type") { "Not a valid value." } else { said }
}
