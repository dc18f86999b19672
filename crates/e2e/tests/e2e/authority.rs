//! Every operation of the API document by everybody: who may do what, as docs/permissions.txt shows it.
use crate::{
    app::App,
    calls::{Operation, operations},
    persona::Persona,
    pins::pinned,
};
use projectmeats_core::Role;
use std::fmt::Write;

const PEOPLE: [&str; 8] = ["nobody", "stranger", "readonly", "user", "manager", "admin", "owner", "staff"];
const HEAD: &str = "\
Who may do what: the status each operation of docs/openapi.json answers to each person who calls it for the company acme.
  nobody    shows no credential
  stranger  is signed in and in no company
  staff     is signed in as the platform's superuser and in no company
  the rest  are members of acme, by role
Made by: UPDATE_PINS=1 cargo test -p projectmeats-e2e authority
";

fn person<'a>(app: &'a App, who: &str) -> Persona<'a> {
    let named = match who {
        "nobody" => app.nobody(),
        "stranger" => app.stranger(),
        "staff" => app.staff(),
        role => app.member("acme", role.parse::<Role>().expect("a role")),
    };
    named.with("X-Tenant-ID", &app.tenant("acme"))
}

/// `number` keeps the things of this operation apart from those of the others.
async fn row(app: &App, operation: &Operation, number: usize) -> String {
    let mut row = format!("{:<26}", operation.id);
    for (n, who) in (100 * number..).step_by(2).zip(PEOPLE) {
        let id = operation.make(app, "acme", n).await;
        let answer = operation.call(&person(app, who), &id, n + 1).await;
        let _ = write!(row, "{:>9}", answer.status);
    }
    app.renew_tokens();
    row + "\n"
}

#[actix_web::test]
async fn everybody_may_do_what_the_checked_in_table_says() {
    let mut table = format!("{HEAD}\n{:<26}", "operation");
    PEOPLE.iter().for_each(|who| table += &format!("{who:>9}"));
    table += "\n";
    let app = App::start().await;
    for (number, operation) in operations().iter().enumerate() {
        table += &row(&app, operation, number).await;
    }
    pinned("docs/permissions.txt", &table, "UPDATE_PINS=1 cargo test -p projectmeats-e2e authority");
}

/// The matrix of the original's documentation, section 3.3: not what the program says of itself.
#[actix_web::test]
async fn rows_of_a_company_are_read_by_all_its_members_written_from_user_up_and_deleted_from_admin_up() {
    let app = App::start().await;
    for (number, operation) in operations().iter().filter(|op| op.id.starts_with("plants_")).enumerate() {
        let least = match operation.id.as_str() {
            "plants_destroy" | "plants_merge" => Role::Admin,
            _ if operation.only_reads() => Role::ReadOnly,
            _ => Role::User,
        };
        for (n, role) in (100 * number..).step_by(2).zip(Role::ALL.iter().copied()) {
            let id = operation.make(&app, "acme", n).await;
            let answer = operation.call(&app.member("acme", role), &id, n + 1).await;
            let allowed = answer.status < 300;
            assert_eq!(allowed, role >= least, "{} by {role}: {}", operation.id, answer.text());
            assert!(allowed || answer.status == 403, "{} by {role}: {}", operation.id, answer.text());
        }
    }
}
