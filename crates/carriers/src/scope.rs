//! `/carriers/`.
use crate::{
    models::{Carrier, CarrierIn, InsuredCarrier},
    services::{self, Lapsing},
};
use actix_web::http::StatusCode;
use paperclip::{
    actix::{
        Apiv2Schema, api_v2_operation,
        web::{self, Query},
    },
    v2::{models::DataType, schema::TypedData},
};
use projectmeats_core::{Ctx, Error, Result, ids::CarrierId};
use projectmeats_db::{
    Conn,
    listing::{Columns, ListQuery, Page},
};
use projectmeats_directory::{self as directory, Directory};
use projectmeats_web::{
    Answer, Caller, Check, Edit, Failure, InTenant, Listed, Reply, Resource, Warning, named::Named,
    page::pairs, resource,
};
use serde::Deserialize;
use serde_json::{Value, json};

/// Carriers over HTTP.
#[derive(Debug)]
pub struct Carriers;

impl Resource for Carriers {
    const PATH: &'static str = "carriers";
    const TAG: &'static str = "Carriers";
    const NOUN: &'static str = services::NOUN;
    const REQUIRED: &'static [&'static str] = &["name", "code"];
    const COLUMNS: &'static Columns = &services::COLUMNS;
    type Scope = InTenant;
    type Id = CarrierId;
    type In = CarrierIn;
    type View = Carrier;

    fn example() -> Value {
        json!({
            "name": "Prairie Reefer Lines", "code": "PRL", "carrier_type": "truck", "status": "active",
            "contact_person": "Hank Brandt", "phone": "+1 402 555 0170", "email": "dispatch@prairie.example",
            "address": "900 Industrial Ave", "city": "Omaha", "state": "NE", "zip_code": "68107", "country": "USA",
            "mc_number": "123456", "dot_number": "1234567", "modes": ["truckload", "ltl"], "equipment": ["reefer"],
            "regions_served": ["NE", "IA", "KS"], "min_temperature_f": -20, "max_temperature_f": 70,
            "insurance_provider": "Great Plains Mutual", "insurance_policy_number": "GPM-88213", "insurance_expiry": "2027-03-31",
            "accounting_payment_terms": "ACH", "credit_limits": "Net 30", "departments_array": ["BOL", "POD"],
            "how_carrier_make_appointment": "Email", "contacts": [4]
        })
    }
    fn id(view: &Carrier) -> CarrierId {
        view.kept.id
    }
    fn input(view: &Carrier) -> CarrierIn {
        view.kept.fields.clone()
    }
    fn list(ctx: &Ctx, conn: &mut Conn, list: &ListQuery) -> Result<Page<Carrier>> {
        services::list(ctx, conn, list)
    }
    fn create(ctx: &Ctx, conn: &mut Conn, input: CarrierIn) -> Result<Carrier> {
        services::create(ctx, conn, input)
    }
    fn warnings(ctx: &Ctx, conn: &mut Conn, view: &Carrier) -> Result<Vec<Warning>> {
        directory::scope::warnings::<Self>(ctx, conn, view.kept.id)
    }
    fn retrieve(ctx: &Ctx, conn: &mut Conn, id: CarrierId) -> Result<Carrier> {
        services::retrieve(ctx, conn, id)
    }
    fn update(ctx: &Ctx, conn: &mut Conn, id: CarrierId, edit: Edit<'_, Self>) -> Result<Carrier> {
        services::update(ctx, conn, id, edit)
    }
    fn delete(ctx: &Ctx, conn: &mut Conn, id: CarrierId, check: Check<'_, Self>) -> Result<()> {
        services::delete(ctx, conn, id, check)
    }
}

impl Directory for Carriers {}

/// A number as it was sent, for a message of our own when it is none.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
struct Days(String);
impl TypedData for Days {
    fn data_type() -> DataType {
        DataType::Integer
    }
}

