//! The picture of a report.
use super::{attach, delete, detach, gif, input, made, refusal, retrieve};
use crate::{models::Screenshot, services};
use projectmeats_core::{Ctx, Error, Result, Role, ids::BugReportId};
use projectmeats_testkit::{Scene, scene};

fn screenshot(scene: &Scene, ctx: &Ctx, id: BugReportId) -> Result<Screenshot> {
    scene.read(ctx, |ctx, conn| services::screenshot(ctx, conn, id))
}

#[test]
fn a_screenshot_is_kept_byte_for_byte_and_its_report_says_where() {
    let scene = scene();
    let (owner, reader) = (scene.ctx("acme", Role::Owner), scene.ctx("acme", Role::ReadOnly));
    let report = made(&scene, input("A"));
    let id = report.stored.id;
    assert_eq!((report.screenshot_url.as_deref(), report.stored.has_screenshot), (None, false));
    assert!(matches!(screenshot(&scene, &reader, id), Err(Error::NotFound)));
    let mut bytes = gif(3, 2);
    bytes.extend(0..=255);
    let after = attach(&scene, &owner, id, &bytes).expect("attached");
    assert_eq!(after.screenshot_url, Some(format!("/api/v1/bug-reports/{id}/screenshot/")));
    assert_eq!(after.stored.version, 2);
    let kept = screenshot(&scene, &reader, id).expect("found");
    assert_eq!((&*kept.content_type, kept.width, kept.height, kept.size), ("image/gif", 3, 2, 269));
    assert_eq!((kept.bytes, kept.sha256.len()), (bytes, 64));
}

#[test]
fn another_screenshot_takes_the_place_of_the_first() {
    let scene = scene();
    let owner = scene.ctx("acme", Role::Owner);
    let id = made(&scene, input("A")).stored.id;
    attach(&scene, &owner, id, &gif(1, 1)).expect("attached");
    attach(&scene, &owner, id, &gif(2, 2)).expect("attached");
    assert_eq!(screenshot(&scene, &owner, id).expect("found").width, 2);
    detach(&scene, &owner, id).expect("detached");
    assert!(matches!(screenshot(&scene, &owner, id), Err(Error::NotFound)));
    assert!(matches!(detach(&scene, &owner, id), Err(Error::NotFound)));
    let report = retrieve(&scene, &owner, id).expect("found");
    assert_eq!((report.screenshot_url, report.stored.version), (None, 4));
}

#[test]
fn what_is_no_picture_is_refused_and_leaves_the_one_there_is() {
    let scene = scene();
    let owner = scene.ctx("acme", Role::Owner);
    let id = made(&scene, input("A")).stored.id;
    attach(&scene, &owner, id, &gif(1, 1)).expect("attached");
    for bad in [&b""[..], b"<svg/>", b"GIF89a", &gif(0, 1)] {
        assert!(refusal(attach(&scene, &owner, id, bad)).starts_with("screenshot: "), "{bad:?}");
    }
    assert_eq!(screenshot(&scene, &owner, id).expect("found").width, 1);
}

#[test]
fn a_screenshot_goes_with_its_report() {
    let scene = scene();
    let owner = scene.ctx("acme", Role::Owner);
    let id = made(&scene, input("A")).stored.id;
    attach(&scene, &owner, id, &gif(1, 1)).expect("attached");
    delete(&scene, &owner, id).expect("deleted");
    assert!(matches!(screenshot(&scene, &owner, id), Err(Error::NotFound)));
    assert!(matches!(attach(&scene, &owner, id, &gif(1, 1)), Err(Error::NotFound)));
}
