//! A hundred thousand lines, totals and splits, none a cent off.
use super::natural::Natural;
use crate::{Line, PriceUnit, QuantityUnit, Rounding, line_amount, spread, totals};
use projectmeats_core::{Money, Price, Quantity, Weight, WeightUnit};
use std::cmp::Ordering;

const RUNS: usize = 100_000;

/// Chance that is the same at every run (splitmix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
    fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }
    fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[usize::try_from(self.below(of.len() as u64)).expect("an index")]
    }
    /// A number of any size up to `bits`, in half of the cases with zeros at its end, so that halves of a cent come up.
    fn units(&mut self, bits: u64) -> i64 {
        let n = i64::try_from(self.next() >> (64 - bits + self.below(bits))).expect("63 bits");
        let round = self.pick(&[1, 1, 5000, 10_000]);
        let signed = if self.below(8) == 0 { -n } else { n };
        signed / round * round
    }
    fn line(&mut self) -> Line {
        let bits = self.pick(&[36, 36, 36, 63]);
        let price_unit = self.pick(PriceUnit::ALL);
        let unit = match price_unit {
            PriceUnit::Case => QuantityUnit::Case,
            PriceUnit::Piece => QuantityUnit::Piece,
            PriceUnit::Load => self.pick(QuantityUnit::ALL),
            _ => self.pick(&[QuantityUnit::Pound, QuantityUnit::Kilogram]),
        };
        let weight =
            (self.below(2) == 0).then(|| (Weight::from_units(self.units(bits)), self.pick(WeightUnit::ALL)));
        Line {
            price: Price::from_units(self.units(bits)),
            price_unit,
            quantity: Quantity::from_units(self.units(bits)),
            quantity_unit: unit,
            weight,
        }
    }
}

/// A fraction of naturals, and whether it is below zero.
struct Exact {
    negative: bool,
    over: Natural,
    under: Natural,
}

impl Exact {
    /// A product of decimal texts divided by another.
    fn product(times: &[&str], divided: &[&str]) -> Self {
        let one = || Natural::of(1);
        let (mut over, mut under) = (one(), one());
        for (texts, up, down) in [(times, true, false), (divided, false, true)] {
            for text in texts {
                let (digits, places) = Natural::read(text);
                let scale = Natural::ten_to(places);
                over = over.times(if up { &digits } else { &scale });
                under = under.times(if down { &digits } else { &scale });
            }
        }
        let signs = times.iter().filter(|text| text.starts_with('-')).count();
        Self { negative: signs % 2 == 1, over, under }
    }

    /// Whether this many is the nearest whole number under a rounding, by comparing twice the fraction with twice the
    /// number and one more or less; and whether the fraction stands half-way.
    fn is_nearest(&self, found: i128, rounding: Rounding) -> (bool, bool) {
        let (n, sign_fits) = (found.unsigned_abs(), found == 0 || (found < 0) == self.negative);
        let twice = self.over.times(&Natural::of(2));
        let bound = |odd: u128| self.under.times(&Natural::of(odd));
        let above = twice.cmp(&bound(2 * n + 1));
        let below = if n == 0 { Ordering::Greater } else { twice.cmp(&bound(2 * n - 1)) };
        let half = above == Ordering::Equal || below == Ordering::Equal;
        let fits = match rounding {
            Rounding::HalfUp => above == Ordering::Less && below != Ordering::Less,
            Rounding::HalfEven if half => n % 2 == 0,
            Rounding::HalfEven => above == Ordering::Less && below == Ordering::Greater,
        };
        (sign_fits && fits, half)
    }

    /// Whether the fraction is past what 64 bits hold, whichever way a half goes.
    fn is_too_large(&self) -> bool {
        self.over.times(&Natural::of(2)) >= self.under.times(&Natural::of(2 * (1 << 63) - 1))
    }
}

/// What a line is worth in cents, from the texts of its fields and a table of its own.
fn worth(line: &Line) -> Exact {
    let (price, quantity) = (line.price.to_string(), line.quantity.to_string());
    let weight = line.weight.map(|(weight, unit)| (weight.to_string(), unit.to_string()));
    let own = match line.quantity_unit.as_str() {
        "lb" => ("LBS", quantity.clone()),
        _ => ("KG", quantity.clone()),
    };
    let (weight, unit) = weight.unwrap_or((own.1, own.0.into()));
    // Everything goes through kilograms.
    let kilograms = if unit == "LBS" { "0.45359237" } else { "1" };
    let per = match line.price_unit.as_str() {
        "lb" => "0.45359237",
        "cwt" => "45.359237",
        "kg" => "1",
        "100kg" => "100",
        "mt" => "1000",
        "load" if line.quantity_unit.as_str() != "load" => return Exact::product(&[&price, "100"], &[]),
        _ => return Exact::product(&[&price, "100", &quantity], &[]),
    };
    Exact::product(&[&price, "100", &weight, kilograms], &[per])
}

