//! What each role may do over the services; the rule itself is tested beside it.
use super::{attach, comment, create, delete, detach, done, gif, input, list, made, retrieve, told, update};
use crate::{BugPriority, BugReportIn, BugSeverity, BugStatus};
use projectmeats_core::{Ctx, Error, Role, ids::BugReportId};
use projectmeats_testkit::scene;

/// Role; whether it may alter, decide on, picture, remove the report of another.
const MATRIX: [(Role, [bool; 4]); 5] = [
    (Role::Owner, [true, true, true, true]),
    (Role::Admin, [true, true, true, true]),
    (Role::Manager, [true, true, true, false]),
    (Role::User, [false, false, false, false]),
    (Role::ReadOnly, [false, false, false, false]),
];

#[test]
fn each_role_may_do_what_the_matrix_says_with_the_report_of_another() {
    for (role, [alters, decides, pictures, deletes]) in MATRIX {
        let scene = scene();
        let by_staff = create(&scene, &scene.staff_in("acme"), input("A")).expect("created");
        let (id, ctx) = (by_staff.stored.id, scene.ctx("acme", role));
        assert!(
            done(list(&scene, &ctx, "")) && done(retrieve(&scene, &ctx, id)) && done(told(&scene, &ctx, id))
        );
        assert!(
            done(create(&scene, &ctx, input("B"))) && done(comment(&scene, &ctx, id, "Me too.")),
            "{role}"
        );
        assert_eq!(done(update(&scene, &ctx, id, |i| i.title = "X".into())), alters, "{role} alters");
        assert_eq!(done(update(&scene, &ctx, id, |_| ())), alters, "{role} changes nothing");
        assert_eq!(
            done(update(&scene, &ctx, id, |i| i.status = BugStatus::InProgress)),
            decides,
            "{role} decides"
        );
        assert_eq!(done(attach(&scene, &ctx, id, &gif(1, 1))), pictures, "{role} pictures");
        attach(&scene, &scene.staff_in("acme"), id, &gif(1, 1)).expect("attached");
        assert_eq!(done(detach(&scene, &ctx, id)), pictures, "{role} takes the picture away");
        assert_eq!(done(delete(&scene, &ctx, id)), deletes, "{role} deletes");
    }
}

/// What only some may decide on, field by field.
fn decisions(ctx: &Ctx) -> [fn(&mut BugReportIn, &Ctx); 5] {
    let _ = ctx;
    [
        |input, _| input.category = crate::BugCategory::Question,
        |input, _| input.severity = BugSeverity::Critical,
        |input, _| input.priority = BugPriority::Urgent,
        |input, _| input.status = BugStatus::Closed,
        |input, ctx| input.assignee = Some(ctx.actor.user),
    ]
}

#[test]
fn a_reporter_alters_the_words_of_their_own_report_while_it_is_new_and_nothing_else() {
    for role in [Role::User, Role::ReadOnly] {
        let scene = scene();
        let (ctx, manager) = (scene.ctx("acme", role), scene.ctx("acme", Role::Manager));
        let id = create(&scene, &ctx, input("A")).expect("created").stored.id;
        let altered = update(&scene, &ctx, id, |input| input.steps_to_reproduce = "Press it.".into());
        assert_eq!(altered.expect("altered").stored.fields.steps_to_reproduce, "Press it.");
        for decision in decisions(&ctx) {
            let by = ctx.clone();
            assert!(!done(update(&scene, &ctx, id, move |input| decision(input, &by))), "{role}");
        }
        assert!(done(attach(&scene, &ctx, id, &gif(1, 1))), "{role}");
        update(&scene, &manager, id, |input| input.status = BugStatus::InProgress).expect("begun");
        assert!(!done(update(&scene, &ctx, id, |input| input.title = "B".into())), "{role}");
        assert!(done(attach(&scene, &ctx, id, &gif(2, 1))), "{role} is asked for another picture");
        update(&scene, &manager, id, |input| input.status = BugStatus::Resolved).expect("resolved");
        assert!(!done(attach(&scene, &ctx, id, &gif(3, 1))), "{role}");
        assert!(!done(delete(&scene, &ctx, id)), "{role}");
    }
}

#[test]
fn a_new_report_names_an_assignee_only_by_who_may_decide() {
    let scene = scene();
    let user = scene.user("acme", Role::User);
    for (role, may) in
        [(Role::Owner, true), (Role::Manager, true), (Role::User, false), (Role::ReadOnly, false)]
    {
        let named = BugReportIn { assignee: Some(user), ..input("A") };
        assert_eq!(done(create(&scene, &scene.ctx("acme", role), named)), may, "{role}");
    }
}

#[test]
fn what_a_role_may_not_do_leaves_no_trace() {
    let scene = scene();
    let report = made(&scene, input("A"));
    let (id, reader) = (report.stored.id, scene.ctx("acme", Role::ReadOnly));
    assert!(!done(update(&scene, &reader, id, |input| input.title = "X".into())));
    assert!(!done(attach(&scene, &reader, id, &gif(1, 1))));
    assert!(!done(delete(&scene, &reader, id)));
    assert_eq!(retrieve(&scene, &reader, id).expect("found"), report);
    assert_eq!(told(&scene, &reader, id).expect("told").len(), 1);
}

#[test]
fn who_may_not_delete_learns_nothing_of_what_is_there() {
    let scene = scene();
    let report = made(&scene, input("A"));
    for id in [report.stored.id, BugReportId(i64::MAX)] {
        assert!(matches!(delete(&scene, &scene.ctx("acme", Role::Manager), id), Err(Error::Forbidden(_))));
    }
}
