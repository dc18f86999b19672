//! A line of an order as clients write it, as it is kept, and as they read it.
use super::{
    Tolerance, WeightList,
    lenient::{blank_is_null, null_is_blank},
};
use crate::{rules, schema::purchase_orders_item as items};
use chrono::NaiveDate;
use diesel::{dsl::Nullable, prelude::*};
use paperclip::actix::Apiv2Schema;
use projectmeats_core::{
    Money, Percent, Price, Quantity, Timestamp, Weight, WeightUnit,
    ids::{ItemId, OrderId},
};
use projectmeats_db::rows::{Cell, Row};
use projectmeats_trade::{
    FreshOrFrozen, NetOrCatch, PackageType, PriceUnit, ProteinTypeOrNone, QuantityUnit, WeightBasis,
};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

/// The fields of a line that clients write.
#[derive(
    Debug, Clone, PartialEq, Eq, Default, Queryable, Selectable, Serialize, Deserialize, Validate, Apiv2Schema,
)]
#[diesel(table_name = items)]
#[serde(default)]
pub struct ItemIn {
    /// The line that is changed; null for a new one.
    #[diesel(select_expression = items::id.nullable(), select_expression_type = Nullable<items::id>)]
    #[serde(deserialize_with = "blank_is_null")]
    pub id: Option<ItemId>,
    /// What it is.
    #[validate(length(max = 1000))]
    #[serde(deserialize_with = "null_is_blank")]
    pub description: String,
    /// The company's own code for it.
    #[validate(length(max = 50))]
    #[serde(deserialize_with = "null_is_blank")]
    pub code: String,
    /// The number of the cut in the Institutional Meat Purchase Specifications (USDA AMS; NAMP has the same): `112A`.
    #[validate(custom(function = "imps_number"))]
    #[serde(deserialize_with = "null_is_blank")]
    pub namp_code: String,
    /// The animal.
    #[serde(deserialize_with = "null_is_blank")]
    pub protein: ProteinTypeOrNone,
    /// The cut: `ribeye`, `brisket`, or any other words.
    #[validate(length(max = 100))]
    #[serde(deserialize_with = "null_is_blank")]
    pub cut: String,
    /// The grade: `USDA Choice`.
    #[validate(length(max = 50))]
    #[serde(deserialize_with = "null_is_blank")]
    pub grade: String,
    /// The state it is kept in.
    #[serde(deserialize_with = "null_is_blank")]
    pub fresh_or_frozen: FreshOrFrozen,
    /// What it is packed in.
    #[serde(deserialize_with = "null_is_blank")]
    pub package_type: PackageType,
    /// Whether cases weigh the same (net) or each its own (catch); unstated is net.
    #[serde(deserialize_with = "null_is_blank")]
    pub net_or_catch: NetOrCatch,
    /// Where it comes from.
    #[validate(length(max = 100))]
    #[serde(deserialize_with = "null_is_blank")]
    pub origin: String,
    /// The producer's lot.
    #[validate(length(max = 100))]
    #[serde(deserialize_with = "null_is_blank")]
    pub lot_number: String,
    /// The day it was produced.
    #[serde(deserialize_with = "blank_is_null")]
    pub production_date: Option<NaiveDate>,
    /// How many of `quantity_unit`; more than 0.
    pub quantity: Quantity,
    /// What the quantity counts.
    pub quantity_unit: QuantityUnit,
    /// The weight ordered, in `weight_unit`. Left out, it is the quantity times `nominal_weight`.
    #[serde(deserialize_with = "blank_is_null")]
    pub ordered_weight: Option<Weight>,
    /// What one case should weigh.
    #[serde(deserialize_with = "blank_is_null")]
    pub nominal_weight: Option<Weight>,
    /// The unit of the weights.
    pub weight_unit: WeightUnit,
    /// How far the weight that arrives may be from the weight expected, in per cent of it; null where nobody minds.
    #[serde(deserialize_with = "blank_is_null")]
    pub tolerance_percent: Option<Percent>,
    /// The weights on the scale, one for each case or combo; at most 2,000.
    #[diesel(deserialize_as = WeightList)]
    #[serde(deserialize_with = "blank_is_null")]
    pub actual_weights: Option<WeightList>,
    /// The weight on the scale in all: the sum of the list where there is one.
    #[serde(deserialize_with = "blank_is_null")]
    pub actual_weight: Option<Weight>,
    /// How many have arrived.
    #[diesel(deserialize_as = Quantity)]
    #[serde(deserialize_with = "blank_is_null")]
    pub received_quantity: Option<Quantity>,
    /// Dollars for one of `price_unit`.
    pub unit_price: Price,
    /// What the price is for: `lb`, `kg`, `cwt` (100 lb), `100kg`, `mt`, `case`, `piece`, `load`.
    pub price_unit: PriceUnit,
    /// What is claimed from the supplier for it.
    #[diesel(deserialize_as = Money)]
    #[serde(deserialize_with = "blank_is_null")]
    pub claim_amount: Option<Money>,
    /// Why.
    #[validate(length(max = 1000))]
    #[diesel(deserialize_as = String)]
    pub claim_reason: Option<String>,
}

