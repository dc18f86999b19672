//! Bug reports: what a member meets who says that something is wrong, and those who see to it.
use super::{column, count};
use crate::{answer::Answer, app::App, persona::Persona};
use actix_web::http::Method;
use serde_json::{Value, json};

const REPORTS: &str = "/api/v1/bug-reports/";
const MIB: usize = 1 << 20;

fn report(title: &str) -> Value {
    json!({ "title": title, "description": "The total stays when a line is removed." })
}

async fn add(by: &Persona<'_>, title: &str) -> String {
    let made = by.post(REPORTS, report(title)).await.expect(201);
    format!("{REPORTS}{}/", made["id"])
}

/// A picture of three pixels by two, of so many bytes.
fn picture(bytes: usize) -> Vec<u8> {
    let mut picture = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x03\0\0\0\x02\x08\x02\0\0\0\0\0\0\0".to_vec();
    picture.resize(bytes.max(picture.len()), 7);
    picture
}

async fn upload(by: &Persona<'_>, at: &str, kind: &str, body: impl AsRef<[u8]>) -> Answer {
    by.with("Content-Type", kind).raw(Method::POST, &format!("{at}screenshot/"), body).await
}

fn form(part: &str, bytes: &[u8]) -> Vec<u8> {
    let head = format!(
        "--XX\r\nContent-Disposition: form-data; name=\"{part}\"; filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\n"
    );
    [head.as_bytes(), bytes, b"\r\n--XX--\r\n"].concat()
}

