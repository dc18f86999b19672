//! An order as the history keeps it: written straight into text, without what is blank and without what stands in it twice.
use crate::models::{Item, ItemIn, Order, OrderIn};
use serde::{Serialize, Serializer, ser::SerializeMap};

/// See the module.
pub(super) struct Lean<'a>(pub(super) &'a Order);
struct Line<'a>(&'a Item);

/// Writes the fields whose value is not the blank one of their type, under their own names.
macro_rules! unless_blank {
    ($map:ident; $($field:ident),+ $(,)?) => {
        $(if !is_blank($field) { $map.serialize_entry(stringify!($field), $field)?; })+
    };
}
fn is_blank<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
/// Writes the fields whatever they are.
macro_rules! always {
    ($map:ident; $($field:ident),+ $(,)?) => { $($map.serialize_entry(stringify!($field), $field)?;)+ };
}

impl Serialize for Lean<'_> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let order = self.0;
        let mut map = s.serialize_map(None)?;
        fields(&mut map, &order.fields)?;
        let Order { supplier_name, customer_name, carrier_name, plant_name, delivery_plant_name, .. } = order;
        let Order {
            contact_name, subtotal, paid_amount, outstanding_amount, payment_status, revision, ..
        } = order;
        let Order { created_by_name, .. } = order;
        unless_blank!(map; supplier_name, customer_name, carrier_name, plant_name, delivery_plant_name, contact_name);
        always!(map; subtotal, outstanding_amount, payment_status);
        unless_blank!(map; paid_amount, revision, created_by_name);
        let items: Vec<_> = order.items.as_slice().iter().map(Line).collect();
        if !items.is_empty() {
            map.serialize_entry("items", &items)?;
        }
        map.end()
    }
}

fn fields<M: SerializeMap>(map: &mut M, order: &OrderIn) -> Result<(), M::Error> {
    // All are named, so that a new one must be answered for.
    let OrderIn {
        order_number,
        supplier,
        customer,
        status,
        order_date,
        delivery_date,
        actual_delivery_date,
        pick_up_date,
        total_amount,
        freight,
        freight_basis,
        tax,
        discount,
        payment_terms,
        credit_limit,
        logistics_scenario,
        carrier,
        carrier_release_format,
        carrier_release_num,
        how_carrier_make_appointment,
        appointment_at,
        appointment_number,
        plant,
        delivery_plant,
        contact,
        our_purchase_order_num,
        supplier_confirmation_order_num,
        supplier_corporate_address,
        supplier_contact_name,
        supplier_contact_phone,
        supplier_contact_email,
        item_description,
        special_instructions,
        notes,
        internal_notes,
        quantity,
        total_weight,
        weight_unit,
        price_per_unit,
        type_of_protein,
        fresh_or_frozen,
        package_type,
        net_or_catch,
        edible_or_inedible,
        revision_reason,
        items: _,
    } = order;
    always!(map; order_number, supplier, status, order_date, total_amount, logistics_scenario, freight_basis, weight_unit);
    unless_blank!(map; customer, delivery_date, actual_delivery_date, pick_up_date, freight, tax, discount, payment_terms,
        credit_limit, carrier, carrier_release_format, carrier_release_num, how_carrier_make_appointment, appointment_at,
        appointment_number, plant, delivery_plant, contact, our_purchase_order_num, supplier_confirmation_order_num,
        supplier_corporate_address, supplier_contact_name, supplier_contact_phone, supplier_contact_email,
        item_description, special_instructions, notes, internal_notes, quantity, total_weight, price_per_unit,
        type_of_protein, fresh_or_frozen, package_type, net_or_catch, edible_or_inedible, revision_reason);
    Ok(())
}

impl Serialize for Line<'_> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let Item { row, .. } = self.0;
        let mut map = s.serialize_map(None)?;
        let ItemIn {
            id,
            description,
            code,
            namp_code,
            protein,
            cut,
            grade,
            fresh_or_frozen,
            package_type,
            net_or_catch,
            origin,
            lot_number,
            production_date,
            quantity,
            quantity_unit,
            ordered_weight,
            nominal_weight,
            weight_unit,
            tolerance_percent,
            actual_weights,
            actual_weight,
            received_quantity,
            unit_price,
            price_unit,
            claim_amount,
            claim_reason,
        } = &row.fields;
        let (amount, allocated_freight, received) = (&row.amount, &row.allocated_freight, &row.received);
        always!(map; id, quantity, quantity_unit, weight_unit, unit_price, price_unit, amount);
        unless_blank!(map; description, code, namp_code, protein, cut, grade, fresh_or_frozen, package_type, net_or_catch,
            origin, lot_number, production_date, ordered_weight, nominal_weight, tolerance_percent, allocated_freight,
            received);
        // What receiving brings is there in every line that is kept, blank or not.
        if let Some(actual_weights) = actual_weights.as_ref().filter(|list| !list.is_empty()) {
            always!(map; actual_weights);
        }
        let (received_quantity, claim_amount) =
            (&received_quantity.unwrap_or_default(), &claim_amount.unwrap_or_default());
        let claim_reason = claim_reason.as_deref().unwrap_or_default();
        unless_blank!(map; actual_weight, received_quantity, claim_amount);
        if !claim_reason.is_empty() {
            map.serialize_entry("claim_reason", claim_reason)?;
        }
        map.end()
    }
}
