//! Free-form JSON kept in a column.
use serde::{Deserialize, Serialize};

/// A JSON document: `jsonb` or text in the database.
#[derive(
    Debug, Clone, Default, PartialEq, Serialize, Deserialize, diesel::AsExpression, diesel::FromSqlRow,
)]
#[diesel(sql_type = crate::columns::SqlJson)]
#[serde(transparent)]
pub struct Json(pub serde_json::Value);

impl paperclip_core::v2::schema::Apiv2Schema for Json {
    fn raw_schema() -> paperclip_core::v2::models::DefaultSchemaRaw {
        paperclip_core::v2::models::DefaultSchemaRaw {
            data_type: Some(paperclip_core::v2::models::DataType::Object),
            ..Default::default()
        }
    }
}