/// Yes or no, as it was sent.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
struct Flag(String);
impl TypedData for Flag {
    fn data_type() -> DataType {
        DataType::Boolean
    }
}

/// Which insurances are asked for.
#[derive(Debug, Deserialize, Apiv2Schema)]
struct Which {
    /// Those that lapse within so many days, 0 to 3650; 30 unless said otherwise.
    within_days: Option<Days>,
    /// Whether carriers without a date of expiry are listed as well; no unless said otherwise.
    include_missing: Option<Flag>,
}

const MOST_DAYS: u32 = 3650;
const DAYS: u32 = 30;

impl Which {
    fn read(&self) -> Result<Lapsing> {
        let within_days = match &self.within_days {
            None => DAYS,
            Some(Days(text)) => {
                text.trim().parse().ok().filter(|days| *days <= MOST_DAYS).ok_or_else(|| {
                    Error::invalid("within_days", format!("Enter a whole number from 0 to {MOST_DAYS}."))
                })?
            }
        };
        let include_missing = match self.include_missing.as_ref().map(|Flag(text)| text.to_ascii_lowercase())
        {
            None => false,
            Some(text) => match text.as_str() {
                "1" | "true" => true,
                "0" | "false" => false,
                _ => return Err(Error::invalid("include_missing", "Must be true or false.")),
            },
        };
        Ok(Lapsing { within_days, include_missing })
    }
}

/// Insurance that has lapsed or lapses soon
///
/// A page of the carriers that are not archived whose insurance has lapsed or lapses within so many days, the first to lapse first. Those
/// without a date of expiry are listed only when asked for, before all others. It is turned, sought and ordered as other lists are: `page`,
/// `page_size`, `cursor`, `search`, `ordering`, and filters by `id`, `name`, `code`, `carrier_type`, `status` and `insurance_expiry`.
#[api_v2_operation]
async fn insurance(
    caller: Caller<InTenant>,
    which: Query<Which>,
) -> std::result::Result<Reply<Listed<InsuredCarrier>, 200>, Failure> {
    let (asked, sizes, at) = (caller.asked(), caller.shared().pages, caller.address());
    let answer = caller.read(move |ctx, conn| {
        let which = which.read()?;
        let pairs = pairs(&asked.query);
        let rest = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let rest = rest.filter(|(name, _)| !["within_days", "include_missing"].contains(name));
        let list = ListQuery::parse(&services::INSURANCE, sizes, rest)?;
        let page = services::lapsing(ctx, conn, which, &list)?;
        Answer::json(StatusCode::OK, &Listed::linked(page, &at, &asked.query))
    });
    Ok(answer.await?.into())
}

/// An example of what clients read.
pub fn example_answer() -> Value {
    let mut answer = Carriers::example();
    let read = json!({
        "id": 1, "is_active": true, "notes": "", "my_customer_num_from_carrier": "", "accounting_payable_contact_name": "",
        "accounting_payable_contact_phone": "", "accounting_payable_contact_email": "", "sales_contact_name": "",
        "sales_contact_phone": "", "sales_contact_email": "", "account_line_of_credit": "", "departments": "",
        "primary_contact": 4, "primary_contact_name": "Hank Brandt", "insurance_status": "valid", "created_by": 2,
        "created_by_name": "Alice Moreno", "version": 1,
        "created_at": "2026-11-02T09:00:00.000000Z", "updated_at": "2026-11-02T09:00:00.000000Z"
    });
    if let (Some(answer), Value::Object(read)) = (answer.as_object_mut(), read) {
        answer.extend(read);
    }
    answer
}

/// The seven operations of carriers, those of possible duplicates, and the list of insurances.
pub fn scope() -> Named<web::Scope> {
    resource::<Carriers>(|scope| {
        let scope = scope.service(web::resource("/insurance/").route(web::get().to(insurance)));
        directory::routes::<Carriers>(scope)
    })
}
