//! An amount over lines, with no cent lost.
use projectmeats_core::Money;
use std::cmp::Reverse;

/// Splits an amount in proportion to weights, so that the shares add up to it.
///
/// The method of largest remainders (Hamilton): each share is rounded down, and the cents left go one each to the shares
/// that lost most by it, of equal ones to the first. So every share is within one cent of the exact proportion. When all
/// weights are zero the shares are equal. A negative amount is split as the positive one is.
///
/// Weights are whole numbers of any one thing: cents of the lines, ten-thousandths of a pound. No lines, no shares.
pub fn spread(amount: Money, weights: &[u64]) -> Vec<Money> {
    let cents = amount.decimal().mantissa();
    // At most 2^63 cents by weights below 2^64: every product fits 128 bits.
    let whole = cents.unsigned_abs();
    let equal = weights.iter().all(|w| *w == 0);
    let weight = |w: &u64| if equal { 1 } else { u128::from(*w) };
    let sum: u128 = weights.iter().map(weight).sum();
    let exact: Vec<_> = weights.iter().map(|w| whole * weight(w)).collect();
    let mut shares: Vec<u128> = exact.iter().map(|part| part / sum).collect();
    let left = whole - shares.iter().sum::<u128>();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by_key(|i| Reverse(exact[*i] % sum));
    for i in order.into_iter().take(usize::try_from(left).unwrap_or(usize::MAX)) {
        shares[i] += 1;
    }
    shares.into_iter().map(|share| signed(share, cents)).collect()
}

/// A share with the sign of the amount it is of. It is no larger than the amount, which has 64 bits.
fn signed(share: u128, of: i128) -> Money {
    let share = i128::try_from(share).unwrap_or_default() * of.signum();
    Money::from_units(i64::try_from(share).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shares(amount: &str, weights: &[u64]) -> Vec<String> {
        spread(amount.parse().expect("money"), weights).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_cents_left_go_to_the_largest_remainders_and_of_equal_ones_to_the_first() {
        assert_eq!(shares("100.00", &[1, 1, 1]), ["33.34", "33.33", "33.33"]);
        assert_eq!(shares("0.02", &[1, 1, 1]), ["0.01", "0.01", "0.00"]);
        assert_eq!(shares("10.00", &[1, 2, 3]), ["1.67", "3.33", "5.00"]);
        assert_eq!(shares("0.10", &[0, 5, 0, 9]), ["0.00", "0.04", "0.00", "0.06"]);
        assert_eq!(shares("-100.00", &[1, 1, 1]), ["-33.34", "-33.33", "-33.33"]);
    }

    #[test]
    fn no_weights_at_all_are_equal_weights() {
        assert_eq!(shares("10.00", &[0, 0, 0]), ["3.34", "3.33", "3.33"]);
        assert_eq!(shares("0", &[0, 7]), ["0.00", "0.00"]);
        assert_eq!(shares("10.00", &[]), Vec::<String>::new());
    }

    #[test]
    fn the_largest_numbers_there_are_can_be_split() {
        for units in [i64::MAX, i64::MIN] {
            let amount = Money::from_units(units);
            assert_eq!(spread(amount, &[u64::MAX]), [amount]);
            let sum: i64 = spread(amount, &[u64::MAX; 7]).iter().map(|m| m.units().expect("fits")).sum();
            assert_eq!(sum, units);
        }
    }
}
