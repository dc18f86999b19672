//! The document and its readers as they are served.
use super::toy::api;
use crate::openapi::pages;
use actix_web::{
    App,
    body::MessageBody,
    dev::ServiceResponse,
    http::{StatusCode, header},
    test,
};
use serde_json::Value;

async fn get(
    path: &str,
    headers: &[(header::HeaderName, &str)],
) -> ServiceResponse<impl MessageBody + use<>> {
    let app = test::init_service(App::new().service(pages::scope(&api()))).await;
    let request = test::TestRequest::get().uri(path);
    let request =
        headers.iter().fold(request, |request, (name, value)| request.insert_header((name, *value)));
    test::call_service(&app, request.to_request()).await
}

fn header_of<B>(response: &ServiceResponse<B>, name: header::HeaderName) -> String {
    response.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
}

async fn text(response: ServiceResponse<impl MessageBody>) -> String {
    String::from_utf8(test::read_body(response).await.to_vec()).expect("text")
}

/// The addresses a page names.
async fn addresses(path: &str) -> Vec<String> {
    let page = text(get(path, &[]).await).await;
    let parts = page
        .split(['"', '\''])
        .filter(|part| part.contains('/') && !part.contains('<') && !part.contains('\n'));
    parts.map(ToOwned::to_owned).collect()
}

#[actix_web::test]
async fn the_document_is_json() {
    let response = get("/api/schema/", &[]).await;
    assert_eq!(header_of(&response, header::CONTENT_TYPE), "application/vnd.oai.openapi+json");
    let served: Value = serde_json::from_str(&text(response).await).expect("JSON");
    assert_eq!(served, api());
}

#[actix_web::test]
async fn the_document_is_yaml_for_those_who_ask() {
    let yaml = "application/vnd.oai.openapi";
    for (path, accept, expected) in [
        ("/api/schema/?format=yaml", "*/*", yaml),
        ("/api/schema/", "application/yaml", yaml),
        ("/api/schema/", "application/vnd.oai.openapi", yaml),
        ("/api/schema/", "application/json;q=0.5, text/x-yaml", yaml),
        ("/api/schema/", "text/x-yaml;q=0.5, application/json", "application/vnd.oai.openapi+json"),
        ("/api/schema/?format=json", "application/yaml", "application/vnd.oai.openapi+json"),
    ] {
        let response = get(path, &[(header::ACCEPT, accept)]).await;
        assert_eq!(header_of(&response, header::CONTENT_TYPE), expected, "{path} {accept}");
        let served: Value = serde_norway::from_str(&text(response).await).expect("JSON is YAML");
        assert_eq!(served, api(), "{path} {accept}");
    }
}

#[actix_web::test]
async fn what_is_held_already_is_not_sent_again() {
    for path in ["/api/schema/", "/api/schema/?format=yaml"] {
        let tag = header_of(&get(path, &[]).await, header::ETAG);
        assert_eq!(
            get(path, &[(header::IF_NONE_MATCH, &tag)]).await.status(),
            StatusCode::NOT_MODIFIED,
            "{path}"
        );
        assert_eq!(get(path, &[(header::IF_NONE_MATCH, "\"x\"")]).await.status(), StatusCode::OK, "{path}");
    }
}

#[actix_web::test]
async fn the_pages_load_only_what_this_server_has() {
    for path in ["/api/schema/swagger-ui/", "/api/schema/redoc/"] {
        let response = get(path, &[]).await;
        assert!(
            header_of(&response, header::CONTENT_SECURITY_POLICY).starts_with("default-src 'self';"),
            "{path}"
        );
        let page = text(response).await;
        assert!(page.contains("<title>Cooper &amp; Sons</title>"), "{page}");
        assert!(!page.contains("://"), "{page}");
        assert!(!page.contains("<script>"), "{page}");
        let assets: Vec<_> =
            addresses(path).await.into_iter().filter(|a| a.starts_with("../assets/")).collect();
        assert!(assets.len() >= 2, "{assets:?}");
        for asset in assets {
            let response =
                get(&asset.replace("..", "/api/schema"), &[(header::ACCEPT_ENCODING, "gzip, br")]).await;
            assert_eq!(response.status(), StatusCode::OK, "{asset}");
            assert!(header_of(&response, header::CACHE_CONTROL).contains("immutable"), "{asset}");
            let gzipped = test::read_body(response).await.starts_with(&[0x1f, 0x8b]);
            assert_eq!(gzipped, !asset.contains("init"), "{asset}");
        }
    }
}

#[actix_web::test]
async fn a_compressed_file_is_given_to_those_who_can_read_it() {
    let addresses = addresses("/api/schema/redoc/").await;
    let bundle = addresses.iter().find(|a| a.ends_with("redoc.standalone.js")).expect("a bundle");
    let bundle = bundle.replace("..", "/api/schema");
    for (accepted, status) in
        [("gzip", 200), ("*", 200), ("deflate", 406), ("identity", 406), ("gzip;q=0, *", 406)]
    {
        let response = get(&bundle, &[(header::ACCEPT_ENCODING, accepted)]).await;
        assert_eq!(response.status().as_u16(), status, "{accepted}");
    }
    let response = get(&bundle, &[]).await;
    assert_eq!(header_of(&response, header::CONTENT_ENCODING), "gzip");
    let tag = header_of(&response, header::ETAG);
    assert_eq!(get(&bundle, &[(header::IF_NONE_MATCH, &tag)]).await.status(), StatusCode::NOT_MODIFIED);
}

#[actix_web::test]
async fn another_edition_of_an_asset_is_not_found() {
    for path in ["/api/schema/assets/0/redoc-init.js", "/api/schema/assets/0/..%2f..%2fCargo.toml"] {
        assert_eq!(get(path, &[]).await.status(), StatusCode::NOT_FOUND, "{path}");
    }
}
