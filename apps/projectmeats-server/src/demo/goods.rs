//! What the demonstration trades in.
use projectmeats_trade::{FreshOrFrozen, PackageType, ProteinTypeOrNone};

/// A kind of goods, by the case.
#[derive(Debug, Clone, Copy)]
pub(super) struct Goods {
    /// What it is.
    pub(super) description: &'static str,
    /// The number of the Institutional Meat Purchase Specifications; blank where there is none.
    pub(super) namp: &'static str,
    /// The animal.
    pub(super) protein: ProteinTypeOrNone,
    /// The cut.
    pub(super) cut: &'static str,
    /// The pounds a case should weigh.
    pub(super) nominal: u16,
    /// The cents a pound costs, more or less.
    pub(super) cents: u16,
    /// Whether cases differ in weight.
    pub(super) catch: bool,
    /// How it is kept.
    pub(super) state: FreshOrFrozen,
    /// What it is packed in.
    pub(super) package: PackageType,
}

const fn boxed(
    description: &'static str,
    namp: &'static str,
    protein: ProteinTypeOrNone,
    cut: &'static str,
    (nominal, cents): (u16, u16),
) -> Goods {
    let (state, package) = (FreshOrFrozen::Fresh, PackageType::BoxedWaxLined);
    Goods { description, namp, protein, cut, nominal, cents, catch: true, state, package }
}
const fn frozen(goods: Goods) -> Goods {
    Goods { catch: false, state: FreshOrFrozen::Frozen, package: PackageType::PolyMultiple, ..goods }
}
const fn combo(goods: Goods) -> Goods {
    Goods { package: PackageType::ComboBins, ..goods }
}

use ProteinTypeOrNone::{Beef, Chicken, Lamb, Pork, Turkey};

/// Invented prices of the right size.
pub(super) const GOODS: [Goods; 16] = [
    boxed("Beef rib, ribeye roll, lip-on", "112A", Beef, "ribeye", (75, 945)),
    boxed("Beef loin, strip loin, boneless", "180", Beef, "strip", (65, 815)),
    boxed("Beef loin, tenderloin, peeled", "189A", Beef, "tenderloin", (60, 1_310)),
    boxed("Beef loin, top sirloin butt", "184", Beef, "sirloin", (70, 465)),
    boxed("Beef chuck, chuck roll", "116A", Beef, "chuck", (80, 415)),
    boxed("Beef brisket, deckle-off", "120", Beef, "brisket", (68, 398)),
    combo(boxed("Beef trim 50s, tested", "", Beef, "trim", (2_000, 118))),
    frozen(boxed("Beef trim 85s, lean", "", Beef, "trim", (60, 289))),
    boxed("Pork loin, bone-in", "410", Pork, "pork_chop", (55, 142)),
    boxed("Pork shoulder, Boston butt", "406", Pork, "other", (62, 128)),
    frozen(boxed("Pork belly, skinless", "409", Pork, "bacon", (60, 176))),
    combo(boxed("Pork ham, bone-in 23/27", "401", Pork, "ham", (1_900, 94))),
    frozen(boxed("Chicken breast, boneless", "", Chicken, "chicken_breast", (40, 212))),
    frozen(boxed("Chicken leg quarters", "", Chicken, "chicken_thigh", (44, 48))),
    frozen(boxed("Turkey breast, bone-in", "", Turkey, "other", (42, 238))),
    boxed("Lamb rack, frenched", "204C", Lamb, "other", (30, 1_480)),
];
