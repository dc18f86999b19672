//! What is checked of an order before it is written, and what is filled in.
use crate::models::{Order, OrderIn};
use projectmeats_core::{Ctx, Error, FieldErrors, Money, Price, Result, Weight, ids::RowId, search_text};
use projectmeats_db::{Conn, check_ref};
use projectmeats_suppliers::services as suppliers;
use validator::Validate;

/// What can be said of the fields alone.
pub(super) fn fields(input: &OrderIn) -> Result<()> {
    let mut errors = input.validate().map_or_else(FieldErrors::from, |()| FieldErrors::default());
    if input.supplier.is_none() {
        errors.add("supplier", "This field may not be null.");
    }
    let negative = [
        ("freight", input.freight < Money::default()),
        ("tax", input.tax < Money::default()),
        ("discount", input.discount < Money::default()),
        ("total_amount", input.total_amount.is_some_and(|total| total < Money::default())),
        ("total_weight", input.total_weight.is_some_and(|weight| weight < Weight::default())),
        ("price_per_unit", input.price_per_unit.is_some_and(|price| price < Price::default())),
    ];
    for (field, _) in negative.into_iter().filter(|(_, negative)| *negative) {
        errors.add(field, "Ensure this value is greater than or equal to 0.");
    }
    if input.delivery_date.is_some_and(|day| day < input.order_date) {
        errors.add("delivery_date", "This cannot be before the order date.");
    }
    errors.into_result()
}

/// Checks what the order refers to, where that is new, and copies the supplier's address and contact where they are blank.
pub(super) fn references(
    ctx: &Ctx,
    conn: &mut Conn,
    input: &mut OrderIn,
    before: Option<&Order>,
) -> Result<()> {
    let old = before.map(|order| &order.fields);
    let mut errors = FieldErrors::default();
    if let Some(supplier) = input.supplier.filter(|id| old.is_none_or(|old| old.supplier != Some(*id))) {
        match suppliers::profile(ctx, conn, supplier) {
            Ok(profile) => copy(input, profile),
            Err(Error::NotFound) => {
                errors.add("supplier", format!("Invalid pk \"{supplier}\" - object does not exist."));
            }
            Err(other) => return Err(other),
        }
    }
    let mut look = |field, outcome: Result<()>| match outcome {
        Err(Error::Invalid(found)) => {
            errors.merge(found);
            Ok(())
        }
        other => other.map_err(|e| Error::internal(format!("{field}: {e}"))),
    };
    look("customer", exists(ctx, conn, "customer", input.customer, old.map(|old| old.customer)))?;
    look("carrier", exists(ctx, conn, "carrier", input.carrier, old.map(|old| old.carrier)))?;
    look("plant", exists(ctx, conn, "plant", input.plant, old.map(|old| old.plant)))?;
    let plant = exists(ctx, conn, "delivery_plant", input.delivery_plant, old.map(|old| old.delivery_plant));
    look("delivery_plant", plant)?;
    look("contact", exists(ctx, conn, "contact", input.contact, old.map(|old| old.contact)))?;
    errors.into_result()
}

fn exists<I: RowId + PartialEq>(
    ctx: &Ctx,
    conn: &mut Conn,
    field: &str,
    id: Option<I>,
    old: Option<Option<I>>,
) -> Result<()> {
    match id {
        Some(id) if old != Some(Some(id)) => check_ref(conn, ctx.tenant, field, id),
        Some(_) | None => Ok(()),
    }
}

fn copy(input: &mut OrderIn, profile: suppliers::Profile) {
    let suppliers::Profile { corporate_address, contact_name, phone, email } = profile;
    for (field, value) in [
        (&mut input.supplier_corporate_address, corporate_address),
        (&mut input.supplier_contact_name, contact_name),
        (&mut input.supplier_contact_phone, phone),
        (&mut input.supplier_contact_email, email),
    ] {
        if field.is_empty() {
            *field = value;
        }
    }
}

/// The text a search runs over.
pub(super) fn search(number: &str, input: &OrderIn) -> String {
    let OrderIn { our_purchase_order_num, supplier_confirmation_order_num, notes, item_description, .. } =
        input;
    search_text([number, our_purchase_order_num, supplier_confirmation_order_num, notes, item_description])
}
