//! What one line of an order is worth.
use crate::{
    NetOrCatch, PriceUnit, QuantityUnit, Refused, Rounding, TooLarge,
    rounding::{money, weight as weight_of},
    units::ratio,
};
use projectmeats_core::{Money, Price, Quantity, Weight, WeightUnit, choices};

choices! {
    /// Which weight a line is worth.
    pub enum WeightBasis { None = "", Ordered = "ordered", Actual = "actual" }
}

/// A line, as far as its amount goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// Dollars for one of `price_unit`.
    pub price: Price,
    /// What the price is for.
    pub price_unit: PriceUnit,
    /// How many of `quantity_unit`.
    pub quantity: Quantity,
    /// What the quantity counts.
    pub quantity_unit: QuantityUnit,
    /// The weight the line is worth (see [`weighed`]), if it is known.
    pub weight: Option<(Weight, WeightUnit)>,
}

/// Price times what it is for, reckoned exactly and rounded once to cents.
///
/// - A price for a weight needs a weight in any unit; a quantity in `lb` or `kg` is the weight when none is given.
/// - A price per case or per piece needs a quantity in that same unit.
/// - A price per load is for each load, or once when the quantity counts something else.
///
/// # Errors
/// On `weight` or `quantity_unit` when what the price needs is missing; on `price` when the amount does not fit.
pub fn line_amount(line: &Line, rounding: Rounding) -> Result<Money, Refused> {
    let (steps, (numerator, denominator)) = match line.price_unit.weight() {
        Some((of, unit)) => per_weight(line, of, unit)?,
        None => (counted(line)?, (1, 1)),
    };
    amount(line.price, steps, numerator, denominator, rounding).map_err(|e| e.on("price"))
}

/// Ten-thousandths of the line's own unit of weight, and that unit as a fraction of what the price is for.
fn per_weight(line: &Line, of: i64, unit: WeightUnit) -> Result<(i128, (i128, i128)), Refused> {
    let own = line.quantity_unit.weight_unit().map(|unit| (line.quantity.decimal().mantissa(), unit));
    let given = line.weight.map(|(weight, unit)| (weight.decimal().mantissa(), unit));
    let Some((steps, from)) = given.or(own) else {
        return Err(Refused::new("weight", "A price for a weight needs a weight."));
    };
    let (numerator, denominator) = ratio(from, unit);
    Ok((steps, (numerator, denominator * i128::from(of))))
}

/// Ten-thousandths of the unit a price that is not for a weight is for.
fn counted(line: &Line) -> Result<i128, Refused> {
    let quantity = line.quantity.decimal().mantissa();
    match (line.price_unit, line.quantity_unit) {
        (PriceUnit::Case, QuantityUnit::Case)
        | (PriceUnit::Piece, QuantityUnit::Piece)
        | (PriceUnit::Load, QuantityUnit::Load) => Ok(quantity),
        (PriceUnit::Load, _) => Ok(10_i128.pow(Quantity::SCALE)),
        (PriceUnit::Piece, _) => {
            Err(Refused::new("quantity_unit", "A price per piece needs a quantity in pieces."))
        }
        (_, _) => Err(Refused::new("quantity_unit", "A price per case needs a quantity in cases.")),
    }
}

/// `price × steps × numerator / denominator` in cents.
///
/// Whenever the cents fit 64 bits every product here fits 128: the denominators are below 2^59, so an overflow is an
/// amount that does not fit.
fn amount(
    price: Price,
    steps: i128,
    numerator: i128,
    denominator: i128,
    rounding: Rounding,
) -> Result<Money, TooLarge> {
    const TO_CENTS: i128 = 10_i128.pow(Price::SCALE + Quantity::SCALE - Money::SCALE);
    let product = price.decimal().mantissa().checked_mul(steps).and_then(|p| p.checked_mul(numerator));
    money(rounding.divide(product.ok_or(TooLarge)?, denominator * TO_CENTS))
}

/// The weights a line may have, all in the line's unit of weight.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Weights {
    /// Whether cases weigh the same (net) or each its own (catch); unstated is net.
    pub net_or_catch: NetOrCatch,
    /// The weight ordered.
    pub ordered: Option<Weight>,
    /// What a case should weigh.
    pub nominal: Option<Weight>,
    /// How many cases are ordered.
    pub cases: Option<Quantity>,
    /// The weight on the scale, once it is known.
    pub actual: Option<Weight>,
}

/// The weight a line is worth, and where it comes from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Weighed {
    /// The weight, in the line's unit; none when nothing says it.
    pub weight: Option<Weight>,
    /// Where it comes from.
    pub basis: WeightBasis,
}

/// Chooses the weight a line is worth.
///
/// A catch-weight line is worth its actual weight once there is one, and its ordered weight until then. Any other line is
/// worth its ordered weight whatever the scale says. Where no ordered weight is given it is cases × nominal weight,
/// rounded half to even to four decimals.
///
/// # Errors
/// On `weight`, when cases × nominal weight does not fit.
pub fn weighed(weights: &Weights) -> Result<Weighed, Refused> {
    let Weights { net_or_catch, ordered, nominal, cases, actual } = *weights;
    if net_or_catch == NetOrCatch::Catch && actual.is_some() {
        return Ok(Weighed { weight: actual, basis: WeightBasis::Actual });
    }
    let weight = match (ordered, nominal, cases) {
        (Some(ordered), _, _) => Some(ordered),
        (None, Some(nominal), Some(cases)) => Some(expected(nominal, cases).map_err(|e| e.on("weight"))?),
        (None, _, _) => None,
    };
    Ok(weight.map_or_else(Weighed::default, |weight| Weighed {
        weight: Some(weight),
        basis: WeightBasis::Ordered,
    }))
}

