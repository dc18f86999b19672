//! What another company sees: nothing.
use super::{create, delete, input, list, made, refusal, retrieve, told, update};
use crate::{CarrierIn, scope::Carriers, services};
use projectmeats_core::{
    Ctx, Error, Role,
    ids::{CarrierId, ContactId},
};
use projectmeats_db::{Bound, Ids};
use projectmeats_testkit::scene;
use projectmeats_web::Resource;

#[test]
fn a_carrier_of_another_company_is_not_found_and_not_changed() {
    let scene = scene();
    let carrier = made(&scene, input("A"));
    let id = carrier.kept.id;
    for ctx in [scene.ctx("globex", Role::Owner), scene.staff_in("globex")] {
        assert!(matches!(retrieve(&scene, &ctx, id), Err(Error::NotFound)));
        assert!(matches!(update(&scene, &ctx, id, |i| i.city = "X".into()), Err(Error::NotFound)));
        assert!(matches!(delete(&scene, &ctx, id), Err(Error::NotFound)));
        assert!(matches!(told(&scene, &ctx, id), Err(Error::NotFound)));
    }
    assert_eq!(retrieve(&scene, &scene.ctx("acme", Role::Owner), id).expect("found"), carrier);
}

#[test]
fn a_list_holds_the_carriers_of_its_company_alone_whatever_is_asked() {
    let scene = scene();
    let named = |code: &str| CarrierIn { city: "Omaha".into(), ..input(code) };
    let acme = made(&scene, named("A"));
    let globex =
        create(&scene, &scene.ctx("globex", Role::User), named("A")).expect("the same code and name");
    let ctx = scene.ctx("globex", Role::Owner);
    for query in
        ["", "city=Omaha", "search=omaha", "id__gte=1", "ordering=-id", "cursor=", "contact__isnull=true"]
    {
        let page = list(&scene, &ctx, query).expect(query);
        assert_eq!((page.count, page.results), (1, vec![globex.clone()]), "{query:?}");
    }
    let page = list(&scene, &ctx, &format!("id={}", acme.kept.id)).expect("listed");
    assert_eq!((page.count, page.results.len()), (0, 0));
    let lapsing = super::insurance::lapsing(&scene, &ctx, 3650, true, "").expect("listed");
    assert_eq!(lapsing.iter().map(|carrier| carrier.id).collect::<Vec<_>>(), [globex.kept.id]);
}

#[test]
fn nobody_of_another_company_can_be_its_contact() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::Owner);
    let carrier = made(&scene, input("A"));
    let theirs: ContactId = scene.stand_in("globex", "Theirs");
    for contact in [theirs, ContactId(i64::MAX)] {
        let none = format!("Invalid pk \"{contact}\" - object does not exist.");
        let primary = update(&scene, &ctx, carrier.kept.id, move |i| i.primary_contact = Some(contact));
        assert_eq!(refusal(primary), format!("primary_contact: {none}"));
        let set = update(&scene, &ctx, carrier.kept.id, move |i| i.contacts = Ids::from_iter([contact]));
        assert_eq!(refusal(set), format!("contacts: {none}"));
    }
    assert_eq!(retrieve(&scene, &ctx, carrier.kept.id).expect("found"), carrier);
}

#[test]
fn nobody_of_another_company_is_a_possible_duplicate_or_merged() {
    let scene = scene();
    let carrier = made(&scene, input("A"));
    let globex = scene.ctx("globex", Role::Owner);
    let theirs = create(&scene, &globex, input("A")).expect("created");
    let pairs = scene.read(&globex, projectmeats_directory::pairs::<CarrierId>);
    assert_eq!(pairs.expect("read"), []);
    let (ours, theirs) = (carrier.kept.id, theirs.kept.id);
    for pair in [(ours, theirs), (theirs, ours)] {
        let merged = scene.write(&globex, move |ctx, conn| {
            projectmeats_directory::merge(ctx, conn, pair, Carriers::retrieve)
        });
        assert!(matches!(merged, Err(Error::NotFound | Error::Invalid(_))));
    }
    assert_eq!(retrieve(&scene, &scene.ctx("acme", Role::User), ours).expect("found"), carrier);
}

/// The first wall, the services' own, is tried without the second, the database's.
#[test]
fn a_service_keeps_to_the_company_of_its_context_wherever_the_transaction_is_bound() {
    let scene = scene();
    let id = made(&scene, input("A")).kept.id;
    let globex = scene.ctx("globex", Role::Owner);
    let in_acme = Bound::tenant(scene.tenant("acme"));
    let ctx = globex.clone();
    let found = scene.db.read_now(in_acme, |conn| services::retrieve(&ctx, conn, id));
    assert!(matches!(found, Err(Error::NotFound)));
    let listed = scene.db.read_now(in_acme, |conn| services::list(&ctx, conn, &super::asked("")?));
    assert_eq!(listed.expect("listed").count, 0);
    let change = |ctx: Ctx| {
        scene.db.write_now(in_acme, move |conn| {
            services::update(&ctx, conn, id, &mut |stored| Ok(stored.kept.fields.clone()))
        })
    };
    assert!(matches!(change(globex.clone()), Err(Error::NotFound)));
    let end = scene.db.write_now(in_acme, move |conn| services::delete(&globex, conn, id, &mut |_| Ok(())));
    assert!(matches!(end, Err(Error::NotFound)));
    assert_eq!(change(scene.ctx("acme", Role::Owner)).expect("the same by its own company").kept.version, 2);
}
