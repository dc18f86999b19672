//! Proteins: everybody reads them, platform staff write them.
use super::{PROTEINS, column, count};
use crate::app::App;
use serde_json::json;

#[actix_web::test]
async fn the_kinds_of_meat_are_there_from_the_start() {
    let app = App::start().await;
    let list = app.viewer("acme").get(PROTEINS).await.expect(200);
    let names = column(&list, "name");
    for name in ["Beef", "Pork", "Chicken", "Lamb", "Turkey", "Fish", "Seafood", "Veal", "Bison"] {
        assert!(names.iter().any(|n| n == name), "{name} is not in {names:?}");
    }
    assert!(names.is_sorted(), "{names:?}");
    assert_eq!(app.stranger().get(PROTEINS).await.expect(200), list);
    assert_eq!(app.nobody().get(PROTEINS).await.status, 401);
}

#[actix_web::test]
async fn staff_adds_changes_and_removes_one() {
    let app = App::start().await;
    let staff = app.staff();
    let before = count(&staff.get(PROTEINS).await.expect(200));
    let made = staff.post(PROTEINS, json!({ "name": "Ostrich" })).await.expect(201);
    let path = format!("{PROTEINS}{}/", made["id"]);
    assert_eq!(app.viewer("globex").get(&path).await.expect(200)["name"], "Ostrich");
    assert_eq!(staff.patch(&path, json!({ "name": "Emu" })).await.expect(200)["version"], 2);
    assert_eq!(staff.get(&format!("{path}history/")).await.expect(200)["count"], 2);
    staff.delete(&path).await.expect(204);
    assert_eq!(count(&staff.get(PROTEINS).await.expect(200)), before);
}

#[actix_web::test]
async fn a_name_is_one_proteins_whatever_its_case() {
    let app = App::start().await;
    for name in ["Beef", "beef", "BEEF", " beef "] {
        let refused = app.staff().post(PROTEINS, json!({ "name": name })).await;
        assert_eq!(refused.message("name"), "protein with this name already exists.", "{name}");
    }
}

#[actix_web::test]
async fn the_owner_of_a_company_does_not_write_what_belongs_to_all() {
    let app = App::start().await;
    let path = format!("{PROTEINS}1/");
    let before = app.owner("acme").get(&path).await.expect(200);
    for person in [app.owner("acme"), app.viewer("acme"), app.stranger()] {
        assert_eq!(person.post(PROTEINS, json!({ "name": "Ostrich" })).await.status, 403);
        assert_eq!(person.put(&path, json!({ "name": "Ostrich" })).await.status, 403);
        assert_eq!(person.patch(&path, json!({ "name": "Ostrich" })).await.status, 403);
        assert_eq!(person.delete(&path).await.status, 403);
    }
    assert_eq!(app.owner("acme").get(&path).await.expect(200), before);
}
