//! Instants: UTC, microseconds.
use chrono::{DateTime, SecondsFormat, Utc};
use paperclip_core::v2::{
    models::{DataType, DataTypeFormat},
    schema::TypedData,
};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{fmt, str::FromStr};

/// An instant in UTC with microseconds; in JSON `2026-11-03T09:15:00.000000Z` (RFC 3339).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, diesel::AsExpression, diesel::FromSqlRow,
)]
#[diesel(sql_type = crate::columns::SqlTimestamp)]
pub struct Timestamp(DateTime<Utc>);

impl Timestamp {
    /// 1970-01-01T00:00:00Z.
    pub const EPOCH: Self = Self(DateTime::UNIX_EPOCH);

    /// The instant `micros` microseconds after the epoch; `None` outside the calendar.
    pub fn from_micros(micros: i64) -> Option<Self> {
        DateTime::from_timestamp_micros(micros).map(Self)
    }
    /// Microseconds since the epoch.
    pub fn micros(self) -> i64 {
        self.0.timestamp_micros()
    }
    /// This instant moved by `seconds`; the end of the calendar stops it.
    #[must_use]
    pub fn plus_seconds(self, seconds: i64) -> Self {
        chrono::TimeDelta::try_seconds(seconds)
            .and_then(|delta| self.0.checked_add_signed(delta))
            .map_or(self, Self)
    }
    /// Whole seconds from `earlier` to this instant, rounded up, never negative.
    pub fn seconds_since(self, earlier: Self) -> u64 {
        u64::try_from(self.micros().saturating_sub(earlier.micros())).map_or(0, |d| d.div_ceil(1_000_000))
    }
    /// The calendar instant.
    pub fn datetime(self) -> DateTime<Utc> {
        self.0
    }
    #[expect(clippy::disallowed_methods, reason = "the clock is where the time is read")]
    pub(crate) fn read_system() -> Self {
        Self::from(Utc::now())
    }
}
impl From<DateTime<Utc>> for Timestamp {
    fn from(at: DateTime<Utc>) -> Self {
        Self::from_micros(at.timestamp_micros()).unwrap_or(Self::EPOCH)
    }
}
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.to_rfc3339_opts(SecondsFormat::Micros, true))
    }
}
impl FromStr for Timestamp {
    type Err = &'static str;
    /// Reads RFC 3339; a bare date is its first instant, a time without a zone is UTC.
    fn from_str(s: &str) -> Result<Self, Self::Err> {
        const WANTED: &str = "Datetime has wrong format. Use YYYY-MM-DDThh:mm[:ss[.uuuuuu]][+HH:MM|Z].";
        let zoned = DateTime::parse_from_rfc3339(s).map(|t| t.with_timezone(&Utc)).ok();
        let naive = |pattern| chrono::NaiveDateTime::parse_from_str(s, pattern).ok();
        zoned
            .or_else(|| naive("%Y-%m-%dT%H:%M:%S%.f").map(|t| t.and_utc()))
            .or_else(|| naive("%Y-%m-%dT%H:%M").map(|t| t.and_utc()))
            .or_else(|| Some(s.parse::<chrono::NaiveDate>().ok()?.and_hms_opt(0, 0, 0)?.and_utc()))
            .filter(|t| (0..=9999).contains(&chrono::Datelike::year(t)))
            .map(Self::from)
            .ok_or(WANTED)
    }
}
impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}
impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?.parse().map_err(serde::de::Error::custom)
    }
}
impl TypedData for Timestamp {
    fn data_type() -> DataType {
        DataType::String
    }
    fn format() -> Option<DataTypeFormat> {
        Some(DataTypeFormat::DateTime)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_in_the_forms_clients_send() {
        let check = |text: &str, want: &str| {
            assert_eq!(text.parse::<Timestamp>().map(|t| t.to_string()), Ok(want.into()));
        };
        check("2026-11-03T09:15:00Z", "2026-11-03T09:15:00.000000Z");
        check("2026-11-03T09:15:00.123456789+02:00", "2026-11-03T07:15:00.123456Z");
        check("2026-11-03T09:15", "2026-11-03T09:15:00.000000Z");
        check("2026-11-03", "2026-11-03T00:00:00.000000Z");
        assert!("yesterday".parse::<Timestamp>().is_err());
        assert!("+262142-12-31T00:00:00Z".parse::<Timestamp>().is_err());
    }

    #[test]
    fn waiting_is_rounded_up_and_never_negative() {
        let at = |micros| Timestamp::from_micros(micros).expect("in range");
        assert_eq!(at(1_000_001).seconds_since(at(0)), 2);
        assert_eq!(at(0).seconds_since(at(5)), 0);
    }
}
