//! The carriers of the demonstration: invented, one of them with insurance that has lapsed.
use projectmeats_carriers::{
    CarrierEquipment::{self, Combo, Container, DryVan, Railcar, Reefer, ReeferContainer},
    CarrierIn,
    TransportMode::{self, Drayage, Intermodal, LessThanTruckload, Ocean, Rail, Truckload},
    services,
};
use projectmeats_core::{Ctx, Result};
use projectmeats_db::Conn;
use projectmeats_trade::{AppointmentMethod, CarrierType, CreditTerms, PaymentTerms, Status};

/// Name, code, type, city, state, MC and USDOT numbers, modes, equipment, regions, and the days its insurance still holds.
struct Row(
    &'static str,
    &'static str,
    CarrierType,
    (&'static str, &'static str),
    (u32, u32),
    &'static [TransportMode],
    &'static [CarrierEquipment],
    &'static [&'static str],
    Option<i64>,
);
use CarrierType::{Rail as ByRail, Sea, Truck};

const PLAINS: &[&str] = &["NE", "IA", "KS", "MO", "SD"];
const LAKES: &[&str] = &["MN", "WI", "IL", "MI", "Ontario"];
const SOUTH: &[&str] = &["TX", "OK", "AR", "LA", "Nuevo León"];
const COASTS: &[&str] = &["CA", "WA", "NY", "NJ", "FL"];

const ACME: [Row; 9] = [
    Row(
        "Prairie Reefer Lines",
        "PRL",
        Truck,
        ("Omaha", "NE"),
        (481_220, 1_304_471),
        &[Truckload],
        &[Reefer],
        PLAINS,
        Some(210),
    ),
    Row(
        "Iron Horse Cold Freight",
        "IHC",
        Truck,
        ("Grand Island", "NE"),
        (512_908, 1_377_014),
        &[Truckload, LessThanTruckload],
        &[Reefer, Combo],
        PLAINS,
        Some(18),
    ),
    Row(
        "Lone Star Meat Haulers",
        "LSM",
        Truck,
        ("Amarillo", "TX"),
        (299_415, 774_209),
        &[Truckload],
        &[Reefer],
        SOUTH,
        Some(-12),
    ),
    Row(
        "Rio Bravo Transfer",
        "RBT",
        Truck,
        ("Laredo", "TX"),
        (640_733, 1_801_556),
        &[Truckload, Drayage],
        &[Reefer, DryVan],
        SOUTH,
        Some(95),
    ),
    Row(
        "Midland Consolidators",
        "MID",
        Truck,
        ("Kansas City", "KS"),
        (377_120, 990_318),
        &[LessThanTruckload],
        &[Reefer, DryVan],
        PLAINS,
        Some(160),
    ),
    Row(
        "Continental Boxcar",
        "CBX",
        ByRail,
        ("Chicago", "IL"),
        (0, 0),
        &[Rail, Intermodal],
        &[Railcar, Container],
        &["IL", "NE", "CA"],
        Some(300),
    ),
    Row(
        "Blue Anchor Reefer Service",
        "BAR",
        Sea,
        ("Long Beach", "CA"),
        (0, 0),
        &[Ocean],
        &[ReeferContainer],
        &["Japan", "Korea", "CA"],
        Some(41),
    ),
    Row(
        "Front Range Express",
        "FRX",
        Truck,
        ("Greeley", "CO"),
        (705_881, 2_144_906),
        &[Truckload],
        &[Reefer],
        &["CO", "WY", "UT", "NM"],
        Some(6),
    ),
    Row(
        "Old Trail Trucking",
        "OTT",
        Truck,
        ("Dodge City", "KS"),
        (118_204, 305_117),
        &[Truckload],
        &[DryVan],
        PLAINS,
        None,
    ),
];

