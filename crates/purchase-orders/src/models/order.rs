//! An order as clients write it, and as they read it.
use super::{FreightBasis, Item, ItemIn, Lines, OrderStatus, PaymentStatus};
use crate::schema::purchase_orders_purchaseorder as orders;
use chrono::NaiveDate;
use diesel::prelude::*;
use paperclip::actix::Apiv2Schema;
use projectmeats_core::{
    Money, Price, Timestamp, Weight, WeightUnit, blank_or_email,
    ids::{CarrierId, ContactId, CustomerId, OrderId, PlantId, SupplierId, UserId},
};
use projectmeats_db::{Label, label};
use projectmeats_trade::{
    AppointmentMethod, CarrierReleaseFormat, CreditTerms, EdibleInedible, FreshOrFrozen, LogisticsScenario,
    NetOrCatch, PackageType, PaymentTerms, ProteinTypeOrNone, lists::any_spelling,
};
use serde::{Deserialize, Serialize};
use validator::Validate;

/// The fields of an order that clients write.
#[derive(
    Debug,
    Clone,
    PartialEq,
    Eq,
    Default,
    Queryable,
    Selectable,
    Insertable,
    AsChangeset,
    Serialize,
    Deserialize,
    Validate,
    Apiv2Schema,
)]
#[diesel(table_name = orders, treat_none_as_null = true, treat_none_as_default_value = false)]
#[serde(default)]
pub struct OrderIn {
    /// Its number, unique in the company. Blank: the next of the company's own numbers.
    #[validate(length(max = 50))]
    #[diesel(skip_insertion)]
    pub order_number: String,
    /// The supplier it goes to.
    #[diesel(column_name = supplier_id, deserialize_as = SupplierId, skip_insertion, skip_update)]
    pub supplier: Option<SupplierId>,
    /// The customer it is for; null when it is for the company's own stock.
    #[diesel(column_name = customer_id)]
    pub customer: Option<CustomerId>,
    /// How far it has come.
    pub status: OrderStatus,
    /// The day it was made out.
    pub order_date: NaiveDate,
    /// The day it is to arrive; null when not agreed.
    pub delivery_date: Option<NaiveDate>,
    /// The day it arrived; set by receiving, or by hand.
    pub actual_delivery_date: Option<NaiveDate>,
    /// The day it is picked up.
    pub pick_up_date: Option<NaiveDate>,
    /// What is to be paid, in dollars. With items it is reckoned, and a different figure is refused; without, it is the figure given.
    #[diesel(deserialize_as = Money, skip_insertion, skip_update)]
    pub total_amount: Option<Money>,
    /// What carrying costs; spread over the lines.
    pub freight: Money,
    /// What freight is spread over the lines by.
    pub freight_basis: FreightBasis,
    /// Taxes.
    pub tax: Money,
    /// What is taken off.
    pub discount: Money,
    /// How it is settled.
    #[serde(deserialize_with = "any_spelling")]
    pub payment_terms: PaymentTerms,
    /// When it is settled. Called credit limit for historical reasons.
    pub credit_limit: CreditTerms,
    /// Who moves the goods.
    pub logistics_scenario: LogisticsScenario,
    /// Who carries it.
    #[diesel(column_name = carrier_id)]
    pub carrier: Option<CarrierId>,
    /// Which number releases the load.
    pub carrier_release_format: CarrierReleaseFormat,
    /// The carrier's release number.
    #[validate(length(max = 100))]
    pub carrier_release_num: String,
    /// How the carrier makes an appointment.
    pub how_carrier_make_appointment: AppointmentMethod,
    /// When the carrier is expected.
    pub appointment_at: Option<Timestamp>,
    /// The number of the appointment.
    #[validate(length(max = 100))]
    pub appointment_number: String,
    /// The plant it comes from.
    #[diesel(column_name = plant_id)]
    pub plant: Option<PlantId>,
    /// The plant it goes to.
    #[diesel(column_name = delivery_plant_id)]
    pub delivery_plant: Option<PlantId>,
    /// Whom to ask about it.
    #[diesel(column_name = contact_id)]
    pub contact: Option<ContactId>,
    /// The company's own reference.
    #[validate(length(max = 100))]
    pub our_purchase_order_num: String,
    /// The supplier's number of its confirmation.
    #[validate(length(max = 100))]
    pub supplier_confirmation_order_num: String,
    /// The supplier's address; blank: copied from the supplier.
    #[validate(length(max = 1000))]
    pub supplier_corporate_address: String,
    /// Whom to ask at the supplier; blank: copied from the supplier.
    #[validate(length(max = 255))]
    pub supplier_contact_name: String,
    /// Their telephone; blank: copied from the supplier.
    #[validate(length(max = 20))]
    pub supplier_contact_phone: String,
    /// Their e-mail; blank: copied from the supplier.
    #[validate(length(max = 254), custom(function = "blank_or_email"))]
    pub supplier_contact_email: String,
    /// What is ordered, in a sentence.
    #[validate(length(max = 10_000))]
    pub item_description: String,
    /// What the supplier is asked to mind.
    #[validate(length(max = 10_000))]
    pub special_instructions: String,
    /// Remarks.
    #[validate(length(max = 10_000))]
    pub notes: String,
    /// Remarks that are not for the supplier.
    #[validate(length(max = 10_000))]
    pub internal_notes: String,
    /// How many, as one figure for the whole order.
    #[validate(range(min = 0))]
    pub quantity: Option<i32>,
    /// What the order weighs. With items it is the sum of the weights they are worth, in `weight_unit`.
    pub total_weight: Option<Weight>,
    /// The unit of the weight.
    pub weight_unit: WeightUnit,
    /// Dollars for one, as one figure for the whole order. Items have prices of their own.
    pub price_per_unit: Option<Price>,
    /// The animal.
    pub type_of_protein: ProteinTypeOrNone,
    /// The state goods are kept in.
    pub fresh_or_frozen: FreshOrFrozen,
    /// What goods are packed in.
    pub package_type: PackageType,
    /// Whether cases weigh the same or each its own.
    pub net_or_catch: NetOrCatch,
    /// Whether goods are for people to eat.
    pub edible_or_inedible: EdibleInedible,
    /// Why its terms were last changed after they were agreed on.
    #[validate(length(max = 1000))]
    pub revision_reason: String,
    /// The lines, at most 500. A line with an `id` is that line changed, those left out are removed; without `items` all stay. A line
    /// is given whole, but for what receiving brings (weights, received quantity, claim), which stays when it is left out.
    #[diesel(column_name = item_count, deserialize_as = i32, skip_insertion, skip_update)]
    #[serde(skip_serializing_if = "Lines::is_absent")]
    pub items: Lines<ItemIn>,
}