#[actix_web::test]
async fn a_viewer_reports_a_fault_and_the_blanks_are_filled() {
    let app = App::start().await;
    let browser = app
        .viewer("acme")
        .with("User-Agent", "Mozilla/5.0 (Windows NT 10.0) Chrome/130.0.0.0")
        .with("Sec-CH-UA", r#""Chromium";v="130", "Google Chrome";v="130", "Not?A_Brand";v="99""#)
        .with("Sec-CH-UA-Platform", "\"Windows\"")
        .with("Referer", "https://meats.example/purchase-orders/7");
    let mut body = report("Wrong total");
    body["reporter"] = app.scene().person("acme-owner").0.into();
    body["resolved_at"] = "2001-01-01T00:00:00Z".into();
    let made = browser.post(REPORTS, body).await;
    let report = made.expect(201);
    let want = json!({
        "status": "new", "severity": "medium", "priority": "medium", "category": "bug", "assignee": null, "assignee_name": null,
        "reporter": app.scene().person("acme-readonly").0, "reporter_name": "acme-readonly",
        "reporter_email": "acme-readonly@people.example", "browser": "Google Chrome 130", "os": "Windows",
        "user_agent": "Mozilla/5.0 (Windows NT 10.0) Chrome/130.0.0.0", "url": "https://meats.example/purchase-orders/7",
        "resolved_at": null, "screenshot_url": null, "version": 1,
    });
    for (field, value) in want.as_object().expect("fields") {
        assert_eq!(&report[field], value, "{field}");
    }
    assert!(made.header("Location").ends_with(&format!("{REPORTS}{}/", report["id"])));
    let own = json!({ "title": "Mine", "description": "x", "browser": "Lynx", "url": "https://a.example/" });
    let report = browser.post(REPORTS, own).await.expect(201);
    assert_eq!((&report["browser"], &report["url"]), (&json!("Lynx"), &json!("https://a.example/")));
}

#[actix_web::test]
async fn a_submission_keeps_the_manners_of_every_creation() {
    let app = App::start().await;
    let viewer = app.viewer("acme");
    let missing = viewer.post(REPORTS, json!({ "severity": "terrible" })).await;
    assert_eq!(missing.message("title"), "This field is required.");
    assert_eq!(missing.message("severity"), "\"terrible\" is not a valid choice.");
    viewer.post(&format!("{REPORTS}?dry_run=1"), report("Rehearsed")).await.expect(201);
    let once = viewer.with("Idempotency-Key", "k-1");
    let first = once.post(REPORTS, report("Once")).await.expect(201);
    assert_eq!(once.post(REPORTS, report("Once")).await.expect(201), first);
    assert_eq!(count(&viewer.get(REPORTS).await.expect(200)), 1);
    assert_eq!(viewer.put(REPORTS, report("A")).await.status, 405);
}

#[actix_web::test]
async fn nobody_anonymous_sees_or_does_anything() {
    let app = App::start().await;
    let at = add(&app.owner("acme"), "A").await;
    let nobody = app.nobody().with("X-Tenant-ID", &app.tenant("acme"));
    for path in [
        REPORTS.into(),
        format!("{REPORTS}all/"),
        at.clone(),
        format!("{at}comments/"),
        format!("{at}screenshot/"),
    ] {
        nobody.get(&path).await.expect(401);
    }
    nobody.post(REPORTS, report("B")).await.expect(401);
    nobody.post(&format!("{at}comments/"), json!({ "body": "x" })).await.expect(401);
    upload(&nobody, &at, "image/png", picture(0)).await.expect(401);
    nobody.delete(&at).await.expect(401);
}

#[actix_web::test]
async fn members_see_those_of_their_company_and_staff_sees_all() {
    let app = App::start().await;
    for (title, company) in [("A", "acme"), ("B", "globex"), ("C", "acme")] {
        add(&app.viewer(company), title).await;
        app.clock.advance(60);
    }
    assert_eq!(column(&app.viewer("acme").get(REPORTS).await.expect(200), "title"), ["C", "A"]);
    assert_eq!(column(&app.viewer("globex").get(REPORTS).await.expect(200), "title"), ["B"]);
    let all = format!("{REPORTS}all/");
    app.owner("acme").get(&all).await.expect(403);
    app.stranger().get(&all).await.expect(403);
    let page = app.staff().get(&format!("{all}?page_size=2")).await.expect(200);
    assert_eq!(
        (count(&page), column(&page, "title"), column(&page, "tenant_name")),
        (3, vec!["C".into(), "B".into()], vec!["ACME".into(), "GLOBEX".into()])
    );
    assert_eq!(page["results"][0]["tenant"], app.tenant("acme").as_str());
    let last = app.staff().get(&super::local(&page["next"])).await.expect(200);
    assert_eq!((column(&last, "title"), &last["next"]), (vec!["A".into()], &Value::Null));
    let wrong = app.staff().get(&format!("{all}?ordering=title")).await;
    assert!(wrong.message("ordering").contains("newest first"));
}

#[actix_web::test]
async fn a_status_that_cannot_follow_is_a_conflict_that_lists_those_that_can() {
    let app = App::start().await;
    let (owner, viewer) = (app.owner("acme"), app.viewer("acme"));
    let at = add(&viewer, "A").await;
    viewer.patch(&at, json!({ "status": "resolved" })).await.expect(403);
    viewer.patch(&at, json!({ "title": "Wrong total of an order" })).await.expect(200);
    let closed = owner.patch(&at, json!({ "status": "closed" })).await.expect(200);
    assert_eq!(closed["resolved_at"], "2026-11-02T09:00:00.000000Z");
    viewer.patch(&at, json!({ "title": "Too late" })).await.expect(403);
    let refused = owner.patch(&at, json!({ "status": "new" })).await.expect(409);
    let detail = "A bug report that is \"closed\" cannot become \"new\". It can become: in_progress.";
    assert_eq!(refused["detail"], detail);
    let opened =
        owner.patch(&at, json!({ "status": "in_progress", "resolved_at": "2001-01-01T00:00:00Z" })).await;
    assert_eq!(opened.expect(200)["resolved_at"], Value::Null);
}

#[actix_web::test]
async fn members_talk_about_a_report() {
    let app = App::start().await;
    let at = add(&app.owner("acme"), "A").await;
    let talk = format!("{at}comments/");
    let said = app.viewer("acme").post(&talk, json!({ "body": " Me too. ", "author": 1 })).await.expect(201);
    assert_eq!((&said["body"], &said["author_name"]), (&json!("Me too."), &json!("acme-readonly")));
    app.owner("acme").post(&talk, json!({ "body": "Seen." })).await.expect(201);
    assert_eq!(column(&app.viewer("acme").get(&talk).await.expect(200), "body"), ["Me too.", "Seen."]);
    assert_eq!(app.owner("acme").post(&talk, json!({})).await.message("body"), "This field is required.");
    app.owner("globex").get(&talk).await.expect(404);
    let history = app.viewer("acme").get(&format!("{at}history/")).await.expect(200);
    assert_eq!(history["results"][1]["changes"], json!({ "comment": { "from": null, "to": "Me too." } }));
}

#[actix_web::test]
async fn a_screenshot_goes_up_and_comes_down() {
    let app = App::start().await;
    let viewer = app.viewer("acme");
    let at = add(&viewer, "A").await;
    let shot = format!("{at}screenshot/");
    viewer.get(&shot).await.expect(404);
    let answer = upload(&viewer, &at, "image/png", picture(2000)).await;
    assert_eq!(answer.expect(201)["screenshot_url"], shot.as_str());
    let down = app.owner("acme").get(&shot).await;
    assert_eq!((down.status, down.body.as_ref()), (200, picture(2000).as_slice()));
    let id = at.trim_end_matches('/').rsplit('/').next().expect("an id");
    for (header, want) in [
        ("Content-Type", "image/png"),
        ("Content-Disposition", &*format!("attachment; filename=\"bug-report-{id}.png\"")),
        ("X-Content-Type-Options", "nosniff"),
    ] {
        assert_eq!(down.header(header), want);
    }
    assert!(down.header("Cache-Control").starts_with("private"));
    let known = app.owner("acme").with("If-None-Match", &down.header("ETag")).get(&shot).await;
    assert_eq!((known.status, known.body.len()), (304, 0));
    app.owner("globex").get(&shot).await.expect(404);
    viewer.delete(&shot).await.expect(204);
    assert_eq!(viewer.get(&at).await.expect(200)["screenshot_url"], Value::Null);
    viewer.delete(&shot).await.expect(404);
}

#[actix_web::test]
async fn a_screenshot_may_be_a_part_of_a_form_and_is_what_its_bytes_say() {
    let app = App::start().await;
    let viewer = app.viewer("acme");
    let at = add(&viewer, "A").await;
    for (part, kind) in [("screenshot", "multipart/form-data; boundary=XX"), ("file", "application/json")] {
        upload(&viewer, &at, kind, form(part, &picture(300))).await.expect(201);
        assert_eq!(viewer.get(&format!("{at}screenshot/")).await.body.as_ref(), picture(300), "{part}");
    }
    upload(&viewer, &at, "text/html", picture(0)).await.expect(201);
    assert_eq!(viewer.get(&format!("{at}screenshot/")).await.header("Content-Type"), "image/png");
    let none = upload(&viewer, &at, "multipart/form-data; boundary=XX", form("other", b"x")).await;
    assert_eq!(none.message("screenshot"), "No file was submitted.");
    let script = upload(&viewer, &at, "image/png", "<svg onload='alert(1)'/>").await;
    assert_eq!(script.message("screenshot"), "Upload a PNG, JPEG, WebP or GIF picture.");
    upload(&viewer, &at, "multipart/form-data; boundary=XX", "nonsense").await.expect(400);
    assert_eq!(
        upload(&viewer, &at, "image/png", "").await.message("screenshot"),
        "The submitted file is empty."
    );
    // The mistakes of a body are told to nobody who may not send one.
    upload(&app.owner("globex"), &at, "image/png", "nonsense").await.expect(404);
}

#[actix_web::test]
async fn a_screenshot_of_more_than_five_mebibytes_is_too_large_and_no_other_body_may_be_as_large() {
    let app = App::start().await;
    let viewer = app.viewer("acme");
    let at = add(&viewer, "A").await;
    upload(&viewer, &at, "image/png", picture(5 * MIB)).await.expect(201);
    upload(&viewer, &at, "multipart/form-data; boundary=XX", form("file", &picture(5 * MIB)))
        .await
        .expect(201);
    upload(&viewer, &at, "image/png", picture(5 * MIB + 1)).await.expect(413);
    upload(&viewer, &at, "multipart/form-data; boundary=XX", form("file", &picture(5 * MIB + 1)))
        .await
        .expect(413);
    upload(&viewer, &at, "image/png", picture(6 * MIB)).await.expect(413);
    let long = json!({ "title": "A", "description": "x".repeat(2 * MIB) });
    viewer.post(REPORTS, long.clone()).await.expect(413);
    viewer.post(&format!("{at}comments/"), long).await.expect(413);
}
