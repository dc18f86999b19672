//! Which crate may depend on which. A new arrow is a new word in this list, for a reviewer to see.
use cargo_metadata::{DependencyKind, MetadataCommand, Package};

/// Each crate and what it may depend on, which stands above it.
const ARROWS: &[(&str, &[&str])] = &[
    ("core", &[]),
    ("trade", &["core"]),
    ("db", &["core"]),
    ("activity", &["core", "db"]),
    ("web", &["core", "db", "activity"]),
    ("accounts", &["core", "db", "activity", "web"]),
    ("tenants", &["core", "trade", "db", "activity", "web", "accounts"]),
    ("proteins", &["core", "db", "activity", "web"]),
    ("directory", &["core", "db", "activity", "web", "trade"]),
    ("plants", &["core", "db", "activity", "web", "trade", "directory"]),
    ("contacts", &["core", "db", "activity", "web", "trade", "directory"]),
    ("carriers", &["core", "db", "activity", "web", "trade", "directory", "contacts"]),
    ("customers", &["core", "db", "activity", "web", "trade", "directory", "plants", "contacts"]),
    ("suppliers", &["core", "db", "activity", "web", "trade", "directory", "plants", "contacts"]),
    ("accounts-receivables", &["core", "db", "activity", "web", "trade", "tenants", "customers"]),
    (
        "purchase-orders",
        &["core", "db", "activity", "web", "trade", "tenants", "suppliers", "accounts-receivables"],
    ),
    ("bug-reports", &["core", "db", "activity", "web", "accounts", "tenants"]),
    (
        "server",
        &[
            "core",
            "db",
            "activity",
            "web",
            "accounts",
            "tenants",
            "proteins",
            "trade",
            "directory",
            "plants",
            "contacts",
            "carriers",
            "customers",
            "suppliers",
            "accounts-receivables",
            "purchase-orders",
            "bug-reports",
        ],
    ),
    (
        "testkit",
        &[
            "core",
            "db",
            "activity",
            "web",
            "accounts",
            "tenants",
            "proteins",
            "trade",
            "directory",
            "plants",
            "contacts",
            "carriers",
            "customers",
            "suppliers",
            "accounts-receivables",
            "purchase-orders",
            "bug-reports",
            "server",
        ],
    ),
    ("e2e", &[]),
    ("tidy", &[]),
];

/// What tests may depend on besides: `testkit`, and for the end-to-end tests everything.
const FOR_TESTS: &str = "testkit";
const END_TO_END: &str = "e2e";

fn packages() -> Vec<Package> {
    let root = crate::sources::root().join("Cargo.toml");
    MetadataCommand::new().manifest_path(root).no_deps().exec().expect("cargo metadata answers").packages
}

fn short(name: &str) -> Option<&str> {
    name.strip_prefix("projectmeats-")
}

fn allowed(name: &str) -> Option<&'static [&'static str]> {
    ARROWS.iter().find(|(known, _)| *known == name).map(|(_, to)| *to)
}

#[test]
fn arrows_are_those_of_the_list() {
    let mut wrong = Vec::new();
    for package in packages() {
        let Some(from) = short(&package.name) else {
            wrong.push(format!("the package {} is not called projectmeats-…", package.name));
            continue;
        };
        let Some(to) = allowed(from) else {
            wrong.push(format!("{from} is not in the list"));
            continue;
        };
        for dependency in &package.dependencies {
            let Some(name) = short(&dependency.name) else { continue };
            let test_only =
                dependency.kind == DependencyKind::Development && (name == FOR_TESTS || from == END_TO_END);
            if !to.contains(&name) && !test_only {
                wrong.push(format!("{from} -> {name} is not in the list; {from} may depend on {to:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}\nThe list is in {}", file!());
}

#[test]
fn arrows_point_upward_in_the_list() {
    for (i, (from, to)) in ARROWS.iter().enumerate() {
        for name in *to {
            let above = ARROWS[..i].iter().any(|(known, _)| known == name);
            assert!(above, "{from} -> {name}: {name} does not stand above {from}");
        }
    }
}

#[test]
fn the_list_names_no_crate_that_is_gone() {
    let packages = packages();
    for (name, _) in ARROWS {
        assert!(
            packages.iter().any(|package| short(&package.name) == Some(name)),
            "there is no crate {name}"
        );
    }
}

#[test]
fn core_depends_on_nothing_new() {
    const CORE: [&str; 8] =
        ["chrono", "diesel", "paperclip-core", "rust_decimal", "serde", "serde_json", "uuid", "validator"];
    let packages = packages();
    let core = packages.iter().find(|package| short(&package.name) == Some("core")).expect("there is a core");
    let normal = core.dependencies.iter().filter(|d| d.kind == DependencyKind::Normal);
    assert_eq!(normal.map(|d| d.name.as_str()).collect::<Vec<_>>(), CORE);
}

#[test]
fn every_crate_says_what_it_is() {
    for package in packages() {
        let description = package.description.unwrap_or_default();
        assert!(description.ends_with('.') && description.len() > 10, "{}: {description:?}", package.name);
    }
}
