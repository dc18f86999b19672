//! Searching: every word somewhere, whatever its case.
use super::{found, input, made, update};
use crate::ContactIn;
use projectmeats_core::Role;
use projectmeats_testkit::scene;

#[test]
fn every_text_that_describes_a_contact_is_searched() {
    let scene = scene();
    let contact = ContactIn {
        first_name: "f1rst".into(),
        email: "em4il@x.example".into(),
        phone: "001-402".into(),
        main_phone: "002-402".into(),
        direct_phone: "003-402".into(),
        cell_phone: "004-402".into(),
        company: "c0mpany".into(),
        position: "p0sition".into(),
        department: "dep4rtment".into(),
        contact_title: "t1tle".into(),
        ..input("L4st")
    };
    made(&scene, contact);
    made(&scene, input("Other"));
    let words = [
        "f1rst",
        "l4st",
        "em4il@x",
        "001",
        "002",
        "003",
        "004",
        "c0mpany",
        "p0sition",
        "dep4rtment",
        "t1tle",
    ];
    for word in words {
        assert_eq!(found(&scene, &format!("search={word}")), ["L4st"], "{word}");
    }
    assert_eq!(found(&scene, "search=f1rst l4st"), ["L4st"]);
    assert_eq!(found(&scene, "search=f1rst other"), [""; 0]);
}

#[test]
fn what_is_found_follows_a_change_and_case_does_not_matter() {
    let scene = scene();
    let contact = made(&scene, input("Éclair"));
    assert_eq!(found(&scene, "search=ÉCLAIR"), ["Éclair"]);
    let owner = scene.ctx("acme", Role::Owner);
    let changed =
        update(&scene, &owner, contact.id, |input| input.last_name = "Brandt".into()).expect("changed");
    assert_eq!(changed.full_name, "Ann Brandt");
    assert_eq!(found(&scene, "search=éclair"), [""; 0]);
    assert_eq!(found(&scene, "search=ann brandt"), ["Brandt"]);
}
