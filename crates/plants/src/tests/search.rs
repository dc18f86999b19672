//! Searching: every word somewhere, whatever its case, and establishment numbers in every form people type.
use super::{found, input, made, update};
use crate::PlantIn;
use projectmeats_core::Role;
use projectmeats_testkit::{Scene, scene};

fn set() -> Scene {
    let scene = scene();
    let plants = [
        PlantIn {
            name: "Omaha Beef".into(),
            city: "Omaha".into(),
            plant_est_num: "EST. M38".into(),
            ..input("A")
        },
        PlantIn {
            name: "Éclair Foods".into(),
            manager: "Ruth Ortiz".into(),
            plant_est_num: "P-380".into(),
            ..input("B")
        },
        PlantIn { name: "50% Lean_Co".into(), eu_approval_num: "DE NW 20202 EG".into(), ..input("C") },
        PlantIn { name: "Ground 50 Leanly".into(), address: "1 Omaha Road".into(), ..input("D") },
    ];
    for plant in plants {
        made(&scene, plant);
    }
    scene
}

#[test]
fn an_establishment_number_is_found_in_every_form() {
    let scene = set();
    for typed in [
        "EST. M38",
        "M-38",
        "est 38",
        "m38",
        "M38",
        "est. m-38",
        "EST.M38",
        "EST. 38",
        "est.38",
        "EST-38",
        "est38",
    ] {
        let codes = found(&scene, &format!("search={typed}"));
        assert!(codes.contains(&"A".into()), "{typed}: {codes:?}");
        assert!(!codes.contains(&"C".into()) && !codes.contains(&"D".into()), "{typed}: {codes:?}");
    }
    for typed in ["p380", "P-380", "est. p380"] {
        assert_eq!(found(&scene, &format!("search={typed}")), ["B"], "{typed}");
    }
    assert_eq!(found(&scene, "plant_est_num_normal=M38"), ["A"]);
    assert_eq!(found(&scene, "plant_est_num=EST. M38"), ["A"]);
}

#[test]
fn every_word_must_be_somewhere_but_not_all_in_one_field() {
    let scene = set();
    assert_eq!(found(&scene, "search=omaha"), ["D", "A"]);
    assert_eq!(found(&scene, "search=omaha beef"), ["A"]);
    assert_eq!(found(&scene, "search=beef,omaha m38"), ["A"]);
    assert_eq!(found(&scene, "search=omaha eclair"), [""; 0]);
    assert_eq!(found(&scene, "search= , ").len(), 4, "no word at all asks for nothing");
}

#[test]
fn case_does_not_matter_in_any_alphabet() {
    let scene = set();
    for typed in ["éclair", "ÉCLAIR", "Éclair", "oRtIz"] {
        assert_eq!(found(&scene, &format!("search={typed}")), ["B"], "{typed}");
    }
    assert_eq!(found(&scene, "name__icontains=ÉCLAIR"), ["B"]);
}

#[test]
fn percent_and_underscore_are_letters_like_others() {
    let scene = set();
    assert_eq!(found(&scene, "search=50%"), ["C"]);
    assert_eq!(found(&scene, "search=lean_"), ["C"]);
    assert_eq!(found(&scene, "search=n_c"), ["C"]);
    assert_eq!(found(&scene, "name__icontains=50%"), ["C"]);
    assert_eq!(found(&scene, "search=!"), [""; 0]);
    assert_eq!(found(&scene, "search=\\"), [""; 0]);
}

#[test]
fn every_text_that_describes_a_plant_is_searched() {
    let scene = scene();
    let plant = PlantIn {
        name: "n4me".into(),
        address: "4ddress".into(),
        city: "c1ty".into(),
        state: "st4te".into(),
        manager: "m4nager".into(),
        plant_est_num: "V77B".into(),
        eu_approval_num: "4pproval".into(),
        ..input("c0de")
    };
    made(&scene, plant);
    for word in ["n4me", "c0de", "4ddress", "c1ty", "st4te", "m4nager", "v77b", "4pproval"] {
        assert_eq!(found(&scene, &format!("search={word}")), ["c0de"], "{word}");
    }
}

#[test]
fn what_is_found_follows_a_change() {
    let scene = set();
    let plant = made(&scene, input("E"));
    let owner = scene.ctx("acme", Role::Owner);
    update(&scene, &owner, plant.id, |input| input.plant_est_num = "G1234".into()).expect("changed");
    for typed in ["G1234", "g-1234", "est. G1234"] {
        assert_eq!(found(&scene, &format!("search={typed}")), ["E"], "{typed}");
    }
    assert_eq!(found(&scene, "search=est38"), ["A"], "a bare number is a meat number");
    update(&scene, &owner, plant.id, |input| input.plant_est_num.clear()).expect("changed");
    assert_eq!(found(&scene, "search=g-1234"), [""; 0]);
}
