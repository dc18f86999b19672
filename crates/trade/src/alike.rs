//! Keys under which possible duplicates fall together. A key is for comparing, never for showing; an empty one says nothing.

/// Words that do not tell one company from another: the article and the legal forms.
const DROPPED: &[&str] = &[
    "the",
    "inc",
    "incorporated",
    "llc",
    "llp",
    "lp",
    "ltd",
    "limited",
    "co",
    "corp",
    "corporation",
    "company",
    "gmbh",
    "sa",
    "plc",
    "srl",
    "bv",
    "pty",
];

/// A company's name without case, accents, punctuation, spaces, legal forms and `the`: `The Müller Meat Co., Inc.` and
/// `MULLER MEAT` are both `mullermeat`. A name of nothing but such words keeps them; one without letters or digits is empty.
pub fn name_key(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for c in name.chars().flat_map(char::to_lowercase) {
        match c {
            _ if c.is_alphanumeric() => fold(c, &mut plain),
            // Within a word: `S.A.`, `O'Brien`, and accents that stand alone.
            '.' | '\'' | '\u{2019}' | '\u{300}'..='\u{36f}' => {}
            _ => plain.push(' '),
        }
    }
    let key: String = plain.split(' ').filter(|word| !DROPPED.contains(word)).collect();
    if key.is_empty() { plain.split(' ').collect() } else { key }
}

/// Writes a lower-case letter without its accent: the letters of Latin-1 and of Latin Extended-A.
fn fold(c: char, out: &mut String) {
    let plain = match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => "i",
        'ĵ' => "j",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => "o",
        'œ' => "oe",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ŧ' => "t",
        'þ' => "th",
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        other => return out.push(other),
    };
    out.push_str(plain);
}

/// The digits of a telephone number: the last ten when there are as many (so that `+1` does not matter), none when there
/// are fewer than seven. An extension, after a letter, is left out.
pub fn phone_key(phone: &str) -> String {
    let mut digits = String::new();
    for c in phone.chars() {
        if c.is_ascii_digit() {
            digits.push(c);
        } else if c.is_alphabetic() && digits.len() >= 7 {
            break;
        }
    }
    match digits.len() {
        0..7 => String::new(),
        n => digits.split_off(n.saturating_sub(10)),
    }
}

/// An e-mail address without the spaces around it and without case.
pub fn email_key(email: &str) -> String {
    email.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_of_one_company_have_one_key() {
        for (key, names) in [
            ("mullermeat", &["The Müller Meat Co., Inc.", "MULLER MEAT", "Mu\u{308}ller  Meat, LLC"][..]),
            ("obrienpacking", &["O'Brien Packing", "OBrien Packing Company", "O\u{2019}BRIEN-PACKING CORP."]),
            ("carnesdelsur", &["Carnes del Sur S.A.", "CARNES DEL SUR, SA"]),
            ("grossmann", &["Großmann GmbH", "Grossmann"]),
            ("theco", &["The Co."]),
            ("coastpacking", &["Coast Packing"]),
            ("", &["", " ", "--", "&"]),
            ("北京肉业", &["北京 肉业"]),
        ] {
            for name in names {
                assert_eq!(name_key(name), key, "{name}");
            }
        }
        assert_ne!(name_key("North Star Beef"), name_key("Star North Beef"));
    }

    #[test]
    fn telephones_are_their_last_ten_digits() {
        for (phone, key) in [
            ("+1 (312) 555-0100", "3125550100"),
            ("312.555.0100 ext. 22", "3125550100"),
            ("555-0100", "5550100"),
            ("0044 20 7946 0000", "2079460000"),
            ("911", ""),
            ("call me", ""),
        ] {
            assert_eq!(phone_key(phone), key, "{phone}");
        }
    }

    #[test]
    fn every_letter_there_is_keeps_a_name_from_being_empty() {
        for c in char::MIN..=char::MAX {
            let key = name_key(c.encode_utf8(&mut [0; 4]));
            assert_eq!(name_key(&key), key, "{c:?}");
            assert!(!(key.is_empty() && c.is_alphabetic()), "{c:?}");
        }
    }

    proptest! {
        #[test]
        fn a_key_is_its_own_key(text in any::<String>(), words in prop::collection::vec("(the|inc|co|I|n|c|É|\\.| |[a-z]{1,4})", 0..8)) {
            for text in [text, words.join(" "), words.concat()] {
                for key in [name_key, phone_key, email_key] {
                    let once = key(&text);
                    prop_assert_eq!(key(&once), once);
                }
            }
        }
    }
}
