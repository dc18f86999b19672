//! Units of weight, of quantity and of price, and what they are in one another.
//!
//! 1 lb is 0.45359237 kg exactly (international yard and pound agreement, 1959; NIST SP 811, appendix B).
use crate::{Rounding, TooLarge, rounding::weight as weight_of};
use projectmeats_core::{Weight, WeightUnit, choices};
use rust_decimal::Decimal;

choices! {
    /// What a quantity counts. `lb` and `kg` are weights, of which the quantity itself is the weight.
    pub enum QuantityUnit {
        Case = "case", Piece = "piece", Combo = "combo", Pallet = "pallet", Pound = "lb", Kilogram = "kg",
        Load = "load",
    }
}

choices! {
    /// What a price is for one of: `cwt` is 100 lb (the US hundredweight), `100kg` is 100 kg, `mt` is 1000 kg.
    pub enum PriceUnit {
        Pound = "lb", Kilogram = "kg", Hundredweight = "cwt", HundredKilograms = "100kg", MetricTon = "mt",
        Case = "case", Piece = "piece", Load = "load",
    }
}

impl QuantityUnit {
    /// The unit of weight it is, if it is one.
    pub const fn weight_unit(self) -> Option<WeightUnit> {
        match self {
            Self::Pound => Some(WeightUnit::Pounds),
            Self::Kilogram => Some(WeightUnit::Kilograms),
            Self::Case | Self::Piece | Self::Combo | Self::Pallet | Self::Load => None,
        }
    }
}

impl PriceUnit {
    /// How much weight the price is for: `(100, Pounds)` for `cwt`; `None` when it is not for a weight.
    pub const fn weight(self) -> Option<(i64, WeightUnit)> {
        match self {
            Self::Pound => Some((1, WeightUnit::Pounds)),
            Self::Hundredweight => Some((100, WeightUnit::Pounds)),
            Self::Kilogram => Some((1, WeightUnit::Kilograms)),
            Self::HundredKilograms => Some((100, WeightUnit::Kilograms)),
            Self::MetricTon => Some((1000, WeightUnit::Kilograms)),
            Self::Case | Self::Piece | Self::Load => None,
        }
    }
}

/// One unit of weight in another, as an exact fraction: numerator, denominator.
pub(crate) const fn ratio(from: WeightUnit, to: WeightUnit) -> (i128, i128) {
    const POUND: (i128, i128) = (45_359_237, 100_000_000);
    match (from, to) {
        (WeightUnit::Pounds, WeightUnit::Kilograms) => POUND,
        (WeightUnit::Kilograms, WeightUnit::Pounds) => (POUND.1, POUND.0),
        (WeightUnit::Pounds, WeightUnit::Pounds) | (WeightUnit::Kilograms, WeightUnit::Kilograms) => (1, 1),
    }
}

/// A weight in another unit, with one rounding, half to even, to the four decimals of [`Weight`].
///
/// Kilograms to pounds and back is the same weight. Pounds to kilograms and back may differ by one step, 0.0001 lb, since
/// a step of kilograms is 2.2 steps of pounds and 0.0001 lb has no neighbour there; a second trip moves it no further.
/// For a reckoning that goes on, use [`in_kilograms`] or [`in_pounds`], or let [`line_amount`](crate::line_amount) convert.
///
/// # Errors
/// [`TooLarge`], when the weight does not fit in the other unit.
pub fn convert(weight: Weight, from: WeightUnit, to: WeightUnit) -> Result<Weight, TooLarge> {
    let (numerator, denominator) = ratio(from, to);
    // 64 bits by 27 bits: no overflow.
    weight_of(Rounding::HalfEven.divide(weight.decimal().mantissa() * numerator, denominator))
}

