//! What a purchase order copies of its supplier.
use crate::schema::suppliers_supplier as suppliers;
use diesel::prelude::*;
use projectmeats_contacts::links::SupplierContacts;
#[cfg(doc)]
use projectmeats_core::Error;
use projectmeats_core::{Action, Ctx, Result, ids::SupplierId};
use projectmeats_db::{
    Conn,
    link::{FirstLabel, Members, first_label_of},
};

/// How a supplier is written to. Each is empty when unknown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Profile {
    /// `4500 S 36th Street, Omaha, NE 68107`.
    pub corporate_address: String,
    /// Whom to ask for: the contact person, or else the primary contact.
    pub contact_name: String,
    /// Telephone.
    pub phone: String,
    /// E-mail.
    pub email: String,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = suppliers)]
struct Known {
    contact_person: String,
    email: String,
    phone: String,
    address: String,
    street_address: String,
    city: String,
    state: String,
    zip_code: String,
    #[diesel(select_expression = first_label_of::<SupplierContacts>(), select_expression_type = Members<SupplierContacts, FirstLabel>)]
    primary_contact_name: Option<String>,
}

/// How a supplier is written to, by one statement that stays prepared.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`].
pub fn profile(ctx: &Ctx, conn: &mut Conn, id: SupplierId) -> Result<Profile> {
    ctx.require(Action::Read)?;
    let row = suppliers::table.filter(suppliers::tenant_id.eq(ctx.tenant)).filter(suppliers::id.eq(id));
    Ok(row.select(Known::as_select()).get_result::<Known>(conn)?.into())
}

impl From<Known> for Profile {
    fn from(known: Known) -> Self {
        let Known {
            contact_person,
            email,
            phone,
            address,
            street_address,
            city,
            state,
            zip_code,
            primary_contact_name,
        } = known;
        let street = if street_address.is_empty() { address } else { street_address };
        let region = joined(" ", [state, zip_code]);
        let contact_name = Some(contact_person).filter(|name| !name.is_empty()).or(primary_contact_name);
        Self {
            corporate_address: joined(", ", [street, city, region]),
            contact_name: contact_name.unwrap_or_default(),
            phone,
            email,
        }
    }
}

/// The parts that are not empty.
fn joined<const N: usize>(between: &str, parts: [String; N]) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(between)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_leaves_out_what_is_not_known() {
        let check = |parts: [&str; 3], want: &str| assert_eq!(joined(", ", parts.map(String::from)), want);
        check(["1 Road", "Omaha", "NE 68107"], "1 Road, Omaha, NE 68107");
        check(["", "Omaha", ""], "Omaha");
        check(["", "", ""], "");
    }
}
