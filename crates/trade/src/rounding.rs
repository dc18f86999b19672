//! The one rounding at the end of a reckoning.
use crate::TooLarge;
use projectmeats_core::{Money, Weight, choices};
use rust_decimal::Decimal;

choices! {
    /// What becomes of half a cent: the next cent away from zero (half up, as in trade), or the even cent (half even).
    pub enum Rounding { HalfUp = "half_up", HalfEven = "half_even" }
}

impl Rounding {
    /// A number rounded to whole cents. The result is the nearest amount, whatever the number of digits.
    ///
    /// # Errors
    /// [`TooLarge`], when the cents do not fit 64 bits.
    pub fn to_cents(self, value: Decimal) -> Result<Money, TooLarge> {
        // A mantissa has 96 bits and a scale is at most 28, so neither side can overflow 128 bits.
        let cents = match value.scale().checked_sub(Money::SCALE) {
            Some(extra) => self.divide(value.mantissa(), 10_i128.pow(extra)),
            None => value.mantissa() * 10_i128.pow(Money::SCALE - value.scale()),
        };
        money(cents)
    }

    /// The whole number nearest to a fraction whose denominator is above zero.
    pub(crate) fn divide(self, numerator: i128, denominator: i128) -> i128 {
        debug_assert!(denominator > 0);
        let (whole, rest) = (numerator / denominator, (numerator % denominator).abs());
        let away = match rest.cmp(&(denominator - rest)) {
            std::cmp::Ordering::Less => false,
            std::cmp::Ordering::Greater => true,
            std::cmp::Ordering::Equal => self == Self::HalfUp || whole % 2 != 0,
        };
        if away { whole + numerator.signum() } else { whole }
    }
}

/// An amount of so many cents.
pub(crate) fn money(cents: i128) -> Result<Money, TooLarge> {
    i64::try_from(cents).map(Money::from_units).map_err(|_| TooLarge)
}

/// A weight of so many ten-thousandths.
pub(crate) fn weight(steps: i128) -> Result<Weight, TooLarge> {
    i64::try_from(steps).map(Weight::from_units).map_err(|_| TooLarge)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rust_decimal::RoundingStrategy;

    #[test]
    fn half_a_cent_goes_up_or_to_the_even_cent() {
        for (value, up, even) in [
            ("0.005", "0.01", "0.00"),
            ("0.015", "0.02", "0.02"),
            ("0.025", "0.03", "0.02"),
            ("-0.005", "-0.01", "0.00"),
            ("-0.025", "-0.03", "-0.02"),
            ("0.0049999999999999999999999999", "0.00", "0.00"),
            ("0.0050000000000000000000000001", "0.01", "0.01"),
            ("7", "7.00", "7.00"),
        ] {
            let value: Decimal = value.parse().expect("a number");
            assert_eq!(Rounding::HalfUp.to_cents(value), Ok(up.parse().expect("money")), "{value}");
            assert_eq!(Rounding::HalfEven.to_cents(value), Ok(even.parse().expect("money")), "{value}");
        }
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        assert_eq!(Rounding::HalfUp.to_cents(Decimal::MAX), Err(TooLarge));
        assert_eq!(Rounding::HalfEven.to_cents(Decimal::MIN), Err(TooLarge));
        assert_eq!(money(i64::MAX.into()), Ok(Money::from_units(i64::MAX)));
        assert_eq!(money(i128::from(i64::MAX) + 1), Err(TooLarge));
    }

    proptest! {
        #[test]
        fn rounding_agrees_with_that_of_the_decimal_type(mantissa in any::<i64>(), scale in 0_u32..=28) {
            let value = Decimal::from_i128_with_scale(mantissa.into(), scale);
            for (ours, theirs) in [
                (Rounding::HalfUp, RoundingStrategy::MidpointAwayFromZero),
                (Rounding::HalfEven, RoundingStrategy::MidpointNearestEven),
            ] {
                let want = Money::exactly(value.round_dp_with_strategy(2, theirs));
                prop_assert_eq!(ours.to_cents(value).ok(), want.ok());
            }
        }

        #[test]
        fn the_nearest_whole_number_is_never_more_than_half_away(n in any::<i64>(), d in 1_i64..) {
            let (n, d) = (i128::from(n), i128::from(d));
            for rounding in Rounding::ALL {
                prop_assert!((rounding.divide(n, d) * d - n).abs() * 2 <= d);
            }
        }
    }
}
