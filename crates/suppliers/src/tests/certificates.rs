//! Certificates: written below a supplier, told in its history, listed when they lapse.
use super::{input, made, told};
use crate::{Certificate, CertificateIn, models::ExpiringCertificate, services};
use chrono::NaiveDate;
use projectmeats_core::{
    Ctx, Error, Result, Role,
    ids::{CertificateId, SupplierId},
};
use projectmeats_db::listing::{ListQuery, PageSizes};
use projectmeats_testkit::{Scene, plan, scene};
use projectmeats_trade::CertificateType;

fn day(text: &str) -> Option<NaiveDate> {
    Some(text.parse().expect("a day"))
}

fn brc(number: &str, expires_on: Option<NaiveDate>) -> CertificateIn {
    CertificateIn {
        kind: CertificateType::Brc,
        number: number.into(),
        expires_on,
        ..CertificateIn::default()
    }
}

fn add(scene: &Scene, ctx: &Ctx, supplier: SupplierId, new: CertificateIn) -> Result<Certificate> {
    scene.write(ctx, move |ctx, conn| services::create_certificate(ctx, conn, supplier, new))
}

fn change(
    scene: &Scene,
    ctx: &Ctx,
    which: (SupplierId, CertificateId),
    new: CertificateIn,
) -> Result<Certificate> {
    scene
        .write(ctx, move |ctx, conn| services::update_certificate(ctx, conn, which, &mut |_| Ok(new.clone())))
}

fn remove(scene: &Scene, ctx: &Ctx, which: (SupplierId, CertificateId)) -> Result<()> {
    scene.write(ctx, move |ctx, conn| services::delete_certificate(ctx, conn, which, &mut |_| Ok(())))
}

fn numbers(scene: &Scene, ctx: &Ctx, supplier: SupplierId) -> Result<Vec<String>> {
    let all = scene.read(ctx, |ctx, conn| services::certificates(ctx, conn, supplier))?;
    Ok(all.into_iter().map(|certificate| certificate.fields.number).collect())
}

/// The scene's day is the second of November 2026.
fn lapsing(scene: &Scene, ctx: &Ctx, days: u32, query: &str) -> Vec<ExpiringCertificate> {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let list = ListQuery::parse(&services::CERTIFICATES, PageSizes::default(), pairs).expect(query);
    scene.read(ctx, |ctx, conn| services::lapsing(ctx, conn, days, &list)).expect("listed").results
}

#[test]
fn a_certificate_is_kept_changed_and_deleted() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::Admin);
    let supplier = made(&scene, input("A")).id;
    let written = CertificateIn {
        issuer: "NSF".into(),
        issued_on: day("2026-01-01"),
        notes: "site audit".into(),
        ..brc("B-1", day("2026-12-31"))
    };
    let made = add(&scene, &ctx, supplier, written.clone()).expect("added");
    assert_eq!((&made.fields, made.supplier, made.version), (&written, supplier, 1));
    assert_eq!(
        (made.supplier_name.as_deref(), made.created_by_name.as_deref()),
        (Some("A"), Some("acme-admin"))
    );
    let which = (supplier, made.id);
    let changed =
        change(&scene, &ctx, which, CertificateIn { expires_on: None, ..written }).expect("changed");
    assert_eq!((changed.fields.expires_on, changed.version), (None, 2));
    let read = scene.read(&ctx, |ctx, conn| services::certificate(ctx, conn, which));
    assert_eq!(read.expect("found"), changed);
    remove(&scene, &ctx, which).expect("deleted");
    assert_eq!(numbers(&scene, &ctx, supplier).expect("listed"), [""; 0]);
    let told = told(&scene, &ctx, supplier).expect("told");
    assert_eq!(told.len(), 4, "in the history of the supplier");
    assert_eq!(told[2].changes.0["certificate"]["to"]["number"], "B-1");
    assert_eq!(told[0].changes.0["certificate"]["to"], serde_json::Value::Null);
}

#[test]
fn the_first_to_lapse_comes_first_and_what_does_not_expire_last() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::User);
    let supplier = made(&scene, input("A")).id;
    for (number, expires) in [("never", None), ("late", day("2027-01-01")), ("soon", day("2026-11-03"))] {
        add(&scene, &ctx, supplier, brc(number, expires)).expect("added");
    }
    assert_eq!(numbers(&scene, &ctx, supplier).expect("listed"), ["soon", "late", "never"]);
}