/// A weight in kilograms, exactly, with up to twelve decimals.
pub fn in_kilograms(weight: Weight, unit: WeightUnit) -> Decimal {
    match unit {
        WeightUnit::Kilograms => weight.decimal(),
        // 64 bits by 26 bits is 90, of the 96 a Decimal has: exact.
        WeightUnit::Pounds => weight.decimal() * Decimal::new(45_359_237, 8),
    }
}

/// A weight in pounds: exact from pounds, and rounded to 28 significant digits or so from kilograms, where the fraction
/// has no end.
pub fn in_pounds(weight: Weight, unit: WeightUnit) -> Decimal {
    match unit {
        WeightUnit::Pounds => weight.decimal(),
        WeightUnit::Kilograms => weight.decimal() / Decimal::new(45_359_237, 8),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use WeightUnit::{Kilograms, Pounds};
    use proptest::prelude::*;

    fn weight(text: &str) -> Weight {
        text.parse().expect("a weight")
    }

    #[test]
    fn a_pound_is_the_kilograms_of_the_agreement() {
        assert_eq!(in_kilograms(weight("1"), Pounds).to_string(), "0.453592370000");
        assert_eq!(convert(weight("1"), Pounds, Kilograms), Ok(weight("0.4536")));
        assert_eq!(convert(weight("40000"), Pounds, Kilograms), Ok(weight("18143.6948")));
        assert_eq!(convert(weight("1"), Kilograms, Pounds), Ok(weight("2.2046")));
        assert_eq!(convert(weight("1000"), Kilograms, Pounds), Ok(weight("2204.6226")));
        // The quotient has no end; this many digits of it stand in NIST SP 811.
        assert!(in_pounds(weight("1"), Kilograms).to_string().starts_with("2.20462262184"));
    }

    #[test]
    fn the_smallest_pound_has_no_neighbour_in_kilograms() {
        assert_eq!(convert(weight("0.0001"), Pounds, Kilograms), Ok(weight("0")));
        assert_eq!(convert(weight("0.0002"), Pounds, Kilograms), Ok(weight("0.0001")));
    }

    #[test]
    fn a_weight_that_does_not_fit_in_pounds_is_refused() {
        let most = Weight::from_units(i64::MAX);
        assert_eq!(convert(most, Kilograms, Pounds), Err(TooLarge));
        assert!(convert(most, Pounds, Kilograms).is_ok());
        assert_eq!(convert(most, Kilograms, Kilograms), Ok(most));
    }

    /// There and back again.
    fn trip(start: Weight, unit: WeightUnit, through: WeightUnit) -> Weight {
        let there = convert(start, unit, through).expect("fits");
        convert(there, through, unit).expect("fits")
    }

    proptest! {
        #[test]
        fn kilograms_come_back_from_pounds_as_they_went(units in -4_000_000_000_000_000_000..4_000_000_000_000_000_000_i64) {
            let start = Weight::from_units(units);
            prop_assert_eq!(trip(start, Kilograms, Pounds), start);
        }

        #[test]
        fn pounds_come_back_within_a_step_and_then_stay(units in i64::MIN / 2..i64::MAX / 2) {
            let start = Weight::from_units(units);
            let once = trip(start, Pounds, Kilograms);
            prop_assert!((once.decimal() - start.decimal()).abs() <= Decimal::new(1, 4));
            prop_assert_eq!(trip(once, Pounds, Kilograms), once);
        }

        #[test]
        fn kilograms_of_pounds_keep_every_digit(units in any::<i64>()) {
            let exact = in_kilograms(Weight::from_units(units), Pounds);
            let steps = exact.mantissa() * 10_i128.pow(12 - exact.scale());
            prop_assert_eq!(steps, i128::from(units) * 45_359_237);
        }

        #[test]
        fn pounds_of_kilograms_are_within_a_billionth(units in any::<i32>()) {
            let start = Weight::from_units(units.into());
            let back = in_pounds(start, Kilograms) * Decimal::new(45_359_237, 8);
            prop_assert!((back - start.decimal()).abs() <= Decimal::new(1, 9));
        }
    }
}
