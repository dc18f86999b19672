//! Where settings come from, each over the ones before: the documented defaults, the environment's file, a folder of the
//! operator's, `PROJECTMEATS__SECTION__KEY`, and the names that hosts customarily set.
use super::{Environment, Problem, Problems, Settings, layer::Layer, problem, rules, show};
use figment::{
    Figment,
    providers::{Format as _, Toml},
    value::{Dict, Value},
};
use std::{collections::BTreeMap, path::Path};

/// The environment variables of a process.
pub type Variables = BTreeMap<String, String>;

/// The defaults, with the meaning of each key.
pub(super) const BASE: &str = include_str!("../../../../settings/base.toml");

/// Names that hosting platforms and the original system use. A blank one counts as not set.
pub(super) const CUSTOMARY: [(&str, &str); 4] = [
    ("DATABASE_URL", "database.url"),
    ("DATABASE_REPLICA_URL", "database.replica_url"),
    ("SECRET_KEY", "security.secret_key"),
    ("PORT", "server.port"),
];

const PREFIX: &str = "PROJECTMEATS__";
const ENVIRONMENT: &str = "PROJECTMEATS_ENV";
const FOLDER: &str = "PROJECTMEATS_SETTINGS_DIR";
/// What the test suite is told; no business of the server.
const TESTS: &str = "PROJECTMEATS_TEST_";

/// The variables of this process.
#[allow(clippy::disallowed_methods, reason = "the one place where the environment is read")]
pub fn process_variables() -> Variables {
    std::env::vars_os().map(|(k, v)| (k.to_string_lossy().into(), v.to_string_lossy().into())).collect()
}

/// All that was set, and by what.
#[derive(Debug, Clone)]
pub struct Sources {
    environment: Environment,
    figment: Figment,
}

impl Sources {
    /// Reads the files that `variables` choose, and `variables` themselves.
    ///
    /// # Errors
    /// When a file cannot be read, or a variable is not known.
    pub fn gather(variables: &Variables) -> Result<Self, Problems> {
        refuse_strays(variables)?;
        let named = variables.get(ENVIRONMENT).map_or(Ok(Environment::default()), |name| name.parse());
        let environment = named.map_err(|e: String| Problem::new(ENVIRONMENT, e))?;
        let files = [("base", BASE), (environment.name(), environment.file())];
        let folder = variables.get(FOLDER).filter(|path| !path.is_empty()).map(Path::new);
        let mut figment = Figment::new();
        let mut found = folder.is_none();
        for (name, embedded) in files {
            figment = figment.merge(Layer::parse(format!("settings/{name}.toml"), embedded)?);
            if let Some(layer) =
                folder.map_or(Ok(None), |folder| Layer::read(&folder.join(format!("{name}.toml"))))?
            {
                figment = figment.merge(layer);
                found = true;
            }
        }
        if !found {
            let wanted = format!("the folder has neither base.toml nor {environment}.toml");
            return Err(Problem::new(FOLDER, wanted).into());
        }
        let defaults = defaults();
        for (name, key, text) in overrides(variables) {
            figment = figment.merge(Layer::variable(name, &key, text, defaults.get(&key)));
        }
        Ok(Self { environment, figment })
    }

    /// The settings they amount to.
    ///
    /// # Errors
    /// Everything that is wrong: unknown keys, or else values that cannot be read or break a rule.
    pub fn settings(&self) -> Result<Settings, Problems> {
        let unknown = self.unknown_keys();
        if !unknown.is_empty() {
            return Err(Problems(unknown));
        }
        let (read, mut wrong) = self.read();
        if let Some(mut settings) = read {
            settings.environment = self.environment;
            let broken = rules::broken(&settings).into_iter();
            wrong.extend(
                broken
                    .filter(|b| wrong.iter().all(|w| w.key != b.key))
                    .map(|b| self.located(b))
                    .collect::<Vec<_>>(),
            );
            if wrong.is_empty() {
                return Ok(settings);
            }
        }
        Err(Problems(wrong))
    }

    /// What is in force, as TOML, secrets masked, and with each value what set it.
    pub fn effective(&self) -> String {
        show::effective(self.environment, |key| {
            Some((self.figment.find_value(key).ok()?, self.source_of(key)?))
        })
    }

