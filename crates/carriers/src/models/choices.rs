//! The choice lists of carriers alone.
use projectmeats_core::choices;

choices! {
    /// A way of moving goods that a carrier offers.
    pub enum TransportMode {
        Truckload = "truckload", LessThanTruckload = "ltl", Partial = "partial", Intermodal = "intermodal", Drayage = "drayage",
        Rail = "rail", Air = "air", Ocean = "ocean", Expedited = "expedited", Other = "other",
    }
}

choices! {
    /// A kind of vehicle or container a carrier has.
    pub enum CarrierEquipment {
        Reefer = "reefer", DryVan = "dry_van", Flatbed = "flatbed", StepDeck = "step_deck", Tanker = "tanker", Container = "container",
        ReeferContainer = "reefer_container", Railcar = "railcar", BoxTruck = "box_truck", Combo = "combo", Other = "other",
    }
}

choices! {
    /// How a carrier's insurance stands today: `valid` through the last day of the policy, `lapsed` after it, `none` when no date is known.
    pub enum InsuranceStatus { Valid = "valid", Lapsed = "lapsed", Missing = "none" }
}
