//! What is done to texts before they are kept or compared.
use serde_json::Value;

/// One folded text over which a search runs: the parts lower-cased by Unicode, a line each, empty ones left out.
pub fn search_text<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let mut text = String::new();
    for part in parts.into_iter().filter(|part| !part.is_empty()) {
        if !text.is_empty() {
            text.push('\n');
        }
        text.extend(part.chars().flat_map(char::to_lowercase));
    }
    text
}

/// Trims every string in a body, however deep, as the original's text fields do.
pub fn trim_deep(value: &mut Value) {
    match value {
        Value::String(text) => {
            let trimmed = text.trim();
            if trimmed.len() != text.len() {
                *text = trimmed.to_owned();
            }
        }
        Value::Array(items) => items.iter_mut().for_each(trim_deep),
        Value::Object(fields) => fields.values_mut().for_each(trim_deep),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// A validation rule: nothing, or an e-mail address.
///
/// # Errors
/// The code `email`.
pub fn blank_or_email(text: &str) -> Result<(), validator::ValidationError> {
    use validator::ValidateEmail;
    if text.is_empty() || text.validate_email() {
        Ok(())
    } else {
        Err(validator::ValidationError::new("email"))
    }
}
