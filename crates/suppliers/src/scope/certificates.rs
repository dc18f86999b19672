//! `/suppliers/{id}/certificates/` and `/suppliers/certificates/`.
use crate::{
    models::{Certificate, CertificateIn, ExpiringCertificate},
    services,
};
use actix_web::http::StatusCode;
use paperclip::{
    actix::{
        Apiv2Schema, api_v2_operation,
        web::{self, Path, Query},
    },
    v2::{models::DataType, schema::TypedData},
};
use projectmeats_core::{
    Error,
    ids::{CertificateId, SupplierId},
};
use projectmeats_db::listing::ListQuery;
use projectmeats_web::{
    Answer, Body, Caller, Failure, Ground, InTenant, Listed, Reply, conditional::expect_match,
    openapi::ResourceDoc, page::pairs, parse, resource::Patched,
};
use serde::Deserialize;
use serde_json::json;

type Done<T, const STATUS: u16 = 200> = Result<Reply<T, STATUS>, Failure>;

const REQUIRED: &[&str] = &["type"];

fn which(ids: (i64, i64)) -> (SupplierId, CertificateId) {
    (SupplierId(ids.0), CertificateId(ids.1))
}

/// The certificates of a supplier
///
/// As a bare array, the first to lapse first; those that do not expire come last.
#[api_v2_operation]
async fn list(caller: Caller<InTenant>, id: Path<i64>) -> Done<Vec<Certificate>> {
    let answer = caller.read(move |ctx, conn| {
        Answer::json(StatusCode::OK, &services::certificates(ctx, conn, SupplierId(*id))?)
    });
    Ok(answer.await?.into())
}

/// Add a certificate to a supplier
#[api_v2_operation]
async fn create(
    caller: Caller<InTenant>,
    id: Path<i64>,
    body: Body<CertificateIn>,
) -> Done<Certificate, 201> {
    let (at, bytes) = (caller.address(), body.bytes.clone());
    let answer = caller.write(&body.bytes, move |ctx, conn| {
        let input = parse(&bytes, Ground::New, REQUIRED)?;
        let made = services::create_certificate(ctx, conn, SupplierId(*id), input)?;
        Ok(Answer::object(StatusCode::CREATED, &made)?.located(format!("{at}{}/", made.id)))
    });
    Ok(answer.await?.into())
}

/// A certificate of a supplier
#[api_v2_operation]
async fn retrieve(caller: Caller<InTenant>, ids: Path<(i64, i64)>) -> Done<Certificate> {
    let answer = caller.read(move |ctx, conn| {
        Answer::object(StatusCode::OK, &services::certificate(ctx, conn, which(*ids))?)
    });
    Ok(answer.await?.into())
}

/// Change some fields of a certificate of a supplier
#[api_v2_operation]
async fn change(
    caller: Caller<InTenant>,
    ids: Path<(i64, i64)>,
    body: Body<Patched<CertificateIn>>,
) -> Done<Certificate> {
    let (if_match, bytes) = (caller.asked().if_match, body.bytes.clone());
    let answer = caller.write(&body.bytes, move |ctx, conn| {
        let changed = services::update_certificate(ctx, conn, which(*ids), &mut |stored| {
            expect_match(if_match.as_deref(), stored.version)?;
            parse(&bytes, Ground::Merge(&stored.fields), REQUIRED)
        })?;
        Answer::object(StatusCode::OK, &changed)
    });
    Ok(answer.await?.into())
}

/// Delete a certificate of a supplier
#[api_v2_operation]
async fn destroy(caller: Caller<InTenant>, ids: Path<(i64, i64)>) -> Done<(), 204> {
    let if_match = caller.asked().if_match;
    let answer = caller.write(&[], move |ctx, conn| {
        services::delete_certificate(ctx, conn, which(*ids), &mut |stored| {
            expect_match(if_match.as_deref(), stored.version)
        })?;
        Ok(Answer::empty(StatusCode::NO_CONTENT))
    });
    Ok(answer.await?.into())
}

/// A number as it was sent, for a message of our own when it is none.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
struct Days(String);
impl TypedData for Days {
    fn data_type() -> DataType {
        DataType::Integer
    }
}

/// Which certificates are asked for.
#[derive(Debug, Deserialize, Apiv2Schema)]
struct Which {
    /// Those that lapse within so many days, 0 to 3650; 30 unless said otherwise.
    within_days: Option<Days>,
}

const MOST_DAYS: u32 = 3650;
const DAYS: u32 = 30;

impl Which {
    fn read(&self) -> Result<u32, Error> {
        let Some(Days(text)) = &self.within_days else { return Ok(DAYS) };
        text.trim().parse().ok().filter(|days| *days <= MOST_DAYS).ok_or_else(|| {
            Error::invalid("within_days", format!("Enter a whole number from 0 to {MOST_DAYS}."))
        })
    }
}

/// Certificates that have lapsed or lapse soon
///
/// A page of the certificates of all suppliers that have lapsed or lapse within so many days, the first to lapse first. Those that do
/// not expire are not listed.
#[api_v2_operation]
async fn lapsing(caller: Caller<InTenant>, which: Query<Which>) -> Done<Listed<ExpiringCertificate>> {
    let (asked, sizes, at) = (caller.asked(), caller.shared().pages, caller.address());
    let answer = caller.read(move |ctx, conn| {
        let within_days = which.read()?;
        let pairs = pairs(&asked.query);
        let rest = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let rest = rest.filter(|(name, _)| *name != "within_days");
        let list = ListQuery::parse(&services::CERTIFICATES, sizes, rest)?;
        let page = services::lapsing(ctx, conn, within_days, &list)?;
        Answer::json(StatusCode::OK, &Listed::linked(page, &at, &asked.query))
    });
    Ok(answer.await?.into())
}

pub(super) fn routes(scope: web::Scope) -> web::Scope {
    scope
        .service(web::resource("/certificates/").route(web::get().to(lapsing)))
        .service(
            web::resource("/{id}/certificates/").route(web::get().to(list)).route(web::post().to(create)),
        )
        .service(
            web::resource("/{id}/certificates/{certificate_id}/")
                .route(web::get().to(retrieve))
                .route(web::patch().to(change))
                .route(web::delete().to(destroy)),
        )
}

/// What the API document says of certificates.
pub fn example_certificates() -> ResourceDoc {
    let example_in = json!({
        "type": "BRC", "number": "BRC-4411", "issuer": "NSF", "issued_on": "2025-12-01", "expires_on": "2026-11-30", "notes": ""
    });
    ResourceDoc {
        path: "/api/v1/suppliers/{id}/certificates/",
        noun: "certificate",
        tag: "Suppliers",
        columns: &services::CERTIFICATES,
        required: REQUIRED,
        read_only: &[],
        example_in,
        example_out: json!({
            "id": 1, "supplier": 3, "supplier_name": "Omaha Beef Company", "type": "BRC", "number": "BRC-4411", "issuer": "NSF",
            "issued_on": "2025-12-01", "expires_on": "2026-11-30", "notes": "", "created_by": 2, "created_by_name": "Alice Moreno",
            "version": 1, "created_at": "2026-11-02T09:00:00.000000Z", "updated_at": "2026-11-02T09:00:00.000000Z"
        }),
    }
}
