//! Stories: what people do with the API, and what they get.

mod bodies;
mod bug_reports;
mod conditional;
mod contacts;
mod cursors;
mod errors;
mod faults;
mod forgery;
mod health;
mod history;
mod idempotency;
mod lists;
mod partners;
mod plants;
mod proteins;
mod purchase_orders;
mod receivables;
mod rehearsal;
mod sessions;
mod sign_in;
mod tenancy;
mod throttle;
mod trade;
mod transport;
mod wire_contract;

use crate::{answer::Answer, app::App, persona::Persona};
use projectmeats_testkit::PASSWORD;
use serde_json::{Value, json};

const PLANTS: &str = "/api/v1/plants/";
const PROTEINS: &str = "/api/v1/proteins/";
const LOGIN: &str = "/api/v1/auth/login/";
const LOGOUT: &str = "/api/v1/auth/logout/";
const ME: &str = "/api/v1/auth/me/";
const MY_TENANTS: &str = "/api/v1/tenants/my_tenants/";

/// The least a new plant needs.
fn plant(code: &str) -> Value {
    json!({ "name": format!("Plant {code}"), "code": code })
}

/// A new plant's address.
async fn add(by: &Persona<'_>, body: Value) -> String {
    let made = by.post(PLANTS, body).await.expect(201);
    format!("{PLANTS}{}/", made["id"])
}

fn count(list: &Value) -> i64 {
    list["count"].as_i64().expect("a list has a count")
}

/// The texts of one field of the rows of a list.
fn column(list: &Value, field: &str) -> Vec<String> {
    let rows = list["results"].as_array().expect("a list has results").iter();
    rows.map(|row| row[field].as_str().unwrap_or("-").to_owned()).collect()
}

/// The path and query of an absolute link.
fn local(link: &Value) -> String {
    let link = link.as_str().expect("a link");
    link.strip_prefix(&format!("http://{}", crate::app::HOST)).unwrap_or_else(|| panic!("{link}")).to_owned()
}

async fn sign_in(by: &Persona<'_>, username: &str) -> Answer {
    let answer = by.post(LOGIN, json!({ "username": username, "password": PASSWORD })).await;
    answer.expect(200);
    answer
}

/// Somebody who signed in with a browser: the session's cookie, and nothing else.
async fn browser<'a>(app: &'a App, username: &str) -> (Persona<'a>, String) {
    let answer = sign_in(&app.nobody(), username).await;
    let (session, csrf) = (answer.cookie_value("sessionid"), answer.cookie_value("csrftoken"));
    (app.nobody().with("Cookie", &format!("sessionid={session}; csrftoken={csrf}")), csrf)
}
