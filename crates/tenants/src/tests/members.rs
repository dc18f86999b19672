//! Placing people in companies, and what they are there.
use super::{
    add, companies, create, forbidden, id, new, not_found, refusal, role_in, set_active, set_member_active,
    staff_at, told,
};
use projectmeats_activity::Verb;
use projectmeats_core::{Role, ids::TenantId};
use projectmeats_db::statements::counted;
use projectmeats_testkit::scene;
use serde_json::json;

#[test]
fn a_person_who_is_placed_in_a_company_is_what_they_were_placed_as() {
    let scene = scene();
    let stranger = scene.person("stranger");
    let staff = scene.staff_in("acme");
    let member = add(&scene, &staff, stranger, Role::Manager, false).expect("added");
    assert_eq!((member.tenant_id, member.user_id, member.is_active), (staff.tenant, stranger, true));
    assert_eq!(role_in(&scene, staff.tenant, stranger, false).ok(), Some(Role::Manager));
    assert!(not_found(role_in(&scene, scene.tenant("globex"), stranger, false)));
    let records = told(&scene, &scene.ctx("acme", Role::ReadOnly), "membership", &member.id.to_string());
    assert_eq!((records.len(), records[0].verb), (1, Verb::Created), "on the company's account");
    assert_eq!(records[0].changes.0["role"], json!({ "from": null, "to": "manager" }));
}

#[test]
fn a_person_is_in_a_company_once() {
    let scene = scene();
    let again = add(&scene, &scene.staff_in("acme"), scene.user("acme", Role::User), Role::Owner, false);
    assert_eq!(refusal(again), "user: This person is a member already.");
    let role = role_in(&scene, scene.tenant("acme"), scene.user("acme", Role::User), false);
    assert_eq!(role.ok(), Some(Role::User), "what they were");
}

#[test]
fn no_role_places_or_suspends_people() {
    let scene = scene();
    let (stranger, user) = (scene.person("stranger"), scene.user("acme", Role::User));
    for ctx in Role::ALL.iter().map(|role| scene.ctx("acme", *role)) {
        assert!(forbidden(add(&scene, &ctx, stranger, Role::User, false)), "{}", ctx.role);
        assert!(forbidden(set_member_active(&scene, &ctx, user, false)), "{}", ctx.role);
    }
    assert!(not_found(role_in(&scene, scene.tenant("acme"), stranger, false)));
    assert!(role_in(&scene, scene.tenant("acme"), user, false).is_ok());
}

#[test]
fn a_company_that_is_unknown_or_not_mine_or_shut_to_me_is_one_and_the_same() {
    let scene = scene();
    let user = scene.user("acme", Role::Owner);
    let acme = scene.tenant("acme");
    let refused = |tenant| match role_in(&scene, tenant, user, false) {
        Err(error) => format!("{error:?} {error}"),
        Ok(role) => role.to_string(),
    };
    assert_eq!(refused(acme), "owner");
    let unknown = refused(id(7));
    assert_eq!(unknown, "NotFound Not found.");
    assert_eq!(refused(scene.tenant("globex")), unknown);
    assert_eq!(refused(TenantId::PLATFORM), unknown);
    set_member_active(&scene, &scene.staff_in("acme"), user, false).expect("suspended");
    assert_eq!(refused(acme), unknown);
    set_member_active(&scene, &scene.staff_in("acme"), user, true).expect("back");
    set_active(&scene, acme, false).expect("closed");
    assert_eq!(refused(acme), unknown);
}

#[test]
fn a_superuser_is_owner_in_every_company_that_is_open() {
    let scene = scene();
    let staff = scene.person("staff");
    for company in projectmeats_testkit::COMPANIES {
        assert_eq!(role_in(&scene, scene.tenant(company), staff, true).ok(), Some(Role::Owner));
    }
    add(&scene, &scene.staff_in("acme"), staff, Role::ReadOnly, false).expect("added");
    let member = role_in(&scene, scene.tenant("acme"), staff, true);
    assert_eq!(member.ok(), Some(Role::Owner), "whatever they are there");
    set_member_active(&scene, &scene.staff_in("acme"), staff, false).expect("suspended");
    assert_eq!(role_in(&scene, scene.tenant("acme"), staff, true).ok(), Some(Role::Owner));
    for tenant in [id(7), TenantId::PLATFORM] {
        assert!(not_found(role_in(&scene, tenant, staff, true)));
    }
}

