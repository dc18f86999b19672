//! What is wrong with the settings, said so that it can be put right.
use figment::error::{Actual, Kind};
use std::fmt;

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The setting (`server.port`) or the variable it is about.
    pub key: String,
    /// The file or variable that set it, where one did.
    pub source: Option<String>,
    /// What is wrong, and what would be right.
    pub message: String,
}

impl Problem {
    pub(super) fn new(key: impl Into<String>, message: impl Into<String>) -> Self {
        Self { key: key.into(), source: None, message: message.into() }
    }
    pub(super) fn set_by(mut self, source: Option<String>) -> Self {
        self.source = source;
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.source {
            Some(source) if *source != self.key => {
                write!(f, "{} (set by {source}): {}", self.key, self.message)
            }
            _ => write!(f, "{}: {}", self.key, self.message),
        }
    }
}

/// All that is wrong, a line each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problems(pub Vec<Problem>);

impl From<Problem> for Problems {
    fn from(one: Problem) -> Self {
        Self(vec![one])
    }
}
impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<_> = self.0.iter().map(ToString::to_string).collect();
        f.write_str(&lines.join("\n"))
    }
}
impl std::error::Error for Problems {}

/// `; did you mean "server.port"?`, where something known is near enough to be meant.
pub(super) fn suggestion<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let scored = known.into_iter().map(|k| (strsim::normalized_damerau_levenshtein(name, k), k));
    match scored.filter(|(score, _)| *score > 0.5).max_by(|a, b| a.0.total_cmp(&b.0)) {
        Some((_, nearest)) => format!("; did you mean \"{nearest}\"?"),
        None => String::new(),
    }
}

/// A value of the wrong kind, in words; `secret` keeps the value itself out of them.
pub(super) fn sentence(kind: &Kind, secret: bool) -> String {
    match kind {
        Kind::InvalidType(found, wanted) | Kind::InvalidValue(found, wanted) => {
            let found = if secret { "the value".to_owned() } else { value(found) };
            format!("{found} is not {}", plain(wanted))
        }
        Kind::UnknownVariant(found, known) => format!("{found:?} is not one of {}", known.join(", ")),
        Kind::MissingField(name) => format!("{name} is missing"),
        other => other.to_string(),
    }
}

fn value(found: &Actual) -> String {
    match found {
        Actual::Str(text) => format!("{text:?}"),
        Actual::Bool(b) => b.to_string(),
        Actual::Unsigned(n) => n.to_string(),
        Actual::Signed(n) => n.to_string(),
        Actual::Float(n) => n.to_string(),
        Actual::Map => "a section".into(),
        Actual::Seq => "a list".into(),
        other => other.to_string(),
    }
}

fn plain(wanted: &str) -> &str {
    match wanted {
        "u16" => "a whole number from 0 to 65535",
        "u32" => "a whole number from 0 to 4294967295",
        "u64" | "usize" | "i64" => "a whole number of 0 or more",
        "a boolean" => "true or false",
        "a string" => "a text",
        "a sequence" => "a list",
        other if other.starts_with("struct ") => "a section",
        other => other,
    }
}
