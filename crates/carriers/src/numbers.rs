//! The numbers a motor carrier is known by: read as people type them, kept as digits.
//!
//! The MC number is the docket number of its operating authority (49 CFR part 365); the USDOT number is shown on its vehicles behind the
//! letters "USDOT" (49 CFR 390.21) and is given on its registration, Form MCS-150 or MCSA-1 (49 CFR 390.19, 390.201).

/// What is said of an MC number that cannot be read.
pub const MC_WANTED: &str = "Enter an MC number: one to eight digits, as in MC-123456.";
/// What is said of a USDOT number that cannot be read.
pub const DOT_WANTED: &str = "Enter a USDOT number: one to eight digits, as in USDOT 1234567.";

const MOST_DIGITS: usize = 8;
const BETWEEN: [char; 5] = [' ', '-', '#', '.', ':'];

/// The digits of an MC number as typed, without leading zeros: `MC-123456`, `mc# 0123456`, `MC No. 123456`. Empty stays empty.
///
/// # Errors
/// [`MC_WANTED`].
pub fn mc(typed: &str) -> Result<String, &'static str> {
    digits(typed, &["MC", "NO"]).ok_or(MC_WANTED)
}

/// The digits of a USDOT number as typed, without leading zeros: `USDOT 1234567`, `US DOT# 1234567`, `DOT-1234567`. Empty stays empty.
///
/// # Errors
/// [`DOT_WANTED`].
pub fn dot(typed: &str) -> Result<String, &'static str> {
    digits(typed, &["U.S.", "US", "DOT", "NO"]).ok_or(DOT_WANTED)
}

fn digits(typed: &str, words: &[&str]) -> Option<String> {
    let text = typed.trim().to_ascii_uppercase();
    if text.is_empty() {
        return Some(text);
    }
    let number = words
        .iter()
        .fold(&*text, |rest, word| rest.strip_prefix(word).unwrap_or(rest).trim_start_matches(BETWEEN));
    let good = number.len() <= MOST_DIGITS && number.chars().all(|c| c.is_ascii_digit());
    let number = number.trim_start_matches('0');
    (good && !number.is_empty()).then(|| number.to_owned())
}

/// The ways both numbers, in digits, may be looked for: `mc-123456`, `mc#123456`, `usdot1234567`; dockets also with the zeros they
/// are often printed with.
pub fn search_forms(mc: &str, dot: &str) -> String {
    let forms = |word: &str, number: &str| {
        if number.is_empty() {
            return String::new();
        }
        format!("{word}{number} {word}-{number} {word}#{number} {word} {number} ")
    };
    let padded = if mc.is_empty() { String::new() } else { format!("{mc:0>6}") };
    let padded = if padded == mc { String::new() } else { padded };
    [forms("mc", mc), forms("mc", &padded), forms("usdot", dot)].concat().trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_read_as_people_type_them() {
        for typed in [
            "123456",
            "MC-123456",
            "MC# 123456",
            "mc123456",
            "MC 123456",
            "MC No. 123456",
            " #0123456 ",
            "MC:123456",
        ] {
            assert_eq!(mc(typed).as_deref(), Ok("123456"), "{typed}");
        }
        for typed in [
            "1234567",
            "USDOT 1234567",
            "US DOT 1234567",
            "U.S. DOT# 1234567",
            "dot-1234567",
            "USDOT#: 1234567",
        ] {
            assert_eq!(dot(typed).as_deref(), Ok("1234567"), "{typed}");
        }
        assert_eq!((mc(" "), dot("")), (Ok(String::new()), Ok(String::new())));
        assert_eq!(mc("MC-12345678").as_deref(), Ok("12345678"));
        assert_eq!(dot("1").as_deref(), Ok("1"));
    }

    #[test]
    fn what_is_no_such_number_is_refused() {
        for bad in [
            "MC",
            "MC-",
            "123456789",
            "MC-12 34",
            "MC-12-34",
            "FF-123456",
            "MX-1",
            "DOT 12",
            "١٢٣",
            "0",
            "MC-000",
            "1.5",
            "-",
        ] {
            assert_eq!(mc(bad), Err(MC_WANTED), "{bad}");
        }
        for bad in ["USDOT", "123456789", "MC-1", "TX 12", "12a", "00"] {
            assert_eq!(dot(bad), Err(DOT_WANTED), "{bad}");
        }
    }

    #[test]
    fn a_number_is_found_in_any_of_its_forms() {
        let forms = search_forms("12345", "77");
        for form in [
            "12345",
            "mc-12345",
            "mc#12345",
            "mc12345",
            "mc-012345",
            "usdot 77",
            "usdot#77",
            "dot-77",
            "dot77",
        ] {
            assert!(forms.contains(form), "{form}: {forms}");
        }
        assert_eq!(search_forms("", ""), "");
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused_and_what_is_kept_is_its_own_normal_form(typed in "\\PC{0,30}") {
            for read in [mc, dot] {
                if let Ok(once) = read(&typed) {
                    prop_assert_eq!(read(&once), Ok(once));
                }
            }
        }

        #[test]
        fn digits_are_always_read(number in 1_u32..=99_999_999) {
            prop_assert_eq!(mc(&format!("MC-{number}")), Ok(number.to_string()));
            prop_assert_eq!(dot(&format!("USDOT {number:08}")), Ok(number.to_string()));
        }
    }
}
