//! Free-form JSON kept in a column.
use serde::{Deserialize, Serialize};

/// A JSON document: `jsonb` or text in the database.
#[derive(
    Debug, Clone, Default, PartialEq, Serialize, Deserialize, diesel::AsExpression, diesel::FromSqlRow,
)]
#[diesel(sql_type = crate::columns::SqlJson)]
#[serde(transparent)]
pub struct Json(pub serde_json::Value);

/// The text of a JSON document, on its way into such a column: kept as it is, without being taken apart.
#[derive(Debug, Clone, PartialEq, Eq, diesel::AsExpression)]
#[diesel(sql_type = crate::columns::SqlJson)]
pub struct JsonText(pub String);

impl paperclip_core::v2::schema::Apiv2Schema for Json {
    fn raw_schema() -> paperclip_core::v2::models::DefaultSchemaRaw {
        paperclip_core::v2::models::DefaultSchemaRaw {
            data_type: Some(paperclip_core::v2::models::DataType::Object),
            ..Default::default()
        }
    }
}
