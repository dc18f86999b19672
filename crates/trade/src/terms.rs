//! Due dates, and the numbers documents bear.
use crate::CreditTerms;
use chrono::{NaiveDate, TimeDelta};

/// The day an invoice is due: so many calendar days after its date, the day before for a wire in advance, and
/// `otherwise` days after it when the terms are unstated. `None` when the calendar does not reach that far.
pub fn due_date(invoiced: NaiveDate, terms: CreditTerms, otherwise: i64) -> Option<NaiveDate> {
    let days = terms.days().unwrap_or(otherwise);
    invoiced.checked_add_signed(TimeDelta::try_days(days)?)
}

/// A document's number: `number("PO-", 6, 123)` is `PO-000123`; a number with more digits is not cut.
pub fn number(prefix: &str, width: usize, n: i64) -> String {
    format!("{prefix}{n:0width$}")
}

/// The count in a document's number: what stands after the prefix, when it is digits alone and fits 64 bits.
pub fn parse_number(prefix: &str, text: &str) -> Option<i64> {
    let digits = text.strip_prefix(prefix)?;
    digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn due(from: &str, terms: CreditTerms) -> String {
        due_date(from.parse().expect("a date"), terms, 10).expect("a date").to_string()
    }

    #[test]
    fn the_day_is_counted_from_the_invoice() {
        assert_eq!(due("2026-01-31", CreditTerms::Net30), "2026-03-02");
        assert_eq!(due("2024-01-31", CreditTerms::Net30), "2024-03-01");
        assert_eq!(due("2026-03-01", CreditTerms::WireOneDayPrior), "2026-02-28");
        assert_eq!(due("2026-12-25", CreditTerms::Unstated), "2027-01-04");
        assert_eq!(due_date(NaiveDate::MAX, CreditTerms::Net7, 0), None);
        assert_eq!(due_date(NaiveDate::MIN, CreditTerms::Unstated, i64::MIN), None);
    }

    #[test]
    fn only_digits_after_the_prefix_are_a_number() {
        assert_eq!(number("PO-", 6, 123), "PO-000123");
        assert_eq!(number("PO-", 2, 123), "PO-123");
        for (prefix, text, want) in [
            ("PO-", "PO-000123", Some(123)),
            ("", "000123", Some(123)),
            ("PO-", "000123", None),
            ("PO-", "PO-", None),
            ("", "", None),
            ("PO-", "PO-12a", None),
            ("PO-", "PO-+12", None),
            ("PO-", "PO--12", None),
            ("PO-", "po-12", None),
            ("", "٣", None),
            ("", "9223372036854775807", Some(i64::MAX)),
            ("", "9223372036854775808", None),
        ] {
            assert_eq!(parse_number(prefix, text), want, "{prefix} {text}");
        }
    }

    proptest! {
        #[test]
        fn a_number_is_read_back(prefix in "[A-Z-]{0,5}", width in 0_usize..12, n in 0_i64..) {
            prop_assert_eq!(parse_number(&prefix, &number(&prefix, width, n)), Some(n));
        }

        #[test]
        fn any_text_has_a_number_or_none(prefix in ".{0,3}", text in ".{0,20}") {
            let _ = parse_number(&prefix, &text);
        }
    }
}
