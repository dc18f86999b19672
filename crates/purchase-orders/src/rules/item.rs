//! A line as it is given becomes a line as it is kept.
use crate::models::{ItemIn, ItemRow, WeightList};
use projectmeats_core::{FieldErrors, Money, Quantity, Timestamp, Weight, ids::OrderId};
use validator::Validate;

const NOT_NEGATIVE: &str = "Ensure this value is greater than or equal to 0.";

/// A line as it is kept, but for what is reckoned: what the input may leave out is taken from what is stored.
///
/// # Errors
/// Every mistake, by the names of the line's own fields.
pub fn settled(
    given: ItemIn,
    stored: Option<&ItemRow>,
    order_id: OrderId,
    position: i32,
    now: Timestamp,
) -> Result<ItemRow, FieldErrors> {
    let mut errors = mistakes(&given);
    let weights = actual(&given, stored).unwrap_or_else(|(field, sentence)| {
        errors.add(field, sentence);
        Default::default()
    });
    if !errors.is_empty() {
        return Err(errors);
    }
    let before = stored.map(|row| &row.fields);
    let received_quantity = given.received_quantity.or_else(|| before?.received_quantity).unwrap_or_default();
    let closed = stored.is_some_and(|row| row.received && row.fields.quantity == given.quantity);
    let received = closed || received_quantity >= given.quantity;
    let fields = ItemIn {
        id: stored.and_then(|row| row.fields.id),
        actual_weights: Some(weights.0),
        actual_weight: weights.1,
        received_quantity: Some(received_quantity),
        claim_amount: given.claim_amount.or_else(|| before?.claim_amount).or(Some(Money::default())),
        claim_reason: given
            .claim_reason
            .or_else(|| before?.claim_reason.clone())
            .or_else(|| Some(String::new())),
        ..given
    };
    Ok(ItemRow {
        fields,
        order_id,
        position,
        expected_weight: None,
        amount: Money::default(),
        allocated_freight: Money::default(),
        received,
        version: stored.map_or(1, |row| row.version),
        created_at: stored.map_or(now, |row| row.created_at),
        updated_at: stored.map_or(now, |row| row.updated_at),
    })
}

fn mistakes(given: &ItemIn) -> FieldErrors {
    let mut errors = given.validate().map_or_else(FieldErrors::from, |()| FieldErrors::default());
    if given.quantity <= Quantity::default() {
        errors.add("quantity", "Ensure this value is greater than 0.");
    }
    let described = [&given.description, &given.code, &given.namp_code];
    if described.iter().all(|text| text.is_empty()) {
        errors.add("description", "Say what it is: a description, a code or a namp_code.");
    }
    let zero = Weight::default();
    let weights = [
        ("ordered_weight", given.ordered_weight),
        ("nominal_weight", given.nominal_weight),
        ("actual_weight", given.actual_weight),
    ];
    let negative = weights
        .iter()
        .filter(|(_, weight)| weight.is_some_and(|weight| weight < zero))
        .map(|(name, _)| *name);
    let negative: Vec<_> = negative
        .chain((given.unit_price < Default::default()).then_some("unit_price"))
        .chain(given.tolerance_percent.filter(|p| *p < Default::default()).map(|_| "tolerance_percent"))
        .chain(given.received_quantity.filter(|q| *q < Default::default()).map(|_| "received_quantity"))
        .chain(given.claim_amount.filter(|m| *m < Money::default()).map(|_| "claim_amount"))
        .collect();
    negative.into_iter().for_each(|field| errors.add(field, NOT_NEGATIVE));
    errors
}

/// The weights on the scale, and their sum. A total beside a list must be the list's; the one that is stored says nothing against a
/// new list.
fn actual(
    given: &ItemIn,
    stored: Option<&ItemRow>,
) -> Result<(WeightList, Option<Weight>), (&'static str, String)> {
    let before = stored.map(|row| &row.fields);
    let held = before.and_then(|fields| fields.actual_weights.clone()).unwrap_or_default();
    let held_total = before.and_then(|fields| fields.actual_weight);
    let list = given.actual_weights.clone().unwrap_or_else(|| held.clone());
    let said =
        given.actual_weight.filter(|total| given.actual_weights.is_none() || Some(*total) != held_total);
    if list.weights().len() > WeightList::MOST {
        return Err((
            "actual_weights",
            format!("Ensure this list has at most {} weights.", WeightList::MOST),
        ));
    }
    if let Some(i) = list.weights().iter().position(|weight| *weight <= Weight::default()) {
        return Err((FIELD_OF_WEIGHT, format!("Weight {}: ensure this value is greater than 0.", i + 1)));
    }
    if list.is_empty() {
        // A list that is emptied takes its sum away with it.
        let emptied = !held.is_empty();
        let total = if emptied { said } else { given.actual_weight.or(held_total) };
        return Ok((list, total));
    }
    let sum = list.sum().ok_or((FIELD_OF_WEIGHT, "The weights are too large.".to_owned()))?;
    match said {
        Some(total) if total != sum => {
            Err(("actual_weight", format!("The weights of the list add up to {sum}.")))
        }
        _ => Ok((list, Some(sum))),
    }
}

const FIELD_OF_WEIGHT: &str = "actual_weights";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::sums::tests::row;

    fn list(weights: &[&str]) -> Option<WeightList> {
        Some(weights.iter().map(|w| w.parse().expect("a weight")).collect::<Vec<Weight>>().into())
    }
    fn weight(text: &str) -> Option<Weight> {
        text.parse().ok()
    }
    fn total(given: ItemIn, stored: Option<&ItemRow>) -> Result<String, String> {
        let kept = settled(given, stored, OrderId(1), 1, Timestamp::EPOCH).map_err(|e| e.summary())?;
        Ok(kept.fields.actual_weight.map(|w| w.to_string()).unwrap_or_default())
    }

    #[test]
    fn a_total_beside_a_list_is_the_lists() {
        let given = |weights: &[&str], sum: &str| ItemIn {
            actual_weights: list(weights),
            actual_weight: weight(sum),
            ..row("2", "case").fields
        };
        assert_eq!(total(given(&["60.5", "61"], ""), None).as_deref(), Ok("121.5000"));
        assert_eq!(total(given(&["60.5", "61"], "121.5"), None).as_deref(), Ok("121.5000"));
        assert_eq!(
            total(given(&["60.5", "61"], "121"), None).unwrap_err(),
            "actual_weight: The weights of the list add up to 121.5000."
        );
        assert_eq!(total(given(&[], "121"), None).as_deref(), Ok("121.0000"));
        assert!(total(given(&["60", "0"], ""), None).is_err());
        assert!(total(given(&["60", "-1"], ""), None).is_err());
    }

    #[test]
    fn what_receiving_brought_stays_when_it_is_left_out_and_goes_with_its_list() {
        let mut stored = row("2", "case");
        stored.fields.actual_weights = list(&["60", "61"]);
        stored.fields.actual_weight = weight("121");
        let bare = row("2", "case").fields;
        assert_eq!(total(bare.clone(), Some(&stored)).as_deref(), Ok("121.0000"));
        // As a PATCH lays it over what is stored: the old sum comes with the new list.
        let patched = ItemIn { actual_weights: list(&["60"]), actual_weight: weight("121"), ..bare.clone() };
        assert_eq!(total(patched, Some(&stored)).as_deref(), Ok("60.0000"));
        let emptied = ItemIn { actual_weights: list(&[]), actual_weight: weight("121"), ..bare };
        assert_eq!(total(emptied, Some(&stored)).as_deref(), Ok(""));
    }
}
