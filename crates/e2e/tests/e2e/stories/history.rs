//! History: every accepted write leaves one record, which tells who did what, and what it changed.
use super::{PLANTS, PROTEINS, add, column, count, plant};
use crate::app::App;
use projectmeats_core::Role;
use serde_json::json;

#[actix_web::test]
async fn a_plants_history_tells_who_changed_what_newest_first() {
    let app = App::start().await;
    let made = app.owner("acme").post(PLANTS, plant("A")).await;
    let path = format!("{PLANTS}{}/", made.expect(201)["id"]);
    app.clock.advance(60);
    let changed = app
        .member("acme", Role::User)
        .patch(&path, json!({ "city": "Omaha", "capacity": 5, "name": "Plant A" }))
        .await;
    changed.expect(200);
    app.clock.advance(60);
    let deleted = app.member("acme", Role::Admin).delete(&path).await;
    deleted.expect(204);

    let told = app.viewer("acme").get(&format!("{path}history/")).await.expect(200);
    assert_eq!(count(&told), 3);
    assert_eq!(column(&told, "verb"), ["deleted", "updated", "created"]);
    assert_eq!(column(&told, "actor_name"), ["acme-admin", "acme-user", "acme-owner"]);
    assert_eq!(
        column(&told, "at"),
        ["2026-11-02T09:02:00.000000Z", "2026-11-02T09:01:00.000000Z", "2026-11-02T09:00:00.000000Z"]
    );
    let expected = json!({ "city": { "from": "", "to": "Omaha" }, "capacity": { "from": null, "to": 5 } });
    assert_eq!(told["results"][1]["changes"], expected, "only what differs");
    assert_eq!(told["results"][2]["changes"]["code"], json!({ "from": null, "to": "A" }));
    assert_eq!(told["results"][0]["changes"]["city"], json!({ "from": "Omaha", "to": null }));
    let ids = [&deleted, &changed, &made].map(|answer| answer.header("X-Request-ID"));
    assert_eq!(column(&told, "request_id"), ids);
}

#[actix_web::test]
async fn every_accepted_write_leaves_exactly_one_record_and_a_refused_one_none() {
    let app = App::start().await;
    let owner = app.owner("acme");
    let path = add(&owner, plant("A")).await;
    let told = async || count(&owner.get(&format!("{path}history/")).await.expect(200));
    assert_eq!(told().await, 1);
    owner.patch(&path, json!({})).await.expect(200);
    assert_eq!(told().await, 2, "also of a change that changes nothing");
    owner.put(&path, plant("A")).await.expect(200);
    assert_eq!(told().await, 3);
    owner.patch(&path, json!({ "name": 5 })).await.expect(400);
    owner.with("If-Match", "\"1\"").patch(&path, json!({})).await.expect(412);
    app.viewer("acme").patch(&path, json!({})).await.expect(403);
    owner.patch(&format!("{path}?dry_run=1"), json!({ "city": "x" })).await.expect(200);
    assert_eq!(told().await, 3);
}

#[actix_web::test]
async fn a_history_is_a_list_like_any_other() {
    let app = App::start().await;
    let owner = app.owner("acme");
    let path = add(&owner, plant("A")).await;
    for city in ["x", "y", "z"] {
        owner.patch(&path, json!({ "city": city })).await.expect(200);
    }
    let history = async |query: &str| owner.get(&format!("{path}history/?{query}")).await.expect(200);
    assert_eq!(
        column(&history("verb=updated&page_size=2&ordering=id").await, "verb"),
        ["updated", "updated"]
    );
    let first = history("page_size=2&cursor=").await;
    let second = owner.get(&super::local(&first["next"])).await.expect(200);
    assert_eq!(column(&second, "verb"), ["updated", "created"]);
    assert_eq!(count(&history("verb=deleted").await), 0);
    owner.get(&format!("{path}history/?verbs=x")).await.message("verbs");
    assert_eq!(owner.get(&format!("{path}history/?page=9")).await.status, 404);
}

#[actix_web::test]
async fn what_never_was_has_no_history() {
    let app = App::start().await;
    let owner = app.owner("acme");
    let path = add(&app.owner("globex"), plant("G")).await;
    assert_eq!(owner.get(&format!("{PLANTS}999/history/")).await.status, 404);
    assert_eq!(owner.get(&format!("{path}history/")).await.status, 404, "another company's");
}

#[actix_web::test]
async fn the_history_of_a_protein_is_everybodys() {
    let app = App::start().await;
    let made = app.staff().post(PROTEINS, json!({ "name": "Emu" })).await.expect(201);
    let told = app.viewer("acme").get(&format!("{PROTEINS}{}/history/", made["id"])).await.expect(200);
    assert_eq!(column(&told, "actor_name"), ["staff"]);
    let first = app.viewer("acme").get(&format!("{PROTEINS}1/history/")).await.expect(200);
    assert_eq!(count(&first), 0, "what came with the database has none, and is there all the same");
}
