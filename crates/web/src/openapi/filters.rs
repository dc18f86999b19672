//! The query parameters of a list, from its columns.
use super::repairs::{
    self,
    parameters::{query, reference},
};
use projectmeats_db::listing::{Column, Columns, Kind};
use serde_json::{Value, json};

/// Every query parameter of a list: page, search, ordering, and the filters of its columns.
pub(super) fn list_parameters(columns: &Columns) -> Vec<Value> {
    let mut list: Vec<Value> = ["Page", "PageSize", "Cursor"].map(reference).into();
    if !columns.search.is_empty() {
        list.push(reference("Search"));
    }
    list.push(ordering(columns));
    list.extend(columns.fields.iter().flat_map(|column| {
        let filters = column.parameters();
        filters.into_iter().map(|name| filter(column, &name)).collect::<Vec<_>>()
    }));
    list
}

fn ordering(columns: &Columns) -> Value {
    let names: Vec<String> =
        columns.orderings().flat_map(|name| [name.to_owned(), format!("-{name}")]).collect();
    let default: Vec<&str> = columns.default_order.split(',').map(str::trim).collect();
    let allowed = columns.orderings().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let description = format!("Fields to order by, the first counting most, `-` for descending: {allowed}.");
    let items = json!({ "type": "string", "enum": names });
    query("ordering", &description, &json!({ "type": "array", "items": items, "default": default }))
}

/// The filter `name` of a column: the name alone, or with a suffix.
fn filter(column: &Column, name: &str) -> Value {
    let (field, value) = (column.name, schema(column.kind));
    let suffix = name.strip_prefix(field).unwrap_or_default();
    let (description, schema) = match suffix {
        "__in" => (format!("`{field}` is one of these."), json!({ "type": "array", "items": value })),
        "__gte" => (format!("`{field}` is at least this."), value),
        "__lte" => (format!("`{field}` is at most this."), value),
        "__gt" => (format!("`{field}` is more than this."), value),
        "__lt" => (format!("`{field}` is less than this."), value),
        "__icontains" => {
            (format!("`{field}` contains this, whatever the case."), json!({ "type": "string" }))
        }
        "__isnull" => (format!("Whether `{field}` is empty."), json!({ "type": "boolean" })),
        _ => (format!("`{field}` is this."), value),
    };
    query(name, &description, &schema)
}

fn schema(kind: Kind) -> Value {
    match kind {
        Kind::Text => json!({ "type": "string" }),
        Kind::Choice(texts) => json!({ "type": "string", "enum": texts }),
        Kind::Integer => json!({ "type": "integer", "format": "int64" }),
        Kind::Bool => json!({ "type": "boolean" }),
        Kind::Date => json!({ "type": "string", "format": "date" }),
        Kind::Time => json!({ "type": "string", "format": "date-time" }),
        Kind::Uuid => json!({ "type": "string", "format": "uuid" }),
        Kind::Money => amount("Money"),
        Kind::Weight => amount("Weight"),
    }
}

/// Without the example, which a reader of the document would put into every filter.
fn amount(name: &str) -> Value {
    json!({ "type": "string", "pattern": repairs::amount(name)["pattern"] })
}
