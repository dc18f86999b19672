//! The words and arithmetic of the trade: choice lists, units, prices, rounding, terms. No I/O.
//!
//! Amounts are reckoned in whole numbers of the smallest step (128 bits), with one rounding at the end; what cannot be
//! reckoned exactly is refused. Nothing here panics on any input.
mod alike;
mod line;
pub mod lists;
mod refused;
mod rounding;
mod several;
mod spread;
mod terms;
#[cfg(test)]
mod tests;
mod totals;
mod units;

pub use alike::{email_key, name_key, phone_key};
pub use line::{Line, Weighed, WeightBasis, Weights, line_amount, weighed};
pub use lists::{
    AppointmentMethod, CarrierDepartment, CarrierReleaseFormat, CarrierType, CartonType, CertificateType,
    ContactType, CountryOfOrigin, CreditTerms, EdibleInedible, FreshOrFrozen, Industry, IndustryOrNone,
    LineOfCredit, LogisticsScenario, NetOrCatch, Origin, PackageType, PaymentMethod, PaymentTerms,
    ProteinType, ProteinTypeOrNone, ShippingOffered, Status, SupplierDepartment, SupplierPlantType,
};
pub use refused::{Refused, TooLarge};
pub use rounding::Rounding;
pub use several::Several;
pub use spread::spread;
pub use terms::{due_date, number, parse_number};
pub use totals::{Totals, totals};
pub use units::{PriceUnit, QuantityUnit, convert, in_kilograms, in_pounds};
