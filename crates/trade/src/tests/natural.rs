//! Natural numbers of any size by schoolbook methods, which share nothing with what they check.
use std::cmp::Ordering;

/// A natural number: digits of base 2^32, the smallest first, none at the end that is zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Natural(Vec<u32>);

impl Natural {
    pub(super) fn of(n: u128) -> Self {
        Self((0..4).map(|i| u32::try_from(n >> (32 * i) & 0xffff_ffff).expect("32 bits")).collect()).trimmed()
    }

    /// A decimal text without its sign and point: `-12.50` is 1250, with two digits after the point.
    pub(super) fn read(text: &str) -> (Self, u32) {
        let (ten, mut n) = (Self::of(10), Self::of(0));
        for digit in text.chars().filter_map(|c| c.to_digit(10)) {
            n = n.times(&ten).plus(&Self::of(digit.into()));
        }
        let places = text.split_once('.').map_or(0, |(_, after)| after.len());
        (n, u32::try_from(places).expect("few places"))
    }

    pub(super) fn ten_to(power: u32) -> Self {
        (0..power).fold(Self::of(1), |n, _| n.times(&Self::of(10)))
    }

    pub(super) fn plus(&self, other: &Self) -> Self {
        let (mut sum, mut carry) = (Vec::new(), 0_u64);
        for i in 0..self.0.len().max(other.0.len()) {
            carry += u64::from(*self.0.get(i).unwrap_or(&0)) + u64::from(*other.0.get(i).unwrap_or(&0));
            sum.push((carry & 0xffff_ffff) as u32);
            carry >>= 32;
        }
        sum.push(carry as u32);
        Self(sum).trimmed()
    }

    pub(super) fn times(&self, other: &Self) -> Self {
        let mut product = vec![0_u32; self.0.len() + other.0.len()];
        for (i, a) in self.0.iter().enumerate() {
            let mut carry = 0_u64;
            for (j, b) in other.0.iter().enumerate() {
                carry += u64::from(product[i + j]) + u64::from(*a) * u64::from(*b);
                product[i + j] = (carry & 0xffff_ffff) as u32;
                carry >>= 32;
            }
            product[i + other.0.len()] = carry as u32;
        }
        Self(product).trimmed()
    }

    fn trimmed(mut self) -> Self {
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
        self
    }
}

impl Ord for Natural {
    fn cmp(&self, other: &Self) -> Ordering {
        let digits = |n: &Self| n.0.iter().rev().copied().collect::<Vec<_>>();
        self.0.len().cmp(&other.0.len()).then_with(|| digits(self).cmp(&digits(other)))
    }
}
impl PartialOrd for Natural {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[test]
fn schoolbook_sums_and_products_are_right_where_the_machine_can_tell() {
    let numbers = [0, 1, 9, 0xffff_ffff, 0x1_0000_0000, 45_359_237, u128::from(u64::MAX)];
    for a in numbers {
        for b in numbers {
            assert_eq!(Natural::of(a).plus(&Natural::of(b)), Natural::of(a + b));
            assert_eq!(Natural::of(a).times(&Natural::of(b)), Natural::of(a * b));
            assert_eq!(Natural::of(a).cmp(&Natural::of(b)), a.cmp(&b));
        }
    }
    assert_eq!(Natural::read("-12.50"), (Natural::of(1250), 2));
    assert_eq!(Natural::ten_to(20), Natural::of(10_u128.pow(20)));
}
