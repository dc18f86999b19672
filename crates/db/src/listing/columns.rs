//! What can be asked of the columns of a table.
use crate::types::{SqlMoney, SqlTimestamp, SqlUuid, SqlWeight};
use crate::{link::Side, reference::Labelled};
use diesel::sql_types::{BigInt, Bool, Date, Integer, Nullable, Text};

/// How the values of a column are read and compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Any text.
    Text,
    /// One of a list of texts.
    Choice(&'static [&'static str]),
    /// Whole numbers and keys.
    Integer,
    /// True or false.
    Bool,
    /// A calendar day.
    Date,
    /// An instant.
    Time,
    /// A UUID.
    Uuid,
    /// An amount of money.
    Money,
    /// A weight.
    Weight,
}

impl Kind {
    /// The suffixes a filter on such a column takes, besides none.
    pub(crate) const fn suffixes(self) -> &'static [&'static str] {
        match self {
            Self::Text => &["in", "icontains"],
            Self::Choice(_) | Self::Uuid => &["in"],
            Self::Bool => &[],
            Self::Integer | Self::Date | Self::Time | Self::Money | Self::Weight => {
                &["in", "gte", "lte", "gt", "lt"]
            }
        }
    }
}

/// The kind of a column's SQL type.
pub trait Kinded {
    /// The kind.
    const KIND: Kind;
    /// Whether the column may be null.
    const NULLABLE: bool = false;
}
macro_rules! kinds {
    ($($sql:ty => $kind:ident),+) => { $(impl Kinded for $sql { const KIND: Kind = Kind::$kind; })+ };
}
kinds!(Text => Text, BigInt => Integer, Integer => Integer, Bool => Bool, Date => Date, SqlTimestamp => Time,
    SqlUuid => Uuid, SqlMoney => Money, SqlWeight => Weight);
impl<T: Kinded> Kinded for Nullable<T> {
    const KIND: Kind = T::KIND;
    const NULLABLE: bool = true;
}

/// A field of a resource over a column of its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// The name clients use.
    pub name: &'static str,
    /// The column's name.
    pub column: &'static str,
    /// How its values are read.
    pub kind: Kind,
    /// Whether it may be null.
    pub nullable: bool,
    /// Whether a list may be ordered by it.
    pub sorts: bool,
    /// The column of places in its list of choices, for a field that is ordered by that list and not by the alphabet.
    pub(crate) rank: Option<&'static str>,
    /// The joining table the field looks into, for a field that is a set: its name, the row's column, the member's column.
    pub(crate) through: Option<(&'static str, &'static str, &'static str)>,
    /// Whether its filter is left to the service, which knows what the field is made of.
    pub(crate) derived: bool,
    /// The fields a list is ordered by when it is ordered by this one; empty for itself.
    pub(crate) sorts_as: &'static [&'static str],
    /// The table and column whose text `search` runs over besides: the name of the row this one refers to.
    pub(crate) sought: Option<(&'static str, &'static str)>,
}

impl Column {
    /// A field over the column `_column`, under the name clients use.
    pub const fn of<C: diesel::Column>(name: &'static str, _column: &C) -> Self
    where
        C::SqlType: Kinded,
    {
        let (kind, nullable) = (<C::SqlType as Kinded>::KIND, <C::SqlType as Kinded>::NULLABLE);
        Self::over(name, C::NAME, kind, nullable)
    }
    const fn over(name: &'static str, column: &'static str, kind: Kind, nullable: bool) -> Self {
        let (derived, sorts_as, sought) = (false, [].as_slice(), None);
        Self {
            name,
            column,
            kind,
            nullable,
            sorts: false,
            rank: None,
            through: None,
            derived,
            sorts_as,
            sought,
        }
    }
    /// A field that is a set of other rows: `supplier=7` finds the rows whose set has it, `supplier__isnull=true` those with none.
    pub const fn set<S: Side>(name: &'static str) -> Self {
        let through = Some((S::TABLE, S::OWNER, S::MEMBER));
        Self { through, ..Self::over(name, S::MEMBER, Kind::Integer, true) }
    }
    /// A choice that no column holds: what [`ListQuery::chosen`](super::ListQuery::chosen) answers of it, the service must turn into
    /// conditions.
    pub const fn derived(name: &'static str, texts: &'static [&'static str]) -> Self {
        Self { derived: true, ..Self::over(name, "", Kind::Choice(texts), false) }
    }
    /// Whose texts are those of a choice list.
    #[must_use]
    pub const fn choices(mut self, texts: &'static [&'static str]) -> Self {
        self.kind = Kind::Choice(texts);
        self
    }
    /// By which a list may be ordered.
    #[must_use]
    pub const fn sorts(mut self) -> Self {
        self.sorts = true;
        self
    }
    /// By whose list of choices a list may be ordered: `_rank` keeps the place of each row's text in it, from 0.
    #[must_use]
    pub const fn sorts_by<C: diesel::Column>(mut self, _rank: &C) -> Self {
        self.rank = Some(C::NAME);
        self.sorts()
    }
    /// By which a list may be ordered: it then stands in the order of these fields, which sort themselves.
    #[must_use]
    pub const fn sorts_as(mut self, fields: &'static [&'static str]) -> Self {
        self.sorts_as = fields;
        self.sorts()
    }
    /// A reference to a row whose label `search` finds as well.
    #[must_use]
    pub const fn sought<I: Labelled>(mut self) -> Self {
        self.sought = Some((I::TABLE, I::LABEL));
        self
    }
    /// The column a list is ordered by.
    pub fn ordered(&self) -> &'static str {
        self.rank.unwrap_or(self.column)
    }
    /// Every query parameter that filters by this field.
    pub fn parameters(&self) -> Vec<String> {
        let suffixes: &[_] = if self.through.is_some() { &["in"] } else { self.kind.suffixes() };
        let suffixes = suffixes.iter().copied().chain(self.nullable.then_some("isnull"));
        std::iter::once(self.name.to_owned()).chain(suffixes.map(|s| format!("{}__{s}", self.name))).collect()
    }
}

/// The fields of a list.
#[derive(Debug)]
pub struct Columns {
    /// The table.
    pub table: &'static str,
    /// The fields that can be filtered by, and ordered by where they say so.
    pub fields: &'static [Column],
    /// The column of folded text that `search` runs over; empty where there is none.
    pub search: &'static str,
    /// The order when none is asked for: `name`, `-created_at`.
    pub default_order: &'static str,
}

impl Columns {
    pub(crate) fn get(&self, name: &str) -> Option<&'static Column> {
        self.fields.iter().find(|field| field.name == name)
    }
    /// The names a list may be ordered by.
    pub fn orderings(&self) -> impl Iterator<Item = &'static str> {
        self.fields.iter().filter(|field| field.sorts).map(|field| field.name)
    }
}
