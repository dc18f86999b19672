//! What every manifest and folder of the workspace has in common.
use crate::sources::{Source, root, texts};
use std::{collections::BTreeSet, fs};

fn manifests() -> Vec<Source> {
    let all = texts(&["crates", "apps"], &["toml"]);
    all.into_iter().filter(|source| source.path.ends_with("/Cargo.toml")).collect()
}

#[test]
fn every_crate_takes_version_edition_and_lints_from_the_workspace() {
    for manifest in manifests() {
        for line in [
            "version.workspace = true",
            "edition.workspace = true",
            "publish.workspace = true",
            "[lints]\nworkspace = true",
        ] {
            assert!(manifest.text.contains(line), "{} lacks {line:?}", manifest.path);
        }
    }
}

#[test]
fn every_dependency_has_its_version_in_the_workspace() {
    for manifest in manifests() {
        let mut in_dependencies = false;
        for line in manifest.text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            if line.starts_with('[') {
                in_dependencies = line.ends_with("dependencies]");
            } else if in_dependencies {
                assert!(line.contains("workspace = true"), "{}: {line}", manifest.path);
            }
        }
    }
}

#[test]
fn a_crate_has_the_name_of_its_folder() {
    for manifest in manifests() {
        let folder = manifest.path.split('/').nth(1).unwrap_or_default();
        let name = format!("name = \"projectmeats-{}\"", folder.trim_start_matches("projectmeats-"));
        assert!(manifest.text.contains(&name), "{} does not say {name}", manifest.path);
    }
}

#[test]
fn both_databases_have_the_same_migration_folders_with_both_scripts() {
    let folders = |kind: &str| -> BTreeSet<String> {
        let scripts = texts(&[&format!("migrations/{kind}")], &["sql"]);
        scripts
            .into_iter()
            .map(|s| s.path.trim_start_matches(&format!("migrations/{kind}/")).to_owned())
            .collect()
    };
    let (one, other) = (folders("sqlite"), folders("postgres"));
    assert_eq!(one, other);
    for script in &one {
        let twin = if script.ends_with("/up.sql") {
            script.replace("/up.sql", "/down.sql")
        } else {
            script.replace("/down.sql", "/up.sql")
        };
        assert!(*script != twin && one.contains(&twin), "{script} stands alone");
    }
}

#[test]
fn the_readme_is_one_page() {
    let readme = fs::read_to_string(root().join("README.md")).expect("there is a README.md");
    assert!(readme.lines().count() <= 90, "README.md has {} lines", readme.lines().count());
}
