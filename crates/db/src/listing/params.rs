//! What a caller asks of a list, read from its query string.
use super::{
    Page, Turn,
    columns::{Column, Columns, Kind},
    cursor::Cursor,
    sql::{After, Condition, Key, Ordering, Test, pattern},
    standing,
    value::Value,
};
use diesel::query_dsl::methods::{FilterDsl, OrderDsl};
use projectmeats_core::{Error, FieldErrors, NON_FIELD, Result};
use serde::Serialize;

/// How long pages are.
#[derive(Debug, Clone, Copy)]
pub struct PageSizes {
    /// When none is asked for.
    pub default: i64,
    /// At most.
    pub most: i64,
}

impl Default for PageSizes {
    fn default() -> Self {
        Self { default: 100, most: 1000 }
    }
}

/// Which part of the list.
#[derive(Debug, Clone, PartialEq)]
pub enum Window {
    /// The page of this number, from 1.
    Page(i64),
    /// The page at a cursor; `None` is the first.
    Cursor(Option<Cursor>),
}

/// A list as it was asked for.
#[derive(Debug, Clone)]
pub struct ListQuery {
    columns: &'static Columns,
    tests: Vec<(&'static str, Test)>,
    chosen: Vec<(&'static str, Vec<String>)>,
    keys: Vec<Key>,
    ordering: String,
    size: i64,
    window: Window,
}

/// The parameters of every list.
pub(crate) const COMMON: [&str; 5] = ["page", "page_size", "cursor", "search", "ordering"];
const MOST_VALUES: usize = 1000;
const MOST_TERMS: usize = 20;
/// Databases bound the depth of an expression, the number of values and the length of a pattern: these are well below all of them.
const MOST_TESTS: usize = 50;
const MOST_CHARACTERS: usize = 1000;

impl ListQuery {
    /// The first page of everything, in the default order.
    pub fn all(columns: &'static Columns, sizes: PageSizes) -> Self {
        let mut list = Self {
            columns,
            tests: vec![],
            chosen: vec![],
            keys: vec![],
            ordering: String::new(),
            size: sizes.default,
            window: Window::Page(1),
        };
        // A default order that is not a field is found by the test of its crate.
        drop(list.order(columns.default_order));
        list
    }

    /// Reads the parameters of a query string.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming each parameter that is unknown, with the nearest that exists, or whose value does not parse;
    /// [`Error::NotFound`] for page 0.
    pub fn parse<'a>(
        columns: &'static Columns,
        sizes: PageSizes,
        pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self> {
        let mut list = Self::all(columns, sizes);
        let mut errors = FieldErrors::default();
        let mut cursor = None;
        for (name, value) in pairs {
            let outcome = match name {
                _ if value.chars().count() > MOST_CHARACTERS
                    && name != "cursor"
                    && !name.ends_with("__in") =>
                {
                    Err(format!("Enter at most {MOST_CHARACTERS} characters."))
                }
                "page" => list.page_number(value),
                "page_size" => list.page_size(value, sizes),
                "search" => list.search(value),
                "ordering" => list.order(value),
                "cursor" => {
                    cursor = Some(value);
                    Ok(())
                }
                _ => list.filter(name, value),
            };
            if let Err(message) = outcome {
                errors.add(name, message);
            }
        }
        if let Some(token) = cursor
            && let Err(message) = list.seek(token)
        {
            errors.add("cursor", message);
        }
        if list.tests.len() + list.chosen.len() > MOST_TESTS || list.values() > MOST_VALUES {
            errors.add(
                NON_FIELD,
                format!("Ask for at most {MOST_TESTS} filters and {MOST_VALUES} values at once."),
            );
        }
        errors.into_result()?;
        if matches!(list.window, Window::Page(number) if number < 1) {
            return Err(Error::NotFound);
        }
        Ok(list)
    }

    /// How many values the filters compare with.
    fn values(&self) -> usize {
        let of = |test: &Test| if let Test::OneOf(values) = test { values.len() } else { 1 };
        self.tests.iter().map(|(_, test)| of(test)).sum()
    }

    /// The choices of a [`Column::derived`] field that were asked for, each of which a row may have; `None` when it was not filtered by.
    pub fn chosen(&self, field: &str) -> Option<Vec<&str>> {
        let asked = self.chosen.iter().filter(|(name, _)| *name == field);
        let texts = asked.map(|(_, texts)| texts.iter().map(String::as_str).collect::<Vec<_>>());
        texts.reduce(|both, more| both.into_iter().filter(|text| more.contains(text)).collect())
    }

    /// Whether the beginning of the list was asked for.
    pub fn is_first(&self) -> bool {
        matches!(self.window, Window::Page(1) | Window::Cursor(None))
    }

    fn page_number(&mut self, value: &str) -> std::result::Result<(), String> {
        let number = value.parse().map_err(|_| "Enter a whole number.")?;
        self.window = Window::Page(number);
        Ok(())
    }

    fn page_size(&mut self, value: &str, sizes: PageSizes) -> std::result::Result<(), String> {
        let wanted = value.parse().ok().filter(|n| (1..=sizes.most).contains(n));
        self.size = wanted.ok_or_else(|| format!("Enter a whole number from 1 to {}.", sizes.most))?;
        Ok(())
    }

    fn search(&mut self, value: &str) -> std::result::Result<(), String> {
        if value.contains('\0') {
            return Err("Null characters are not allowed.".into());
        }
        if self.columns.search.is_empty() {
            return Err("This list cannot be searched.".into());
        }
        let terms: Vec<_> = value.split([' ', ',', '\t', '\n']).filter(|term| !term.is_empty()).collect();
        if terms.len() > MOST_TERMS {
            return Err(format!("Enter at most {MOST_TERMS} words."));
        }
        let sought = |column: &Column| column.sought.map(|(table, label)| (column.column, table, label));
        let names: Vec<_> = self.columns.fields.iter().filter_map(sought).collect();
        let test = |term: &&str| (self.columns.search, Test::found(&pattern(&term.to_lowercase()), &names));
        self.tests.extend(terms.iter().map(test));
        Ok(())
    }

    fn order(&mut self, value: &str) -> std::result::Result<(), String> {
        let mut keys: Vec<Key> = Vec::new();
        for part in value.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            let (name, descending) = part.strip_prefix('-').map_or((part, false), |name| (name, true));
            let found = self.columns.get(name).filter(|column| column.sorts);
            let column = found.ok_or_else(|| unknown("ordering", name, self.columns.orderings()))?;
            let stands_for = column.sorts_as.iter().filter_map(|field| self.columns.get(field));
            let itself = column.sorts_as.is_empty().then_some(column);
            for column in stands_for.chain(itself) {
                if !keys.iter().any(|key| key.column == column) {
                    keys.push(Key { column, descending });
                }
            }
        }
        if keys.is_empty() {
            return Ok(());
        }
        let text = |key: &Key| format!("{}{}", if key.descending { "-" } else { "" }, key.column.name);
        self.ordering = keys.iter().map(text).collect::<Vec<_>>().join(",");
        self.keys = keys;
        Ok(())
    }

    fn filter(&mut self, name: &str, value: &str) -> std::result::Result<(), String> {
        let (field, suffix) = name.split_once("__").unwrap_or((name, ""));
        let column = self.columns.get(field).ok_or_else(|| {
            let own: Vec<String> = self.columns.fields.iter().flat_map(Column::parameters).collect();
            unknown("parameter", name, own.iter().map(String::as_str).chain(COMMON))
        })?;
        let own = column.parameters();
        if !own.iter().any(|parameter| parameter == name) {
            return Err(unknown("parameter", name, own.iter().map(String::as_str)));
        }
        let read = |text: &str| Value::read(column.kind, text);
        if column.derived {
            let texts = if suffix.is_empty() { vec![value] } else { several(value)? };
            texts.iter().try_for_each(|text| read(text).map(drop))?;
            self.chosen.push((column.name, texts.into_iter().map(ToOwned::to_owned).collect()));
            return Ok(());
        }
        let test = match suffix {
            "" => Test::Equals(read(value)?),
            "in" => {
                Test::OneOf(several(value)?.into_iter().map(read).collect::<std::result::Result<_, _>>()?)
            }
            "gte" => Test::Compares(" >= ", read(value)?),
            "lte" => Test::Compares(" <= ", read(value)?),
            "gt" => Test::Compares(" > ", read(value)?),
            "lt" => Test::Compares(" < ", read(value)?),
            "isnull" => Test::IsNull(Value::read(Kind::Bool, value)? == Value::Bool(true)),
            _ => {
                read(value)?;
                Test::Contains(pattern(&value.to_lowercase()))
            }
        };
        let test = match column.through {
            None => test,
            Some(through) => Test::Member(through, Box::new(test)),
        };
        self.tests.push((column.column, test));
        Ok(())
    }

    fn seek(&mut self, token: &str) -> std::result::Result<(), String> {
        if token.is_empty() {
            self.window = Window::Cursor(None);
            return Ok(());
        }
        let cursor = Cursor::decode(token, &self.ordering)?;
        cursor.values(&self.fields())?;
        self.window = Window::Cursor(Some(cursor));
        Ok(())
    }

    fn fields(&self) -> Vec<&'static Column> {
        self.keys.iter().map(|key| key.column).collect()
    }

