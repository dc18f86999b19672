//! The choice lists several domains share. Stored texts are the original's, joined by those its clients send besides.
//!
//! A list for a column that may be blank begins with `Unstated`, whose text is empty.
use projectmeats_core::choices;
use serde::{Deserialize, Deserializer, de};
use std::borrow::Cow;

/// One list of words twice: for arrays, where a blank is no member, and for a column that may be blank.
macro_rules! choices_and_blank {
    ($(#[$doc:meta])* pub enum $name:ident, $(#[$blank_doc:meta])* pub enum $blank:ident { $($variant:ident = $text:literal),* $(,)? }) => {
        choices! { $(#[$doc])* pub enum $name { $($variant = $text),* } }
        choices! { $(#[$blank_doc])* pub enum $blank { Unstated = "", $($variant = $text),* } }
        impl From<$name> for $blank {
            fn from(value: $name) -> Self {
                match value { $($name::$variant => Self::$variant),* }
            }
        }
    };
}

choices! {
    /// Whether a record is in use.
    pub enum Status { Active = "active", Inactive = "inactive", Archived = "archived" }
}

choices! {
    /// Whether goods are for people to eat.
    pub enum EdibleInedible {
        Unstated = "", Edible = "Edible", Inedible = "Inedible", Both = "Edible & Inedible",
    }
}

choices_and_blank! {
    /// The animal, as a member of a list: preferred protein types.
    pub enum ProteinType,
    /// The animal of one line or product, where it may be unstated.
    pub enum ProteinTypeOrNone {
        Beef = "Beef", Chicken = "Chicken", Pork = "Pork", Lamb = "Lamb", Turkey = "Turkey", Fish = "Fish",
        Seafood = "Seafood", Veal = "Veal", Bison = "Bison", Horse = "Horse", Other = "Other",
    }
}

choices! {
    /// How an account is settled. The field is called payment terms for historical reasons; see [`CreditTerms`].
    pub enum PaymentTerms {
        Unstated = "", Wire = "Wire", Ach = "ACH", Check = "Check", CreditCard = "Credit Card",
    }
}

choices! {
    /// When an account is settled. The field is called credit limits for historical reasons.
    pub enum CreditTerms {
        Unstated = "", WireOneDayPrior = "Wire 1 day prior", Net7 = "Net 7", Net15 = "Net 15",
        Net30 = "Net 30", Net45 = "Net 45", Net60 = "Net 60",
    }
}

impl CreditTerms {
    /// Days from the date of the invoice to the day it is due: −1 for the day before; `None` when unstated.
    pub const fn days(self) -> Option<i64> {
        match self {
            Self::Unstated => None,
            Self::WireOneDayPrior => Some(-1),
            Self::Net7 => Some(7),
            Self::Net15 => Some(15),
            Self::Net30 => Some(30),
            Self::Net45 => Some(45),
            Self::Net60 => Some(60),
        }
    }
}

choices! {
    /// How much may be owed at once, as a band of US dollars.
    pub enum LineOfCredit {
        Unstated = "", To50000 = "$0 - $50,000", To100000 = "$50,000 - $100,000",
        To250000 = "$100,000 - $250,000", To500000 = "$250,000 - $500,000",
        To1000000 = "$500,000 - $1,000,000", Over1000000 = "$1,000,000+",
    }
}

choices! {
    /// The state goods are kept in.
    pub enum FreshOrFrozen { Unstated = "", Fresh = "Fresh", Frozen = "Frozen" }
}

choices! {
    /// What goods are packed in.
    pub enum PackageType {
        Unstated = "", BoxedWaxLined = "Boxed wax lined", BoxedCo2 = "Boxed CO2", ComboBins = "Combo bins",
        Totes = "Totes", Bags = "Bags", Bulk = "Bulk", PolyMultiple = "Poly-Multiple", Nude = "Nude",
    }
}

choices! {
    /// What a carton is made of.
    pub enum CartonType {
        Unstated = "", PolyMultiple = "Poly-Multiple", WaxedLined = "Waxed Lined", Cardboard = "Cardboard",
        Plastic = "Plastic",
    }
}

choices! {
    /// Whether cases weigh a fixed (net) weight or each its own (catch) weight.
    pub enum NetOrCatch { Unstated = "", Net = "Net", Catch = "Catch" }
}

choices! {
    /// What a supplier does in the chain; not the type of a facility.
    pub enum SupplierPlantType {
        Unstated = "", Vertical = "Vertical", Processor = "Processor", Distributor = "Distributor",
        Renderer = "Renderer",
    }
}

choices! {
    /// A certificate of food safety or of a way of production.
    pub enum CertificateType {
        Unstated = "", ThirdParty = "3rd Party", Brc = "BRC", Fssai = "FSSAI", Sqf = "SQF", Ifs = "IFS",
        Iso = "ISO", Haccp = "HACCP", Halal = "Halal", Kosher = "Kosher", Organic = "Organic",
    }
}

choices! {
    /// Whether goods come from the country itself.
    pub enum Origin { Unstated = "", Domestic = "Domestic", Imported = "Imported" }
}

choices! {
    /// The country goods come from, by its three letters in ISO 3166-1.
    pub enum CountryOfOrigin {
        Unstated = "", Usa = "USA", Canada = "CAN", Mexico = "MEX", Brazil = "BRA", Australia = "AUS",
        NewZealand = "NZL",
    }
}

choices! {
    /// Where a supplier ships to.
    pub enum ShippingOffered {
        Unstated = "", Domestic = "Yes - Domestic", International = "Yes - International",
        Exported = "Yes - Exported", DomesticAndExported = "Yes - Domestic & Exported", No = "No",
    }
}

choices_and_blank! {
    /// A branch of trade a customer is in, as a member of a list.
    pub enum Industry,
    /// The one branch of trade a customer is in, where it may be unstated.
    pub enum IndustryOrNone {
        PetSector = "Pet Sector", Processor = "Processor", Retail = "Retail", Wholesaler = "Wholesaler",
        FoodService = "Food Service", Export = "Export", Restaurant = "Restaurant", Wholesale = "Wholesale",
        Processing = "Processing", Distribution = "Distribution",
    }
}

choices! {
    /// How a carrier makes an appointment.
    pub enum AppointmentMethod {
        Unstated = "", Email = "Email", Phone = "Phone", Website = "Website", Fax = "Fax",
        FirstComeFirstServe = "First Come First Serve",
    }
}

choices! {
    /// What a contact is asked about.
    pub enum ContactType {
        Unstated = "", Sales = "Sales", Accounting = "Accounting", Shipping = "Shipping",
        Receiving = "Receiving", Operations = "Operations", Quality = "Quality", Executive = "Executive",
        DocsBol = "Doc's BOL", Coa = "COA", Pod = "POD",
    }
}

choices! {
    /// A department of a supplier, as a member of a list.
    pub enum SupplierDepartment {
        Sales = "Sales", Purchasing = "Purchasing", Logistics = "Logistics", DocsBol = "Doc's BOL",
        DocsCoa = "Doc's COA", Accounting = "Accounting", Shipping = "Shipping", Receiving = "Receiving",
        Operations = "Operations", Quality = "Quality",
    }
}

choices! {
    /// A document desk of a carrier, as a member of a list.
    pub enum CarrierDepartment { Bol = "BOL", Coa = "COA", Pod = "POD" }
}

choices! {
    /// What a carrier moves goods with.
    pub enum CarrierType { Truck = "truck", Rail = "rail", Air = "air", Sea = "sea", Other = "other" }
}

choices! {
    /// Which number releases a load to a carrier.
    pub enum CarrierReleaseFormat {
        Unstated = "", SupplierConfirmation = "Supplier Confirmation Order Number",
        CarrierRelease = "Carrier Release Number", Both = "Both",
    }
}

choices! {
    /// Who moves the goods of an order.
    pub enum LogisticsScenario {
        SupplierDelivery = "supplier_delivery", CustomerPickup = "customer_pickup", WePickup = "we_pickup",
    }
}

choices! {
    /// How a payment was made.
    pub enum PaymentMethod {
        Check = "check", Wire = "wire", Ach = "ach", CreditCard = "credit_card", Cash = "cash",
        Other = "other",
    }
}

/// A list of which clients also send other spellings.
pub trait OtherSpellings: Sized {
    /// What a text that is not in the list stands for.
    fn other_spelling(text: &str) -> Option<Self>;
}
impl OtherSpellings for PaymentTerms {
    fn other_spelling(text: &str) -> Option<Self> {
        match text {
            "wire" | "wire_transfer" => Some(Self::Wire),
            "ach" => Some(Self::Ach),
            "check" => Some(Self::Check),
            "credit_card" => Some(Self::CreditCard),
            _ => None,
        }
    }
}
impl OtherSpellings for PaymentMethod {
    fn other_spelling(text: &str) -> Option<Self> {
        (text == "wire_transfer").then_some(Self::Wire)
    }
}

/// Reads a choice in any spelling clients use: `#[serde(deserialize_with = "any_spelling")]`; it is written as stored.
///
/// # Errors
/// The list's sentence, for a text that is in no spelling.
pub fn any_spelling<'de, C, D>(d: D) -> Result<C, D::Error>
where
    C: OtherSpellings + std::str::FromStr<Err = String>,
    D: Deserializer<'de>,
{
    let text = Cow::<'de, str>::deserialize(d)?;
    C::other_spelling(&text).map_or_else(|| text.parse().map_err(de::Error::custom), Ok)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Deserialize)]
    struct Paid {
        #[serde(deserialize_with = "any_spelling")]
        terms: PaymentTerms,
        #[serde(deserialize_with = "any_spelling")]
        method: PaymentMethod,
    }

    #[test]
    fn terms_and_methods_are_read_in_the_spellings_clients_use() {
        let read = |terms: &str, method: &str| {
            serde_json::from_value::<Paid>(serde_json::json!({ "terms": terms, "method": method }))
        };
        for (text, terms) in [
            ("Credit Card", PaymentTerms::CreditCard),
            ("credit_card", PaymentTerms::CreditCard),
            ("ach", PaymentTerms::Ach),
            ("", PaymentTerms::Unstated),
        ] {
            let want = Paid { terms, method: PaymentMethod::Wire };
            assert_eq!(read(text, "wire_transfer").expect("two choices"), want);
        }
        let refused = read("barter", "wire").expect_err("no such terms").to_string();
        assert_eq!(refused, "\"barter\" is not a valid choice.");
        assert!(read("Wire", "Wire").is_err());
    }

    #[test]
    fn every_term_but_the_blank_one_says_its_days_as_its_text_does() {
        for terms in CreditTerms::ALL {
            let net = terms.as_str().strip_prefix("Net ").map(|days| days.parse().expect("a number"));
            let days = if *terms == CreditTerms::WireOneDayPrior { Some(-1) } else { net };
            assert_eq!(terms.days(), days, "{terms}");
        }
    }

    #[test]
    fn the_two_lists_of_one_set_of_words_differ_by_the_blank_alone() {
        assert_eq!(ProteinTypeOrNone::TEXTS[0], "");
        assert_eq!(&ProteinTypeOrNone::TEXTS[1..], ProteinType::TEXTS);
        assert_eq!(&IndustryOrNone::TEXTS[1..], Industry::TEXTS);
        assert_eq!(ProteinTypeOrNone::from(ProteinType::Veal).as_str(), "Veal");
    }
}
