//! How the operations of contacts and carriers are called.
use super::{
    How,
    Subject::{Carrier, Contact, Nothing},
    merges, reads, writes,
};
use serde_json::{Value, json};

pub(super) const HOW: &[How] = &[
    reads("carriers_list", Nothing),
    writes("carriers_create", Nothing, carrier),
    reads("carriers_retrieve", Carrier),
    writes("carriers_update", Carrier, carrier),
    writes("carriers_partial_update", Carrier, |_| json!({ "insurance_expiry": "2027-03-31" })),
    reads("carriers_destroy", Carrier),
    reads("carriers_history", Carrier),
    reads("carriers_insurance", Nothing),
    reads("carriers_duplicates", Nothing),
    reads("carriers_alike", Carrier),
    merges("carriers_merge", Carrier),
    reads("contacts_list", Nothing),
    writes("contacts_create", Nothing, contact),
    reads("contacts_retrieve", Contact),
    writes("contacts_update", Contact, contact),
    writes("contacts_partial_update", Contact, |_| json!({ "position": "Buyer" })),
    reads("contacts_destroy", Contact),
    reads("contacts_history", Contact),
    reads("contacts_duplicates", Nothing),
    reads("contacts_alike", Contact),
    merges("contacts_merge", Contact),
];

pub(super) fn carrier(n: usize) -> Value {
    json!({ "name": format!("Carrier {n}"), "code": format!("C-{n}"), "mc_number": "MC-123456", "insurance_expiry": "2026-11-20" })
}
pub(super) fn contact(n: usize) -> Value {
    json!({ "first_name": "Ann", "last_name": format!("Ortiz {n}"), "company": "Omaha Beef" })
}
