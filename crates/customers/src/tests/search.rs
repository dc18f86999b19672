//! Searching: every word somewhere, whatever its case.
use super::{found, input, made, update};
use crate::CustomerIn;
use projectmeats_core::Role;
use projectmeats_testkit::scene;

#[test]
fn every_text_that_describes_a_customer_is_searched() {
    let scene = scene();
    let customer = CustomerIn {
        contact_person: "p3rson".into(),
        email: "m4il@x.example".into(),
        phone: "555-0142".into(),
        city: "c1ty".into(),
        state: "st4te".into(),
        buyer_contact_name: "buy3r".into(),
        ..input("n4me")
    };
    made(&scene, customer);
    made(&scene, input("Else"));
    for word in ["N4ME", "p3rson", "M4il@x", "555-0142", "c1TY", "st4te", "n4me c1ty", "BUY3R"] {
        assert_eq!(found(&scene, &format!("search={word}")), ["n4me"], "{word}");
    }
    for word in ["n4me nowhere", "%", "_", "!"] {
        assert_eq!(found(&scene, &format!("search={word}")), [""; 0], "{word}");
    }
}

#[test]
fn what_is_found_follows_a_change() {
    let scene = scene();
    let customer = made(&scene, CustomerIn { city: "Zürich".into(), ..input("A") });
    assert_eq!(found(&scene, "search=ZÜRICH"), ["A"]);
    update(&scene, &scene.ctx("acme", Role::User), customer.id, |i| i.city = "Bern".into()).expect("changed");
    assert_eq!(found(&scene, "search=zürich"), [""; 0]);
    assert_eq!(found(&scene, "search=bern"), ["A"]);
}
