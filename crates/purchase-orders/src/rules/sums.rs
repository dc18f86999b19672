//! The sums of an order: its lines, what is added to them, what is taken off.
use crate::models::{FreightBasis, ItemRow, OrderIn};
use crate::rules::worth;
use projectmeats_core::{FieldErrors, Money, Weight, WeightUnit};
use projectmeats_trade::{
    Line, QuantityUnit, Refused, Rounding, Weights, convert, line_amount, spread, totals, weighed,
};

/// What an order comes to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sums {
    /// The sum of the lines.
    pub subtotal: Money,
    /// Subtotal, freight and tax, less the discount.
    pub total: Money,
    /// What it weighs, in the order's unit.
    pub weight: Option<Weight>,
}

/// The figures a client or the row says of the whole.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Given {
    /// The total in the body, which on a change holds the stored one where it says none.
    pub total: Option<Money>,
    /// The total that is stored, and whether the order had lines.
    pub stored: Option<(Money, bool)>,
}

/// Reckons the lines of an order and their sums, and writes the amounts, expected weights and shares of freight into the lines.
///
/// # Errors
/// On `items.3.unit_price` and the like for a line that cannot be reckoned; on the fields of the order for the rest.
pub fn reckoned(
    order: &OrderIn,
    rows: &mut [ItemRow],
    given: Given,
    rounding: Rounding,
) -> Result<Sums, FieldErrors> {
    let mut errors = FieldErrors::default();
    for (i, row) in rows.iter_mut().enumerate() {
        if let Err(Refused { field, sentence }) = line(row, rounding) {
            errors.add(format!("items.{i}.{}", own_name(field)), sentence);
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    let sums = if rows.is_empty() { without_lines(order, given) } else { with_lines(order, rows, given) };
    let sums = sums.map_err(|(field, sentence)| {
        errors.add(field, sentence);
        errors
    })?;
    let shares = spread(order.freight, &shares(order.freight_basis, rows));
    for (row, share) in rows.iter_mut().zip(shares) {
        row.allocated_freight = share;
    }
    Ok(sums)
}

/// The fields of the arithmetic, as a line calls them.
fn own_name(field: &'static str) -> &'static str {
    match field {
        "price" => "unit_price",
        "weight" => "ordered_weight",
        other => other,
    }
}

/// The weight and the amount of one line.
fn line(row: &mut ItemRow, rounding: Rounding) -> Result<(), Refused> {
    let fields = &row.fields;
    let cases = match fields.quantity_unit {
        QuantityUnit::Case | QuantityUnit::Piece | QuantityUnit::Combo | QuantityUnit::Pallet => {
            Some(fields.quantity)
        }
        QuantityUnit::Pound | QuantityUnit::Kilogram | QuantityUnit::Load => None,
    };
    let weights = Weights {
        net_or_catch: fields.net_or_catch,
        ordered: fields.ordered_weight,
        nominal: fields.nominal_weight,
        cases,
        actual: fields.actual_weight,
    };
    let weight = weighed(&weights)?.weight;
    let expected = weighed(&Weights { actual: None, ..weights })?.weight;
    row.expected_weight = match (expected, fields.quantity_unit.weight_unit()) {
        (None, Some(unit)) => {
            let weight = Weight::from_units(fields.quantity.units().unwrap_or_default());
            Some(convert(weight, unit, fields.weight_unit).map_err(|e| e.on("quantity"))?)
        }
        (expected, _) => expected,
    };
    let line = Line {
        price: fields.unit_price,
        price_unit: fields.price_unit,
        quantity: fields.quantity,
        quantity_unit: fields.quantity_unit,
        weight: weight.map(|weight| (weight, fields.weight_unit)),
    };
    row.amount = line_amount(&line, rounding)?;
    Ok(())
}

type Mistake = (&'static str, String);
const TOO_LARGE: &str = "The amount is too large.";

fn with_lines(order: &OrderIn, rows: &[ItemRow], given: Given) -> Result<Sums, Mistake> {
    let lines: Vec<_> = rows.iter().map(|row| row.amount).collect();
    let all = totals(&lines, order.freight, order.tax, order.discount).map_err(|e| {
        let field = if e.field == "subtotal" || e.field == "total" { "total_amount" } else { e.field };
        (field, e.sentence.to_owned())
    })?;
    let said = given.total.filter(|total| given.stored.is_none_or(|(stored, _)| stored != *total));
    if said.is_some_and(|total| total != all.total) {
        return Err((
            "total_amount",
            format!("The items come to {}. Leave it out, or send that figure.", all.total),
        ));
    }
    let weight = weight(rows, order.weight_unit).ok_or(("total_weight", TOO_LARGE.to_owned()))?;
    Ok(Sums { subtotal: all.subtotal, total: all.total, weight })
}

/// An order of no lines keeps the figure it is given; where there is none, it comes to what is added and taken off.
fn without_lines(order: &OrderIn, given: Given) -> Result<Sums, Mistake> {
    let none = totals(&[], order.freight, order.tax, Money::default())
        .map_err(|e| (e.field, e.sentence.to_owned()))?;
    let cents = |money: Money| money.decimal().mantissa();
    let beside = cents(none.total) - cents(order.discount);
    if order.discount < Money::default() {
        return Err(("discount", "Ensure this value is greater than or equal to 0.".into()));
    }
    let kept = match given.stored {
        Some((stored, true)) => given.total.filter(|total| *total != stored),
        Some((stored, false)) => given.total.or(Some(stored)),
        None => given.total,
    };
    let total = kept.map_or(beside.max(0), cents);
    if total < 0 {
        return Err(("total_amount", "Ensure this value is greater than or equal to 0.".into()));
    }
    let subtotal = i64::try_from(total - beside).map_err(|_| ("total_amount", TOO_LARGE.to_owned()))?;
    let total = i64::try_from(total).map_err(|_| ("total_amount", TOO_LARGE.to_owned()))?;
    if subtotal < 0 {
        let least = Money::from_units(i64::try_from(beside).unwrap_or(i64::MAX));
        return Err((
            "total_amount",
            format!("Freight and tax, less the discount, come to {least} already."),
        ));
    }
    Ok(Sums {
        subtotal: Money::from_units(subtotal),
        total: Money::from_units(total),
        weight: order.total_weight,
    })
}

/// The sum of the weights the lines are worth. Outer `None` when it does not fit, inner when no line has one.
fn weight(rows: &[ItemRow], unit: WeightUnit) -> Option<Option<Weight>> {
    let mut sum = None;
    for row in rows {
        let Some(billed) = worth(row).billed_weight else { continue };
        let units = convert(billed, row.fields.weight_unit, unit).ok()?.units()?;
        sum = Some(sum.unwrap_or(0_i64).checked_add(units)?);
    }
    Some(sum.map(Weight::from_units))
}

/// What freight is spread by, a whole number for each line.
fn shares(basis: FreightBasis, rows: &[ItemRow]) -> Vec<u64> {
    let whole = |units: Option<i64>| units.and_then(|units| u64::try_from(units).ok()).unwrap_or_default();
    let share = |row: &ItemRow| match basis {
        FreightBasis::Amount => whole(row.amount.units()),
        FreightBasis::Quantity => whole(row.fields.quantity.units()),
        FreightBasis::Weight => {
            let billed = worth(row).billed_weight.unwrap_or_default();
            whole(convert(billed, row.fields.weight_unit, WeightUnit::Pounds).ok().and_then(Weight::units))
        }
    };
    rows.iter().map(share).collect()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::models::ItemIn;
    use projectmeats_core::{Timestamp, ids::OrderId};
    use projectmeats_trade::{NetOrCatch, PriceUnit};
    use proptest::prelude::*;

    /// A plain line of so many of a unit, at 2 dollars a pound.
    pub(crate) fn row(quantity: &str, unit: &str) -> ItemRow {
        let fields = ItemIn {
            description: "Brisket".into(),
            quantity: quantity.parse().expect("a quantity"),
            quantity_unit: unit.parse().expect("a unit"),
            unit_price: "2".parse().expect("a price"),
            ..ItemIn::default()
        };
        let at = Timestamp::EPOCH;
        ItemRow {
            fields,
            order_id: OrderId(1),
            position: 1,
            expected_weight: None,
            amount: Money::default(),
            allocated_freight: Money::default(),
            received: false,
            version: 1,
            created_at: at,
            updated_at: at,
        }
    }

    fn money(text: &str) -> Money {
        text.parse().expect("money")
    }
    fn refusal(order: &OrderIn, rows: &mut [ItemRow], given: Given) -> String {
        reckoned(order, rows, given, Rounding::HalfUp).expect_err("refused").summary()
    }

    #[test]
    fn a_figure_beside_lines_must_be_theirs_unless_it_is_the_stored_one() {
        let order = OrderIn { freight: money("10"), ..OrderIn::default() };
        let mut rows = [row("100", "lb")];
        let with = |total: &str, stored: Option<&str>| Given {
            total: Some(money(total)),
            stored: stored.map(|stored| (money(stored), true)),
        };
        let sums = reckoned(&order, &mut rows, with("210", None), Rounding::HalfUp).expect("reckoned");
        assert_eq!((sums.subtotal, sums.total), (money("200"), money("210")));
        assert_eq!(sums.weight, "100".parse().ok());
        assert!(reckoned(&order, &mut rows, with("150", Some("150")), Rounding::HalfUp).is_ok());
        assert!(
            refusal(&order, &mut rows, with("150", None))
                .starts_with("total_amount: The items come to 210.00.")
        );
        assert!(refusal(&order, &mut rows, with("151", Some("150"))).starts_with("total_amount"));
    }

    #[test]
    fn without_lines_the_figure_given_is_kept_and_adds_up() {
        let order = OrderIn { freight: money("10"), discount: money("4"), ..OrderIn::default() };
        let sums = |given: Given| reckoned(&order, &mut [], given, Rounding::HalfUp).expect("reckoned");
        let given = |total: &str| Given { total: Some(money(total)), stored: None };
        assert_eq!((sums(given("100")).subtotal, sums(given("100")).total), (money("94"), money("100")));
        assert_eq!((sums(Given::default()).subtotal, sums(Given::default()).total), (money("0"), money("6")));
        assert!(refusal(&order, &mut [], given("5")).starts_with("total_amount: Freight and tax"));
        assert!(refusal(&order, &mut [], given("-5")).starts_with("total_amount"));
        let negative = OrderIn { tax: money("-1"), ..OrderIn::default() };
        assert!(refusal(&negative, &mut [], Given::default()).starts_with("tax"));
    }

    #[test]
    fn what_a_line_lacks_is_named_by_its_place() {
        let mut rows = [row("100", "lb"), row("10", "case")];
        let told = refusal(&OrderIn::default(), &mut rows, Given::default());
        assert_eq!(told, "items.1.ordered_weight: A price for a weight needs a weight.");
        rows[1].fields.ordered_weight = Some(Weight::from_units(i64::MAX));
        rows[1].fields.unit_price = "1000".parse().expect("a price");
        let told = refusal(&OrderIn::default(), &mut rows, Given::default());
        assert!(told.starts_with("items.1.unit_price"), "{told}");
    }

    fn any_row() -> impl Strategy<Value = ItemRow> {
        let numbers = (1_i64..5_000_000, 0_i64..50_000_000, proptest::option::of(1_i64..500_000_000));
        (numbers, 0..PriceUnit::ALL.len(), any::<bool>(), any::<bool>()).prop_map(
            |((quantity, price, actual), unit, catch, kilograms)| {
                let mut row = row("1", "case");
                let fields = &mut row.fields;
                fields.quantity = projectmeats_core::Quantity::from_units(quantity);
                fields.unit_price = projectmeats_core::Price::from_units(price);
                fields.price_unit = PriceUnit::ALL[unit];
                fields.quantity_unit = match fields.price_unit {
                    PriceUnit::Piece => QuantityUnit::Piece,
                    PriceUnit::Load => QuantityUnit::Load,
                    _ => QuantityUnit::Case,
                };
                fields.weight_unit = if kilograms { WeightUnit::Kilograms } else { WeightUnit::Pounds };
                fields.ordered_weight = Some(Weight::from_units(600_000));
                fields.actual_weight = actual.map(Weight::from_units);
                fields.net_or_catch = if catch { NetOrCatch::Catch } else { NetOrCatch::Net };
                row
            },
        )
    }

    /// An amount reckoned apart: whole numbers of the smallest parts, rounded half up once.
    fn oracle(row: &ItemRow) -> i128 {
        const POUND: i128 = 45_359_237;
        let fields = &row.fields;
        let price = fields.unit_price.decimal().mantissa();
        let catch = fields.net_or_catch == NetOrCatch::Catch;
        let weight = fields.actual_weight.filter(|_| catch).or(fields.ordered_weight).expect("weighed");
        // 1/10,000 lb or kg, in 1/10^12 kg.
        let kilos = weight.decimal().mantissa()
            * if fields.weight_unit == WeightUnit::Kilograms { 100_000_000 } else { POUND };
        let (steps, per) = match fields.price_unit {
            PriceUnit::Pound => (kilos, 10_000 * POUND),
            PriceUnit::Hundredweight => (kilos, 1_000_000 * POUND),
            PriceUnit::Kilogram => (kilos, 1_000_000_000_000),
            PriceUnit::HundredKilograms => (kilos, 100_000_000_000_000),
            PriceUnit::MetricTon => (kilos, 1_000_000_000_000_000),
            PriceUnit::Case | PriceUnit::Piece | PriceUnit::Load => {
                (fields.quantity.decimal().mantissa(), 10_000)
            }
        };
        let (top, bottom) = (price * steps, per * 10_000);
        (2 * top + bottom) / (2 * bottom)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]
        #[test]
        fn the_sums_of_any_order_are_those_of_the_oracle_to_the_cent(
            mut rows in proptest::collection::vec(any_row(), 1..8),
            freight in 0_i64..1_000_000,
            tax in 0_i64..1_000_000,
            basis in 0..FreightBasis::ALL.len(),
        ) {
            let order = OrderIn {
                freight: Money::from_units(freight),
                tax: Money::from_units(tax),
                freight_basis: FreightBasis::ALL[basis],
                ..OrderIn::default()
            };
            let sums = reckoned(&order, &mut rows, Given::default(), Rounding::HalfUp).expect("reckoned");
            let cents = |money: Money| money.decimal().mantissa();
            let mut subtotal = 0;
            for row in &rows {
                prop_assert_eq!(cents(row.amount), oracle(row));
                subtotal += oracle(row);
            }
            prop_assert_eq!(cents(sums.subtotal), subtotal);
            prop_assert_eq!(cents(sums.total), subtotal + i128::from(freight) + i128::from(tax));
            let shared: i128 = rows.iter().map(|row| cents(row.allocated_freight)).sum();
            prop_assert_eq!(shared, i128::from(freight));
        }
    }
}