/// Locations do not exist yet: existing clients read these fields, and find nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Apiv2Schema)]
pub struct NoLocations {
    /// Always null.
    pub pick_up_location: Option<i64>,
    /// Always null.
    pub pick_up_location_details: Option<i64>,
    /// Always null.
    pub delivery_location: Option<i64>,
    /// Always null.
    pub delivery_location_details: Option<i64>,
}
impl From<i32> for NoLocations {
    fn from(_: i32) -> Self {
        Self::default()
    }
}

/// An order.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Serialize, Apiv2Schema)]
#[diesel(table_name = orders)]
pub struct Order {
    /// Its key.
    pub id: OrderId,
    /// What clients write.
    #[diesel(embed)]
    #[serde(flatten)]
    pub fields: OrderIn,
    /// Fields for what does not exist yet.
    #[diesel(column_name = item_count, deserialize_as = i32)]
    #[serde(flatten)]
    pub locations: NoLocations,
    /// The supplier's name.
    #[diesel(select_expression = label(orders::supplier_id), select_expression_type = Label<SupplierId, orders::supplier_id>)]
    pub supplier_name: Option<String>,
    /// The customer's name; null when there is none.
    #[diesel(select_expression = label(orders::customer_id), select_expression_type = Label<CustomerId, orders::customer_id>)]
    pub customer_name: Option<String>,
    /// The carrier's name; null when there is none.
    #[diesel(select_expression = label(orders::carrier_id), select_expression_type = Label<CarrierId, orders::carrier_id>)]
    pub carrier_name: Option<String>,
    /// The name of the plant it comes from; null when there is none.
    #[diesel(select_expression = label(orders::plant_id), select_expression_type = Label<PlantId, orders::plant_id>)]
    pub plant_name: Option<String>,
    /// The name of the plant it goes to; null when there is none.
    #[diesel(select_expression = label(orders::delivery_plant_id), select_expression_type = Label<PlantId, orders::delivery_plant_id>)]
    pub delivery_plant_name: Option<String>,
    /// What the contact is called; null when there is none.
    #[diesel(select_expression = label(orders::contact_id), select_expression_type = Label<ContactId, orders::contact_id>)]
    pub contact_name: Option<String>,
    /// The sum of the lines. `total_amount` is this, freight and tax, less the discount.
    pub subtotal: Money,
    /// What its payments add up to.
    pub paid_amount: Money,
    /// What is still to be paid; below zero when more was paid than the goods turned out to be worth.
    pub outstanding_amount: Money,
    /// How much of it is paid.
    pub payment_status: PaymentStatus,
    /// How many lines it has.
    pub item_count: i32,
    /// How often its terms were changed after they were agreed on.
    pub revision: i32,
    /// Who made it; null once that account is gone.
    #[diesel(column_name = created_by_id)]
    pub created_by: Option<UserId>,
    /// What they are called.
    #[diesel(select_expression = label(orders::created_by_id), select_expression_type = Label<UserId, orders::created_by_id>)]
    pub created_by_name: Option<String>,
    /// Goes up by one with each change: the number in its `ETag`.
    pub version: i64,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
    /// When it was made, under the name existing clients read.
    #[diesel(column_name = created_at)]
    pub created_on: Timestamp,
    /// When it was last changed, under the name existing clients read.
    #[diesel(column_name = updated_at)]
    pub modified_on: Timestamp,
    /// The lines, in order; null in lists of orders, which tell how many there are.
    #[diesel(column_name = item_count, deserialize_as = i32)]
    pub items: Lines<Item>,
}

projectmeats_core::versioned!(Order);

impl Order {
    /// The input that would leave it as it is.
    pub fn input(&self) -> OrderIn {
        let items =
            self.items.0.as_ref().map(|items| items.iter().map(|item| item.row.fields.clone()).collect());
        OrderIn { items: Lines(items), ..self.fields.clone() }
    }
    /// What is to be paid.
    pub fn total(&self) -> Money {
        self.fields.total_amount.unwrap_or_default()
    }
}
