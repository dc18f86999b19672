//! USDA establishment numbers: read as people type them, kept in one normal form.
//!
//! The numbers are those of the FSIS Meat, Poultry and Egg Product Inspection Directory: a letter for the kind of inspection (M meat,
//! P poultry, V voluntary, I import house, G egg products), the number, and up to three letters; one plant may hold several. The mark
//! of inspection for meat shows the bare number after "EST." (9 CFR 312.2), that for poultry a P (9 CFR 381.96).

/// The letters an establishment number begins with.
const KINDS: [char; 5] = ['M', 'P', 'V', 'I', 'G'];
const MOST_LETTERS: usize = 3;

/// What is said of a number that cannot be read.
pub const WANTED: &str = "Enter USDA establishment numbers, joined by +, each a letter M, P, V, I or G, digits, and at most three letters \
    (M38, P-7091, M46712+P46712).";

/// The normal form of establishment numbers as typed: `EST. M-276a + p276A` is `M276A+P276A`; `est 38` is `M38`. Empty stays empty.
///
/// # Errors
/// [`WANTED`] when the text is not of the grammar.
pub fn normal(typed: &str) -> Result<String, &'static str> {
    if typed.trim().is_empty() {
        return Ok(String::new());
    }
    let ids = typed.split('+').map(one).collect::<Option<Vec<_>>>();
    ids.map(|ids| ids.join("+")).ok_or(WANTED)
}

fn one(typed: &str) -> Option<String> {
    let text: String = typed.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_uppercase();
    let (marked, text) = match text.strip_prefix("EST") {
        Some(rest) => (true, rest.trim_start_matches(['.', '-', '#'])),
        None => (false, text.as_str()),
    };
    let (kind, rest) = match text.strip_prefix(KINDS) {
        Some(rest) => (text.chars().next()?, rest.strip_prefix('-').unwrap_or(rest)),
        None if marked => ('M', text),
        None => return None,
    };
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, letters) = rest.split_at(digits);
    let letters_good = letters.len() <= MOST_LETTERS && letters.chars().all(|c| c.is_ascii_uppercase());
    (digits > 0 && letters_good).then(|| format!("{kind}{number}{letters}"))
}

/// The ways a number in normal form may be looked for: `P7` gives `est.P7 P-7`, and `M38`, whose mark bears the bare number, also
/// `est.38 est-38 est38`.
pub fn search_forms(normal: &str) -> String {
    let form = |id: &str| {
        let (kind, number) = id.split_at(1);
        let bare =
            if kind == "M" { format!(" est.{number} est-{number} est{number}") } else { String::new() };
        format!("est.{id} {kind}-{number}{bare}")
    };
    normal.split('+').filter(|id| id.is_ascii() && !id.is_empty()).map(form).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_read_as_people_type_them() {
        let check = |typed: &str, want: &str| assert_eq!(normal(typed).as_deref(), Ok(want), "{typed}");
        check("M46712+P46712", "M46712+P46712");
        check("M276A+P276A+V276A", "M276A+P276A+V276A");
        check("EST. M38", "M38");
        check("M-38", "M38");
        check("est 38", "M38");
        check("EST.38", "M38");
        check("Est. # 38", "M38");
        check("p-7091", "P7091");
        check(" m 276 a + P276A ", "M276A+P276A");
        check("I1", "I1");
        check("G1234abc", "G1234ABC");
        check("", "");
        check("   ", "");
    }

    #[test]
    fn what_is_not_of_the_grammar_is_refused() {
        for bad in [
            "38",
            "X38",
            "M",
            "M38+",
            "+M38",
            "M38ABCD",
            "M-",
            "EST.",
            "M3 8?",
            "DE NW 20202 EG",
            "M３８",
            "M38A1",
            "ＭM38",
        ] {
            assert_eq!(normal(bad), Err(WANTED), "{bad}");
        }
    }

    #[test]
    fn a_number_is_found_in_any_of_its_forms() {
        assert_eq!(search_forms("M38+P7"), "est.M38 M-38 est.38 est-38 est38 est.P7 P-7");
        assert_eq!(search_forms(""), "");
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(typed in "\\PC{0,60}") {
            if let Ok(once) = normal(&typed) {
                prop_assert_eq!(normal(&once), Ok(once.clone()), "the normal form is its own");
                let _ = search_forms(&once);
            }
        }

        #[test]
        fn the_grammar_itself_is_always_read(ids in proptest::collection::vec("[MPVIG][0-9]{1,6}[A-Z]{0,3}", 1..4)) {
            let text = ids.join("+");
            prop_assert_eq!(normal(&text), Ok(text.clone()));
        }
    }
}