#[test]
fn what_cannot_be_is_refused_by_the_name_of_the_field() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::User);
    let supplier = made(&scene, input("A")).id;
    let check = |new: CertificateIn, want: &str| {
        let refused = add(&scene, &ctx, supplier, new).expect_err("refused");
        assert!(refused.to_string().starts_with(want), "{refused}");
    };
    check(
        CertificateIn { issued_on: day("2026-02-01"), ..brc("B", day("2026-01-31")) },
        "expires_on: It cannot",
    );
    check(CertificateIn::default(), "type: This field may not be blank.");
    check(brc(&"x".repeat(101), None), "number: ");
    add(
        &scene,
        &ctx,
        supplier,
        CertificateIn { issued_on: day("2026-02-01"), ..brc("B", day("2026-02-01")) },
    )
    .expect("of one day");
    for kind in &CertificateType::ALL[1..] {
        add(&scene, &ctx, supplier, CertificateIn { kind: *kind, ..brc("B", None) }).expect("added");
    }
}

#[test]
fn those_that_have_lapsed_or_will_soon_are_listed_of_all_suppliers() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::ReadOnly);
    let user = scene.ctx("acme", Role::User);
    let [one, two] = ["One", "Two"].map(|name| made(&scene, input(name)).id);
    add(&scene, &user, one, brc("lapsed", day("2026-11-01"))).expect("added");
    add(&scene, &user, two, brc("today", day("2026-11-02"))).expect("added");
    add(&scene, &user, one, brc("in thirty", day("2026-12-02"))).expect("added");
    add(&scene, &user, two, brc("later", day("2026-12-03"))).expect("added");
    add(&scene, &user, two, brc("never", None)).expect("added");
    let found = |days: u32, query: &str| {
        let rows = lapsing(&scene, &ctx, days, query);
        rows.into_iter().map(|row| (row.certificate.fields.number, row.days_left)).collect::<Vec<_>>()
    };
    let all = [("lapsed", -1), ("today", 0), ("in thirty", 30)].map(|(n, left)| (n.to_owned(), Some(left)));
    assert_eq!(found(30, ""), all);
    assert_eq!(found(0, ""), all[..2]);
    assert_eq!(found(31, "").len(), 4);
    assert_eq!(found(30, &format!("supplier={two}")), all[1..2]);
    assert_eq!(found(30, "ordering=-expires_on").first(), Some(&all[2]));
    assert_eq!(found(30, "type=SQF"), []);
    assert_eq!(lapsing(&scene, &scene.ctx("globex", Role::Owner), 3650, "").len(), 0);
}

#[test]
fn who_may_do_what() {
    for (role, may_write, may_delete) in
        [(Role::ReadOnly, false, false), (Role::User, true, false), (Role::Admin, true, true)]
    {
        let scene = scene();
        let supplier = made(&scene, input("A")).id;
        let owner = scene.ctx("acme", Role::Owner);
        let which = (supplier, add(&scene, &owner, supplier, brc("B", None)).expect("added").id);
        let ctx = scene.ctx("acme", role);
        let forbidden = |e: Error| matches!(e, Error::Forbidden(_));
        assert!(numbers(&scene, &ctx, supplier).is_ok());
        assert_eq!(!add(&scene, &ctx, supplier, brc("C", None)).is_err_and(forbidden), may_write, "{role}");
        assert_eq!(!change(&scene, &ctx, which, brc("D", None)).is_err_and(forbidden), may_write, "{role}");
        assert_eq!(!remove(&scene, &ctx, which).is_err_and(forbidden), may_delete, "{role}");
    }
}

#[test]
fn a_certificate_is_found_below_its_own_supplier_in_its_own_company_alone() {
    let scene = scene();
    let owner = scene.ctx("acme", Role::Owner);
    let [one, two] = ["One", "Two"].map(|name| made(&scene, input(name)).id);
    let id = add(&scene, &owner, one, brc("B", None)).expect("added").id;
    let missing = |outcome: Result<()>| assert!(matches!(outcome, Err(Error::NotFound)));
    for (ctx, supplier) in [(scene.ctx("globex", Role::Owner), one), (owner.clone(), two)] {
        let which = (supplier, id);
        missing(scene.read(&ctx, |ctx, conn| services::certificate(ctx, conn, which)).map(|_| ()));
        missing(change(&scene, &ctx, which, brc("C", None)).map(|_| ()));
        missing(remove(&scene, &ctx, which));
    }
    let globex = scene.ctx("globex", Role::Owner);
    missing(add(&scene, &globex, one, brc("C", None)).map(|_| ()));
    missing(numbers(&scene, &globex, one).map(|_| ()));
    assert_eq!(numbers(&scene, &owner, one).expect("listed"), ["B"]);
}

#[test]
fn those_that_lapse_are_found_by_an_index() {
    let scene = scene();
    let sql = "SELECT id FROM suppliers_certificate WHERE tenant_id = $1 AND expires_on <= $2 ORDER BY expires_on, id LIMIT 26";
    let plan = scene.read(&scene.ctx("acme", Role::User), |_, conn| Ok(plan(conn, sql))).expect("planned");
    assert!(plan.seeks("expires_on") && !plan.sorts() && !plan.reads_all(), "{plan:#?}");
}
