//! Exact amounts with a fixed scale: never floats.
use crate::choices;
use paperclip_core::v2::{
    models::{DataType, DefaultSchemaRaw},
    schema::Apiv2Schema,
};
use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{fmt, str::FromStr};

macro_rules! exact {
    ($(#[$doc:meta])* $name:ident as $sql:ident: $scale:literal places) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, diesel::AsExpression, diesel::FromSqlRow)]
        #[diesel(sql_type = crate::columns::$sql)]
        pub struct $name(Decimal);

        /// Nothing, with all its decimals: `0.00`.
        impl Default for $name {
            fn default() -> Self { Self::from_units(0) }
        }

        impl $name {
            /// Digits after the point.
            pub const SCALE: u32 = $scale;

            /// `units` of the smallest step.
            pub fn from_units(units: i64) -> Self { Self(Decimal::new(units, Self::SCALE)) }

            /// This many of the smallest step; `None` if it does not fit 64 bits.
            pub fn units(self) -> Option<i64> { i64::try_from(self.0.mantissa()).ok() }

            /// `value`, if its digits fit the scale.
            ///
            /// # Errors
            /// A sentence, when there are more digits than the scale keeps or the number does not fit 64 bits.
            pub fn exactly(value: Decimal) -> Result<Self, String> {
                let mut value = value.normalize();
                if value.scale() > Self::SCALE {
                    return Err(format!("Ensure that there are no more than {} decimal places.", Self::SCALE));
                }
                value.rescale(Self::SCALE);
                if value.scale() != Self::SCALE || i64::try_from(value.mantissa()).is_err() {
                    return Err("Ensure that there are no more than 18 digits in total.".into());
                }
                Ok(Self(value))
            }

            /// The number.
            pub fn decimal(self) -> Decimal { self.0 }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.fmt(f) }
        }
        impl FromStr for $name {
            type Err = String;
            fn from_str(s: &str) -> Result<Self, String> {
                let number = Decimal::from_str_exact(s.trim()).map_err(|_| "A valid number is required.".to_owned())?;
                Self::exactly(number)
            }
        }
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> { s.collect_str(&self.0) }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                number_text(d)?.parse().map_err(serde::de::Error::custom)
            }
        }
        impl Apiv2Schema for $name {
            fn name() -> Option<String> { Some(stringify!($name).into()) }
            fn raw_schema() -> DefaultSchemaRaw {
                DefaultSchemaRaw { name: Self::name(), data_type: Some(DataType::String), ..Default::default() }
            }
        }
    };
}

exact! {
    /// An amount of money with two decimals; in JSON a string: `"1234.50"`.
    Money as SqlMoney: 2 places
}
exact! {
    /// A weight in the unit beside it, with four decimals; in JSON a string: `"40.1250"`.
    Weight as SqlWeight: 4 places
}

exact! {
    /// A price in dollars for one of the unit beside it, with six decimals; in JSON a string: `"3.895000"`.
    Price as SqlPrice: 6 places
}
exact! {
    /// How many of the unit beside it, with four decimals; in JSON a string: `"40.0000"`.
    Quantity as SqlQuantity: 4 places
}
exact! {
    /// Per cent with two decimals; in JSON a string: `"2.50"`.
    Percent as SqlPercent: 2 places
}

choices! {
    /// The unit of a weight. Stored values are the original's.
    pub enum WeightUnit { Pounds = "LBS", Kilograms = "KG" }
}

/// Clients send amounts as strings and as numbers (wire contract FC-12); a number keeps the digits it was written with.
fn number_text<'de, D: Deserializer<'de>>(d: D) -> Result<String, D::Error> {
    match serde_json::Value::deserialize(d)? {
        serde_json::Value::String(text) => Ok(text),
        serde_json::Value::Number(number) => Ok(number.to_string()),
        _ => Err(serde::de::Error::custom("A valid number is required.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn amounts_are_read_from_strings_and_numbers_and_written_as_strings() {
        let read = |json: &str| {
            serde_json::from_str::<Money>(json).map(|m| m.to_string()).map_err(|e| e.to_string())
        };
        for (json, want) in [
            ("\"1234.5\"", "1234.50"),
            ("1234.5", "1234.50"),
            ("0", "0.00"),
            ("0.10", "0.10"),
            ("-3", "-3.00"),
        ] {
            assert_eq!(read(json).as_deref(), Ok(want), "{json}");
        }
        for bad in ["\"1.005\"", "1e400", "\"x\"", "\"\"", "null", "[]", "99999999999999999999", "\"NaN\""] {
            assert!(read(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn nothing_is_written_with_its_decimals() {
        assert_eq!(Money::default().to_string(), "0.00");
        assert_eq!(Price::default().to_string(), "0.000000");
    }

    proptest! {
        #[test]
        fn units_and_text_go_there_and_back(units in any::<i64>()) {
            let money = Money::from_units(units);
            prop_assert_eq!(money.units(), Some(units));
            prop_assert_eq!(money.to_string().parse::<Money>(), Ok(money));
        }

        #[test]
        fn any_text_is_read_or_refused(text in ".{0,40}") {
            let _ = text.parse::<Money>();
        }
    }
}
