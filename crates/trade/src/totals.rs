//! The sums of a document.
use crate::{Refused, TooLarge, rounding::money};
use projectmeats_core::Money;

/// The sums of a document; `total = subtotal + freight + tax - discount`, exactly.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Totals {
    /// The sum of the lines.
    pub subtotal: Money,
    /// What carrying costs.
    pub freight: Money,
    /// Taxes.
    pub tax: Money,
    /// What is taken off.
    pub discount: Money,
    /// What is to be paid; never below zero.
    pub total: Money,
}

/// Sums the lines of a document and what is added to them and taken off.
///
/// # Errors
/// On `subtotal` or `total` when it does not fit; on `freight`, `tax` or `discount` when it is below zero; on `discount`
/// when it is larger than the rest.
pub fn totals(lines: &[Money], freight: Money, tax: Money, discount: Money) -> Result<Totals, Refused> {
    for (field, value) in [("freight", freight), ("tax", tax), ("discount", discount)] {
        if value < Money::default() {
            return Err(Refused::new(field, "Ensure this value is greater than or equal to 0."));
        }
    }
    let cents = |value: &Money| value.decimal().mantissa();
    // Sums of 64-bit numbers: 128 bits hold more of them than memory does.
    let subtotal = money(lines.iter().map(cents).sum()).map_err(|_| TooLarge.on("subtotal"))?;
    let total = [subtotal, freight, tax].iter().map(cents).sum::<i128>() - cents(&discount);
    if total < 0 {
        return Err(Refused::new("discount", "The discount is larger than the rest."));
    }
    Ok(Totals { subtotal, freight, tax, discount, total: money(total).map_err(|_| TooLarge.on("total"))? })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(
        lines: &[&str],
        freight: &str,
        tax: &str,
        discount: &str,
    ) -> Result<(String, String), &'static str> {
        let money = |text: &str| text.parse::<Money>().expect("money");
        let lines: Vec<_> = lines.iter().map(|line| money(line)).collect();
        let sums = totals(&lines, money(freight), money(tax), money(discount));
        sums.map(|t| (t.subtotal.to_string(), t.total.to_string())).map_err(|e| e.field)
    }

    #[test]
    fn freight_and_tax_are_added_and_the_discount_is_taken_off() {
        assert_eq!(of(&["10.10", "20.25"], "5", "1.01", "6.36"), Ok(("30.35".into(), "30.00".into())));
        assert_eq!(of(&[], "0", "0", "0"), Ok(("0.00".into(), "0.00".into())));
        assert_eq!(of(&["1"], "1", "0", "2"), Ok(("1.00".into(), "0.00".into())));
    }

    #[test]
    fn what_cannot_be_is_refused_on_its_field() {
        assert_eq!(of(&["1"], "1", "0", "2.01"), Err("discount"));
        assert_eq!(of(&["1"], "-1", "0", "0"), Err("freight"));
        assert_eq!(of(&["1"], "0", "-0.01", "0"), Err("tax"));
        assert_eq!(of(&["1"], "0", "0", "-1"), Err("discount"));
        let most = "92233720368547758.07";
        assert_eq!(of(&[most, "0.01"], "0", "0", "1"), Err("subtotal"));
        assert_eq!(of(&[most], "0.01", "0", "0"), Err("total"));
        assert_eq!(of(&[most], "0.01", "0", "0.01"), Ok((most.into(), most.into())));
    }
}
