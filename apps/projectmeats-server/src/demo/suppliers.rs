//! The suppliers of the demonstration: invented, with certificates, one of which lapses soon and one of which has lapsed.
use chrono::Days;
use projectmeats_core::{
    Ctx, Error, Result,
    ids::{PlantId, ProteinId, SupplierId},
};
use projectmeats_db::{
    Conn,
    listing::{Columns, ListQuery, PageSizes},
};
use projectmeats_plants::services as plants;
use projectmeats_proteins::services as proteins;
use projectmeats_suppliers::{CertificateIn, RatingIn, SupplierIn, services};
use projectmeats_trade::{
    CertificateType, CountryOfOrigin, EdibleInedible, FreshOrFrozen, NetOrCatch, Origin, PaymentTerms,
    ProteinType, ShippingOffered, Status, SupplierDepartment, SupplierPlantType,
};

/// Name, whom to ask for, street, city, state, zip, codes of plants, proteins, type, terms, certificate, and the days it still holds.
const ACME: &str = "\
Omaha Beef Company|Ruth Ortiz|4500 S 36th Street|Omaha|NE|68107|OMA-1|Beef|Processor|Net 30|BRC|340
Front Range Packers|Walt Jensen|800 N 8th Avenue|Greeley|CO|80631|GRE-1|Beef,Bison|Processor|Net 15|SQF|21
Cimarron Fabrication|Marisol Vega|1400 E Trail Street|Dodge City|KS|67801|DOD-2|Beef|Processor|Net 30|HACCP|-12
Cedar Valley Pork|Hank Brandt|501 N Elk Run Road|Waterloo|IA|50703|WAT-1|Pork|Vertical|Net 7|BRC|200
Chattahoochee Poultry|Denise Holloway|949 Industrial Boulevard|Gainesville|GA|30501|GAI-1|Chicken,Turkey|Vertical|Net 7|SQF|95
Vernon Further Foods|Luis Cardenas|3049 E Vernon Avenue|Vernon|CA|90058|VER-1|Beef,Pork,Chicken|Processor|Net 30|Organic|150
Great Lakes Cold Trading|Teresa Kowalski|4201 S Ashland Avenue|Chicago|IL|60609|CHI-CS|Beef,Seafood|Distributor|Net 45|3rd Party|260
Rio Grande Imports|Pilar Rios|12110 Sara Road|Laredo|TX|78045|LAR-1|Beef,Lamb|Distributor|Wire 1 day prior|HACCP|310
Trinity Grinding|Janice Boyd|2400 N Commerce Street|Fort Worth|TX|76106|FTW-1|Beef|Processor|Net 15|SQF|60
River Bottom Rendering|Earl Stroud|77 Levee Road|Sioux City|IA|51106||Other|Renderer|Net 60|ISO|400";

const NORTHSTAR: &str = "\
Green Bay Beef Packers|Karl Novak|1330 Mather Street|Green Bay|WI|54302|GB-01|Beef,Veal|Processor|Net 30|BRC|300
Mower County Pork|Sheila Grant|500 14th Avenue NE|Austin|MN|55912|AUS-01|Pork|Vertical|Net 7|SQF|14
Red River Bison|Joan Two Bears|2101 Main Avenue|Fargo|ND|58102|FAR-01|Bison|Processor|Net 15|Organic|220
Menomonee Sausage|Greta Wolf|733 W Canal Street|Milwaukee|WI|53204|MKE-01|Beef,Pork|Processor|Net 30|HACCP|-30
North Shore Cold Trading|Mikael Strand|1200 Port Terminal Drive|Duluth|MN|55802|DUL-CS|Seafood,Fish|Distributor|Net 45|3rd Party|180
Twin Ports Provisions|Ilse Hagen|1700 Winter Street|Superior|WI|54880|SUP-01,MSP-DC|Beef,Pork|Distributor|Net 30|BRC|75
Omaha Beef Company|Ruth Ortiz|4500 S 36th Street|Omaha|NE|68107|OMA-1|Beef|Processor|Net 30|BRC|340
Prairie Lamb Growers|Anders Nygaard|88 County Road 12|Worthington|MN|56187||Lamb|Vertical|Net 15|Halal|130
Heartland Turkey|Bev Sorenson|2900 1st Avenue|Willmar|MN|56201||Turkey|Vertical|Net 7|SQF|365
Gitche Gumee Fish|Ray Cadotte|5 Boat Harbor|Bayfield|WI|54814||Fish|Distributor|Net 7|HACCP|45";

/// The keys a company's own codes and names stand for.
struct Known {
    plants: Vec<(String, PlantId)>,
    proteins: Vec<(String, ProteinId)>,
}

impl Known {
    fn of(ctx: &Ctx, conn: &mut Conn) -> Result<Self> {
        let all = |columns: &'static Columns| ListQuery::all(columns, PageSizes::default());
        let plants = plants::list(ctx, conn, &all(&plants::COLUMNS))?.results;
        let proteins = proteins::list(ctx, conn, &all(&proteins::COLUMNS))?.results;
        Ok(Self {
            plants: plants.into_iter().map(|plant| (plant.fields.code, plant.id)).collect(),
            proteins: proteins.into_iter().map(|protein| (protein.fields.name, protein.id)).collect(),
        })
    }
}

