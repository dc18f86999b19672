//! Making companies, closing them, finding them.
use super::{create, forbidden, id, new, not_found, refusal, role_in, set_active, told};
use crate::{NewTenant, services};
use projectmeats_activity::Verb;
use projectmeats_core::Role;
use projectmeats_testkit::scene;
use serde_json::json;

#[test]
fn staff_make_a_company_and_it_is_told_on_the_platforms_account() {
    let scene = scene();
    let staff = scene.staff();
    let made = create(&scene, &staff, 7, new("initech")).expect("created");
    assert_eq!((made.id, &*made.slug, made.version, made.is_active), (id(7), "initech", 1, true));
    let found = scene.read(&staff, |_, conn| services::by_slug(conn, "initech"));
    assert_eq!(found.expect("found"), made);
    let records = told(&scene, &staff, "tenant", &made.id.to_string());
    assert_eq!((records.len(), records[0].verb), (1, Verb::Created));
    assert_eq!(records[0].changes.0["slug"], json!({ "from": null, "to": "initech" }));
}

#[test]
fn nobody_else_makes_or_closes_a_company_whatever_their_role() {
    let scene = scene();
    let acme = scene.tenant("acme");
    for ctx in Role::ALL.iter().map(|role| scene.ctx("acme", *role)).chain([scene.stranger()]) {
        let who = ctx.actor.name.clone();
        assert!(forbidden(create(&scene, &ctx, 7, new("initech"))), "{who}");
        let close = scene.write(&ctx, move |ctx, conn| services::set_active(ctx, conn, acme, false));
        assert!(forbidden(close), "{who}");
    }
    let all = scene.read(&scene.staff(), |_, conn| services::all_ids(conn)).expect("read");
    assert_eq!(all.len(), 2);
    assert!(role_in(&scene, acme, scene.user("acme", Role::User), false).is_ok());
}

#[test]
fn a_slug_is_unique_and_made_of_lower_case_letters_digits_and_hyphens() {
    let scene = scene();
    let refused = |new: NewTenant| refusal(create(&scene, &scene.staff(), 7, new));
    assert_eq!(refused(new("acme")), "slug: Tenant with this slug already exists.");
    for slug in ["", "Initech", "ini tech", "ini_tech", "-initech", "initéch", "init.ech", &"x".repeat(101)]
    {
        assert!(refused(new(slug)).starts_with("slug: "), "{slug}: {}", refused(new(slug)));
    }
    for name in ["", &"é".repeat(256)] {
        let told = refused(NewTenant { name: name.into(), ..new("initech") });
        assert!(told.starts_with("name: "), "{told}");
    }
    let longest = NewTenant { name: "é".repeat(255), ..new(&"x".repeat(100)) };
    create(&scene, &scene.staff(), 8, longest).expect("created");
}

#[test]
fn a_company_is_found_by_its_slug_alone() {
    let scene = scene();
    let by_slug = |slug: &str| scene.read(&scene.staff(), |_, conn| services::by_slug(conn, slug));
    assert_eq!(by_slug("globex").expect("found").id, scene.tenant("globex"));
    for slug in ["", "glob", "GLOBEX", "%"] {
        assert!(not_found(by_slug(slug)), "{slug}");
    }
    let mut all = scene.read(&scene.staff(), |_, conn| services::all_ids(conn)).expect("read");
    all.sort_unstable();
    assert_eq!(all, [scene.tenant("acme"), scene.tenant("globex")]);
}

#[test]
fn nobody_is_anything_in_a_closed_company_until_it_is_opened_again() {
    let scene = scene();
    let acme = scene.tenant("acme");
    let (owner, staff) = (scene.user("acme", Role::Owner), scene.person("staff"));
    set_active(&scene, acme, false).expect("closed");
    assert!(not_found(role_in(&scene, acme, owner, false)));
    assert!(not_found(role_in(&scene, acme, staff, true)), "nor is a superuser");
    assert_eq!(super::companies(&scene, owner), [""; 0]);
    let globex = scene.tenant("globex");
    assert_eq!(role_in(&scene, globex, scene.user("globex", Role::Owner), false).ok(), Some(Role::Owner));
    set_active(&scene, acme, true).expect("opened");
    assert_eq!(role_in(&scene, acme, owner, false).ok(), Some(Role::Owner));
    let records = told(&scene, &scene.staff(), "tenant", &acme.to_string());
    assert_eq!(records.len(), 3);
    assert_eq!(records[0].changes.0, json!({ "is_active": { "from": false, "to": true } }));
    assert!(not_found(set_active(&scene, id(7), false)));
}
