//! What another company sees: nothing.
use super::{attach, create, delete, detach, gif, input, list, made, retrieve, told, update};
use crate::{BugReportIn, services};
use projectmeats_core::{Error, Role};
use projectmeats_db::Bound;
use projectmeats_testkit::scene;

#[test]
fn a_report_of_another_company_is_not_found_and_not_changed() {
    let scene = scene();
    let id = made(&scene, input("A")).stored.id;
    let report = attach(&scene, &scene.ctx("acme", Role::Owner), id, &gif(1, 1)).expect("attached");
    for ctx in [scene.ctx("globex", Role::Owner), scene.staff_in("globex")] {
        assert!(matches!(retrieve(&scene, &ctx, id), Err(Error::NotFound)));
        assert!(matches!(update(&scene, &ctx, id, |i| i.title = "X".into()), Err(Error::NotFound)));
        assert!(matches!(delete(&scene, &ctx, id), Err(Error::NotFound)));
        assert!(matches!(told(&scene, &ctx, id), Err(Error::NotFound)));
        assert!(matches!(attach(&scene, &ctx, id, &gif(2, 2)), Err(Error::NotFound)));
        assert!(matches!(detach(&scene, &ctx, id), Err(Error::NotFound)));
        let picture = scene.read(&ctx, |ctx, conn| services::screenshot(ctx, conn, id));
        assert!(matches!(picture, Err(Error::NotFound)));
    }
    assert_eq!(retrieve(&scene, &scene.ctx("acme", Role::Owner), id).expect("found"), report);
}

#[test]
fn a_list_holds_the_reports_of_its_company_alone_whatever_is_asked() {
    let scene = scene();
    let acme = made(&scene, input("Same"));
    let globex = create(&scene, &scene.ctx("globex", Role::User), input("Same")).expect("created");
    let ctx = scene.ctx("globex", Role::Owner);
    for query in
        ["", "status=new", "search=same", "id__gte=1", "ordering=-severity", "cursor=", "page_size=1"]
    {
        let page = list(&scene, &ctx, query).expect(query);
        assert_eq!((page.count, page.results), (1, vec![globex.clone()]), "{query:?}");
    }
    let page = list(&scene, &ctx, &format!("id={}", acme.stored.id)).expect("listed");
    assert_eq!((page.count, page.results.len()), (0, 0));
}

/// The first wall, the services' own, is tried without the second, the database's.
#[test]
fn a_service_keeps_to_the_company_of_its_context_wherever_the_transaction_is_bound() {
    let scene = scene();
    let report = made(&scene, input("A"));
    let id = report.stored.id;
    attach(&scene, &scene.ctx("acme", Role::Owner), id, &gif(1, 1)).expect("attached");
    let globex = scene.ctx("globex", Role::Owner);
    let in_acme = Bound::tenant(scene.tenant("acme"));
    let ctx = globex.clone();
    let found = scene.db.read_now(in_acme, |conn| services::retrieve(&ctx, conn, id));
    assert!(matches!(found, Err(Error::NotFound)));
    let picture = scene.db.read_now(in_acme, |conn| services::screenshot(&ctx, conn, id));
    assert!(matches!(picture, Err(Error::NotFound)));
    let listed = scene.db.read_now(in_acme, |conn| services::list(&ctx, conn, &super::asked("")?));
    assert_eq!(listed.expect("listed").count, 0);
    let end = scene.db.write_now(in_acme, move |conn| services::delete(&globex, conn, id, &mut |_| Ok(())));
    assert!(matches!(end, Err(Error::NotFound)));
}

#[test]
fn an_assignee_of_another_company_is_answered_like_none_at_all() {
    let scene = scene();
    let owner = scene.ctx("acme", Role::Owner);
    let id = made(&scene, input("A")).stored.id;
    let refused = |user: i64| {
        let assignee = Some(projectmeats_core::ids::UserId(user));
        let created = super::refusal(create(&scene, &owner, BugReportIn { assignee, ..input("B") }));
        let updated = super::refusal(update(&scene, &owner, id, move |input| input.assignee = assignee));
        assert_eq!(created, updated);
        created.replace(&user.to_string(), "?")
    };
    let nobody = refused(987_654_321);
    assert_eq!(nobody, "assignee: Invalid pk \"?\" - object does not exist.");
    assert_eq!(refused(scene.user("globex", Role::Owner).0), nobody);
    assert_eq!(refused(scene.person("stranger").0), nobody);
}
