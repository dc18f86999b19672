//! What becomes of a report, through the services; the table itself is tested beside it.
use super::{create, input, made, refusal, retrieve, update};
use crate::{BugReportIn, BugStatus};
use projectmeats_core::{Error, Role};
use projectmeats_testkit::scene;

#[test]
fn a_report_is_resolved_from_when_its_status_says_so_until_it_is_opened_again() {
    let scene = scene();
    let id = made(&scene, input("A")).stored.id;
    let to = |status: BugStatus| {
        scene.clock().advance(60);
        let manager = scene.ctx("acme", Role::Manager);
        let report = update(&scene, &manager, id, move |input| input.status = status).expect("a legal step");
        (report.stored.resolved_at, manager.now)
    };
    assert_eq!(to(BugStatus::InProgress).0, None);
    let (resolved, then) = to(BugStatus::Resolved);
    assert_eq!(resolved, Some(then));
    assert_eq!(to(BugStatus::Resolved).0, Some(then), "to stay is no step");
    assert_eq!(to(BugStatus::Closed).0, Some(then), "it was resolved already");
    assert_eq!(to(BugStatus::InProgress).0, None);
    let (again, now) = to(BugStatus::WontFix);
    assert_eq!(again, Some(now));
}

#[test]
fn an_illegal_step_is_a_conflict_and_leaves_the_report_as_it_was() {
    let scene = scene();
    let owner = scene.ctx("acme", Role::Owner);
    let id = made(&scene, input("A")).stored.id;
    let closed = update(&scene, &owner, id, |input| input.status = BugStatus::Closed).expect("closed");
    let refused = update(&scene, &owner, id, |input| input.status = BugStatus::Resolved);
    let Err(Error::Conflict(sentence)) = refused else { panic!("{refused:?}") };
    assert!(sentence.ends_with("It can become: in_progress."), "{sentence}");
    assert_eq!(retrieve(&scene, &owner, id).expect("found"), closed);
}

#[test]
fn a_new_report_is_new() {
    let scene = scene();
    let closed = BugReportIn { status: BugStatus::Closed, ..input("A") };
    let refused = refusal(create(&scene, &scene.ctx("acme", Role::Owner), closed));
    assert_eq!(refused, "status: A new bug report is \"new\".");
}
