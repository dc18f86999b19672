//! Every operation of the API document, called by somebody of another company: nothing is found, nothing is changed, and what is
//! another company's is answered exactly as what does not exist.
use crate::{
    answer::Answer,
    app::App,
    calls::{Operation, Subject, operations},
    persona::Persona,
};

/// Ids that nothing has.
const NO_ROW: &str = "987654321";
const NO_TENANT: &str = "0197ffff-7c00-7000-8000-000000000001";
/// Stands in every text of acme.
const MARK: &str = "acme's own";

/// An app with things of acme in it, and the id of the one that `operation` is about.
async fn stage(operation: &Operation) -> (App, String) {
    let app = App::start().await;
    let body = serde_json::json!({ "name": MARK, "code": MARK, "address": MARK, "manager": MARK });
    app.owner("acme").post("/api/v1/plants/", body).await.expect(201);
    let id = operation.subject().make(&app, "acme", 1).await;
    (app, id)
}

/// All that acme's owner can read of acme.
async fn dump(app: &App, all: &[Operation]) -> Vec<String> {
    let owner = app.owner("acme");
    let mut read = Vec::new();
    let plants = owner.get("/api/v1/plants/?page_size=1000").await.expect(200);
    let rows = plants["results"].as_array().expect("rows");
    let ids: Vec<String> = rows.iter().map(|row| row["id"].to_string()).collect();
    assert!(!ids.is_empty());
    for operation in all.iter().filter(|op| op.guarded && op.only_reads()) {
        let about: Vec<&str> = match operation.subject() {
            Subject::Plant => ids.iter().map(String::as_str).collect(),
            Subject::Nothing | Subject::Protein => vec!["1"],
        };
        for id in about {
            let answer = operation.call(&owner, id, 1).await;
            read.push(format!("{} {id}\n{}", operation.id, answer.impression()));
        }
    }
    read
}

/// What `by` is answered about `id`, and that it left acme as it was. The id itself, which some answers repeat, is left out.
async fn attempt(operation: &Operation, all: &[Operation], by: fn(&App) -> Persona<'_>, id: Option<&str>) -> Answer {
    let (app, acmes) = stage(operation).await;
    let before = dump(&app, all).await;
    let answer = operation.call(&by(&app), id.unwrap_or(&acmes), 2).await;
    assert_eq!(dump(&app, all).await, before, "{} changed something of acme", operation.id);
    assert!(!answer.text().contains(MARK), "{} told something of acme: {}", operation.id, answer.text());
    assert!(answer.status < 500, "{}: {}", operation.id, answer.text());
    answer
}

fn of_a_company(operation: &Operation) -> bool {
    operation.subject() == Subject::Plant
}

#[actix_web::test]
async fn what_another_company_has_is_answered_as_what_nobody_has() {
    let all = operations();
    for operation in all.iter().filter(|op| of_a_company(op)) {
        let people: [fn(&App) -> Persona<'_>; 2] =
            [|app| app.owner("globex"), |app| app.owner("globex").without("X-Tenant-ID")];
        for by in people {
            let acmes = attempt(operation, &all, by, None).await;
            let nobodys = attempt(operation, &all, by, Some(NO_ROW)).await;
            assert_eq!(acmes.impression(), nobodys.impression(), "{}", operation.id);
            assert_eq!(acmes.status, 404, "{}", operation.id);
        }
    }
}

#[actix_web::test]
async fn naming_another_company_is_answered_as_naming_one_that_nobody_has() {
    let all = operations();
    for operation in all.iter().filter(|op| op.guarded) {
        let theirs = attempt(operation, &all, |app| app.owner("globex").with("X-Tenant-ID", &app.tenant("acme")), None).await;
        let nobodys = attempt(operation, &all, |app| app.owner("globex").with("X-Tenant-ID", NO_TENANT), None).await;
        assert_eq!(theirs.impression(), nobodys.impression(), "{}", operation.id);
    }
}

#[actix_web::test]
async fn without_a_credential_nothing_of_a_company_is_told_or_changed() {
    let all = operations();
    for operation in &all {
        let answer = attempt(operation, &all, |app| app.nobody().with("X-Tenant-ID", &app.tenant("acme")), None).await;
        assert_eq!(answer.status == 401, operation.guarded, "{}: {}", operation.id, answer.text());
    }
}

#[actix_web::test]
async fn the_owner_does_find_what_the_others_do_not() {
    let all = operations();
    for operation in all.iter().filter(|op| of_a_company(op)) {
        let (app, id) = stage(operation).await;
        let answer = operation.call(&app.owner("acme"), &id, 2).await;
        assert!((200..300).contains(&answer.status), "{}: {}", operation.id, answer.text());
    }
}
