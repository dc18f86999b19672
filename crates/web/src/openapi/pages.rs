//! The document itself, and its two readers: Swagger UI and Redoc, served from the program, with no outside address.
use crate::failure::Failure;
use actix_web::{
    HttpRequest, HttpResponse, Route, Scope,
    http::{
        StatusCode,
        header::{
            self, Accept, AcceptEncoding, ContentEncoding, ETag, Encoding, EntityTag, Header, IfNoneMatch,
            Preference,
        },
    },
    web,
};
use projectmeats_core::Error;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::{fmt::Write, future::ready, sync::LazyLock};

/// What the pages may load: their own scripts and styles, inline styles that Redoc writes, and its search worker.
const POLICY: &str =
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; worker-src blob:";
const A_YEAR: &str = "public, max-age=31536000, immutable";
const JSON: &str = "application/vnd.oai.openapi+json";
const YAML: &str = "application/vnd.oai.openapi";

struct Asset {
    name: &'static str,
    media_type: &'static str,
    gzipped: bool,
    bytes: &'static [u8],
}

macro_rules! asset {
    ($name:literal, $media_type:literal, gzipped) => {
        Asset {
            name: $name,
            media_type: $media_type,
            gzipped: true,
            bytes: include_bytes!(concat!("../../assets/", $name, ".gz")),
        }
    };
    ($name:literal, $media_type:literal) => {
        Asset {
            name: $name,
            media_type: $media_type,
            gzipped: false,
            bytes: include_bytes!(concat!("../../assets/", $name)),
        }
    };
}

static ASSETS: [Asset; 5] = [
    asset!("swagger-ui-bundle.js", "text/javascript; charset=utf-8", gzipped),
    asset!("swagger-ui.css", "text/css; charset=utf-8", gzipped),
    asset!("swagger-ui-init.js", "text/javascript; charset=utf-8"),
    asset!("redoc.standalone.js", "text/javascript; charset=utf-8", gzipped),
    asset!("redoc-init.js", "text/javascript; charset=utf-8"),
];

/// Stands in the assets' addresses: another version of them has other addresses, so that each may be kept for ever.
static EDITION: LazyLock<String> = LazyLock::new(|| fingerprint(ASSETS.iter().map(|asset| asset.bytes)));

/// `/api/schema/` (JSON, or YAML where `Accept` or `?format=yaml` asks for it), `/api/schema/swagger-ui/`, `/api/schema/redoc/`.
pub fn scope(document: &Value) -> Scope {
    let title = document["info"]["title"].as_str().unwrap_or("API");
    let (swagger_ui, redoc) = (swagger_ui(title), redoc(title));
    let json = Document::new(JSON, document.to_string());
    let yaml = Document::new(YAML, serde_norway::to_string(document).unwrap_or_default());
    // Resources, so that another method is refused as such.
    let at = |path: &str, route: Route| web::resource(path).route(route);
    web::scope("/api/schema")
        .service(at("/", web::get().to(move |request: HttpRequest| ready(schema(&request, &json, &yaml)))))
        .service(at("/swagger-ui/", web::get().to(move || ready(page(&swagger_ui)))))
        .service(at("/redoc/", web::get().to(move || ready(page(&redoc)))))
        .service(at("/assets/{edition}/{name}", web::get().to(|request: HttpRequest| ready(file(&request)))))
}

/// One form of the document.
#[derive(Clone)]
struct Document {
    media_type: &'static str,
    text: web::Bytes,
    tag: EntityTag,
}

impl Document {
    fn new(media_type: &'static str, text: String) -> Self {
        let tag = EntityTag::new_strong(fingerprint([text.as_bytes()]));
        Self { media_type, text: text.into(), tag }
    }
}

fn schema(request: &HttpRequest, json: &Document, yaml: &Document) -> HttpResponse {
    let Document { media_type, text, tag } = if wants_yaml(request) { yaml } else { json };
    let mut answer = HttpResponse::Ok();
    answer.insert_header((header::VARY, "Accept")).insert_header((header::CACHE_CONTROL, "no-cache"));
    answer.insert_header(ETag(tag.clone()));
    if holds(request, tag) {
        return answer.status(StatusCode::NOT_MODIFIED).finish();
    }
    answer.content_type(*media_type).body(text.clone())
}

