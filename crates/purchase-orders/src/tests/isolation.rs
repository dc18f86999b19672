//! What another company sees: nothing.
use super::{cases, create, delete, input, items, lines, list, made, retrieve, step, told, update};
use crate::{OrderIn, OrderStatus, models::Receipt, services};
use projectmeats_core::{Error, Role};
use projectmeats_db::Bound;
use projectmeats_testkit::scene;

#[test]
fn an_order_of_another_company_is_not_found_and_not_changed() {
    let scene = scene();
    let order = made(&scene, OrderIn { items: lines([cases("1", "1")]), ..input(&scene) });
    let (id, line) = (order.id, items(&order)[0].id());
    for ctx in [scene.ctx("globex", Role::Owner), scene.staff_in("globex")] {
        assert!(matches!(retrieve(&scene, &ctx, id), Err(Error::NotFound)));
        assert!(matches!(update(&scene, &ctx, id, |i| i.notes = "X".into()), Err(Error::NotFound)));
        assert!(matches!(delete(&scene, &ctx, id), Err(Error::NotFound)));
        assert!(matches!(told(&scene, &ctx, id), Err(Error::NotFound)));
        assert!(matches!(step(&scene, &ctx, id, OrderStatus::Draft), Err(Error::NotFound)));
        let receipt = Receipt { complete: true, ..Receipt::default() };
        assert!(matches!(super::receive(&scene, &ctx, id, receipt), Err(Error::NotFound)));
        let found = scene.read(&ctx, |ctx, conn| services::items::retrieve(ctx, conn, id, line));
        assert!(matches!(found, Err(Error::NotFound)));
        assert!(matches!(
            scene.read(&ctx, |ctx, conn| services::items::list(ctx, conn, id)),
            Err(Error::NotFound)
        ));
        assert!(matches!(
            scene.read(&ctx, |ctx, conn| services::revisions(ctx, conn, id)),
            Err(Error::NotFound)
        ));
    }
    assert_eq!(retrieve(&scene, &scene.ctx("acme", Role::Owner), id).expect("found"), order);
}

#[test]
fn a_list_holds_the_orders_of_its_company_alone() {
    let scene = scene();
    made(&scene, input(&scene));
    let globex = scene.ctx("globex", Role::Owner);
    let own = create(&scene, &globex, super::to(scene.stand_in("globex", "Own"))).expect("created");
    // Each company counts for itself.
    assert_eq!(own.fields.order_number, "PO-000001");
    for query in ["", "status=pending", "search=po-", "id__gte=1", "ordering=-id", "cursor=", "page_size=1"] {
        let page = list(&scene, &globex, query).expect(query);
        assert_eq!(page.count, 1, "{query:?}");
        assert_eq!(page.results[0].id, own.id, "{query:?}");
    }
}

/// The first wall, the services' own, is tried without the second, the database's.
#[test]
fn a_service_keeps_to_the_company_of_its_context_wherever_the_transaction_is_bound() {
    let scene = scene();
    let order = made(&scene, OrderIn { items: lines([cases("1", "1")]), ..input(&scene) });
    let (globex, in_acme, id) =
        (scene.ctx("globex", Role::Owner), Bound::tenant(scene.tenant("acme")), order.id);
    let ctx = globex.clone();
    let found = scene.db.read_now(in_acme, |conn| services::retrieve(&ctx, conn, id));
    assert!(matches!(found, Err(Error::NotFound)));
    let end = scene.db.write_now(in_acme, move |conn| services::delete(&globex, conn, id, &mut |_| Ok(())));
    assert!(matches!(end, Err(Error::NotFound)));
    let ctx = scene.ctx("globex", Role::Owner);
    let line = items(&order)[0].id();
    let found = scene.db.read_now(in_acme, |conn| services::items::retrieve(&ctx, conn, id, line));
    assert!(matches!(found, Err(Error::NotFound)));
}