    fn source_of(&self, key: &str) -> Option<String> {
        self.figment.find_metadata(key).map(|metadata| metadata.name.to_string())
    }

    fn located(&self, problem: Problem) -> Problem {
        let source = self.source_of(&problem.key);
        problem.set_by(source)
    }

    fn unknown_keys(&self) -> Vec<Problem> {
        let known = defaults();
        let all: Dict = self.figment.extract().unwrap_or_default();
        let strays = leaves(&all).into_iter().filter(|key| !known.contains_key(key));
        let problem = |key: String| {
            let hint = problem::suggestion(&key, known.keys().map(String::as_str));
            self.located(Problem::new(key, format!("there is no such setting{hint}")))
        };
        strays.map(problem).collect()
    }

    /// Reads with each unreadable value put back to its default, so that all of them are told at once.
    fn read(&self) -> (Option<Settings>, Vec<Problem>) {
        let mut figment = self.figment.clone();
        let mut wrong: Vec<Problem> = Vec::new();
        let known = defaults();
        loop {
            let error = match figment.extract::<Settings>() {
                Ok(settings) => return (Some(settings), wrong),
                Err(error) => error,
            };
            // A bad entry of a list is the list's.
            let path = error.path.iter().take_while(|part| part.parse::<usize>().is_err());
            let key = path.map(String::as_str).collect::<Vec<_>>().join(".");
            let message = problem::sentence(&error.kind, show::is_secret(&key));
            let again = wrong.iter().any(|w| w.key == key);
            wrong.push(self.located(Problem::new(key.clone(), message)));
            match known.get(&key) {
                Some(value) if !again => figment = figment.merge(Layer::one("default", &key, value.clone())),
                _ => return (None, wrong),
            }
        }
    }
}

/// The variables that set something, with what they set, in order of precedence.
fn overrides(variables: &Variables) -> impl Iterator<Item = (&str, String, &str)> {
    let own = variables.iter().filter_map(|(name, text)| {
        let key = name.strip_prefix(PREFIX)?.to_lowercase().replace("__", ".");
        Some((name.as_str(), key, text.as_str()))
    });
    let customary = CUSTOMARY.iter().filter_map(|(name, key)| {
        let text = variables.get(*name).filter(|text| !text.is_empty())?;
        Some((*name, (*key).to_owned(), text.as_str()))
    });
    own.chain(customary)
}

/// A misspelt `PROJECTMEATS_ENV` would start production as development.
fn refuse_strays(variables: &Variables) -> Result<(), Problems> {
    let sets = |name: &str| name.strip_prefix(PREFIX).is_some_and(|key| !key.is_empty());
    let ours = |name: &&String| name.starts_with("PROJECTMEATS_") && !sets(name) && !name.starts_with(TESTS);
    let strays: Vec<_> =
        variables.keys().filter(ours).filter(|name| *name != ENVIRONMENT && *name != FOLDER).collect();
    if strays.is_empty() {
        return Ok(());
    }
    let known: Vec<_> = defaults().keys().map(|key| variable_of(key)).collect();
    let names = || known.iter().map(String::as_str).chain([ENVIRONMENT, FOLDER]);
    let problem = |name: &String| {
        let hint = problem::suggestion(name, names());
        Problem::new(name.clone(), format!("there is no such variable{hint}"))
    };
    Err(Problems(strays.into_iter().map(problem).collect()))
}

/// The variable that sets `key`.
pub(super) fn variable_of(key: &str) -> String {
    format!("{PREFIX}{}", key.to_uppercase().replace('.', "__"))
}

/// Every key with its default.
pub(super) fn defaults() -> BTreeMap<String, Value> {
    let base = Value::from(Toml::from_str::<Dict>(BASE).unwrap_or_default());
    let keys = base.as_dict().map(leaves).unwrap_or_default();
    keys.into_iter().filter_map(|key| base.find_ref(&key).cloned().map(|value| (key, value))).collect()
}

/// The keys of everything that is not a section; an empty section stands for itself.
fn leaves(section: &Dict) -> Vec<String> {
    let below = |(name, value): (&String, &Value)| match value.as_dict() {
        Some(inner) if !inner.is_empty() => {
            leaves(inner).into_iter().map(|key| format!("{name}.{key}")).collect()
        }
        _ => vec![name.clone()],
    };
    section.iter().flat_map(below).collect()
}