/// Three or four digits and at most two letters; blank for none.
fn imps_number(typed: &str) -> Result<(), ValidationError> {
    let letters = typed.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = typed.len() - letters.len();
    let good =
        (3..=4).contains(&digits) && letters.len() <= 2 && letters.bytes().all(|b| b.is_ascii_alphabetic());
    let wanted = "Enter 3 or 4 digits and at most two letters: 112A.";
    if typed.is_empty() || good {
        Ok(())
    } else {
        Err(ValidationError::new("imps").with_message(wanted.into()))
    }
}

/// A line as it is kept. What clients may leave out of [`ItemIn`] is there.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Serialize, Apiv2Schema)]
#[diesel(table_name = items)]
pub struct ItemRow {
    /// What clients write.
    #[diesel(embed)]
    #[serde(flatten)]
    pub fields: ItemIn,
    /// Its order.
    #[serde(skip)]
    pub order_id: OrderId,
    /// Its place in the order, from 1.
    pub position: i32,
    /// The weight that was ordered, or follows from the quantity; null when nothing says it.
    pub expected_weight: Option<Weight>,
    /// What it is worth, in dollars.
    pub amount: Money,
    /// Its share of the order's freight.
    pub allocated_freight: Money,
    /// Whether no more of it is to come.
    pub received: bool,
    /// Goes up by one with each change.
    pub version: i64,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// What follows from a line as it is kept.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Apiv2Schema)]
pub struct Worth {
    /// Which weight the line is worth: `actual`, `ordered`, or blank when there is none.
    pub weight_basis: WeightBasis,
    /// The weight the line is worth; null when there is none.
    pub billed_weight: Option<Weight>,
    /// How far the weight that arrived is from the weight expected of what arrived, in per cent of it; null until there are both.
    pub variance_percent: Option<Percent>,
    /// Whether that is within the tolerance; null until there are weights, and without a tolerance.
    pub tolerance: Option<Tolerance>,
}

/// A line of an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Apiv2Schema)]
pub struct Item {
    /// As it is kept.
    #[serde(flatten)]
    pub row: ItemRow,
    /// What follows from that.
    #[serde(flatten)]
    pub worth: Worth,
}

impl From<ItemRow> for Item {
    fn from(row: ItemRow) -> Self {
        Self { worth: rules::worth(&row), row }
    }
}
impl Item {
    /// Its key.
    pub fn id(&self) -> ItemId {
        self.row.key()
    }
}

impl ItemRow {
    /// Its key; 0 until it is kept.
    pub fn key(&self) -> ItemId {
        self.fields.id.unwrap_or(ItemId(0))
    }
}

impl Row for ItemRow {
    const TABLE: &'static str = "purchase_orders_item";
    const COLUMNS: &'static [&'static str] = &[
        "order_id",
        "position",
        "description",
        "code",
        "namp_code",
        "protein",
        "cut",
        "grade",
        "fresh_or_frozen",
        "package_type",
        "net_or_catch",
        "origin",
        "lot_number",
        "production_date",
        "quantity",
        "quantity_unit",
        "ordered_weight",
        "nominal_weight",
        "weight_unit",
        "tolerance_percent",
        "actual_weights",
        "actual_weight",
        "received_quantity",
        "unit_price",
        "price_unit",
        "claim_amount",
        "claim_reason",
        "expected_weight",
        "amount",
        "allocated_freight",
        "received",
        "version",
        "created_at",
        "updated_at",
    ];

