//! `/suppliers/{id}/scorecard/`, which the server mounts among the suppliers.
use crate::{
    models::{Period, Scorecard},
    services,
};
use actix_web::{http::StatusCode, web::Query};
use chrono::NaiveDate;
use paperclip::actix::{
    api_v2_operation,
    web::{self, Path},
};
use projectmeats_core::{Error, FieldErrors, ids::SupplierId};
use projectmeats_web::{Answer, Caller, Failure, InTenant, Reply, caller::Asked};

/// How a supplier keeps its word
///
/// From its orders dated `from` to `to`, both included and both optional: how many came on time, how far weights were from what was
/// expected, what was claimed.
#[api_v2_operation]
async fn scorecard(caller: Caller<InTenant>, id: Path<i64>) -> Result<Reply<Scorecard, 200>, Failure> {
    let Asked { query, if_none_match, .. } = caller.asked();
    let answer = caller.read(move |ctx, conn| {
        let card = services::scorecard(ctx, conn, SupplierId(*id), period(&query)?)?;
        Answer::json(StatusCode::OK, &card)?.tagged(if_none_match.as_deref())
    });
    Ok(answer.await?.into())
}

fn period(query: &str) -> projectmeats_core::Result<Period> {
    let mut period = Period::default();
    let mut errors = FieldErrors::default();
    let pairs = Query::<Vec<(String, String)>>::from_query(query).map(Query::into_inner);
    for (name, value) in pairs.map_err(|e| Error::Malformed(e.to_string()))? {
        let day = match name.as_str() {
            "from" => &mut period.from,
            "to" => &mut period.to,
            other => {
                errors.add(other, "Unknown parameter. Did you mean \"from\" or \"to\"?");
                continue;
            }
        };
        match value.parse::<NaiveDate>() {
            Ok(given) => *day = Some(given),
            Err(_) => errors.add(name, "Enter a valid date: YYYY-MM-DD."),
        }
    }
    if period.from.zip(period.to).is_some_and(|(from, to)| to < from) {
        errors.add("to", "This cannot be before the first day.");
    }
    errors.into_result().map(|()| period)
}

/// Adds the scorecard to the scope of suppliers.
pub fn scorecard_route(scope: web::Scope) -> web::Scope {
    scope.service(web::resource("/{id}/scorecard/").route(web::get().to(scorecard)))
}