    fn backwards(&self) -> bool {
        matches!(&self.window, Window::Cursor(Some(cursor)) if cursor.before)
    }

    fn turned(&self) -> (Vec<Key>, bool) {
        let flip = self.backwards();
        let turn = |key: &Key| Key { column: key.column, descending: key.descending != flip };
        let id_descends = self.keys.last().is_some_and(|key| key.descending) != flip;
        (self.keys.iter().map(turn).collect(), id_descends)
    }

    /// The filters and the search, on a query of the table: what is counted.
    pub fn narrow<Q: FilterDsl<Condition, Output = Q>>(&self, query: Q) -> Q {
        if self.tests.is_empty() {
            return query;
        }
        let (table, tests) = (self.columns.table, self.tests.clone());
        query.filter(Condition { table, tests, after: None, id_descends: false })
    }

    /// The rows of this page, and one more that tells whether there is a next.
    pub fn window<Q>(&self, query: Q) -> Q
    where
        Q: FilterDsl<Condition, Output = Q> + OrderDsl<Ordering, Output = Q>,
    {
        let table = self.columns.table;
        let (keys, id_descends) = self.turned();
        let query = self.narrow(query);
        let (query, offset) = match &self.window {
            Window::Page(number) => (query, (number - 1).saturating_mul(self.size)),
            Window::Cursor(None) => (query, 0),
            Window::Cursor(Some(cursor)) => {
                let values = cursor.values(&self.fields()).unwrap_or_default();
                let after = After { keys: keys.clone(), values, id: cursor.id };
                (query.filter(Condition { table, tests: vec![], after: Some(after), id_descends }), 0)
            }
        };
        query.order(Ordering { table, keys, id_descends, limit: self.size + 1, offset })
    }

