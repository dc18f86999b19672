//! How each operation of the API document is called. An operation without a row here fails the tests that go through all of them.
use crate::{app::App, persona::Persona};
use actix_web::http::Method;
use projectmeats_server::routes;
use serde_json::{Value, json};

/// An operation of the document.
#[derive(Debug, Clone)]
pub(crate) struct Operation {
    pub(crate) id: String,
    pub(crate) method: Method,
    /// Its address, with `{id}` in it where it is about one thing.
    pub(crate) path: String,
    /// Whether it asks for a credential.
    pub(crate) guarded: bool,
    how: How,
}

/// What an operation is about, and its body. `n` makes bodies differ that must.
#[derive(Debug, Clone, Copy)]
struct How {
    operation: &'static str,
    subject: Subject,
    body: Body,
}

#[derive(Debug, Clone, Copy)]
enum Body {
    None,
    Json(fn(n: usize) -> Value),
    /// A file, of which the client says nothing.
    File(&'static [u8]),
}

/// What stands for `{id}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Subject {
    Nothing,
    BugReport,
    Plant,
    Protein,
}
use Subject::{BugReport, Nothing, Plant, Protein};

const fn reads(operation: &'static str, subject: Subject) -> How {
    How { operation, subject, body: Body::None }
}
const fn writes(operation: &'static str, subject: Subject, body: fn(usize) -> Value) -> How {
    How { operation, subject, body: Body::Json(body) }
}
const fn uploads(operation: &'static str, subject: Subject, file: &'static [u8]) -> How {
    How { operation, subject, body: Body::File(file) }
}

const HOW: &[How] = &[
    writes(
        "auth_login",
        Nothing,
        |_| json!({ "username": "acme-owner", "password": projectmeats_testkit::PASSWORD }),
    ),
    writes("auth_logout", Nothing, |_| json!({})),
    reads("auth_me", Nothing),
    reads("health", Nothing),
    reads("ready", Nothing),
    reads("tenants_my_tenants", Nothing),
    reads("tenants_trade_settings", Nothing),
    writes("tenants_trade_settings_partial_update", Nothing, |_| json!({ "overdue_days": 45 })),
    reads("bug_reports_list", Nothing),
    writes("bug_reports_create", Nothing, bug_report),
    reads("bug_reports_retrieve", BugReport),
    writes("bug_reports_update", BugReport, bug_report),
    writes("bug_reports_partial_update", BugReport, |_| json!({ "status": "in_progress" })),
    reads("bug_reports_destroy", BugReport),
    reads("bug_reports_history", BugReport),
    reads("bug_reports_all", Nothing),
    reads("bug_reports_comments", BugReport),
    writes("bug_reports_comments_create", BugReport, |n| json!({ "body": format!("Remark {n}") })),
    reads("bug_reports_screenshot", BugReport),
    uploads("bug_reports_screenshot_create", BugReport, PICTURE),
    reads("bug_reports_screenshot_destroy", BugReport),
    reads("plants_list", Nothing),
    writes("plants_create", Nothing, plant),
    reads("plants_retrieve", Plant),
    writes("plants_update", Plant, plant),
    writes("plants_partial_update", Plant, |_| json!({ "city": "Lincoln" })),
    reads("plants_destroy", Plant),
    reads("plants_history", Plant),
    reads("proteins_list", Nothing),
    writes("proteins_create", Nothing, protein),
    reads("proteins_retrieve", Protein),
    writes("proteins_update", Protein, protein),
    writes("proteins_partial_update", Protein, protein),
    reads("proteins_destroy", Protein),
    reads("proteins_history", Protein),
];

/// The head of a picture of one pixel, which is as much of it as is looked at.
const PICTURE: &[u8] = b"GIF89a\x01\0\x01\0\x80\0\0";

fn bug_report(n: usize) -> Value {
    json!({ "title": format!("Fault {n}"), "description": "It does not work.", "severity": "high" })
}
fn plant(n: usize) -> Value {
    json!({ "name": format!("Plant {n}"), "code": format!("P-{n}"), "city": "Omaha", "capacity": 100 })
}
fn protein(n: usize) -> Value {
    json!({ "name": format!("Kind {n}") })
}

/// Every operation of the document.
pub(crate) fn operations() -> Vec<Operation> {
    let document = routes::openapi();
    let mut found = Vec::new();
    for (path, item) in document["paths"].as_object().expect("the document has paths") {
        for (method, operation) in item.as_object().expect("a path has operations") {
            found.push(read(path, method, operation));
        }
    }
    found.sort_by(|a, b| a.id.cmp(&b.id));
    for how in HOW {
        assert!(
            found.iter().any(|op| op.id == how.operation),
            "{} is no longer an operation: take it from {}",
            how.operation,
            file!()
        );
    }
    found
}

fn read(path: &str, method: &str, operation: &Value) -> Operation {
    let id = operation["operationId"].as_str().expect("an operation has an id");
    let how = HOW.iter().copied().find(|how| how.operation == id);
    let how = how.unwrap_or_else(|| panic!("say in {} how {id} ({method} {path}) is called", file!()));
    assert_eq!(path.contains("{id}"), how.subject != Nothing, "{id} is about one thing or it is not");
    let method = method.to_uppercase().parse().expect("a method");
    let guarded = operation["security"].as_array().is_some_and(|schemes| !schemes.is_empty());
    Operation { id: id.into(), method, path: path.into(), guarded, how }
}

impl Operation {
    /// Whether nothing is changed by it.
    pub(crate) fn only_reads(&self) -> bool {
        self.method == Method::GET
    }
    /// Whether it is refused to members of whatever role.
    pub(crate) fn only_for_staff(&self) -> bool {
        self.id == "bug_reports_all"
    }
    pub(crate) fn subject(&self) -> Subject {
        self.how.subject
    }
    /// Whether the caller's token is good no longer afterwards.
    pub(crate) fn ends_the_token(&self) -> bool {
        self.id == "auth_logout"
    }
    /// Called by somebody, about the thing of this id.
    pub(crate) async fn call(&self, by: &Persona<'_>, id: &str, n: usize) -> crate::answer::Answer {
        let path = self.path.replace("{id}", id);
        match self.how.body {
            Body::None => by.send(self.method.clone(), &path, None).await,
            Body::Json(body) => by.send(self.method.clone(), &path, Some(body(n))).await,
            Body::File(bytes) => by.raw(self.method.clone(), &path, bytes).await,
        }
    }
}

impl Subject {
    /// Whether it belongs to a company, and not to the platform.
    pub(crate) fn is_of_a_company(self) -> bool {
        !matches!(self, Nothing | Protein)
    }
    /// A new one, of the company where it belongs to one; its id.
    pub(crate) async fn make(self, app: &App, slug: &str, n: usize) -> String {
        let made = match self {
            Nothing => return String::new(),
            BugReport => {
                let made = app.owner(slug).post("/api/v1/bug-reports/", bug_report(n)).await;
                let at = format!("/api/v1/bug-reports/{}/screenshot/", made.expect(201)["id"]);
                app.owner(slug).raw(Method::POST, &at, PICTURE).await
            }
            Plant => app.owner(slug).post("/api/v1/plants/", plant(n)).await,
            Protein => app.staff().post("/api/v1/proteins/", protein(n)).await,
        };
        made.expect(201)["id"].to_string()
    }
}
