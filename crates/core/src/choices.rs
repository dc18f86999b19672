//! Choice lists: enums kept as text in the database and in JSON, with their values in the API document.

/// Declares a unit-only enum with its stored texts; the first variant is the default.
///
/// The enum gets `ALL`, `as_str`, `FromStr`, `Display`, serde, diesel `Text` and an OpenAPI `enum`.
#[macro_export]
macro_rules! choices {
    ($(#[$doc:meta])* $vis:vis enum $name:ident { $first:ident = $first_text:literal $(, $variant:ident = $text:literal)* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord,
            $crate::private::diesel::AsExpression, $crate::private::diesel::FromSqlRow)]
        #[diesel(sql_type = $crate::private::diesel::sql_types::Text)]
        #[allow(missing_docs)]
        $vis enum $name { #[default] $first $(, $variant)* }

        impl $name {
            /// Every value, in the order of the list.
            pub const ALL: &'static [Self] = &[Self::$first $(, Self::$variant)*];
            /// Every stored text, in the order of the list.
            pub const TEXTS: &'static [&'static str] = &[$first_text $(, $text)*];
            /// The stored text.
            pub const fn as_str(self) -> &'static str {
                match self { Self::$first => $first_text $(, Self::$variant => $text)* }
            }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.as_str()) }
        }
        impl std::str::FromStr for $name {
            type Err = String;
            fn from_str(s: &str) -> std::result::Result<Self, String> {
                match s { $first_text => Ok(Self::$first) $(, $text => Ok(Self::$variant))*, _ => Err(format!("\"{s}\" is not a valid choice.")) }
            }
        }
        impl $crate::private::serde::Serialize for $name {
            fn serialize<S: $crate::private::serde::Serializer>(&self, s: S) -> std::result::Result<S::Ok, S::Error> { s.serialize_str(self.as_str()) }
        }
        impl<'de> $crate::private::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::private::serde::Deserializer<'de>>(d: D) -> std::result::Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str> as $crate::private::serde::Deserialize>::deserialize(d)?;
                text.parse().map_err($crate::private::serde::de::Error::custom)
            }
        }
        impl $crate::private::paperclip_core::v2::schema::Apiv2Schema for $name {
            fn name() -> Option<String> { Some(stringify!($name).into()) }
            fn raw_schema() -> $crate::private::paperclip_core::v2::models::DefaultSchemaRaw {
                $crate::private::paperclip_core::v2::models::DefaultSchemaRaw {
                    name: Some(stringify!($name).into()),
                    data_type: Some($crate::private::paperclip_core::v2::models::DataType::String),
                    enum_: Self::TEXTS.iter().map(|t| (*t).into()).collect(),
                    ..Default::default()
                }
            }
        }
        impl<DB: $crate::private::diesel::backend::Backend> $crate::private::diesel::serialize::ToSql<$crate::private::diesel::sql_types::Text, DB> for $name
        where str: $crate::private::diesel::serialize::ToSql<$crate::private::diesel::sql_types::Text, DB> {
            fn to_sql<'b>(&'b self, out: &mut $crate::private::diesel::serialize::Output<'b, '_, DB>) -> $crate::private::diesel::serialize::Result {
                self.as_str().to_sql(out)
            }
        }
        impl<DB: $crate::private::diesel::backend::Backend> $crate::private::diesel::deserialize::FromSql<$crate::private::diesel::sql_types::Text, DB> for $name
        where String: $crate::private::diesel::deserialize::FromSql<$crate::private::diesel::sql_types::Text, DB> {
            fn from_sql(raw: DB::RawValue<'_>) -> $crate::private::diesel::deserialize::Result<Self> {
                Ok(String::from_sql(raw)?.parse::<Self>()?)
            }
        }
    };
}