#[test]
fn no_line_is_a_cent_off() {
    let mut chance = Chance(1);
    let (mut fitting, mut halves) = (0, 0);
    for _ in 0..RUNS {
        let line = chance.line();
        let exact = worth(&line);
        let rounding = chance.pick(Rounding::ALL);
        if let Ok(amount) = line_amount(&line, rounding) {
            let (nearest, half) = exact.is_nearest(amount.units().expect("fits").into(), rounding);
            assert!(nearest, "{line:?} {rounding} {amount}");
            fitting += 1;
            halves += usize::from(half);
        } else {
            assert!(exact.is_too_large(), "{line:?} {rounding}");
        }
    }
    assert!(fitting > RUNS * 3 / 4 && fitting < RUNS && halves > RUNS / 200, "{fitting} {halves}");
}

#[test]
fn no_total_is_a_cent_off() {
    let mut chance = Chance(2);
    let mut sums = 0;
    for _ in 0..RUNS {
        let lines: Vec<_> = (0..chance.below(8)).map(|_| Money::from_units(chance.units(50).abs())).collect();
        let [freight, tax, discount] = [40, 40, 44].map(|bits| Money::from_units(chance.units(bits).abs()));
        let sum = |values: &[Money]| {
            values.iter().fold(Natural::of(0), |sum, m| sum.plus(&Natural::read(&m.to_string()).0))
        };
        let rest = sum(&lines).plus(&sum(&[freight, tax]));
        match totals(&lines, freight, tax, discount) {
            Ok(found) => {
                assert_eq!(sum(&[found.subtotal]), sum(&lines));
                assert_eq!(sum(&[found.total, discount]), rest);
                sums += 1;
            }
            Err(refused) => {
                assert_eq!(refused.field, "discount");
                assert!(sum(&[discount]) > rest);
            }
        }
    }
    assert!(sums > RUNS / 2 && sums < RUNS, "{sums}");
}

#[test]
fn no_split_loses_a_cent_and_every_share_is_within_one_of_its_proportion() {
    let mut chance = Chance(3);
    for _ in 0..RUNS / 4 {
        let amount = Money::from_units(chance.units(63));
        let bits = chance.pick(&[3, 30, 63]);
        let weights: Vec<_> = (0..1 + chance.below(7)).map(|_| chance.units(bits).unsigned_abs()).collect();
        split_is_exact(amount, &weights);
    }
}

/// Every share is the proportion rounded down or up, and none rounded down had more to lose than one rounded up.
fn split_is_exact(amount: Money, weights: &[u64]) {
    let shares = spread(amount, weights);
    let cents = |m: Money| i128::from(m.units().expect("fits"));
    assert_eq!(shares.iter().map(|m| cents(*m)).sum::<i128>(), cents(amount), "{amount} {weights:?}");
    let equal = weights.iter().all(|w| *w == 0);
    let weights: Vec<_> = weights.iter().map(|w| if equal { 1 } else { u128::from(*w) }).collect();
    let whole = Natural::of(weights.iter().sum());
    let share_of = |share: u128| whole.times(&Natural::of(share));
    // A remainder is compared as `exact - floor`, on the other side of the sign: `exact + other floor`.
    let mut parts = Vec::new();
    for (weight, share) in weights.iter().zip(&shares) {
        let (exact, share) = (
            Natural::of(*weight).times(&Natural::of(cents(amount).unsigned_abs())),
            cents(*share).unsigned_abs(),
        );
        let up = share_of(share) > exact;
        let floor = share_of(share - u128::from(up));
        assert!(floor <= exact && floor.plus(&whole) > exact, "{amount} {weights:?} {shares:?}");
        parts.push((exact, floor, up));
    }
    for (i, (exact, floor, up)) in parts.iter().enumerate() {
        for (j, (other_exact, other_floor, other_up)) in parts.iter().enumerate() {
            if *up && !*other_up {
                let lost = exact.plus(other_floor).cmp(&other_exact.plus(floor));
                assert!(
                    lost == Ordering::Greater || (lost == Ordering::Equal && i < j),
                    "{amount} {weights:?}"
                );
            }
        }
    }
}
