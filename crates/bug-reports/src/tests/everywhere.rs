//! The reports of all companies.
use super::{create, input, list, refusal};
use crate::{BugReportIn, BugSeverity, models::BugReportOfCompany, services};
use projectmeats_core::{Ctx, Error, Result, Role, ids::TenantId};
use projectmeats_db::listing::{Page, Turn};
use projectmeats_testkit::{Scene, scene};

fn everywhere(scene: &Scene, ctx: &Ctx, query: &str) -> Result<Page<BugReportOfCompany>> {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let pairs: Vec<_> = pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    scene.read(ctx, |ctx, conn| services::everywhere(ctx, conn, &pairs))
}

/// Five reports, by turns of acme and of globex, a minute apart.
fn set() -> Scene {
    let scene = scene();
    for (title, company) in ["A", "B", "C", "D", "E"].into_iter().zip(["acme", "globex"].into_iter().cycle())
    {
        let severity = if title < "C" { BugSeverity::High } else { BugSeverity::Low };
        let report = BugReportIn { severity, ..input(title) };
        create(&scene, &scene.ctx(company, Role::User), report).expect("created");
        scene.clock().advance(60);
    }
    scene
}

fn titles(page: &Page<BugReportOfCompany>) -> String {
    page.results.iter().map(|row| row.report.stored.fields.title.as_str()).collect()
}

#[test]
fn staff_sees_the_reports_of_all_companies_newest_first() {
    let scene = set();
    let page = everywhere(&scene, &scene.staff(), "").expect("listed");
    assert_eq!((titles(&page).as_str(), page.count, page.next, page.previous), ("EDCBA", 5, None, None));
    let of: Vec<_> = page.results.iter().map(|row| (row.tenant, row.tenant_name.as_str())).collect();
    let (acme, globex) = ((scene.tenant("acme"), "ACME"), (scene.tenant("globex"), "GLOBEX"));
    assert_eq!(of, [acme, globex, acme, globex, acme]);
    assert_eq!(page.results[0].report.stored.reporter_name.as_deref(), Some("acme-user"));
}

#[test]
fn they_are_turned_and_narrowed_like_a_list() {
    let scene = set();
    let check = |query: &str, want: &str, count: i64| {
        let page = everywhere(&scene, &scene.staff(), query).expect(query);
        assert_eq!((titles(&page).as_str(), page.count), (want, count), "{query}");
        page
    };
    let first = check("page_size=2", "ED", 5);
    assert_eq!((first.next, first.previous), (Some(Turn::Page(2)), None));
    let last = check("page_size=2&page=3", "A", 5);
    assert_eq!((last.next, last.previous), (None, Some(Turn::Page(2))));
    check("severity=high", "BA", 2);
    check("search=work&severity=low&page_size=1&page=2", "D", 3);
    check(&format!("reporter={}", scene.user("globex", Role::User)), "DB", 2);
    assert!(matches!(everywhere(&scene, &scene.staff(), "page=2"), Err(Error::NotFound)));
}

#[test]
fn what_cannot_be_asked_is_refused_by_its_name() {
    let scene = set();
    for query in
        ["ordering=severity", "cursor=", "page=0", "page=x", "page_size=1001", "page=41", "nonsense=1"]
    {
        let refused = refusal(everywhere(&scene, &scene.staff(), query));
        let name = query.split('=').next().expect("a name");
        assert!(refused.starts_with(&format!("{name}: ")), "{query}: {refused}");
    }
}

#[test]
fn nobody_but_staff_sees_them() {
    let scene = set();
    let members = Role::ALL.iter().map(|role| Ctx { tenant: TenantId::PLATFORM, ..scene.ctx("acme", *role) });
    for ctx in members.chain([scene.stranger(), scene.ctx("acme", Role::Owner)]) {
        assert!(matches!(everywhere(&scene, &ctx, ""), Err(Error::Forbidden(_))), "{}", ctx.actor.name);
    }
}

#[test]
fn the_wall_stands_again_when_they_have_been_read() {
    let scene = set();
    let after = scene.read(&scene.staff(), |ctx, conn| {
        services::everywhere(ctx, conn, &[])?;
        services::list(ctx, conn, &super::asked("")?)
    });
    assert_eq!(after.expect("listed").count, 0, "the platform has no reports of its own");
    assert_eq!(list(&scene, &scene.ctx("globex", Role::ReadOnly), "").expect("listed").count, 2);
}
