//! The people of the demonstration: one at least at each supplier and customer, some of whom speak for two companies.
use projectmeats_carriers::services as carriers;
use projectmeats_contacts::{ContactIn, services};
use projectmeats_core::{Ctx, Result};
use projectmeats_customers::services as customers;
use projectmeats_db::{
    Conn,
    listing::{Columns, ListQuery, PageSizes},
};
use projectmeats_suppliers::services as suppliers;
use projectmeats_trade::ContactType;

const FIRST: [&str; 13] = [
    "Ana", "Bruno", "Celia", "Dmitri", "Esther", "Femi", "Gloria", "Hugo", "Irene", "Jonas", "Karin", "Leo",
    "Maya",
];
const LAST: [&str; 11] = [
    "Abbott",
    "Becker",
    "Castillo",
    "Dvorak",
    "Eriksen",
    "Flores",
    "Gupta",
    "Hayashi",
    "Iverson",
    "Jankowski",
    "Kimball",
];

/// Somebody of this number.
fn person(n: usize, company: &str, contact_type: ContactType, position: &str) -> ContactIn {
    let (first, last) = (FIRST[n % FIRST.len()], LAST[n % LAST.len()]);
    let domain: String = company.chars().filter(char::is_ascii_alphabetic).collect();
    ContactIn {
        first_name: first.into(),
        last_name: last.into(),
        email: format!("{first}.{last}@{domain}.example").to_lowercase(),
        phone: format!("+1 612 555 {:04}", 1_000 + n),
        cell_phone: format!("+1 612 555 {:04}", 2_000 + n),
        company: company.into(),
        position: position.into(),
        contact_type,
        department: contact_type.to_string(),
        ..ContactIn::default()
    }
}

/// Fills the company: after its suppliers, customers and carriers.
///
/// # Errors
/// Only those of the database.
pub(super) fn fill(ctx: &Ctx, conn: &mut Conn) -> Result<()> {
    let all = |columns: &'static Columns| ListQuery::all(columns, PageSizes::default());
    let suppliers = suppliers::list(ctx, conn, &all(&suppliers::COLUMNS))?.results;
    let customers = customers::list(ctx, conn, &all(&customers::COLUMNS))?.results;
    let carriers = carriers::list(ctx, conn, &all(&carriers::COLUMNS))?.results;
    let mut people = Vec::new();
    for supplier in &suppliers {
        let asked = person(people.len(), &supplier.fields.name, ContactType::Sales, "Sales manager");
        people.push(ContactIn { supplier: Some(supplier.id), ..asked });
    }
    for customer in &customers {
        let asked = person(people.len(), &customer.fields.name, ContactType::Receiving, "Dock supervisor");
        people.push(ContactIn { customer: Some(customer.id), ..asked });
    }
    for carrier in carriers.iter().take(2) {
        let asked = person(people.len(), &carrier.kept.fields.name, ContactType::Shipping, "Dispatcher");
        people.push(ContactIn { carrier: Some(carrier.kept.id), ..asked });
    }
    // An inspector who speaks for two suppliers.
    let inspector = person(people.len(), "Plains Quality", ContactType::Quality, "Inspector");
    let both = suppliers.iter().take(2).map(|supplier| supplier.id).collect();
    people.push(ContactIn { suppliers: both, ..inspector });
    for contact in people {
        services::create(ctx, conn, contact)?;
    }
    Ok(())
}