/// The keys of what is named, in its order.
fn keys<I: Copy>(named: &str, known: &[(String, I)]) -> Vec<I> {
    let key = |name: &str| known.iter().find(|(called, _)| called == name).map(|(_, key)| *key);
    named.split(',').filter_map(key).collect()
}

/// Fills the company with this slug.
///
/// # Errors
/// Only those of the database.
pub(super) fn fill(ctx: &Ctx, conn: &mut Conn, slug: &str) -> Result<()> {
    let known = Known::of(ctx, conn)?;
    let rows = if slug == "acme" { ACME } else { NORTHSTAR };
    for (n, row) in rows.lines().enumerate() {
        let fields: Vec<&str> = row.split('|').collect();
        let [who @ .., certificate, days] = fields.as_slice() else { continue };
        let input = supplier(who, &known, n)?;
        let id = services::create(ctx, conn, input)?.id;
        let certificate = certified(ctx, certificate, days, n)?;
        services::create_certificate(ctx, conn, id, certificate)?;
        rate(ctx, conn, id, n)?;
    }
    Ok(())
}

fn supplier(fields: &[&str], known: &Known, n: usize) -> Result<SupplierIn> {
    let &[name, contact_person, street, city, state, zip, plants, proteins, kind, terms] = fields else {
        return Err(Error::internal("a supplier of the demonstration has other fields"));
    };
    let text = String::from;
    let domain: String = name.chars().filter(char::is_ascii_alphabetic).collect();
    let imports = kind == "Distributor" && n % 2 == 1;
    let animals: Vec<ProteinType> = proteins.split(',').filter_map(|name| name.parse().ok()).collect();
    Ok(SupplierIn {
        name: text(name),
        status: if kind == "Renderer" { Status::Inactive } else { Status::Active },
        contact_person: text(contact_person),
        email: format!("sales@{}.example", domain.to_lowercase()),
        phone: format!("+1 402 555 {:04}", 110 + n),
        street_address: text(street),
        city: text(city),
        state: text(state),
        zip_code: text(zip),
        country: text("USA"),
        plants: keys(plants, &known.plants).into_iter().collect(),
        proteins: keys(proteins, &known.proteins).into_iter().collect(),
        edible_inedible: if kind == "Renderer" { EdibleInedible::Inedible } else { EdibleInedible::Edible },
        type_of_plant: kind.parse::<SupplierPlantType>().map_err(Error::internal)?,
        tested_product: n % 3 != 2,
        origin: if imports { Origin::Imported } else { Origin::Domestic },
        country_origin: if imports { CountryOfOrigin::Mexico } else { CountryOfOrigin::Usa },
        shipping_offered: if imports { ShippingOffered::International } else { ShippingOffered::Domestic },
        how_to_book_pickup: text("by e-mail, a day ahead"),
        offers_export_documents: imports,
        accounting_payment_terms: if n.is_multiple_of(2) { PaymentTerms::Ach } else { PaymentTerms::Wire },
        credit_limits: terms.parse().map_err(Error::internal)?,
        fresh_or_frozen: if n % 3 == 2 { FreshOrFrozen::Frozen } else { FreshOrFrozen::Fresh },
        net_or_catch: if n.is_multiple_of(2) { NetOrCatch::Catch } else { NetOrCatch::Net },
        departments_array: vec![SupplierDepartment::Sales, SupplierDepartment::DocsBol].into(),
        preferred_protein_types: animals.into(),
        credit_app_sent: true,
        credit_app_set_up: n % 4 != 3,
        ..SupplierIn::default()
    })
}

/// A certificate of a year that holds for so many more days, or lapsed so many days ago.
fn certified(ctx: &Ctx, kind: &str, days: &str, n: usize) -> Result<CertificateIn> {
    let today = ctx.now.datetime().date_naive();
    let left: i64 = days.parse().map_err(Error::internal)?;
    let away = Days::new(left.unsigned_abs());
    let expires_on = if left < 0 { today.checked_sub_days(away) } else { today.checked_add_days(away) };
    Ok(CertificateIn {
        kind: kind.parse::<CertificateType>().map_err(Error::internal)?,
        number: format!("{}-{}", kind.to_uppercase().replace(' ', ""), 40_100 + n * 17),
        issuer: ["NSF", "SGS", "Mérieux NutriSciences"][n % 3].into(),
        issued_on: expires_on.and_then(|day| day.checked_sub_days(Days::new(365))),
        expires_on,
        notes: String::new(),
    })
}

/// Two of three were rated.
fn rate(ctx: &Ctx, conn: &mut Conn, id: SupplierId, n: usize) -> Result<()> {
    let scores = [(5, 4, 5), (3, 4, 2)];
    let Some(&(quality, delivery, paperwork)) = scores.get(n % 3) else { return Ok(()) };
    let comment = if paperwork < 3 { "Papers came a day late." } else { "" }.into();
    let rating = RatingIn { rated_on: None, quality, delivery, paperwork, comment, order: None };
    services::rate(ctx, conn, id, rating).map(drop)
}
