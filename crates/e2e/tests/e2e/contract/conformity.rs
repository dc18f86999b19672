//! Whether the answers are as the document says: every operation, by people who may and people who may not.
use super::schema::mistakes;
use crate::{
    answer::Answer,
    app::App,
    calls::{Operation, operations},
    persona::Persona,
};
use projectmeats_server::routes;
use serde_json::{Value, json};

/// Resolves a reference in the document.
fn resolved<'a>(document: &'a Value, value: &'a Value) -> &'a Value {
    match value["$ref"].as_str() {
        Some(reference) => {
            document.pointer(reference.trim_start_matches('#')).expect("the reference leads somewhere")
        }
        None => value,
    }
}

/// Holds an answer against what the document says of its operation.
fn conform(document: &Value, operation: &Operation, answer: &Answer) {
    let method = operation.method.as_str().to_lowercase();
    let described = &document["paths"][&operation.path][method]["responses"][answer.status.to_string()];
    let at = format!("{} {}", operation.id, answer.status);
    assert!(described.is_object(), "{at} is not described: {}", answer.text());
    let response = resolved(document, described);
    for (name, header) in response["headers"].as_object().into_iter().flatten() {
        let optional = ["Idempotency-Replayed"].contains(&name.as_str())
            || resolved(document, header)["required"] == false;
        assert!(optional || answer.try_header(name).is_some(), "{at} has no {name}");
    }
    let Some(content) = response["content"].as_object() else {
        assert!(answer.body.is_empty(), "{at} has a body that is not described");
        return;
    };
    let kind = answer.header("Content-Type");
    if content.contains_key("image/*") && kind.starts_with("image/") {
        return;
    }
    let media = content.get(&kind).unwrap_or_else(|| panic!("{at} is {kind}"));
    let found = mistakes(document, &media["schema"], &answer.json(), "body");
    assert!(found.is_empty(), "{at}: {found:#?}");
}

async fn all(people: &[fn(&App) -> Persona<'_>]) {
    let (document, app) = (routes::openapi(), App::start().await);
    let filled = json!({ "name": "A", "code": "A", "email": "dock@acme.example", "capacity": 1, "plant_est_num": "M1" });
    app.owner("acme").post("/api/v1/plants/", filled).await.expect(201);
    for (number, operation) in operations().iter().enumerate() {
        for (n, person) in (100 * number..).step_by(2).zip(people) {
            let id = operation.make(&app, "acme", n).await;
            conform(&document, operation, &operation.call(&person(&app), &id, n + 1).await);
        }
        app.renew_tokens();
    }
}

#[actix_web::test]
async fn every_answer_to_who_may_is_as_the_document_says() {
    all(&[|app| app.staff().with("X-Tenant-ID", &app.tenant("acme")), |app| app.owner("acme")]).await;
}

#[actix_web::test]
async fn every_refusal_is_as_the_document_says() {
    all(&[
        |app| app.nobody(),
        |app| app.stranger(),
        |app| app.viewer("acme"),
        |app| app.owner("globex"),
        |app| app.owner("acme").with("X-Tenant-ID", "nonsense"),
        |app| app.owner("globex").with("Accept", "application/problem+json"),
        |app| app.owner("acme").with("If-Match", "\"99\"").with("If-None-Match", "*"),
        |app| app.owner("acme").with("Content-Type", "text/plain"),
    ])
    .await;
}

#[actix_web::test]
async fn a_body_that_is_refused_is_answered_as_the_document_says() {
    let (document, app) = (routes::openapi(), App::start().await);
    for (n, operation) in operations().iter().filter(|op| !op.only_reads()).enumerate() {
        let id = operation.make(&app, "acme", n).await;
        let path = operation.about(&id);
        let by = app.staff().with("X-Tenant-ID", &app.tenant("acme"));
        let wrong = json!({ "name": 5, "username": 5, "capacity": "many" });
        let answer = by.send(operation.method.clone(), &path, Some(wrong)).await;
        conform(&document, operation, &answer);
        app.renew_tokens();
    }
}

/// A value that a parameter of this schema takes.
fn plausible(schema: &Value) -> String {
    let choices = schema["enum"].as_array().into_iter().flatten().filter_map(Value::as_str);
    if let Some(text) = choices.into_iter().find(|text| !text.is_empty()) {
        return text.replace(' ', "+").replace('&', "%26");
    }
    match (schema["type"].as_str().unwrap_or_default(), schema["format"].as_str()) {
        ("array", _) => plausible(&schema["items"]),
        ("integer", _) => "1".into(),
        ("boolean", _) => "true".into(),
        (_, Some("date-time")) => "2026-11-02T09:00:00Z".into(),
        (_, Some("date")) => "2026-11-02".into(),
        _ if schema.get("pattern").is_some() => "1.00".into(),
        _ => String::new(),
    }
}

#[actix_web::test]
async fn every_query_parameter_of_a_list_is_taken() {
    let (document, app) = (routes::openapi(), App::start().await);
    app.owner("acme").post("/api/v1/plants/", json!({ "name": "A", "code": "A" })).await.expect(201);
    let mut taken = 0;
    for (n, operation) in operations().iter().filter(|op| op.only_reads() && op.guarded).enumerate() {
        let id = operation.make(&app, "acme", n).await;
        let parameters = document["paths"][&operation.path]["get"]["parameters"].as_array();
        for parameter in parameters
            .into_iter()
            .flatten()
            .map(|parameter| resolved(&document, parameter))
            .filter(|p| p["in"] == "query")
        {
            let name = parameter["name"].as_str().expect("a name");
            let value = plausible(&parameter["schema"]);
            let value = if value.is_empty() && name.ends_with("__in") { "x".into() } else { value };
            let path = operation.about(&id);
            let answer = app.owner("acme").get(&format!("{path}?{name}={value}")).await;
            assert_eq!(answer.status, 200, "{} {name}={value}: {}", operation.id, answer.text());
            taken += 1;
        }
    }
    assert!(taken > 60, "{taken}");
}
