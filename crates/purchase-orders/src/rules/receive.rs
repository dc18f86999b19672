//! What arrives is added to a line.
use crate::models::{ItemIn, ItemRow, ReceiptLine, WeightList, sum};
use projectmeats_core::{Money, Quantity, Weight, WeightUnit};
use projectmeats_trade::{QuantityUnit, convert};

/// Why a line of a receipt cannot be: its field, and a sentence.
type Mistake = (&'static str, String);

const TOO_LARGE: &str = "The amount is too large.";
const NOT_NEGATIVE: &str = "Ensure this value is greater than or equal to 0.";

/// A line with what arrived of it.
///
/// # Errors
/// The mistake in `line`.
pub fn received(row: &ItemRow, line: &ReceiptLine) -> Result<ItemRow, Mistake> {
    let weight = arrived(line)?;
    let quantity = match line.quantity {
        Some(quantity) if quantity < Quantity::default() => return Err(("quantity", NOT_NEGATIVE.into())),
        Some(quantity) => quantity,
        None => counted(row, line, weight).ok_or(("quantity", TOO_LARGE.to_owned()))?,
    };
    let fields = &row.fields;
    let held = fields.received_quantity.unwrap_or_default();
    let all = plus(held.units(), quantity.units()).map(Quantity::from_units);
    let received_quantity = all.ok_or(("quantity", TOO_LARGE.to_owned()))?;
    let (list, total) = weighed(fields, line, weight)?;
    let claim_amount = line.claim_amount.or(fields.claim_amount);
    if claim_amount.is_some_and(|amount| amount < Money::default()) {
        return Err(("claim_amount", NOT_NEGATIVE.into()));
    }
    let claim_reason = line.claim_reason.clone().or_else(|| fields.claim_reason.clone());
    if claim_reason.as_ref().is_some_and(|reason| reason.chars().count() > 1000) {
        return Err(("claim_reason", "Ensure this field has no more than 1000 characters.".into()));
    }
    let received = row.received || received_quantity >= fields.quantity;
    let fields = ItemIn {
        actual_weights: Some(list),
        actual_weight: total,
        received_quantity: Some(received_quantity),
        claim_amount,
        claim_reason,
        ..fields.clone()
    };
    Ok(ItemRow { fields, received, ..row.clone() })
}

/// What the scale says of this receipt.
fn arrived(line: &ReceiptLine) -> Result<Option<Weight>, Mistake> {
    if line.weight.is_some_and(|weight| weight < Weight::default()) {
        return Err(("weight", NOT_NEGATIVE.into()));
    }
    if line.weights.is_empty() {
        return Ok(line.weight);
    }
    if let Some(i) = line.weights.iter().position(|weight| *weight <= Weight::default()) {
        return Err(("weights", format!("Weight {}: ensure this value is greater than 0.", i + 1)));
    }
    let all = sum(&line.weights).ok_or(("weights", TOO_LARGE.to_owned()))?;
    match line.weight {
        Some(weight) if weight != all => Err(("weight", format!("The weights of the list add up to {all}."))),
        _ => Ok(Some(all)),
    }
}

/// How many arrived, when only the scale says it; `None` when it does not fit.
fn counted(row: &ItemRow, line: &ReceiptLine, weight: Option<Weight>) -> Option<Quantity> {
    let each = i64::try_from(line.weights.len()).ok()? * 10_i64.pow(Quantity::SCALE);
    let in_unit = |unit: WeightUnit| {
        let weight = convert(weight.unwrap_or_default(), row.fields.weight_unit, unit).ok()?;
        // A weight and a quantity have the same steps.
        weight.units().map(Quantity::from_units)
    };
    match row.fields.quantity_unit {
        QuantityUnit::Case | QuantityUnit::Piece | QuantityUnit::Combo => Some(Quantity::from_units(each)),
        QuantityUnit::Pound => in_unit(WeightUnit::Pounds),
        QuantityUnit::Kilogram => in_unit(WeightUnit::Kilograms),
        QuantityUnit::Pallet | QuantityUnit::Load => Some(Quantity::default()),
    }
}

/// The weights of the line and their sum, with those that arrived. Where only a total was kept, only a total is kept.
fn weighed(
    fields: &ItemIn,
    line: &ReceiptLine,
    weight: Option<Weight>,
) -> Result<(WeightList, Option<Weight>), Mistake> {
    let held = fields.actual_weights.clone().unwrap_or_default();
    let Some(weight) = weight else { return Ok((held, fields.actual_weight)) };
    let before = fields.actual_weight.unwrap_or_default();
    let total = plus(before.units(), weight.units()).map(Weight::from_units);
    let total = total.ok_or(("weight", TOO_LARGE.to_owned()))?;
    let itemized = !held.is_empty() || fields.actual_weight.is_none();
    let list = match (itemized, line.weights.is_empty()) {
        (true, false) => held.and(&line.weights),
        (true, true) if !held.is_empty() && weight > Weight::default() => held.and(&[weight]),
        (true, true) | (false, _) => held,
    };
    if list.weights().len() > WeightList::MOST {
        return Err(("weights", format!("A line has at most {} weights.", WeightList::MOST)));
    }
    Ok((list, Some(total)))
}

fn plus(a: Option<i64>, b: Option<i64>) -> Option<i64> {
    a?.checked_add(b?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::sums::tests::row;

    fn weights(texts: &[&str]) -> Vec<Weight> {
        texts.iter().map(|w| w.parse().expect("a weight")).collect()
    }
    fn state(row: &ItemRow) -> (String, usize, String, bool) {
        let fields = &row.fields;
        let total = fields.actual_weight.map(|w| w.to_string()).unwrap_or_default();
        let count = fields.actual_weights.as_ref().map_or(0, |list| list.weights().len());
        (fields.received_quantity.unwrap_or_default().to_string(), count, total, row.received)
    }

    #[test]
    fn what_arrives_is_added_and_a_weight_of_a_case_counts_it() {
        let two = ReceiptLine { weights: weights(&["60.5", "61"]), ..ReceiptLine::default() };
        let once = received(&row("3", "case"), &two).expect("received");
        assert_eq!(state(&once), ("2.0000".into(), 2, "121.5000".into(), false));
        let one =
            ReceiptLine { quantity: "1".parse().ok(), weight: "59.5".parse().ok(), ..ReceiptLine::default() };
        let twice = received(&once, &one).expect("received");
        assert_eq!(state(&twice), ("3.0000".into(), 3, "181.0000".into(), true));
    }

    #[test]
    fn pounds_are_counted_by_the_scale() {
        let kilograms = ReceiptLine { weight: "100".parse().ok(), ..ReceiptLine::default() };
        let mut pounds = row("220", "lb");
        pounds.fields.weight_unit = WeightUnit::Kilograms;
        assert_eq!(
            state(&received(&pounds, &kilograms).expect("received")),
            ("220.4623".into(), 0, "100.0000".into(), true)
        );
        assert_eq!(state(&received(&row("2", "load"), &kilograms).expect("received")).0, "0.0000");
    }

    #[test]
    fn what_cannot_have_arrived_is_refused_on_its_field() {
        let refused = |line: ReceiptLine| received(&row("3", "case"), &line).expect_err("refused").0;
        assert_eq!(refused(ReceiptLine { weights: weights(&["1", "0"]), ..Default::default() }), "weights");
        assert_eq!(
            refused(ReceiptLine { weights: weights(&["1"]), weight: "2".parse().ok(), ..Default::default() }),
            "weight"
        );
        assert_eq!(refused(ReceiptLine { weight: "-1".parse().ok(), ..Default::default() }), "weight");
        assert_eq!(refused(ReceiptLine { quantity: "-1".parse().ok(), ..Default::default() }), "quantity");
        assert_eq!(
            refused(ReceiptLine { claim_amount: "-1".parse().ok(), ..Default::default() }),
            "claim_amount"
        );
        assert_eq!(refused(ReceiptLine { weights: weights(&["1"; 2001]), ..Default::default() }), "weights");
    }
}