    /// Puts a page together from the rows [`ListQuery::window`] found; `count` is asked for the number of all rows only when the
    /// rows do not tell it.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a page past the end; what `count` answers.
    pub fn page<T: Serialize>(
        &self,
        mut rows: Vec<T>,
        id: impl Fn(&T) -> i64,
        count: impl FnOnce() -> Result<i64>,
    ) -> Result<Page<T>> {
        let more = i64::try_from(rows.len()).unwrap_or(i64::MAX) > self.size;
        rows.truncate(usize::try_from(self.size).unwrap_or(usize::MAX));
        let here = i64::try_from(rows.len()).unwrap_or(i64::MAX);
        match &self.window {
            Window::Page(number) => {
                let before = (number - 1).saturating_mul(self.size);
                if here == 0 && *number > 1 {
                    return Err(Error::NotFound);
                }
                let count = if more { count()? } else { before + here };
                let next = more.then(|| Turn::Page(number + 1));
                let previous = (*number > 1).then(|| Turn::Page(number - 1));
                Ok(Page { count, results: rows, next, previous })
            }
            Window::Cursor(at) => {
                let count = match at {
                    Some(cursor) => cursor.count,
                    None if more => count()?,
                    None => here,
                };
                let backwards = self.backwards();
                if backwards {
                    rows.reverse();
                }
                let names: Vec<_> = self.keys.iter().map(|key| key.column.name).collect();
                let turn = |row: Option<&T>, before: bool| {
                    row.map(|row| {
                        let (key, ordering) = (standing(row, &names), self.ordering.clone());
                        Turn::Cursor(Cursor { ordering, key, id: id(row), before, count }.encode())
                    })
                };
                let (has_next, has_previous) = if backwards { (true, more) } else { (more, at.is_some()) };
                let next = if has_next { turn(rows.last(), false) } else { None };
                let previous = if has_previous { turn(rows.first(), true) } else { None };
                Ok(Page { count, results: rows, next, previous })
            }
        }
    }
}

/// The values of a list with commas between them.
fn several(value: &str) -> std::result::Result<Vec<&str>, String> {
    let texts: Vec<_> = value.split(',').map(str::trim).filter(|text| !text.is_empty()).collect();
    if texts.is_empty() || texts.len() > MOST_VALUES {
        return Err(format!("Enter 1 to {MOST_VALUES} values, with commas between them."));
    }
    Ok(texts)
}

/// `Unknown parameter "plant_typ". Did you mean "plant_type"?`
fn unknown<'a>(what: &str, name: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let nearest =
        known.into_iter().map(|k| (strsim::jaro_winkler(name, k), k)).max_by(|a, b| a.0.total_cmp(&b.0));
    let name = name.escape_debug();
    match nearest {
        Some((_, nearest)) => format!("Unknown {what} \"{name}\". Did you mean \"{nearest}\"?"),
        None => format!("Unknown {what} \"{name}\"."),
    }
}
