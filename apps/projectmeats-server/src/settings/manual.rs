//! The documentation of every setting, read from the file of the defaults: docs/settings.md is this.
use super::{
    Environment,
    sources::{BASE, CUSTOMARY, variable_of},
};

/// A section of the settings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Section {
    /// `server`; blank for what stands before the first section.
    pub name: String,
    /// What it is about.
    pub meaning: String,
    /// Its keys.
    pub entries: Vec<Entry>,
}

/// One setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The section it is in.
    pub section: String,
    /// Its name there.
    pub key: String,
    /// Its default, in TOML.
    pub default: String,
    /// What it means, in what unit, and why its default is what it is.
    pub meaning: String,
}

impl Entry {
    /// `server.port`
    pub fn path(&self) -> String {
        if self.section.is_empty() { self.key.clone() } else { format!("{}.{}", self.section, self.key) }
    }
}

/// Every setting, in the order of the defaults' file.
pub fn sections() -> Vec<Section> {
    read(BASE)
}

/// A comment belongs to the line that follows it; a blank line ends it.
fn read(text: &str) -> Vec<Section> {
    let mut sections = vec![Section::default()];
    let mut meaning: Vec<&str> = Vec::new();
    for line in text.lines().map(str::trim) {
        if let Some(comment) = line.strip_prefix('#') {
            meaning.push(comment.trim());
            continue;
        }
        let meaning = std::mem::take(&mut meaning).join(" ");
        if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            sections.push(Section { name: name.to_owned(), meaning, entries: vec![] });
        } else if let Some((key, default)) = line.split_once(" = ")
            && let Some(Section { name, entries, .. }) = sections.last_mut()
        {
            let [section, key, default] = [name.as_str(), key, default].map(str::to_owned);
            entries.push(Entry { section, key, default, meaning });
        }
    }
    sections
}

const HEAD: &str = "# Settings

<!-- Made from settings/base.toml. To change it: `projectmeats-server settings --markdown > docs/settings.md` -->

`PROJECTMEATS_ENV` chooses the environment: `development` (when it is not set), `staging`, `production` or `test`.
Each of these sources is laid over the ones before it:

1. the defaults below (`settings/base.toml`, built into the program),
2. the environment's file (`settings/<environment>.toml`, built in as well),
3. files of the same names in the folder that `PROJECTMEATS_SETTINGS_DIR` names, each over the built-in one of its name,
4. the variables below; a list is written with commas, a blank text means \"not set\",
5. the names that hosts customarily set: `DATABASE_URL`, `DATABASE_REPLICA_URL`, `SECRET_KEY`, `PORT`. Blank ones are passed over.
   `REDIS_URL` may be set; nothing needs it yet.

A setting that does not exist, and a value that cannot be, stop the start with the setting's name and where it was set.
`projectmeats-server settings` prints what is in force and where each value comes from, without secrets.

Staging and production do not start without a secret key of their own, with `debug` on, on SQLite unless `database.allow_embedded`
says so, with cookies that travel without HTTPS, or with the demo's published passwords.
";

/// docs/settings.md.
pub fn markdown() -> String {
    let mut page = HEAD.to_owned();
    for section in sections() {
        let title =
            if section.name.is_empty() { "General".to_owned() } else { format!("`[{}]`", section.name) };
        page.push_str(&format!("\n## {title}\n"));
        if !section.meaning.is_empty() {
            page.push_str(&format!("{}\n", section.meaning));
        }
        page.push_str("\n| key | default | meaning | environment variable |\n|---|---|---|---|\n");
        section.entries.iter().for_each(|entry| page.push_str(&row(entry)));
    }
    page
}

fn row(entry: &Entry) -> String {
    let path = entry.path();
    let elsewhere = Environment::ALL.into_iter().filter_map(|environment| {
        let sections = read(environment.file());
        let set = sections.iter().flat_map(|s| &s.entries).find(|e| e.path() == path)?;
        Some(format!("<br>{environment}: {}", shown(&set.default)))
    });
    let elsewhere: String = elsewhere.collect();
    let customary = CUSTOMARY.iter().filter(|(_, key)| *key == path).map(|(name, _)| format!("<br>`{name}`"));
    let customary: String = customary.collect();
    let (key, default, meaning) = (&entry.key, shown(&entry.default), entry.meaning.replace('|', "\\|"));
    format!("| `{key}` | {default}{elsewhere} | {meaning} | `{}`{customary} |\n", variable_of(&path))
}

fn shown(toml: &str) -> String {
    match toml {
        "\"\"" => "not set".into(),
        "[]" => "none".into(),
        other => format!("`{}`", other.trim_matches('"').replace('|', "\\|")),
    }
}
