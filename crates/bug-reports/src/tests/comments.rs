//! What is said of a report.
use super::{comment, comments, delete, input, made, refusal, retrieve, told};
use projectmeats_core::{Error, Role, ids::BugReportId};
use projectmeats_testkit::scene;
use serde_json::json;

#[test]
fn comments_stand_in_the_order_they_were_made_with_their_authors() {
    let scene = scene();
    let report = made(&scene, input("A"));
    let other = made(&scene, input("B"));
    let id = report.stored.id;
    for (role, body) in [(Role::ReadOnly, "One."), (Role::User, "Two."), (Role::Owner, "Three.")] {
        comment(&scene, &scene.ctx("acme", role), id, body).expect("said");
        scene.clock().advance(60);
    }
    comment(&scene, &scene.ctx("acme", Role::User), other.stored.id, "Elsewhere.").expect("said");
    let reader = scene.ctx("acme", Role::ReadOnly);
    let said = |query: &str| {
        let page = comments(&scene, &reader, id, query).expect(query);
        page.results.into_iter().map(|c| (c.body, c.author_name.unwrap_or_default())).collect::<Vec<_>>()
    };
    let pair = |body: &str, who: &str| (body.to_owned(), who.to_owned());
    let all = [pair("One.", "acme-readonly"), pair("Two.", "acme-user"), pair("Three.", "acme-owner")];
    assert_eq!(said(""), all);
    assert_eq!(said("ordering=-created_at&page_size=1"), all[2..]);
    assert_eq!(said(&format!("author={}", scene.user("acme", Role::User))), all[1..2]);
    assert_eq!(retrieve(&scene, &reader, id).expect("found"), report, "a comment is no change of the report");
}

#[test]
fn a_comment_says_something() {
    let scene = scene();
    let id = made(&scene, input("A")).stored.id;
    let owner = scene.ctx("acme", Role::Owner);
    assert_eq!(refusal(comment(&scene, &owner, id, "")), "body: This field may not be blank.");
    assert!(refusal(comment(&scene, &owner, id, &"x".repeat(10_001))).starts_with("body: "));
    assert_eq!(comments(&scene, &owner, id, "").expect("listed").count, 0);
}

#[test]
fn a_comment_is_told_in_the_history_of_its_report() {
    let scene = scene();
    let id = made(&scene, input("A")).stored.id;
    let user = scene.ctx("acme", Role::User);
    comment(&scene, &user, id, "Me too.").expect("said");
    let records = told(&scene, &user, id).expect("told");
    assert_eq!(records.len(), 2);
    assert_eq!(records[0].changes.0, json!({ "comment": { "from": null, "to": "Me too." } }));
}

#[test]
fn there_are_no_comments_on_what_is_not_there() {
    let scene = scene();
    let id = made(&scene, input("A")).stored.id;
    let (owner, globex) = (scene.ctx("acme", Role::Owner), scene.ctx("globex", Role::Owner));
    comment(&scene, &owner, id, "Here.").expect("said");
    for (ctx, id) in [(&owner, BugReportId(i64::MAX)), (&globex, id)] {
        assert!(matches!(comment(&scene, ctx, id, "There."), Err(Error::NotFound)));
        assert!(matches!(comments(&scene, ctx, id, ""), Err(Error::NotFound)));
    }
    delete(&scene, &owner, id).expect("deleted with what was said of it");
    assert!(matches!(comments(&scene, &owner, id, ""), Err(Error::NotFound)));
}
