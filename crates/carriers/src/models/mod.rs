//! Carriers as clients write them and read them, what they haul with, and their insurance.

mod carrier;
mod choices;
mod input;
mod insurance;
mod regions;

pub use carrier::{Carrier, CarrierRow};
pub use choices::{CarrierEquipment, InsuranceStatus, TransportMode};
pub use input::CarrierIn;
pub(crate) use insurance::Insurance;
pub use insurance::{InsuredCarrier, today};
pub use regions::Regions;