    fn id(&self) -> i64 {
        self.key().0
    }

    fn cells<'r>(&'r self, cells: &mut Vec<Cell<'r>>) {
        let Self { fields, order_id, position, expected_weight, amount, allocated_freight, received, .. } =
            self;
        let Self { version, created_at, updated_at, .. } = self;
        cells.extend([Cell::Key(order_id.0), Cell::Number(*position)]);
        fields.cells(cells);
        cells.extend([
            Cell::Weight(*expected_weight),
            Cell::Money(Some(*amount)),
            Cell::Money(Some(*allocated_freight)),
            Cell::Bool(*received),
            Cell::Key(*version),
            Cell::Time(*created_at),
            Cell::Time(*updated_at),
        ]);
    }
}

impl ItemIn {
    /// The values of its columns, in the order of [`ItemRow`]'s. Rows are settled before they are written: what may be left out of an
    /// input is there.
    fn cells<'r>(&'r self, cells: &mut Vec<Cell<'r>>) {
        let Self {
            id: _,
            description,
            code,
            namp_code,
            protein,
            cut,
            grade,
            fresh_or_frozen,
            package_type,
            ..
        } = self;
        let Self { net_or_catch, origin, lot_number, production_date, quantity, quantity_unit, .. } = self;
        let Self { ordered_weight, nominal_weight, weight_unit, tolerance_percent, .. } = self;
        let Self { actual_weights, actual_weight, received_quantity, unit_price, price_unit, .. } = self;
        let Self { claim_amount, claim_reason, .. } = self;
        let texts: [&str; 11] = [
            description,
            code,
            namp_code,
            protein.as_str(),
            cut,
            grade,
            fresh_or_frozen.as_str(),
            package_type.as_str(),
            net_or_catch.as_str(),
            origin,
            lot_number,
        ];
        cells.extend(texts.map(Cell::Text));
        cells.extend([
            Cell::Day(*production_date),
            Cell::Quantity(Some(*quantity)),
            Cell::Text(quantity_unit.as_str()),
            Cell::Weight(*ordered_weight),
            Cell::Weight(*nominal_weight),
            Cell::Text(weight_unit.as_str()),
            Cell::Percent(*tolerance_percent),
            Cell::Text(actual_weights.as_ref().map_or("[]", WeightList::text)),
            Cell::Weight(*actual_weight),
            Cell::Quantity(Some(received_quantity.unwrap_or_default())),
            Cell::Price(Some(*unit_price)),
            Cell::Text(price_unit.as_str()),
            Cell::Money(Some(claim_amount.unwrap_or_default())),
            Cell::Text(claim_reason.as_deref().unwrap_or_default()),
        ]);
    }
}

impl projectmeats_core::Timestamped for Item {
    fn created_at(&self) -> Timestamp {
        self.row.created_at
    }
    fn updated_at(&self) -> Timestamp {
        self.row.updated_at
    }
}
impl projectmeats_core::Versioned for Item {
    fn version(&self) -> i64 {
        self.row.version
    }
}
