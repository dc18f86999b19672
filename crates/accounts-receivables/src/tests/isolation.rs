//! What another company sees: nothing.
use super::{
    aged, aging_on, allocate, create, customer, day, delete, input, list, list_payments, made, paid, paying,
    retrieve, to, told, update, void,
};
use crate::services;
use projectmeats_core::{Error, Role, ids::CustomerId};
use projectmeats_db::Bound;
use projectmeats_testkit::scene;

#[test]
fn what_another_company_has_is_not_found_and_not_changed() {
    let scene = scene();
    let who = customer(&scene, "A");
    let row = made(&scene, input(who, "A", "10"));
    let payment = paid(&scene, paying(who, "10", vec![])).stored.id;
    let id = row.stored.id;
    for ctx in [scene.ctx("globex", Role::Owner), scene.staff_in("globex")] {
        assert!(matches!(retrieve(&scene, &ctx, id), Err(Error::NotFound)));
        assert!(matches!(update(&scene, &ctx, id, |i| i.description = "X".into()), Err(Error::NotFound)));
        assert!(matches!(delete(&scene, &ctx, id), Err(Error::NotFound)));
        assert!(matches!(told(&scene, &ctx, services::NOUN, id.0), Err(Error::NotFound)));
        assert!(matches!(allocate(&scene, &ctx, payment, vec![to(&row, "1")]), Err(Error::NotFound)));
        assert!(matches!(void(&scene, &ctx, payment), Err(Error::NotFound)));
        assert_eq!(list_payments(&scene, &ctx, "").expect("listed").count, 0);
        assert_eq!(aged(&scene, &ctx, &aging_on(day("2026-12-02"))).expect("aged").count, 0);
    }
    assert_eq!(retrieve(&scene, &scene.ctx("acme", Role::Owner), id).expect("found"), row);
}

#[test]
fn a_list_holds_the_receivables_of_its_company_alone_whatever_is_asked() {
    let scene = scene();
    let acme = made(&scene, input(customer(&scene, "Grill"), "A", "10"));
    let theirs: CustomerId = scene.stand_in("globex", "Grill");
    let ctx = scene.ctx("globex", Role::Owner);
    let globex = create(&scene, &ctx, input(theirs, "A", "10")).expect("created");
    for query in [
        "",
        "status=pending",
        "search=grill",
        "invoice_number=A",
        "ordering=-status",
        "cursor=",
        "page_size=1",
    ] {
        let page = list(&scene, &ctx, query).expect(query);
        assert_eq!((page.count, page.results), (1, vec![globex.clone()]), "{query:?}");
    }
    assert_eq!(list(&scene, &ctx, &format!("id={}", acme.stored.id)).expect("listed").count, 0);
}

/// The first wall, the services' own, is tried without the second, the database's.
#[test]
fn a_service_keeps_to_the_company_of_its_context_wherever_the_transaction_is_bound() {
    let scene = scene();
    let who = customer(&scene, "A");
    let row = made(&scene, input(who, "A", "10"));
    let payment = paid(&scene, paying(who, "10", vec![to(&row, "5")])).stored.id;
    let globex = scene.ctx("globex", Role::Owner);
    let in_acme = Bound::tenant(scene.tenant("acme"));
    let id = row.stored.id;
    let read = scene.db.read_now(in_acme, |conn| {
        assert!(matches!(services::retrieve(&globex, conn, id), Err(Error::NotFound)));
        assert!(matches!(services::applied_to(&globex, conn, id), Err(Error::NotFound)));
        assert!(matches!(services::retrieve_payment(&globex, conn, payment), Err(Error::NotFound)));
        assert_eq!(services::list(&globex, conn, &super::asked("")?)?.count, 0);
        assert_eq!(services::list_payments(&globex, conn, &super::asked_payments("")?)?.count, 0);
        for date in ["2026-11-02", "2026-11-30"] {
            assert_eq!(services::aging(&globex, conn, &aging_on(day(date)))?.count, 0);
        }
        Ok(())
    });
    read.expect("read");
    let other = globex.clone();
    let end = scene.db.write_now(in_acme, move |conn| services::delete(&other, conn, id, &mut |_| Ok(())));
    assert!(matches!(end, Err(Error::NotFound)));
    let input = crate::models::VoidIn { reason: "x".into() };
    let end = scene.db.write_now(in_acme, move |conn| services::void(&globex, conn, payment, &input));
    assert!(matches!(end, Err(Error::NotFound)));
}