/// The query decides; without it, the first form that `Accept` names.
fn wants_yaml(request: &HttpRequest) -> bool {
    let format = web::Query::<Vec<(String, String)>>::from_query(request.query_string());
    let format =
        format.ok().and_then(|pairs| pairs.into_inner().into_iter().find(|(name, _)| name == "format"));
    if let Some((_, format)) = format {
        return format == "yaml";
    }
    let Ok(accept) = Accept::parse(request) else { return false };
    let of = |range: &str| {
        let yaml = range == YAML || range.contains("yaml");
        (yaml || range.contains("json") || range == "*/*").then_some(yaml)
    };
    accept.ranked().iter().find_map(|range| of(range.essence_str())).unwrap_or(false)
}

/// Whether the caller holds this version already.
fn holds(request: &HttpRequest, tag: &EntityTag) -> bool {
    match IfNoneMatch::parse(request) {
        Ok(IfNoneMatch::Any) => request.headers().contains_key(header::IF_NONE_MATCH),
        Ok(IfNoneMatch::Items(tags)) => tags.iter().any(|held| held.weak_eq(tag)),
        Err(_) => false,
    }
}

fn file(request: &HttpRequest) -> Result<HttpResponse, Failure> {
    let (edition, name) = (request.match_info().query("edition"), request.match_info().query("name"));
    let found = ASSETS.iter().find(|asset| asset.name == name && edition == EDITION.as_str());
    let asset = found.ok_or(Failure::Service(Error::NotFound))?;
    if asset.gzipped && !takes_gzip(request) {
        let detail = "This file is kept compressed: ask for it with Accept-Encoding: gzip.";
        return Err(Failure::Http(StatusCode::NOT_ACCEPTABLE, detail.into()));
    }
    let tag = EntityTag::new_strong(EDITION.clone());
    let mut answer = HttpResponse::Ok();
    answer.insert_header((header::CACHE_CONTROL, A_YEAR)).insert_header(ETag(tag.clone()));
    answer.insert_header((header::VARY, "Accept-Encoding"));
    if holds(request, &tag) {
        return Ok(answer.status(StatusCode::NOT_MODIFIED).finish());
    }
    // Named either way, so that no middleware compresses it once more.
    answer.insert_header(if asset.gzipped { ContentEncoding::Gzip } else { ContentEncoding::Identity });
    Ok(answer.content_type(asset.media_type).body(asset.bytes))
}

/// A request that names no coding takes any (RFC 9110, 12.5.3).
fn takes_gzip(request: &HttpRequest) -> bool {
    if !request.headers().contains_key(header::ACCEPT_ENCODING) {
        return true;
    }
    let Ok(accepted) = AcceptEncoding::parse(request) else { return false };
    let any = |item: &Preference<Encoding>| *item == Preference::Any;
    let named = accepted.iter().find(|q| q.item == Preference::Specific(Encoding::gzip()));
    let fits = named.or_else(|| accepted.iter().find(|q| any(&q.item)));
    fits.is_some_and(|q| q.quality > header::Quality::ZERO)
}

fn page(html: &str) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .insert_header((header::CONTENT_SECURITY_POLICY, POLICY))
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .body(html.to_owned())
}

fn swagger_ui(title: &str) -> String {
    let style = format!("<link rel=\"stylesheet\" href=\"{}\">", address("swagger-ui.css"));
    html(title, &style, "ui", ["swagger-ui-bundle.js", "swagger-ui-init.js"])
}

fn redoc(title: &str) -> String {
    html(title, "<style>body{margin:0}</style>", "redoc", ["redoc.standalone.js", "redoc-init.js"])
}

/// A page of one element that scripts fill. The icon is empty so that none is asked for.
fn html(title: &str, style: &str, id: &str, scripts: [&str; 2]) -> String {
    let title = title.replace('&', "&amp;").replace('<', "&lt;");
    let [bundle, start] = scripts.map(address);
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <link rel=\"icon\" href=\"data:,\">\n{style}\n</head>\n<body>\n<div id=\"{id}\"></div>\n\
         <noscript>This page needs JavaScript. The document itself is at <a href=\"../\">/api/schema/</a>.</noscript>\n\
         <script src=\"{bundle}\"></script>\n<script src=\"{start}\"></script>\n</body>\n</html>\n"
    )
}

/// Where an asset is, seen from a page.
fn address(name: &str) -> String {
    format!("../assets/{}/{name}", EDITION.as_str())
}

fn fingerprint<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hash = Sha256::new();
    parts.into_iter().for_each(|part| hash.update(part));
    hash.finalize().iter().take(8).fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
