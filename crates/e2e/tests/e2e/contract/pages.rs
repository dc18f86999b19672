//! The document as it is served, and the two pages that show it.
use crate::app::{App, HOST};
use projectmeats_server::routes;
use serde_json::Value;

const SCHEMA: &str = "/api/schema/";

#[actix_web::test]
async fn the_document_is_served_to_anybody_as_json() {
    let app = App::start().await;
    let answer = app.nobody().get(SCHEMA).await;
    assert_eq!(answer.expect(200), routes::openapi());
    assert!(answer.header("Content-Type").contains("json"));
    let again = app.nobody().with("If-None-Match", &answer.header("ETag")).get(SCHEMA).await;
    assert_eq!((again.status, again.body.len()), (304, 0));
}

#[actix_web::test]
async fn the_document_is_served_as_yaml_where_that_is_asked_for() {
    let app = App::start().await;
    let asked = [
        app.nobody().get(&format!("{SCHEMA}?format=yaml")).await,
        app.nobody().with("Accept", "application/vnd.oai.openapi").get(SCHEMA).await,
        app.nobody().with("Accept", "application/yaml").get(SCHEMA).await,
    ];
    for answer in asked {
        assert_eq!(answer.status, 200);
        assert!(!answer.header("Content-Type").contains("json"), "{}", answer.header("Content-Type"));
        let read: Value = serde_norway::from_str(&answer.text()).expect("YAML");
        assert_eq!(read, routes::openapi());
    }
}

/// Every address a page or script names in its attributes.
fn sources(html: &str) -> Vec<String> {
    let after = |name: &str| {
        html.split(name)
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    [after("src=\""), after("href=\"")].concat()
}

#[actix_web::test]
async fn the_pages_load_everything_from_this_server() {
    let app = App::start().await;
    for page in ["swagger-ui/", "redoc/"] {
        let answer = app.nobody().get(&format!("{SCHEMA}{page}")).await;
        assert_eq!(answer.status, 200);
        assert!(answer.header("Content-Type").starts_with("text/html"));
        let policy = answer.header("Content-Security-Policy");
        assert!(policy.contains("default-src 'self'") && !policy.contains("http"), "{policy}");
        let named = sources(&answer.text());
        let files: Vec<&String> =
            named.iter().filter(|address| !address.starts_with("data:") && *address != "../").collect();
        assert!(files.len() >= 2, "{named:?}");
        for file in files {
            let path = file.strip_prefix("../").unwrap_or_else(|| panic!("{page} names {file}"));
            let asset = app.nobody().with("Accept-Encoding", "gzip").get(&format!("{SCHEMA}{path}")).await;
            assert_eq!(asset.status, 200, "{file}");
            assert!(asset.body.len() > 100 && asset.header("Cache-Control").contains("immutable"), "{file}");
        }
        assert!(
            !answer.text().contains("http://") && !answer.text().contains("https://"),
            "{page} names an outside address"
        );
    }
}

#[actix_web::test]
async fn the_pages_show_the_document_of_this_server() {
    let app = App::start().await;
    for (page, script) in [("swagger-ui/", "swagger-ui-init.js"), ("redoc/", "redoc-init.js")] {
        let html = app.nobody().get(&format!("{SCHEMA}{page}")).await.text();
        let named = sources(&html)
            .into_iter()
            .find(|address| address.ends_with(script))
            .expect("the page starts its reader");
        let path = named.replacen("../", SCHEMA, 1);
        let start = app.nobody().get(&path).await.text();
        assert!(!start.contains("http") && !start.contains(HOST), "{start}");
        assert!(start.contains("../") || start.contains(SCHEMA), "{start}");
    }
}

#[actix_web::test]
async fn an_asset_that_is_not_there_is_not_found() {
    let app = App::start().await;
    for path in ["assets/x/swagger-ui.css", "assets/../../../Cargo.toml", "swagger-ui/nonsense.js"] {
        assert_eq!(app.nobody().get(&format!("{SCHEMA}{path}")).await.status, 404, "{path}");
    }
}
