//! The words and arithmetic of the trade: choice lists, units, prices, rounding, terms. No I/O.
//!
//! Amounts are reckoned in whole numbers of the smallest step, with one rounding at the end.
pub mod lists;
mod several;

pub use lists::{
    AppointmentMethod, CarrierDepartment, CarrierReleaseFormat, CarrierType, CartonType, CertificateType,
    ContactType, CountryOfOrigin, CreditTerms, EdibleInedible, FreshOrFrozen, Industry, IndustryOrNone,
    LineOfCredit, LogisticsScenario, NetOrCatch, Origin, PackageType, PaymentMethod, PaymentTerms,
    ProteinType, ProteinTypeOrNone, ShippingOffered, Status, SupplierDepartment, SupplierPlantType,
};
pub use several::Several;
