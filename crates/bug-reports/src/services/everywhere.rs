//! The bug reports of all companies, for platform staff. Each company is visited in its turn, so that the wall between them stands.
use super::reports;
use crate::models::{BugReport, BugReportOfCompany};
use projectmeats_core::{Ctx, Error, FieldErrors, Result};
use projectmeats_db::{
    Bound, Conn, bind,
    listing::{ListQuery, Page, PageSizes, Turn},
};
use projectmeats_tenants::services::names;

/// How far back one can turn: pages are put together from the newest of each company.
const FARTHEST: i64 = 1000;
const DEFAULT_SIZE: i64 = 25;

/// A page of the reports of all companies, newest first. `parameters` are those of a list: its filters and search, `page`, `page_size`.
///
/// # Errors
/// [`Error::Forbidden`] for all but platform staff; [`Error::Invalid`] naming a parameter that cannot be; [`Error::NotFound`] for a page
/// past the end.
pub fn everywhere(
    ctx: &Ctx,
    conn: &mut Conn,
    parameters: &[(String, String)],
) -> Result<Page<BugReportOfCompany>> {
    ctx.require_staff()?;
    let Asked { number, size, list } = Asked::of(parameters)?;
    let (mut found, mut count) = (Vec::new(), 0);
    for (tenant, tenant_name) in names(ctx, conn)? {
        let there = Ctx { tenant, ..ctx.clone() };
        bind(conn, Bound::to(&there))?;
        let page = reports::list(&there, conn, &list)?;
        count += page.count;
        let named = |report| BugReportOfCompany { tenant, tenant_name: tenant_name.clone(), report };
        found.extend(page.results.into_iter().map(named));
    }
    bind(conn, Bound::to(ctx))?;
    let newest = |report: &BugReport| std::cmp::Reverse((report.stored.created_at, report.stored.id));
    found.sort_by_key(|row| newest(&row.report));
    let before = (number - 1) * size;
    let results: Vec<_> = found.into_iter().skip(whole(before)).take(whole(size)).collect();
    if results.is_empty() && number > 1 {
        return Err(Error::NotFound);
    }
    let more = count > number * size && (number + 1) * size <= FARTHEST;
    let next = more.then_some(Turn::Page(number + 1));
    let previous = (number > 1).then_some(Turn::Page(number - 1));
    Ok(Page { count, results, next, previous })
}

fn whole(number: i64) -> usize {
    usize::try_from(number).unwrap_or_default()
}

/// What was asked: a page, and what is asked of each company for it.
struct Asked {
    number: i64,
    size: i64,
    list: ListQuery,
}

impl Asked {
    fn of(parameters: &[(String, String)]) -> Result<Self> {
        let (mut number, mut size) = (1, DEFAULT_SIZE);
        let (mut rest, mut errors) = (Vec::new(), FieldErrors::default());
        for (name, value) in parameters {
            let positive = || value.parse::<i64>().ok().filter(|n| *n > 0);
            match name.as_str() {
                "page" => match positive() {
                    Some(n) => number = n,
                    None => errors.add(name, "Enter a whole number from 1."),
                },
                "page_size" => match positive().filter(|n| *n <= FARTHEST) {
                    Some(n) => size = n,
                    None => errors.add(name, format!("Enter a whole number from 1 to {FARTHEST}.")),
                },
                "ordering" | "cursor" => errors
                    .add(name, "The reports of all companies stand newest first, on pages with numbers."),
                _ => rest.push((name.as_str(), value.as_str())),
            }
        }
        errors.into_result()?;
        let most = number.checked_mul(size).filter(|n| *n <= FARTHEST);
        let most = most.ok_or_else(|| {
            Error::invalid("page", format!("Only the newest {FARTHEST} can be turned to: filter them."))
        })?;
        let sizes = PageSizes { default: most, most };
        Ok(Self { number, size, list: ListQuery::parse(&reports::COLUMNS, sizes, rest)? })
    }
}
