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

/// An app with things of acme in it, one for each operation.
struct Stage {
    app: App,
    all: Vec<Operation>,
    /// The id that each operation is about.
    ids: Vec<String>,
    /// All that acme's owner can read of acme.
    acme: Vec<String>,
}

impl Stage {
    async fn set() -> Self {
        let (app, all) = (App::start().await, operations());
        let body = serde_json::json!({ "name": MARK, "code": MARK, "address": MARK, "manager": MARK });
        app.owner("acme").post("/api/v1/plants/", body).await.expect(201);
        let mut ids = Vec::new();
        for (n, operation) in all.iter().enumerate() {
            ids.push(operation.make(&app, "acme", n).await);
        }
        let mut stage = Self { app, all, ids, acme: vec![] };
        stage.acme = stage.read_acme().await;
        stage
    }

    async fn read_acme(&self) -> Vec<String> {
        let owner = self.app.owner("acme");
        let mut read = Vec::new();
        for operation in self.all.iter().filter(|op| op.guarded && op.only_reads() && !op.only_for_staff()) {
            // What is about nothing is called once; all else about everything of its kind.
            let nothing = operation.subject() == Subject::Nothing;
            let is_about =
                |op: &Operation| op.subject() == operation.subject() && (!nothing || op.id == operation.id);
            for (_, id) in self.all.iter().zip(&self.ids).filter(|(op, _)| is_about(op)) {
                let answer = operation.call(&owner, id, 1).await;
                assert_eq!(answer.status, 200, "{}: {}", operation.id, answer.text());
                read.push(format!("{} {id}\n{}", operation.id, answer.impression()));
            }
        }
        assert!(read.iter().any(|text| text.contains(MARK)));
        read
    }

    /// What `by` is answered, who must have learnt nothing of acme and left it as it was.
    async fn attempt(&self, operation: &Operation, by: fn(&App) -> Persona<'_>, id: &str) -> Answer {
        let answer = operation.call(&by(&self.app), id, 500).await;
        if operation.ends_the_token() {
            self.app.renew_tokens();
        }
        if !operation.only_reads() {
            assert_eq!(self.read_acme().await, self.acme, "{} changed something of acme", operation.id);
        }
        assert!(!answer.text().contains(MARK), "{} told of acme: {}", operation.id, answer.text());
        assert!(answer.status < 500, "{}: {}", operation.id, answer.text());
        answer
    }

    fn operations(&self) -> impl Iterator<Item = (&Operation, &str)> {
        self.all.iter().zip(self.ids.iter().map(String::as_str))
    }
    fn of_a_company(&self) -> impl Iterator<Item = (&Operation, &str)> {
        self.operations().filter(|(operation, _)| operation.subject().is_of_a_company())
    }
}

#[actix_web::test]
async fn what_another_company_has_is_answered_as_what_nobody_has() {
    let stage = Stage::set().await;
    let people: [fn(&App) -> Persona<'_>; 2] =
        [|app| app.owner("globex"), |app| app.owner("globex").without("X-Tenant-ID")];
    for (operation, acmes) in stage.of_a_company() {
        for by in people {
            let theirs = stage.attempt(operation, by, acmes).await;
            let nobodys = stage.attempt(operation, by, NO_ROW).await;
            assert_eq!(theirs.impression(), nobodys.impression(), "{}", operation.id);
            assert_eq!(theirs.status, 404, "{}", operation.id);
        }
    }
}

#[actix_web::test]
async fn naming_another_company_is_answered_as_naming_one_that_nobody_has() {
    let stage = Stage::set().await;
    for (operation, id) in stage.operations().filter(|(operation, _)| operation.guarded) {
        let acme: fn(&App) -> Persona<'_> =
            |app| app.owner("globex").with("X-Tenant-ID", &app.tenant("acme"));
        let theirs = stage.attempt(operation, acme, id).await;
        let nobodys =
            stage.attempt(operation, |app| app.owner("globex").with("X-Tenant-ID", NO_TENANT), id).await;
        assert_eq!(theirs.impression(), nobodys.impression(), "{}", operation.id);
    }
}

#[actix_web::test]
async fn without_a_credential_nothing_of_a_company_is_told_or_changed() {
    let stage = Stage::set().await;
    for (operation, id) in stage.operations() {
        let nobody: fn(&App) -> Persona<'_> = |app| app.nobody().with("X-Tenant-ID", &app.tenant("acme"));
        let answer = stage.attempt(operation, nobody, id).await;
        assert_eq!(answer.status == 401, operation.guarded, "{}: {}", operation.id, answer.text());
    }
}

/// Otherwise the tests above would hold of an app that answers nothing to anybody.
#[actix_web::test]
async fn the_owner_does_find_what_the_others_do_not() {
    let stage = Stage::set().await;
    for (operation, id) in stage.of_a_company() {
        let answer = operation.call(&stage.app.owner("acme"), id, 500).await;
        assert!((200..300).contains(&answer.status), "{}: {}", operation.id, answer.text());
    }
}