#[test]
fn a_suspension_takes_effect_at_once_and_in_one_company_alone() {
    let scene = scene();
    let user = scene.user("acme", Role::User);
    add(&scene, &scene.staff_in("globex"), user, Role::Manager, false).expect("added");
    let acme = scene.staff_in("acme");
    set_member_active(&scene, &acme, user, false).expect("suspended");
    assert!(not_found(role_in(&scene, acme.tenant, user, false)));
    assert_eq!(role_in(&scene, scene.tenant("globex"), user, false).ok(), Some(Role::Manager));
    assert_eq!(companies(&scene, user), ["globex"]);
    let other = scene.user("acme", Role::Manager);
    assert!(role_in(&scene, acme.tenant, other, false).is_ok(), "others work on");
    set_member_active(&scene, &acme, user, true).expect("ended");
    assert_eq!(role_in(&scene, acme.tenant, user, false).ok(), Some(Role::User));
}

#[test]
fn a_suspension_is_told_on_the_companys_account() {
    let scene = scene();
    let stranger = scene.person("stranger");
    let acme = scene.staff_in("acme");
    let member = add(&scene, &acme, stranger, Role::User, false).expect("added");
    set_member_active(&scene, &acme, stranger, false).expect("suspended");
    let records = told(&scene, &acme, "membership", &member.id.to_string());
    assert_eq!(records.len(), 2);
    assert_eq!(records[0].changes.0, json!({ "is_active": { "from": true, "to": false } }));
}

#[test]
fn who_is_not_in_the_company_cannot_be_suspended_in_it() {
    let scene = scene();
    for user in [scene.user("acme", Role::Owner), scene.person("stranger")] {
        assert!(not_found(set_member_active(&scene, &scene.staff_in("globex"), user, false)));
    }
    assert!(role_in(&scene, scene.tenant("acme"), scene.user("acme", Role::Owner), false).is_ok());
}

#[test]
fn a_persons_companies_stand_by_choice_then_role_then_how_long_they_are_in() {
    let scene = scene();
    let stranger = scene.person("stranger");
    assert_eq!(companies(&scene, stranger), [""; 0]);
    create(&scene, &scene.staff(), 7, new("initech")).expect("created");
    create(&scene, &scene.staff(), 8, new("hooli")).expect("created");
    let join = |tenant, role, is_default| {
        add(&scene, &staff_at(&scene, tenant), stranger, role, is_default).expect("added");
    };
    join(scene.tenant("acme"), Role::User, false);
    join(id(7), Role::Manager, false);
    join(scene.tenant("globex"), Role::Manager, false);
    assert_eq!(companies(&scene, stranger), ["initech", "globex", "acme"]);
    join(id(8), Role::ReadOnly, true);
    assert_eq!(companies(&scene, stranger), ["hooli", "initech", "globex", "acme"]);
    set_active(&scene, id(7), false).expect("closed");
    set_member_active(&scene, &staff_at(&scene, id(8)), stranger, false).expect("suspended");
    assert_eq!(companies(&scene, stranger), ["globex", "acme"]);
}

#[test]
fn a_role_and_a_list_of_companies_are_each_one_statement() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::User);
    let sent = scene.read(&ctx, |ctx, conn| {
        let role = counted(|| crate::services::role_in(conn, ctx.tenant, ctx.actor.user, false)).1;
        Ok((role, counted(|| crate::services::companies_of(conn, ctx.actor.user)).1))
    });
    assert_eq!(sent.expect("read"), (1, 1));
}
