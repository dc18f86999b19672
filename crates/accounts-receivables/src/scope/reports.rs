//! Ageing and statements over HTTP.
use crate::{
    models::{Aging, AgingQuery, Statement, StatementQuery},
    rules, services,
};
use actix_web::{http::StatusCode, web::Query};
use chrono::{Datelike, NaiveDate};
use paperclip::actix::api_v2_operation;
use projectmeats_core::{Ctx, Error, FieldErrors, Result, ids::CustomerId};
use projectmeats_db::listing::PageSizes;
use projectmeats_web::{Answer, Caller, Failure, InTenant, Listed, Reply};
use std::str::FromStr;

type Done<T> = std::result::Result<Reply<T, 200>, Failure>;

/// Ageing
///
/// What customers owe on a day (`as_of=2026-10-31`, today when left out), by how late it is. `customer=7` asks for one alone, `by=all`
/// for the totals alone, `buckets=15,30` for other limits than the company's own. Customers stand by name; `page` and `page_size`
/// turn them.
#[api_v2_operation]
pub(super) async fn aging(caller: Caller<InTenant>) -> Done<Aging> {
    let (asked, sizes, at) = (caller.asked(), caller.shared().pages, caller.address());
    let answer = caller.read(move |ctx, conn| {
        let query = asked_aging(ctx, sizes, &asked.query)?;
        let page = services::aging(ctx, conn, &query)?;
        let Listed { next, previous, results, .. } = Listed::linked(page, &at, &asked.query);
        let aging = results.into_iter().next().ok_or_else(|| Error::internal("an ageing without figures"))?;
        Answer::json(StatusCode::OK, &Aging { next, previous, ..aging })?
            .tagged(asked.if_none_match.as_deref())
    });
    Ok(answer.await?.into())
}

/// Statement
///
/// What a customer (`customer=7`) owed before a day (`from`, the first of the month when left out), what was billed and paid until
/// another (`to`, today when left out), and what they owe at its end.
#[api_v2_operation]
pub(super) async fn statement(caller: Caller<InTenant>) -> Done<Statement> {
    let asked = caller.asked();
    let answer = caller.read(move |ctx, conn| {
        let query = asked_statement(ctx, &asked.query)?;
        let statement = services::statement(ctx, conn, query)?;
        Answer::json(StatusCode::OK, &statement)?.tagged(asked.if_none_match.as_deref())
    });
    Ok(answer.await?.into())
}

/// The parameters of a report, each taken once, and what was wrong with them.
struct Parameters {
    pairs: Vec<(String, String)>,
    errors: FieldErrors,
}

impl Parameters {
    fn of(query: &str) -> Self {
        let pairs =
            Query::<Vec<(String, String)>>::from_query(query).map_or_else(|_| vec![], Query::into_inner);
        Self { pairs, errors: FieldErrors::default() }
    }
    fn text(&mut self, name: &str) -> Option<String> {
        let at = self.pairs.iter().position(|(known, _)| known == name)?;
        Some(self.pairs.remove(at).1).filter(|text| !text.is_empty())
    }
    fn read<T: FromStr>(&mut self, name: &str, wanted: &str) -> Option<T> {
        let text = self.text(name)?;
        let value = text.parse().ok();
        if value.is_none() {
            self.errors.add(name, wanted);
        }
        value
    }
    fn day(&mut self, name: &str) -> Option<NaiveDate> {
        self.read(name, "Enter a valid date: YYYY-MM-DD.")
    }
    fn number(&mut self, name: &str) -> Option<i64> {
        self.read(name, "Enter a whole number.")
    }
    /// Refuses what is left, and what was wrong.
    fn end(mut self) -> Result<()> {
        for (name, _) in &self.pairs {
            self.errors.add(name.as_str(), "Unknown parameter.");
        }
        self.errors.into_result()
    }
}

fn asked_aging(ctx: &Ctx, sizes: PageSizes, query: &str) -> Result<AgingQuery> {
    let mut given = Parameters::of(query);
    let as_of = given.day("as_of").unwrap_or(services::today(ctx));
    let customer = given.number("customer").map(CustomerId);
    let by_customer = match given.text("by").as_deref() {
        None | Some("customer") => true,
        Some("all") => false,
        Some(_) => {
            given.errors.add("by", "Enter customer or all.");
            true
        }
    };
    let limits = given.text("buckets").map(|text| rules::limits(&text));
    let (page, size) =
        (given.number("page").unwrap_or(1), given.number("page_size").unwrap_or(sizes.default));
    if !(1..=sizes.most).contains(&size) {
        given.errors.add("page_size", format!("Enter a whole number from 1 to {}.", sizes.most));
    }
    given.end()?;
    Ok(AgingQuery { as_of, customer, limits: limits.transpose()?, by_customer, page: (page, size) })
}

fn asked_statement(ctx: &Ctx, query: &str) -> Result<StatementQuery> {
    let mut given = Parameters::of(query);
    let to = given.day("to").unwrap_or(services::today(ctx));
    let from = given.day("from").or(to.with_day(1)).unwrap_or(to);
    let customer = given.number("customer").map(CustomerId);
    if customer.is_none() && !given.errors.has("customer") {
        given.errors.add("customer", "This field is required.");
    }
    given.end()?;
    customer.map(|customer| StatementQuery { customer, from, to }).ok_or(Error::NotFound)
}