const NORTHSTAR: [Row; 8] = [
    Row(
        "North Shore Cold Carriers",
        "NSC",
        Truck,
        ("Duluth", "MN"),
        (441_009, 1_188_760),
        &[Truckload],
        &[Reefer],
        LAKES,
        Some(250),
    ),
    Row(
        "Lakehead Freight",
        "LHF",
        Truck,
        ("Superior", "WI"),
        (533_172, 1_410_225),
        &[LessThanTruckload],
        &[Reefer, DryVan],
        LAKES,
        Some(24),
    ),
    Row(
        "Twin Rivers Transport",
        "TRT",
        Truck,
        ("St. Paul", "MN"),
        (387_655, 1_020_443),
        &[Truckload],
        &[Reefer, Combo],
        LAKES,
        Some(-40),
    ),
    Row(
        "Red River Haulage",
        "RRH",
        Truck,
        ("Fargo", "ND"),
        (610_304, 1_702_811),
        &[Truckload],
        &[Reefer],
        &["ND", "SD", "MN", "Manitoba"],
        Some(120),
    ),
    Row(
        "Badger Refrigerated",
        "BDG",
        Truck,
        ("Milwaukee", "WI"),
        (255_610, 650_972),
        &[Truckload, LessThanTruckload],
        &[Reefer],
        LAKES,
        Some(77),
    ),
    Row(
        "Great Northern Boxcar",
        "GNB",
        ByRail,
        ("Minneapolis", "MN"),
        (0, 0),
        &[Rail, Intermodal],
        &[Railcar, Container],
        &["MN", "WA", "IL"],
        Some(310),
    ),
    Row(
        "Seaway Container Line",
        "SCL",
        Sea,
        ("Montreal", "QC"),
        (0, 0),
        &[Ocean, Drayage],
        &[ReeferContainer],
        COASTS,
        Some(55),
    ),
    Row(
        "Prairie Reefer Lines",
        "PRL",
        Truck,
        ("Omaha", "NE"),
        (481_220, 1_304_471),
        &[Truckload],
        &[Reefer],
        PLAINS,
        Some(210),
    ),
];

/// Adds the carriers of the company with this slug.
///
/// # Errors
/// Only those of the database.
pub(super) fn fill(ctx: &Ctx, conn: &mut Conn, slug: &str) -> Result<()> {
    let rows: &[Row] = if slug == "acme" { &ACME } else { &NORTHSTAR };
    for row in rows {
        services::create(ctx, conn, carrier(ctx, row))?;
    }
    Ok(())
}

fn carrier(ctx: &Ctx, row: &Row) -> CarrierIn {
    let Row(name, code, carrier_type, (city, state), (mc, dot), modes, equipment, regions, days) = *row;
    let cold = equipment.contains(&Reefer) || equipment.contains(&ReeferContainer);
    let number = |n: u32| if n == 0 { String::new() } else { n.to_string() };
    let insurance_expiry = days.map(|days| ctx.now.plus_seconds(days * 86_400).datetime().date_naive());
    let by_road = carrier_type == Truck;
    CarrierIn {
        name: name.into(),
        code: code.into(),
        carrier_type,
        status: if days.is_none() { Status::Inactive } else { Status::Active },
        contact_person: "Dispatch".into(),
        phone: format!("+1 800 555 {:04}", 100 + name.len() * 7),
        email: format!("dispatch@{}.example", code.to_lowercase()),
        city: city.into(),
        state: state.into(),
        mc_number: number(mc),
        dot_number: number(dot),
        modes: modes.to_vec().into(),
        equipment: equipment.to_vec().into(),
        regions_served: regions.iter().copied().collect(),
        min_temperature_f: cold.then_some(-20),
        max_temperature_f: cold.then_some(70),
        insurance_provider: days.map_or("", |_| "Great Plains Mutual").into(),
        insurance_policy_number: days.map_or_else(String::new, |_| format!("GPM-{code}-26")),
        insurance_expiry,
        accounting_payment_terms: PaymentTerms::Ach,
        credit_limits: CreditTerms::Net30,
        how_carrier_make_appointment: if by_road {
            AppointmentMethod::Phone
        } else {
            AppointmentMethod::Email
        },
        ..CarrierIn::default()
    }
}
