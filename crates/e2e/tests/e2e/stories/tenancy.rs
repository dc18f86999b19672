//! Which company a request is for, and what becomes of one that names a company it may not.
use super::{ME, MY_TENANTS, PLANTS, PROTEINS, add, column, count, plant};
use crate::app::{App, aside};
use projectmeats_core::{Ctx, Role};
use projectmeats_tenants::services as tenants;
use serde_json::json;

const NOT_FOUND: u16 = 404;

/// Changes something about acme with the platform's rights.
fn rearrange(
    app: &App,
    work: impl FnOnce(&Ctx, &mut projectmeats_db::Conn) -> projectmeats_core::Result<()> + Send + 'static,
) {
    let scene = app.scene();
    aside(|| scene.write(&scene.staff_in("acme"), work)).expect("rearranged");
}

#[actix_web::test]
async fn the_header_names_the_company() {
    let app = App::start().await;
    add(&app.owner("acme"), plant("A")).await;
    add(&app.owner("globex"), plant("G")).await;
    assert_eq!(column(&app.viewer("acme").get(PLANTS).await.expect(200), "code"), ["A"]);
    assert_eq!(column(&app.viewer("globex").get(PLANTS).await.expect(200), "code"), ["G"]);
}

#[actix_web::test]
async fn a_malformed_id_is_a_bad_request() {
    let app = App::start().await;
    for id in ["1", "acme", "null", "", "0197", "{}", "0197ffff-7c00-7000-8000-00000000000g", "%27"] {
        for path in [PLANTS, PROTEINS, ME] {
            let answer = app.owner("acme").with("X-Tenant-ID", id).get(path).await;
            assert_eq!(answer.expect(400)["detail"], "X-Tenant-ID must be a UUID.", "{id:?} {path}");
        }
    }
}

#[actix_web::test]
async fn an_unknown_a_foreign_and_a_closed_company_are_one_and_the_same() {
    let app = App::start().await;
    let path = add(&app.owner("acme"), plant("A")).await;
    let named = async |by: &str, id: &str, path: &str| app.person(by).with("X-Tenant-ID", id).get(path).await;
    let unknown = "0197ffff-7c00-7000-8000-000000000001";
    let (acme, nil) = (app.tenant("acme"), "00000000-0000-0000-0000-000000000000");
    for path in [PLANTS, &path] {
        let expected = named("globex-owner", unknown, path).await;
        assert_eq!(expected.status, NOT_FOUND);
        assert_eq!(named("globex-owner", &acme, path).await.impression(), expected.impression(), "foreign");
        assert_eq!(named("stranger", &acme, path).await.impression(), expected.impression(), "to a stranger");
        assert_eq!(
            named("acme-owner", nil, path).await.impression(),
            expected.impression(),
            "the platform's own"
        );
    }
    let id = app.scene().tenant("acme");
    rearrange(&app, move |ctx, conn| tenants::set_active(ctx, conn, id, false));
    let expected = named("acme-owner", unknown, &path).await;
    assert_eq!(named("acme-owner", &acme, &path).await.impression(), expected.impression(), "closed");
}

#[actix_web::test]
async fn who_is_suspended_from_a_company_no_longer_finds_it() {
    let app = App::start().await;
    let user = app.scene().person("acme-owner");
    rearrange(&app, move |ctx, conn| tenants::set_member_active(ctx, conn, user, false));
    assert_eq!(app.owner("acme").get(PLANTS).await.status, NOT_FOUND);
    assert_eq!(app.person("acme-owner").get(PLANTS).await.status, 403);
    assert_eq!(app.owner("acme").get(MY_TENANTS).await.expect(200), json!([]));
    app.member("acme", Role::Admin).get(PLANTS).await.expect(200);
}

#[actix_web::test]
async fn without_a_header_the_default_membership_decides() {
    let app = App::start().await;
    add(&app.owner("acme"), plant("A")).await;
    add(&app.owner("globex"), plant("G")).await;
    let user = app.scene().person("globex-manager");
    rearrange(&app, move |ctx, conn| tenants::add_member(ctx, conn, user, Role::Owner, false).map(drop));
    let manager = app.person("globex-manager");
    assert_eq!(column(&manager.get(PLANTS).await.expect(200), "code"), ["G"], "their default");
    let in_acme = manager.with("X-Tenant-ID", &app.tenant("acme"));
    assert_eq!(column(&in_acme.get(PLANTS).await.expect(200), "code"), ["A"], "the one they name");
    let mine = manager.get(MY_TENANTS).await.expect(200);
    let slugs: Vec<_> =
        mine.as_array().expect("a bare array").iter().map(|t| t["tenant_slug"].clone()).collect();
    assert_eq!(slugs, ["globex", "acme"], "the default first");
}

#[actix_web::test]
async fn the_role_is_that_of_the_company_the_request_is_for() {
    let app = App::start().await;
    let (acmes, globexs) =
        (add(&app.owner("acme"), plant("A")).await, add(&app.owner("globex"), plant("G")).await);
    let user = app.scene().person("globex-owner");
    rearrange(&app, move |ctx, conn| tenants::add_member(ctx, conn, user, Role::ReadOnly, false).map(drop));
    let in_acme = app.person("globex-owner").with("X-Tenant-ID", &app.tenant("acme"));
    in_acme.get(&acmes).await.expect(200);
    assert_eq!(in_acme.delete(&acmes).await.status, 403);
    assert_eq!(in_acme.get(&globexs).await.status, NOT_FOUND, "their own, but not here");
    app.person("globex-owner").delete(&globexs).await.expect(204);
}

#[actix_web::test]
async fn a_stranger_sees_what_belongs_to_everybody_and_no_company() {
    let app = App::start().await;
    app.stranger().get(ME).await.expect(200);
    app.stranger().get(PROTEINS).await.expect(200);
    assert_eq!(app.stranger().get(MY_TENANTS).await.expect(200), json!([]));
    for answer in [app.stranger().get(PLANTS).await, app.stranger().post(PLANTS, plant("A")).await] {
        assert_eq!(answer.status, 403);
        assert!(answer.json()["detail"].is_string());
    }
    assert_eq!(count(&app.owner("acme").get(PLANTS).await.expect(200)), 0);
}

#[actix_web::test]
async fn the_superuser_works_in_any_company_they_name() {
    let app = App::start().await;
    let path = add(&app.owner("acme"), plant("A")).await;
    let in_acme = app.staff().with("X-Tenant-ID", &app.tenant("acme"));
    in_acme.patch(&path, json!({ "city": "Omaha" })).await.expect(200);
    assert_eq!(app.staff().get(&path).await.status, 403, "but names it");
    let unknown = app.staff().with("X-Tenant-ID", "0197ffff-7c00-7000-8000-000000000001");
    assert_eq!(unknown.get(&path).await.status, NOT_FOUND);
}

#[actix_web::test]
async fn my_tenants_is_a_bare_array_of_what_the_settings_page_reads() {
    let app = App::start().await;
    let mine = app.member("acme", Role::User).get(MY_TENANTS).await.expect(200);
    let one = &mine.as_array().expect("a bare array")[0];
    for (field, value) in [
        ("tenant_id", json!(app.tenant("acme"))),
        ("id", json!(app.tenant("acme"))),
        ("tenant_name", json!("ACME")),
        ("tenant_slug", json!("acme")),
        ("role", json!("user")),
        ("is_active", json!(true)),
        ("logo", json!(null)),
        ("settings", json!({})),
    ] {
        assert_eq!(one[field], value, "{field}");
    }
    assert_eq!(mine.as_array().map(Vec::len), Some(1));
}
