//! One source of settings.
use super::{Problem, Problems};
use figment::{
    Metadata, Profile, Provider,
    providers::{Format as _, Toml},
    value::{Dict, Map, Value},
};
use std::{fs, io, path::Path};

/// The values of one file or variable, and its name.
pub(super) struct Layer {
    source: String,
    values: Dict,
}

impl Layer {
    pub(super) fn parse(source: String, text: &str) -> Result<Self, Problems> {
        match Toml::from_str(text) {
            Ok(values) => Ok(Self { source, values }),
            // Without the line itself, which may hold a secret.
            Err(e) => {
                let line = e.span().map_or(1, |span| text[..span.start].lines().count().max(1));
                Err(Problem::new(source, format!("line {line} is not TOML: {}", e.message().trim())).into())
            }
        }
    }
    pub(super) fn read(path: &Path) -> Result<Option<Self>, Problems> {
        match fs::read_to_string(path) {
            Ok(text) => Self::parse(path.display().to_string(), &text).map(Some),
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(e) => Err(Problem::new(path.display().to_string(), e.to_string()).into()),
        }
    }
    pub(super) fn variable(name: &str, key: &str, text: &str, default: Option<&Value>) -> Self {
        Self::one(name, key, typed(text, default))
    }
    pub(super) fn one(source: &str, key: &str, value: Value) -> Self {
        let values = figment::util::nest(key, value).into_dict().unwrap_or_default();
        Self { source: source.to_owned(), values }
    }
}

impl Provider for Layer {
    fn metadata(&self) -> Metadata {
        Metadata::named(self.source.clone())
    }
    fn data(&self) -> Result<Map<Profile, Dict>, figment::Error> {
        Ok(Profile::Default.collect(self.values.clone()))
    }
}

/// A variable is read as the kind its default is of, so that a key made of digits alone stays a text. What cannot be read so stays a
/// text too, and is refused with its name.
fn typed(text: &str, default: Option<&Value>) -> Value {
    match default {
        Some(Value::Num(..)) => text.trim().parse::<i64>().map_or_else(|_| text.into(), Value::from),
        Some(Value::Bool(..)) => {
            text.trim().to_lowercase().parse::<bool>().map_or_else(|_| text.into(), Value::from)
        }
        Some(Value::Array(..)) => text
            .trim_matches(['[', ']', ' '])
            .split(',')
            .map(entry)
            .filter(|e| !e.is_empty())
            .collect::<Vec<_>>()
            .into(),
        _ => text.into(),
    }
}

fn entry(text: &str) -> &str {
    text.trim().trim_matches('"')
}
