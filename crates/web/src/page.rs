//! A page of a list as it is sent: its rows, and absolute links to its neighbours.
use paperclip::v2::{
    models::{DataType, DefaultSchemaRaw},
    schema::Apiv2Schema,
};
use projectmeats_db::listing::{Page, Turn};
use serde::Serialize;

/// `{count, next, previous, results}`.
#[derive(Debug, Serialize)]
pub struct Listed<T> {
    /// How many there are in all.
    pub count: i64,
    /// Where the next page is; null on the last.
    pub next: Option<String>,
    /// Where the previous page is; null on the first.
    pub previous: Option<String>,
    /// The rows of this page.
    pub results: Vec<T>,
}

impl<T> Listed<T> {
    /// A page with links: `at` is the list's own absolute address, `query` the query string it was asked with.
    pub fn linked(page: Page<T>, at: &str, query: &str) -> Self {
        let Page { count, results, next, previous } = page;
        let link = |turn: Option<Turn>| turn.map(|turn| format!("{at}?{}", turned(query, turn)));
        Self { count, next: link(next), previous: link(previous), results }
    }
}

/// The query string of a neighbouring page.
fn turned(query: &str, turn: Turn) -> String {
    let (name, value) = match turn {
        Turn::Page(number) => ("page", number.to_string()),
        Turn::Cursor(token) => ("cursor", token),
    };
    let mut pairs: Vec<(String, String)> = pairs(query).into_iter().filter(|(n, _)| n != name).collect();
    pairs.push((name.into(), value));
    serde_urlencoded::to_string(pairs).unwrap_or_default()
}

/// The parameters of a query string.
pub fn pairs(query: &str) -> Vec<(String, String)> {
    serde_urlencoded::from_str(query).unwrap_or_default()
}

impl<T: Apiv2Schema> Apiv2Schema for Listed<T> {
    fn name() -> Option<String> {
        T::name().map(|name| format!("Paginated{name}List"))
    }
    fn raw_schema() -> DefaultSchemaRaw {
        let nullable_text = || Box::new(Option::<String>::raw_schema());
        DefaultSchemaRaw {
            name: Self::name(),
            data_type: Some(DataType::Object),
            properties: [
                ("count".into(), i64::raw_schema().into()),
                ("next".into(), nullable_text()),
                ("previous".into(), nullable_text()),
                ("results".into(), Vec::<T>::raw_schema().into()),
            ]
            .into(),
            required: ["count".into(), "results".into()].into(),
            ..Default::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_keeps_what_was_asked_and_turns_the_page() {
        let page =
            Page { count: 9, results: vec![1], next: Some(Turn::Page(3)), previous: Some(Turn::Page(1)) };
        let listed = Listed::linked(page, "http://meats/api/v1/plants/", "search=a%26b&page=2");
        assert_eq!(listed.next.as_deref(), Some("http://meats/api/v1/plants/?search=a%26b&page=3"));
        assert_eq!(listed.previous.as_deref(), Some("http://meats/api/v1/plants/?search=a%26b&page=1"));
    }
}
