//! Searching: every word somewhere, and the numbers of a carrier in every form people type.
use super::{found, input, made, update};
use crate::{CarrierEquipment, CarrierIn, TransportMode};
use projectmeats_core::Role;
use projectmeats_testkit::scene;

#[test]
fn every_text_that_describes_a_carrier_is_searched() {
    let scene = scene();
    let carrier = CarrierIn {
        name: "n4me".into(),
        contact_person: "pers0n".into(),
        phone: "001-402".into(),
        email: "em4il@x.example".into(),
        city: "c1ty".into(),
        state: "st4te".into(),
        modes: vec![TransportMode::Intermodal].into(),
        equipment: vec![CarrierEquipment::Reefer].into(),
        regions_served: ["Manit0ba"].into_iter().collect(),
        ..input("c0de")
    };
    made(&scene, carrier);
    made(&scene, input("other"));
    for word in
        ["n4me", "c0de", "pers0n", "001", "em4il@x", "c1ty", "st4te", "intermodal", "reefer", "manit0ba"]
    {
        assert_eq!(found(&scene, &format!("search={word}")), ["c0de"], "{word}");
    }
    assert_eq!(found(&scene, "search=n4me other"), [""; 0]);
    assert_eq!(found(&scene, "search=[]"), [""; 0]);
}

#[test]
fn numbers_are_found_in_every_form() {
    let scene = scene();
    let id = made(
        &scene,
        CarrierIn { mc_number: "MC-12345".into(), dot_number: "USDOT 77001".into(), ..input("A") },
    );
    made(&scene, CarrierIn { mc_number: "99".into(), ..input("B") });
    for typed in
        ["12345", "MC-12345", "mc# 12345", "MC12345", "MC 012345", "USDOT 77001", "US DOT 77001", "dot#77001"]
    {
        assert_eq!(found(&scene, &format!("search={typed}")), ["A"], "{typed}");
    }
    assert_eq!(found(&scene, "mc_number=12345"), ["A"]);
    assert_eq!(found(&scene, "dot_number=77001"), ["A"]);
    let ctx = scene.ctx("acme", Role::User);
    update(&scene, &ctx, id.kept.id, |i| i.mc_number = "MC 4".into()).expect("changed");
    assert_eq!(found(&scene, "search=MC-12345"), [""; 0]);
    assert_eq!(found(&scene, "search=MC-4"), ["A"]);
}
