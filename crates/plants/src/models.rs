//! A plant as clients write it, and as they read it.
use crate::{establishment, schema::plants_plant};
use diesel::prelude::*;
use paperclip::actix::Apiv2Schema;
use projectmeats_core::{
    Timestamp, blank_or_email, choices,
    ids::{PlantId, SupplierId, UserId},
};
use projectmeats_db::{Label, Shown, label, link::Side};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

choices! {
    /// What a facility does.
    pub enum PlantType {
        Processing = "processing", Distribution = "distribution", Warehouse = "warehouse", Retail = "retail",
        Storage = "storage", Mixed = "mixed", Other = "other",
    }
}

choices! {
    /// What a capacity counts.
    pub enum CapacityUnit {
        Unstated = "", PoundsPerDay = "lb_per_day", KilogramsPerDay = "kg_per_day", HeadPerDay = "head_per_day",
        Pallets = "pallets", SquareFeet = "square_feet", Other = "other",
    }
}

/// The fields of a plant that clients write.
#[derive(
    Debug,
    Clone,
    PartialEq,
    Eq,
    Queryable,
    Selectable,
    Insertable,
    AsChangeset,
    Serialize,
    Deserialize,
    Validate,
    Apiv2Schema,
)]
#[diesel(table_name = plants_plant, treat_none_as_null = true, treat_none_as_default_value = false)]
#[serde(default)]
pub struct PlantIn {
    /// Its name.
    #[validate(length(min = 1, max = 200))]
    pub name: String,
    /// The company's own code for it; unique in the company.
    #[validate(length(min = 1, max = 50))]
    pub code: String,
    /// The supplier it belongs to; null for none.
    #[diesel(column_name = supplier_id)]
    pub supplier: Option<SupplierId>,
    /// USDA establishment numbers as typed: `M46712+P46712`, `EST. M38`.
    #[validate(length(max = 50), custom(function = "establishment_number"))]
    pub plant_est_num: String,
    /// The approval number of an establishment in the European Union: `DE NW 20202 EG` (Regulation (EC) No 853/2004).
    #[validate(length(max = 50))]
    pub eu_approval_num: String,
    /// The country that gave the approval number.
    #[validate(length(max = 100))]
    pub eu_approval_country: String,
    /// What it does.
    pub plant_type: PlantType,
    /// Street address.
    #[validate(length(max = 1000))]
    pub address: String,
    /// City.
    #[validate(length(max = 100))]
    pub city: String,
    /// State or province.
    #[validate(length(max = 100))]
    pub state: String,
    /// Postal code.
    #[validate(length(max = 20))]
    pub zip_code: String,
    /// Country.
    #[validate(length(max = 100))]
    pub country: String,
    /// Telephone.
    #[validate(length(max = 20))]
    pub phone: String,
    /// E-mail; may be empty.
    #[validate(length(max = 254), custom(function = "blank_or_email"))]
    pub email: String,
    /// Who runs it.
    #[validate(length(max = 100))]
    pub manager: String,
    /// How much it can take, in the unit beside it; null when unknown.
    #[validate(range(min = 0))]
    pub capacity: Option<i32>,
    /// What the capacity counts.
    pub capacity_unit: CapacityUnit,
    /// Whether the company works with it. One that is not stays listed and reachable.
    pub is_active: bool,
}

impl Default for PlantIn {
    fn default() -> Self {
        let blank = String::new;
        Self {
            name: blank(),
            code: blank(),
            supplier: None,
            plant_est_num: blank(),
            eu_approval_num: blank(),
            eu_approval_country: blank(),
            plant_type: PlantType::Processing,
            address: blank(),
            city: blank(),
            state: blank(),
            zip_code: blank(),
            country: "USA".into(),
            phone: blank(),
            email: blank(),
            manager: blank(),
            capacity: None,
            capacity_unit: CapacityUnit::Unstated,
            is_active: true,
        }
    }
}

fn establishment_number(typed: &str) -> Result<(), ValidationError> {
    establishment::normal(typed)
        .map(|_| ())
        .map_err(|wanted| ValidationError::new("establishment").with_message(wanted.into()))
}

/// A plant.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Serialize, Apiv2Schema)]
#[diesel(table_name = plants_plant)]
pub struct Plant {
    /// Its number.
    pub id: PlantId,
    /// What clients write.
    #[diesel(embed)]
    #[serde(flatten)]
    pub fields: PlantIn,
    /// The establishment numbers in normal form: `M46712+P46712`.
    #[diesel(column_name = est_num_normal)]
    pub plant_est_num_normal: String,
    /// The supplier's name; null when there is none.
    #[diesel(select_expression = label(plants_plant::supplier_id), select_expression_type = Label<SupplierId, plants_plant::supplier_id>)]
    pub supplier_name: Option<String>,
    /// Who made it; null once that account is gone.
    #[diesel(column_name = created_by_id)]
    pub created_by: Option<UserId>,
    /// What they are called.
    #[diesel(select_expression = label(plants_plant::created_by_id), select_expression_type = Label<UserId, plants_plant::created_by_id>)]
    pub created_by_name: Option<String>,
    /// Goes up by one with each change: the number in its `ETag`.
    pub version: i64,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

projectmeats_core::versioned!(Plant);

/// Where a plant is, as those who work with it show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Apiv2Schema)]
pub struct Place {
    /// The plant's number.
    pub id: PlantId,
    /// Its name.
    pub name: String,
    /// Its code.
    pub code: String,
    /// What it does.
    pub plant_type: PlantType,
    /// City.
    pub city: String,
    /// State or province.
    pub state: String,
}
impl Shown for Place {
    const COLUMNS: &'static [&'static str] = &["id", "name", "code", "plant_type", "city", "state"];
}

/// The plants of a supplier, in the supplier's order. To be read through [`mod@projectmeats_db::link`], and written by
/// [`crate::services::supply`].
#[derive(Debug, Clone, Copy, Default)]
pub struct SupplierPlants;
impl Side for SupplierPlants {
    const TABLE: &'static str = "plants_plant";
    type Owner = SupplierId;
    type Member = PlantId;
    const OWNER: &'static str = "supplier_id";
    const MEMBER: &'static str = "id";
    const KEEPS: bool = true;
    const RANK: &'static str = "supplier_rank";
    const BACK_RANK: Option<&'static str> = None;
}
