//! How insurance stands: reckoned from the day it is read.
use super::{input, made, retrieve, update};
use crate::{CarrierIn, InsuranceStatus, models::InsuredCarrier, services};
use chrono::NaiveDate;
use projectmeats_core::{Ctx, Result, Role};
use projectmeats_db::{
    listing::{ListQuery, PageSizes},
    statements::{counted, sent},
};
use projectmeats_testkit::{Scene, plan, scene};
use projectmeats_trade::Status;

/// A day from the tests' present, 2026-11-02.
fn day(after: i64) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(2026, 11, 2)?.checked_add_signed(chrono::TimeDelta::days(after))
}

fn asked(query: &str) -> ListQuery {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    ListQuery::parse(&services::INSURANCE, PageSizes::default(), pairs).expect("a list")
}

pub(super) fn lapsing(
    scene: &Scene,
    ctx: &Ctx,
    within_days: u32,
    include_missing: bool,
    query: &str,
) -> Result<Vec<InsuredCarrier>> {
    let (list, which) = (asked(query), services::Lapsing { within_days, include_missing });
    Ok(scene.read(ctx, |ctx, conn| services::lapsing(ctx, conn, which, &list))?.results)
}

fn told(scene: &Scene, within_days: u32, missing: bool) -> Vec<(String, Option<i64>)> {
    let found = lapsing(scene, &scene.ctx("acme", Role::ReadOnly), within_days, missing, "").expect("listed");
    found.into_iter().map(|carrier| (carrier.code, carrier.days_left)).collect()
}

fn insured(code: &str, expiry: Option<NaiveDate>) -> CarrierIn {
    CarrierIn { insurance_expiry: expiry, ..input(code) }
}

#[test]
fn it_lapses_by_itself_when_its_day_has_passed() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::User);
    let carrier = made(&scene, insured("A", day(0)));
    assert_eq!(carrier.insurance_status, InsuranceStatus::Valid, "it holds through its last day");
    scene.clock().advance(15 * 3600);
    let later = scene.ctx("acme", Role::User);
    let after = retrieve(&scene, &later, carrier.kept.id).expect("found");
    assert_eq!((after.insurance_status, after.kept.version), (InsuranceStatus::Lapsed, 1));
    assert_eq!(
        retrieve(&scene, &ctx, carrier.kept.id).expect("found").insurance_status,
        InsuranceStatus::Valid
    );
    let none = update(&scene, &later, carrier.kept.id, |i| i.insurance_expiry = None).expect("changed");
    assert_eq!(none.insurance_status, InsuranceStatus::Missing);
}

#[test]
fn what_has_lapsed_or_lapses_within_the_days_is_listed_first_the_first_to_lapse() {
    let scene = scene();
    for (code, after) in [("gone", -400), ("soon", 30), ("today", 0), ("later", 31), ("yesterday", -1)] {
        made(&scene, insured(code, day(after)));
    }
    made(&scene, insured("unknown", None));
    made(&scene, CarrierIn { status: Status::Archived, ..insured("archived", day(-1)) });
    made(&scene, CarrierIn { status: Status::Inactive, ..insured("inactive", day(-2)) });
    let named = |list: &[(&str, i64)]| -> Vec<(String, Option<i64>)> {
        list.iter().map(|(code, days)| ((*code).to_owned(), Some(*days))).collect()
    };
    let lapsed = [("gone", -400), ("inactive", -2), ("yesterday", -1), ("today", 0)];
    assert_eq!(told(&scene, 0, false), named(&lapsed));
    assert_eq!(told(&scene, 29, false), named(&lapsed));
    assert_eq!(told(&scene, 30, false), named(&[&lapsed[..], &[("soon", 30)]].concat()));
    assert_eq!(told(&scene, 3650, false).len(), 6);
    let with_missing = told(&scene, 0, true);
    assert_eq!(with_missing[0], ("unknown".to_owned(), None));
    assert_eq!(with_missing[1..], named(&lapsed));
    scene.clock().advance(24 * 3600);
    assert_eq!(told(&scene, 30, false).last(), Some(&("later".to_owned(), Some(30))));
}

#[test]
fn the_list_has_pages_filters_and_a_search() {
    let scene = scene();
    for (code, after) in [("A", -3), ("B", -2), ("C", -1)] {
        made(&scene, insured(code, day(after)));
    }
    let ctx = scene.ctx("acme", Role::ReadOnly);
    let codes = |query: &str| -> Vec<String> {
        let found = lapsing(&scene, &ctx, 30, false, query).expect(query);
        found.into_iter().map(|carrier| carrier.code).collect()
    };
    assert_eq!(codes("ordering=-insurance_expiry"), ["C", "B", "A"]);
    assert_eq!(codes("code__in=A,C"), ["A", "C"]);
    assert_eq!(codes("search=carrier b"), ["B"]);
    assert_eq!(codes("page_size=2&page=2"), ["C"]);
    let which = services::Lapsing { within_days: 30, include_missing: false };
    let page = scene.read(&ctx, |ctx, conn| {
        let (page, sent) = counted(|| services::lapsing(ctx, conn, which, &asked("page_size=2")));
        Ok((page?.count, sent))
    });
    assert_eq!(page.expect("listed"), (3, 2));
}

#[test]
fn the_list_is_read_from_the_index_of_expiries() {
    let scene = scene();
    for include_missing in [false, true] {
        let which = services::Lapsing { within_days: 30, include_missing };
        let plan = scene.read(&scene.ctx("acme", Role::ReadOnly), |ctx, conn| {
            let (page, statements) = sent(|| services::lapsing(ctx, conn, which, &asked("")));
            page?;
            Ok(plan(conn, &statements[0]))
        });
        let plan = plan.expect("planned");
        assert!(!plan.sorts() && !plan.reads_all() && plan.seeks("tenant_id"), "{plan:#?}");
        assert!(include_missing || plan.seeks("insurance_expiry"), "{plan:#?}");
    }
}
