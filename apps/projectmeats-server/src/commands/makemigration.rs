//! `makemigration`
use super::{Failure, Terminal};
use clap::Args;
use projectmeats_core::Timestamp;
use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};

/// Begin a migration of a domain: empty up and down scripts for both databases, to be filled in.
#[derive(Debug, Args)]
pub(super) struct MakeMigration {
    /// The domain it belongs to: the name of its folder.
    #[arg(value_parser = name)]
    domain: String,
    /// What it does, in a few words: `add_fax_number`.
    #[arg(value_parser = name)]
    what: String,
}

impl MakeMigration {
    pub(super) fn run(self, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
        let made = make(Path::new("migrations"), terminal.clock.now(), &self)?;
        made.iter().try_for_each(|path| terminal.say(path.display().to_string()))
    }
}

/// Both databases have the same steps under the same names.
const DATABASES: [&str; 2] = ["sqlite", "postgres"];

fn make(
    root: &Path,
    now: Timestamp,
    MakeMigration { domain, what }: &MakeMigration,
) -> Result<Vec<PathBuf>, Failure> {
    if !DATABASES.iter().all(|database| root.join(database).is_dir()) {
        let place = std::path::absolute(root).unwrap_or_else(|_| root.to_owned());
        return Err(Failure::new(format!("{} holds no migrations", place.display()))
            .hint("run this at the top of a checkout"));
    }
    let version = version(root, now)?;
    let requires = requires(&root.join(DATABASES[0]).join(domain))?;
    let mut made = Vec::new();
    for database in DATABASES {
        let folder = root.join(database).join(domain).join(format!("{version}_{what}"));
        fs::create_dir_all(&folder)?;
        let up = format!("-- requires: {requires}\n-- {}: say here what this is for.\n", sentence(what));
        let down = format!("-- Takes back: {}.\n", sentence(what));
        for (file, text) in [("up.sql", up), ("down.sql", down)] {
            fs::write(folder.join(file), text)?;
            made.push(folder.join(file));
        }
    }
    Ok(made)
}

/// The time, but later than every version there is: steps are applied in the order of their versions.
fn version(root: &Path, now: Timestamp) -> Result<u64, Failure> {
    let stamp = now.datetime().format("%Y%m%d%H%M%S").to_string().parse::<u64>().unwrap_or_default();
    let mut newest = 0;
    for database in DATABASES {
        for domain in folders(&root.join(database))? {
            let names = folders(&root.join(database).join(domain))?;
            let versions = names.iter().filter_map(|name| name.split('_').next()?.parse::<u64>().ok());
            newest = versions.fold(newest, u64::max);
        }
    }
    Ok(stamp.max(newest + 1))
}

/// What the domain's steps so far stand on; a new domain is taken to be one of tenants.
fn requires(domain: &Path) -> Result<String, Failure> {
    let mut names = BTreeSet::new();
    for step in folders(domain)? {
        let text = fs::read_to_string(domain.join(step).join("up.sql")).unwrap_or_default();
        let lists = text.lines().filter_map(|line| line.strip_prefix("-- requires:"));
        names.extend(lists.flat_map(|list| list.split(',')).map(|name| name.trim().to_owned()));
    }
    names.retain(|name| !name.is_empty());
    if names.is_empty() { Ok("tenants".into()) } else { Ok(names.into_iter().collect::<Vec<_>>().join(", ")) }
}

fn folders(at: &Path) -> io::Result<Vec<String>> {
    if !at.is_dir() {
        return Ok(vec![]);
    }
    let mut names = Vec::new();
    for entry in fs::read_dir(at)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            names.extend(entry.file_name().into_string());
        }
    }
    Ok(names)
}

/// `add_fax_number` is `Add fax number`.
fn sentence(what: &str) -> String {
    let words = what.replace(['_', '-'], " ");
    let (first, rest) = words.split_at(words.chars().next().map_or(0, char::len_utf8));
    format!("{}{rest}", first.to_uppercase())
}

/// A name for a folder, which is also read by people.
fn name(text: &str) -> Result<String, String> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '-';
    if text.starts_with(|c: char| c.is_ascii_lowercase()) && text.chars().all(plain) {
        return Ok(text.to_owned());
    }
    Err("use lower-case letters, digits, _ and -, and begin with a letter".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().expect("a time")
    }
    fn asked(domain: &str, what: &str) -> MakeMigration {
        MakeMigration { domain: domain.into(), what: what.into() }
    }
    fn checkout() -> tempfile::TempDir {
        let root = tempfile::tempdir().expect("a folder");
        DATABASES.iter().try_for_each(|d| fs::create_dir(root.path().join(d))).expect("folders");
        root
    }

    #[test]
    fn both_databases_get_the_same_files_with_a_header() {
        let root = checkout();
        let made =
            make(root.path(), at("2026-11-23T04:05:06Z"), &asked("plants", "add_fax_number")).expect("made");
        let names = |database| {
            let of = |p: &&PathBuf| p.starts_with(root.path().join(database));
            let short = |p: &PathBuf| p.strip_prefix(root.path().join(database)).expect("below").to_owned();
            made.iter().filter(of).map(short).collect::<Vec<_>>()
        };
        assert_eq!(names("sqlite"), names("postgres"));
        let folder = Path::new("plants/20261123040506_add_fax_number");
        assert_eq!(names("sqlite"), [folder.join("up.sql"), folder.join("down.sql")]);
        let up = fs::read_to_string(&made[0]).expect("a file");
        assert_eq!(up, "-- requires: tenants\n-- Add fax number: say here what this is for.\n");
    }

    #[test]
    fn a_version_is_later_than_every_other_and_keeps_what_the_domain_requires() {
        let root = checkout();
        let earlier = root.path().join("sqlite/plants/20991231235959_first");
        fs::create_dir_all(&earlier).expect("a folder");
        fs::write(earlier.join("up.sql"), "-- requires: tenants, proteins\nSELECT 1;").expect("a file");
        let made = make(root.path(), at("2026-11-23"), &asked("plants", "second")).expect("made");
        assert!(made[0].ends_with("plants/20991231235960_second/up.sql"), "{made:?}");
        assert!(
            fs::read_to_string(&made[0]).expect("a file").starts_with("-- requires: proteins, tenants\n")
        );
    }

    #[test]
    fn outside_a_checkout_nothing_is_made() {
        let elsewhere = tempfile::tempdir().expect("a folder");
        let refused = make(elsewhere.path(), at("2026-11-23"), &asked("plants", "x")).expect_err("refused");
        assert!(refused.cause.contains("holds no migrations"), "{refused:?}");
        assert_eq!(folders(elsewhere.path()).expect("read"), Vec::<String>::new());
    }

    #[test]
    fn names_that_would_lead_elsewhere_are_refused() {
        for bad in ["", "../x", "Plants", "a b", "1st", "_x"] {
            assert!(name(bad).is_err(), "{bad}");
        }
        assert_eq!(name("purchase-orders"), Ok("purchase-orders".into()));
    }
}
