//! Submitting and altering.
use super::{create, delete, input, made, refusal, retrieve, submit, update};
use crate::{BugCategory, BugPriority, BugReportIn, BugSeverity, Told};
use projectmeats_core::{Error, Role, ids::BugReportId};
use projectmeats_testkit::scene;

fn told() -> Told {
    let text = String::from;
    Told {
        browser: text("Edge 130"),
        os: text("Windows"),
        user_agent: text("Mozilla/5.0"),
        url: text("https://a.example/"),
    }
}

#[test]
fn a_report_is_kept_as_it_was_written() {
    let scene = scene();
    let written = BugReportIn {
        category: BugCategory::Feedback,
        severity: BugSeverity::Critical,
        priority: BugPriority::Urgent,
        assignee: Some(scene.user("acme", Role::ReadOnly)),
        reporter_email: "me@acme.example".into(),
        browser: "Firefox 131".into(),
        os: "Linux".into(),
        screen_resolution: "1920x1080".into(),
        url: "https://meats.example/plants".into(),
        page_title: "Plants".into(),
        user_agent: "Mozilla/5.0 (X11)".into(),
        steps_to_reproduce: "Press it.".into(),
        expected_behavior: "It beeps.".into(),
        actual_behavior: "It does not.".into(),
        ..input("A")
    };
    let ctx = scene.ctx("acme", Role::Manager);
    let report = submit(&scene, &ctx, written.clone(), told()).expect("submitted");
    assert_eq!(report.stored.fields, written, "what is told fills blanks alone");
    let stored = &report.stored;
    assert_eq!(
        (stored.reporter, stored.reporter_name.as_deref()),
        (Some(ctx.actor.user), Some("acme-manager"))
    );
    assert_eq!(stored.assignee_name.as_deref(), Some("acme-readonly"));
    assert_eq!((stored.version, stored.created_at, stored.resolved_at), (1, ctx.now, None));
    assert_eq!(retrieve(&scene, &ctx, stored.id).expect("found"), report);
}

#[test]
fn what_the_reporter_left_blank_is_filled_from_their_account_and_their_request() {
    let scene = scene();
    let report = submit(&scene, &scene.ctx("acme", Role::ReadOnly), input("A"), told()).expect("submitted");
    let fields = &report.stored.fields;
    assert_eq!(fields.reporter_email, "acme-readonly@people.example");
    assert_eq!((&*fields.browser, &*fields.os), ("Edge 130", "Windows"));
    assert_eq!((&*fields.user_agent, &*fields.url), ("Mozilla/5.0", "https://a.example/"));
    let silent = create(&scene, &scene.ctx("acme", Role::User), input("B")).expect("submitted");
    assert_eq!((&*silent.stored.fields.browser, &*silent.stored.fields.url), ("", ""));
}

#[test]
fn every_choice_can_be_stored() {
    let scene = scene();
    for category in BugCategory::ALL.iter().copied() {
        assert_eq!(made(&scene, BugReportIn { category, ..input("A") }).stored.fields.category, category);
    }
    for (severity, priority) in BugSeverity::ALL.iter().copied().zip(BugPriority::ALL.iter().copied()) {
        let fields = made(&scene, BugReportIn { severity, priority, ..input("A") }).stored.fields;
        assert_eq!((fields.severity, fields.priority), (severity, priority));
    }
}

#[test]
fn a_change_raises_the_version_by_one_and_leaves_what_it_does_not_name() {
    let scene = scene();
    let report = made(&scene, BugReportIn { os: "Linux".into(), ..input("A") });
    scene.clock().advance(60);
    let later = scene.ctx("acme", Role::Manager);
    let changed =
        update(&scene, &later, report.stored.id, |input| input.title = "B".into()).expect("changed");
    let (before, after) = (report.stored, changed.stored);
    assert_eq!(after.fields, BugReportIn { title: "B".into(), ..before.fields.clone() });
    assert_eq!((after.version, after.created_at, after.updated_at), (2, before.created_at, later.now));
    assert_eq!(after.reporter, before.reporter, "whoever changes it");
}

#[test]
fn the_assignee_is_a_member_or_platform_staff() {
    let scene = scene();
    let owner = scene.ctx("acme", Role::Owner);
    let id = made(&scene, input("A")).stored.id;
    let staff = scene.person("staff");
    let changed = update(&scene, &owner, id, move |input| input.assignee = Some(staff)).expect("assigned");
    assert_eq!(changed.stored.assignee_name.as_deref(), Some("staff"));
    let user = scene.user("acme", Role::User);
    update(&scene, &owner, id, move |input| input.assignee = Some(user)).expect("assigned");
    let suspended = scene.write(&scene.staff_in("acme"), move |ctx, conn| {
        projectmeats_tenants::services::set_member_active(ctx, conn, user, false)
    });
    suspended.expect("suspended");
    update(&scene, &owner, id, |input| input.title = "B".into()).expect("who was assigned may stay");
    update(&scene, &owner, id, |input| input.assignee = None).expect("nobody");
    let again = refusal(update(&scene, &owner, id, move |input| input.assignee = Some(user)));
    assert!(again.starts_with("assignee: Invalid pk"), "{again}");
}

#[test]
fn what_cannot_be_is_refused_by_the_name_of_the_field() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::User);
    let check = |field: &str, wrong: fn(&mut BugReportIn)| {
        let mut new = input("A");
        wrong(&mut new);
        let told = refusal(create(&scene, &ctx, new));
        assert!(told.starts_with(&format!("{field}: ")), "{told}");
    };
    check("title", |input| input.title.clear());
    check("title", |input| input.title = "é".repeat(201));
    check("description", |input| input.description.clear());
    check("reporter_email", |input| input.reporter_email = "nowhere".into());
    check("browser", |input| input.browser = "x".repeat(101));
    check("screen_resolution", |input| input.screen_resolution = "x".repeat(51));
    check("url", |input| input.url = "javascript:alert(1)".into());
    check("url", |input| input.url = "meats.example".into());
    check("url", |input| input.url = format!("https://meats.example/{}", "x".repeat(200)));
    check("user_agent", |input| input.user_agent = "x".repeat(501));
    assert_eq!(super::list(&scene, &ctx, "").expect("listed").count, 0);
}

#[test]
fn a_deleted_report_is_gone() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::Admin);
    let (report, kept) = (made(&scene, input("A")), made(&scene, input("B")));
    delete(&scene, &ctx, report.stored.id).expect("deleted");
    for id in [report.stored.id, BugReportId(i64::MAX)] {
        assert!(matches!(retrieve(&scene, &ctx, id), Err(Error::NotFound)));
        assert!(matches!(update(&scene, &ctx, id, |_| ()), Err(Error::NotFound)));
        assert!(matches!(delete(&scene, &ctx, id), Err(Error::NotFound)));
    }
    assert_eq!(super::list(&scene, &ctx, "").expect("listed").results, [kept]);
}
