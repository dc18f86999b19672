//! What follows from a line as it is kept.
use crate::models::{ItemRow, Tolerance, Worth};
use projectmeats_core::{Percent, Quantity, Weight};
use projectmeats_trade::{NetOrCatch, WeightBasis};

/// The weight a line is worth, and how the weight that arrived stands to the weight expected.
pub fn worth(row: &ItemRow) -> Worth {
    let fields = &row.fields;
    let (weight_basis, billed_weight) = match (fields.net_or_catch, fields.actual_weight, row.expected_weight)
    {
        (NetOrCatch::Catch, Some(actual), _) => (WeightBasis::Actual, Some(actual)),
        (_, _, Some(expected)) => (WeightBasis::Ordered, Some(expected)),
        (_, _, None) => (WeightBasis::None, None),
    };
    let deviation = deviation(row);
    let tolerance =
        deviation.zip(fields.tolerance_percent).map(|(deviation, limit)| tolerance(deviation, limit));
    let variance_percent = deviation.and_then(percent);
    Worth { weight_basis, billed_weight, variance_percent, tolerance }
}

/// Two whole numbers: how much more than expected arrived, and how much was expected, in the same steps.
type Deviation = (i128, i128);

/// While more is to come, only the share of the expected weight that the quantity received has is expected of it.
fn deviation(row: &ItemRow) -> Option<Deviation> {
    let steps = |weight: Weight| weight.decimal().mantissa();
    let quantity = |quantity: Quantity| quantity.decimal().mantissa();
    let (actual, expected) = (steps(row.fields.actual_weight?), steps(row.expected_weight?));
    let (whole, here) =
        (quantity(row.fields.quantity), quantity(row.fields.received_quantity.unwrap_or_default()));
    // 64 bits by 64 bits: no overflow.
    let (actual, expected) = if row.received || here == 0 || here >= whole {
        (actual, expected)
    } else {
        (actual * whole, expected * here)
    };
    (expected > 0).then_some((actual - expected, expected))
}

/// Exactly, without the rounding of the percentage that is shown.
fn tolerance((more, expected): Deviation, limit: Percent) -> Tolerance {
    let limit = limit.decimal().mantissa();
    // Hundredths of a per cent: 1 is 1/10,000 of the expected weight.
    let within =
        more.abs().checked_mul(10_000).is_some_and(|m| expected.checked_mul(limit).is_none_or(|e| m <= e));
    match (within, more > 0) {
        (true, _) => Tolerance::Within,
        (false, true) => Tolerance::Over,
        (false, false) => Tolerance::Under,
    }
}

/// In hundredths of a per cent, half away from zero; `None` when it does not fit.
fn percent((more, expected): Deviation) -> Option<Percent> {
    let double = more.checked_mul(20_000)?;
    let rounded = (double.checked_add(expected * more.signum())?).checked_div(expected.checked_mul(2)?)?;
    i64::try_from(rounded).ok().map(Percent::from_units)
}

/// How far one weight is from another, in per cent of that one, half away from zero; `None` when there is nothing to compare with.
pub(crate) fn variance(actual: Weight, expected: Weight) -> Option<Percent> {
    let (actual, expected) = (actual.decimal().mantissa(), expected.decimal().mantissa());
    if expected > 0 { percent((actual - expected, expected)) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::sums::tests::row;

    fn judged(expected: &str, received: &str, actual: &str, limit: &str) -> (String, Option<Tolerance>) {
        let mut row = row("10", "case");
        row.expected_weight = Some(expected.parse().expect("a weight"));
        row.fields.received_quantity = Some(received.parse().expect("a quantity"));
        row.fields.actual_weight = Some(actual.parse().expect("a weight"));
        row.fields.tolerance_percent = limit.parse().ok();
        let worth = worth(&row);
        (worth.variance_percent.map(|p| p.to_string()).unwrap_or_default(), worth.tolerance)
    }

    #[test]
    fn the_weight_that_arrived_is_held_against_what_was_expected_of_it() {
        for (expected, received, actual, limit, percent, want) in [
            ("600", "10", "612", "2", "2.00", Some(Tolerance::Within)),
            ("600", "10", "612.0001", "2", "2.00", Some(Tolerance::Over)),
            ("600", "10", "588", "2", "-2.00", Some(Tolerance::Within)),
            ("600", "10", "587.9", "2", "-2.02", Some(Tolerance::Under)),
            // Half has come, and half the weight is expected of it.
            ("600", "5", "306", "2", "2.00", Some(Tolerance::Within)),
            ("600", "5", "310", "2", "3.33", Some(Tolerance::Over)),
            ("600", "10", "700", "", "16.67", None),
            ("0", "10", "700", "2", "", None),
        ] {
            assert_eq!(
                judged(expected, received, actual, limit),
                (percent.into(), want),
                "{actual} of {expected}"
            );
        }
    }

    #[test]
    fn the_largest_numbers_there_are_are_judged() {
        let most = "922337203685477.5807";
        assert_eq!(judged("0.0001", "10", most, "5").1, Some(Tolerance::Over));
        assert_eq!(judged(most, "0.0001", "0.0001", "5").1, Some(Tolerance::Under));
        assert_eq!(judged(most, "10", most, "5").1, Some(Tolerance::Within));
    }
}