fn expected(nominal: Weight, cases: Quantity) -> Result<Weight, TooLarge> {
    // 64 bits by 64 bits: no overflow.
    let product = nominal.decimal().mantissa() * cases.decimal().mantissa();
    weight_of(Rounding::HalfEven.divide(product, 10_i128.pow(Quantity::SCALE)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use WeightUnit::{Kilograms, Pounds};

    fn line(
        price: &str,
        price_unit: &str,
        quantity: &str,
        unit: &str,
        weight: Option<(&str, WeightUnit)>,
    ) -> Line {
        Line {
            price: price.parse().expect("a price"),
            price_unit: price_unit.parse().expect("a unit"),
            quantity: quantity.parse().expect("a quantity"),
            quantity_unit: unit.parse().expect("a unit"),
            weight: weight.map(|(w, unit)| (w.parse().expect("a weight"), unit)),
        }
    }
    fn worth(line: &Line) -> Result<String, &'static str> {
        line_amount(line, Rounding::HalfUp).map(|m| m.to_string()).map_err(|e| e.field)
    }

    #[test]
    fn a_price_for_a_weight_takes_the_weight_in_any_unit() {
        for (price, unit, weight, of, want) in [
            ("3.895", "lb", "40125.5", Pounds, "156288.82"),
            ("3.895", "kg", "40125.5", Pounds, "70891.42"),
            ("3.895", "lb", "1000", Kilograms, "8587.01"),
            ("389.5", "cwt", "40125.5", Pounds, "156288.82"),
            ("389.5", "cwt", "1000", Kilograms, "8587.01"),
            ("250", "100kg", "18143.6948", Kilograms, "45359.24"),
            ("2500", "mt", "40000", Pounds, "45359.24"),
            ("2500", "mt", "18143.6948", Kilograms, "45359.24"),
        ] {
            let line = line(price, unit, "10", "case", Some((weight, of)));
            assert_eq!(worth(&line).as_deref(), Ok(want), "{line:?}");
        }
    }

    #[test]
    fn a_quantity_in_pounds_or_kilograms_is_the_weight_unless_one_is_given() {
        assert_eq!(worth(&line("2", "lb", "100", "lb", None)).as_deref(), Ok("200.00"));
        assert_eq!(worth(&line("2", "kg", "100", "lb", None)).as_deref(), Ok("90.72"));
        assert_eq!(worth(&line("2", "lb", "100", "kg", None)).as_deref(), Ok("440.92"));
        assert_eq!(worth(&line("2", "lb", "100", "lb", Some(("90", Pounds)))).as_deref(), Ok("180.00"));
        for unit in ["case", "piece", "combo", "pallet", "load"] {
            assert_eq!(worth(&line("2", "cwt", "100", unit, None)), Err("weight"), "{unit}");
        }
    }

    #[test]
    fn a_price_per_case_or_piece_needs_a_quantity_in_that_unit() {
        for price_unit in ["case", "piece"] {
            for unit in QuantityUnit::TEXTS {
                let want = if *unit == price_unit { Ok("25.00".into()) } else { Err("quantity_unit") };
                let weight = Some(("90", Pounds));
                assert_eq!(worth(&line("2.5", price_unit, "10", unit, weight)), want, "{price_unit} {unit}");
            }
        }
    }

    #[test]
    fn a_price_per_load_is_for_each_load_or_once() {
        assert_eq!(worth(&line("900", "load", "2.5", "load", None)).as_deref(), Ok("2250.00"));
        assert_eq!(worth(&line("900", "load", "20", "pallet", None)).as_deref(), Ok("900.00"));
    }

    #[test]
    fn an_amount_that_does_not_fit_is_refused_whatever_the_units() {
        for (price_unit, unit) in [("lb", "lb"), ("lb", "kg"), ("kg", "lb"), ("mt", "lb"), ("case", "case")] {
            let mut line = line("1", price_unit, "1", unit, None);
            line.price = Price::from_units(i64::MAX);
            line.quantity = Quantity::from_units(i64::MIN);
            assert_eq!(worth(&line), Err("price"), "{price_unit} {unit}");
        }
    }

    #[test]
    fn catch_weight_waits_for_the_scale_and_net_weight_does_not() {
        let weight = |text: &str| Some(text.parse::<Weight>().expect("a weight"));
        let catch =
            Weights { net_or_catch: NetOrCatch::Catch, ordered: weight("1000"), ..Weights::default() };
        let of = |w: &Weights| weighed(w).map(|w| (w.weight, w.basis)).expect("fits");
        assert_eq!(of(&catch), (weight("1000"), WeightBasis::Ordered));
        let scaled = Weights { actual: weight("987.6"), ..catch };
        assert_eq!(of(&scaled), (weight("987.6"), WeightBasis::Actual));
        for net_or_catch in [NetOrCatch::Net, NetOrCatch::Unstated] {
            assert_eq!(of(&Weights { net_or_catch, ..scaled }), (weight("1000"), WeightBasis::Ordered));
        }
        let cases = Some("20.5".parse().expect("a quantity"));
        let nominal = Weights { nominal: weight("40.1251"), cases, ..Weights::default() };
        assert_eq!(of(&nominal), (weight("822.5646"), WeightBasis::Ordered)); // 822.56455
        assert_eq!(of(&Weights { cases: None, ..nominal }), (None, WeightBasis::None));
        let most = Some(Weight::from_units(i64::MAX));
        assert_eq!(weighed(&Weights { nominal: most, ..nominal }).unwrap_err().field, "weight");
    }
}
