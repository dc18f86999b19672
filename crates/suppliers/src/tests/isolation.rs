//! What another company sees: nothing.
use super::{create, delete, input, list, made, retrieve, told, update};
use crate::SupplierIn;
use projectmeats_core::{Ctx, Error, Role};
use projectmeats_db::Bound;
use projectmeats_testkit::scene;

#[test]
fn a_supplier_of_another_company_is_not_found_and_not_changed() {
    let scene = scene();
    let supplier = made(&scene, input("A"));
    for ctx in [scene.ctx("globex", Role::Owner), scene.staff_in("globex")] {
        assert!(matches!(retrieve(&scene, &ctx, supplier.id), Err(Error::NotFound)));
        assert!(matches!(update(&scene, &ctx, supplier.id, |i| i.city = "X".into()), Err(Error::NotFound)));
        assert!(matches!(delete(&scene, &ctx, supplier.id), Err(Error::NotFound)));
        assert!(matches!(told(&scene, &ctx, supplier.id), Err(Error::NotFound)));
    }
    assert_eq!(retrieve(&scene, &scene.ctx("acme", Role::Owner), supplier.id).expect("found"), supplier);
}

#[test]
fn a_list_holds_the_suppliers_of_its_company_alone_whatever_is_asked() {
    let scene = scene();
    let named = |code: &str| SupplierIn { city: "Omaha".into(), ..input(code) };
    let acme = made(&scene, named("A"));
    let globex = create(&scene, &scene.ctx("globex", Role::User), named("B")).expect("created");
    let ctx = scene.ctx("globex", Role::Owner);
    for query in ["", "city=Omaha", "search=omaha", "id__gte=1", "ordering=-id", "cursor=", "page_size=1"] {
        let page = list(&scene, &ctx, query).expect(query);
        assert_eq!((page.count, page.results), (1, vec![globex.clone()]), "{query:?}");
    }
    let page = list(&scene, &ctx, &format!("id={}", acme.id)).expect("listed");
    assert_eq!((page.count, page.results.len()), (0, 0));
}

/// The first wall, the services' own, is tried without the second, the database's.
#[test]
fn a_service_keeps_to_the_company_of_its_context_wherever_the_transaction_is_bound() {
    let scene = scene();
    let supplier = made(&scene, input("A"));
    let globex = scene.ctx("globex", Role::Owner);
    let in_acme = Bound::tenant(scene.tenant("acme"));
    let (ctx, id) = (globex.clone(), supplier.id);
    let found = scene.db.read_now(in_acme, |conn| crate::services::retrieve(&ctx, conn, id));
    assert!(matches!(found, Err(Error::NotFound)));
    let listed = scene.db.read_now(in_acme, |conn| crate::services::list(&ctx, conn, &super::asked("")?));
    assert_eq!(listed.expect("listed").count, 0);
    let change = |ctx: Ctx| {
        scene.db.write_now(in_acme, move |conn| {
            crate::services::update(&ctx, conn, id, &mut |stored| Ok(stored.fields.clone()))
        })
    };
    assert!(matches!(change(globex.clone()), Err(Error::NotFound)));
    let end =
        scene.db.write_now(in_acme, move |conn| crate::services::delete(&globex, conn, id, &mut |_| Ok(())));
    assert!(matches!(end, Err(Error::NotFound)));
    assert_eq!(change(scene.ctx("acme", Role::Owner)).expect("the same by its own company").version, 2);
}
