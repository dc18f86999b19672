//! The commands, as an operator types them.
use crate::program::{SECRET_KEY, Site};
use serde_json::json;

const PASSWORD: &str = "correct horse battery";

#[test]
fn settings_are_shown_without_their_secrets() {
    let site = Site::production().with("DATABASE_REPLICA_URL", "postgres://meats:hush-hush@copy/meats");
    // An embedded database has no replica: then the settings are shown, and refused.
    let shown = site.run("settings");
    assert!(shown.out.contains("secret_key = \"***\"  # SECRET_KEY"), "{shown:?}");
    assert!(shown.out.contains("***@copy"), "{shown:?}");
    let told = format!("{}{}", shown.out, shown.err);
    assert!(!told.contains(SECRET_KEY) && !told.contains("hush-hush"), "{told}");
}

#[test]
fn check_says_what_is_well_and_what_is_not() {
    let site = Site::development();
    let well = {
        site.run("migrate").printed();
        site.run("check").printed()
    };
    assert!(well.contains("ok   database: ") && well.contains("ok   migrations: all "), "{well}");
    let site = Site::production();
    site.run("migrate bug-reports zero").printed();
    let unwell = site.run("check");
    assert_eq!(unwell.code, Some(1), "{unwell:?}");
    assert!(unwell.out.contains("FAIL migrations: not applied: bug-reports/"), "{unwell:?}");
}

#[test]
fn companies_and_people_made_at_the_terminal_can_sign_in() {
    let site = Site::production();
    site.run("create-tenant --slug acme --name Acme").printed();
    site.type_in(
        &format!("{PASSWORD}\n"),
        "create-superuser --username root --email root@acme.example --password-stdin",
    )
    .printed();
    let ann =
        "create-user --username ann --email ann@acme.example --password-stdin --tenant acme --role readonly";
    let made = site.type_in(&format!("{PASSWORD}\n"), ann).printed();
    assert!(!made.contains(PASSWORD), "{made}");

    let server = site.serve();
    let ann = server.nobody().sign_in("ann@acme.example", PASSWORD).json();
    assert_eq!(
        (&ann["user"]["is_superuser"], &ann["tenants"][0]["tenant__slug"]),
        (&json!(false), &json!("acme"))
    );
    assert_eq!(ann["tenants"][0]["role"], "readonly");
    let root = server.nobody().sign_in("root", PASSWORD).json();
    assert_eq!((&root["user"]["is_superuser"], &root["user"]["is_staff"]), (&json!(true), &json!(true)));
    let mut root = server.nobody().signed_in("root", PASSWORD);
    let tenant = ann["tenants"][0]["tenant__id"].as_str().expect("an id").to_owned();
    let plants = root.call("GET", "/api/v1/plants/", &[("X-Tenant-ID", &tenant)], "").expect("an answer");
    assert_eq!((plants.status, &plants.json()["count"]), (200, &json!(0)));
}

#[test]
fn a_domain_that_others_stand_on_is_not_taken_back_and_they_are_named() {
    let site = Site::development();
    site.run("migrate").printed();
    let before = site.run("showmigrations").printed();
    let refused = site.run("migrate accounts zero");
    assert_eq!(refused.code, Some(1), "{refused:?}");
    for standing in ["tenants", "proteins", "plants"] {
        assert!(refused.err.contains(standing), "{refused:?}");
    }
    assert_eq!(site.run("showmigrations").printed(), before);

    assert!(site.run("migrate bug-reports zero").printed().starts_with("- bug-reports/"));
    assert!(site.run("showmigrations").printed().contains("[ ]"));
    assert!(site.run("migrate").printed().starts_with("+ bug-reports/"));
    assert_eq!(site.run("showmigrations").printed(), before);
}

#[test]
fn what_is_not_a_command_is_refused_with_advice() {
    let refused = Site::development().run("srve");
    assert_eq!(refused.code, Some(2), "{refused:?}");
    assert!(refused.err.contains("serve"), "{refused:?}");
}
