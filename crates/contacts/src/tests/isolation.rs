//! What another company sees: nothing.
use super::{create, delete, input, list, made, refusal, retrieve, told, update};
use crate::{ContactIn, scope::Contacts};
use projectmeats_core::{
    Ctx, Error, Role,
    ids::{CarrierId, CustomerId, SupplierId},
};
use projectmeats_db::{Bound, Ids};
use projectmeats_testkit::scene;
use projectmeats_web::Resource;

#[test]
fn a_contact_of_another_company_is_not_found_and_not_changed() {
    let scene = scene();
    let contact = made(&scene, input("A"));
    for ctx in [scene.ctx("globex", Role::Owner), scene.staff_in("globex")] {
        assert!(matches!(retrieve(&scene, &ctx, contact.id), Err(Error::NotFound)));
        assert!(matches!(update(&scene, &ctx, contact.id, |i| i.company = "X".into()), Err(Error::NotFound)));
        assert!(matches!(delete(&scene, &ctx, contact.id), Err(Error::NotFound)));
        assert!(matches!(told(&scene, &ctx, contact.id), Err(Error::NotFound)));
    }
    assert_eq!(retrieve(&scene, &scene.ctx("acme", Role::Owner), contact.id).expect("found"), contact);
}

#[test]
fn a_list_holds_the_contacts_of_its_company_alone_whatever_is_asked() {
    let scene = scene();
    let named = |last: &str| ContactIn { company: "Omaha Beef".into(), ..input(last) };
    let acme = made(&scene, named("A"));
    let globex = create(&scene, &scene.ctx("globex", Role::User), named("B")).expect("created");
    let ctx = scene.ctx("globex", Role::Owner);
    for query in
        ["", "company=Omaha Beef", "search=omaha", "id__gte=1", "ordering=-id", "supplier__isnull=true"]
    {
        let page = list(&scene, &ctx, query).expect(query);
        assert_eq!((page.count, page.results), (1, vec![globex.clone()]), "{query:?}");
    }
    let page = list(&scene, &ctx, &format!("id={}", acme.id)).expect("listed");
    assert_eq!((page.count, page.results.len()), (0, 0));
}

#[test]
fn a_contact_cannot_speak_for_anybody_of_another_company() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::Owner);
    let contact = made(&scene, input("A"));
    let supplier: SupplierId = scene.stand_in("globex", "Theirs");
    let customer: CustomerId = scene.stand_in("globex", "Theirs");
    let none = "object does not exist.";
    let refused = refusal(update(&scene, &ctx, contact.id, move |i| i.supplier = Some(supplier)));
    assert_eq!(refused, format!("supplier: Invalid pk \"{supplier}\" - {none}"));
    let refused =
        refusal(update(&scene, &ctx, contact.id, move |i| i.customers = Ids::from_iter([customer])));
    assert_eq!(refused, format!("customers: Invalid pk \"{customer}\" - {none}"));
    let carrier = CarrierId(i64::MAX);
    let refused = refusal(update(&scene, &ctx, contact.id, move |i| i.carrier = Some(carrier)));
    assert_eq!(refused, format!("carrier: Invalid pk \"{carrier}\" - {none}"), "as one that there is not");
    assert_eq!(retrieve(&scene, &ctx, contact.id).expect("found"), contact);
}

#[test]
fn nobody_of_another_company_is_a_possible_duplicate_or_merged() {
    let scene = scene();
    let contact = made(&scene, input("A"));
    let globex = scene.ctx("globex", Role::Owner);
    let theirs = create(&scene, &globex, input("A")).expect("created");
    let pairs = scene.read(&globex, projectmeats_directory::pairs::<projectmeats_core::ids::ContactId>);
    assert_eq!(pairs.expect("read"), []);
    for pair in [(contact.id, theirs.id), (theirs.id, contact.id)] {
        let merged = scene.write(&globex, move |ctx, conn| {
            projectmeats_directory::merge(ctx, conn, pair, Contacts::retrieve)
        });
        assert!(matches!(merged, Err(Error::NotFound | Error::Invalid(_))));
    }
    assert_eq!(retrieve(&scene, &scene.ctx("acme", Role::User), contact.id).expect("found"), contact);
}

/// The first wall, the services' own, is tried without the second, the database's.
#[test]
fn a_service_keeps_to_the_company_of_its_context_wherever_the_transaction_is_bound() {
    let scene = scene();
    let contact = made(&scene, input("A"));
    let globex = scene.ctx("globex", Role::Owner);
    let in_acme = Bound::tenant(scene.tenant("acme"));
    let (ctx, id) = (globex.clone(), contact.id);
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
