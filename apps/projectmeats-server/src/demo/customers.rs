//! The customers of the demonstration: invented, with what they may owe.
use projectmeats_core::{Ctx, Error, Money, Result};
use projectmeats_customers::{CustomerIn, services};
use projectmeats_db::{
    Conn,
    listing::{ListQuery, PageSizes},
};
use projectmeats_plants::services as plants;
use projectmeats_trade::{EdibleInedible, Industry, LineOfCredit, Origin, PaymentTerms, ProteinType, Status};

/// Name, who buys, street, city, state, zip, codes of plants, industry, animals, terms, and the limit of credit in dollars.
const ACME: &str = "\
Lakeside Foods|Noor Aziz|12 Harbor Road|Duluth|MN|55802||Food Service|Beef,Bison|Net 30|75000
Mile High Burgers|Colin Park|1801 Larimer Street|Denver|CO|80205|DEN-R1|Restaurant|Beef|Net 15|40000
Bluebonnet Markets|Grace Villarreal|900 Guadalupe Street|Austin|TX|78701||Retail|Beef,Pork,Chicken|Net 30|250000
Panhandle Pet Foods|Duane Ritter|41 Feedlot Road|Amarillo|TX|79118||Pet Sector|Beef,Lamb|Net 7|60000
Harbor City Export|Mei Tanaka|300 Terminal Way|Long Beach|CA|90802||Export|Pork,Beef|Wire 1 day prior|500000
Gateway Provisions|Marcus Bell|2200 N Broadway|St. Louis|MO|63102|KCK-1|Wholesale|Beef,Pork|Net 30|180000
Cornhusker Steakhouse|Amy Schultz|1100 Harney Street|Omaha|NE|68102||Restaurant|Beef|Net 15|30000
Peach State Deli|Andre Wilkes|55 Peachtree Street|Atlanta|GA|30303||Food Service|Turkey,Chicken|Net 30|90000
Sandia Tortilla and Meat|Elena Baca|700 4th Street NW|Albuquerque|NM|87102||Processing|Pork,Beef|Net 45|120000
Bayou Smokehouse|Terrence Broussard|18 Levee Lane|Lafayette|LA|70501||Restaurant|Pork|Net 15|25000
Mountain West Grocers|Kim Haslam|4000 S Redwood Road|Salt Lake City|UT|84123|SUX-1|Retail|Beef,Lamb|Net 30|400000
Old Mill Grinding|Gus Petersen|9 Mill Street|Minneapolis|MN|55401||Processor|Beef|Net 60|";

const NORTHSTAR: &str = "\
Lakeside Market|Noor Aziz|2801 Hennepin Avenue|Minneapolis|MN|55408|LAK-R1|Retail|Beef,Pork|Net 30|65000
Summit Supper Clubs|Ingrid Dahl|44 Summit Avenue|St. Paul|MN|55102||Restaurant|Beef,Fish|Net 15|35000
Badger Food Service|Tom Kessler|6000 American Parkway|Madison|WI|53783|MSP-DC|Food Service|Chicken,Pork|Net 30|220000
Iron Range Grocers|Paula Maki|15 Chestnut Street|Virginia|MN|55792||Retail|Beef,Turkey|Net 30|80000
Superior Pet Nutrition|Dale Bergstrom|900 Tower Avenue|Superior|WI|54880|SUP-01|Pet Sector|Beef,Fish|Net 7|50000
Cream City Brats|Hans Wolf|300 N Water Street|Milwaukee|WI|53202||Processing|Pork,Veal|Net 45|140000
Red Wing Catering|Sara Lund|7 Levee Street|Red Wing|MN|55066||Food Service|Chicken|Net 15|20000
Thunder Bay Wholesale|Claire Dubois|1 Marina Park|Thunder Bay|ON|P7B 5E3||Export|Beef,Pork|Wire 1 day prior|300000
Dakota Steak Company|Wes Running Bear|210 Broadway|Fargo|ND|58102||Restaurant|Bison,Beef|Net 15|45000
Fox Valley Distribution|Angela Kruse|1500 N Casaloma Drive|Appleton|WI|54913||Distribution|Beef,Pork,Chicken|Net 30|260000
Boundary Waters Outfitting|Pete Olson|20 Sheridan Street|Ely|MN|55731||Wholesaler|Beef|Net 7|15000
Great River Foods|Monica Reyes|600 3rd Street|La Crosse|WI|54601||Food Service|Turkey,Beef|Net 60|";

/// Fills the company with this slug.
///
/// # Errors
/// Only those of the database.
pub(super) fn fill(ctx: &Ctx, conn: &mut Conn, slug: &str) -> Result<()> {
    let all = ListQuery::all(&plants::COLUMNS, PageSizes::default());
    let plants = plants::list(ctx, conn, &all)?.results;
    let rows = if slug == "acme" { ACME } else { NORTHSTAR };
    for (n, row) in rows.lines().enumerate() {
        let fields: Vec<&str> = row.split('|').collect();
        let [who @ .., codes, industry, animals, terms, limit] = fields.as_slice() else { continue };
        let theirs = plants.iter().filter(|plant| codes.split(',').any(|code| code == plant.fields.code));
        let animals: Vec<ProteinType> = animals.split(',').filter_map(|name| name.parse().ok()).collect();
        let industry: Industry = industry.parse().map_err(Error::internal)?;
        let input = CustomerIn {
            plants: theirs.map(|plant| plant.id).collect(),
            industry: industry.into(),
            industry_array: vec![industry].into(),
            preferred_protein_types: animals.into(),
            credit_limits: terms.parse().map_err(Error::internal)?,
            // Without a limit they may owe any amount.
            credit_limit: limit.parse::<Money>().ok(),
            ..customer(who, n)?
        };
        services::create(ctx, conn, input)?;
    }
    Ok(())
}

fn customer(fields: &[&str], n: usize) -> Result<CustomerIn> {
    let &[name, buyer, street, city, state, zip] = fields else {
        return Err(Error::internal("a customer of the demonstration has other fields"));
    };
    let text = String::from;
    let domain: String = name.chars().filter(char::is_ascii_alphabetic).collect::<String>().to_lowercase();
    let given = buyer.split(' ').next().unwrap_or_default().to_lowercase();
    Ok(CustomerIn {
        name: text(name),
        status: if n == 9 { Status::Inactive } else { Status::Active },
        contact_person: text(buyer),
        email: format!("office@{domain}.example"),
        phone: format!("+1 218 555 {:04}", 200 + n),
        street_address: text(street),
        city: text(city),
        state: text(state),
        zip_code: text(zip),
        country: text(if state == "ON" { "Canada" } else { "USA" }),
        edible_inedible: if n == 3 { EdibleInedible::Both } else { EdibleInedible::Edible },
        purchasing_preference_origin: Origin::Domestic,
        will_pickup_load: n.is_multiple_of(3),
        accounting_payment_terms: [PaymentTerms::Ach, PaymentTerms::Check, PaymentTerms::Wire][n % 3],
        account_line_of_credit: if n.is_multiple_of(2) {
            LineOfCredit::To100000
        } else {
            LineOfCredit::To250000
        },
        buyer_contact_name: text(buyer),
        contact_title: text("Buyer"),
        buyer_contact_phone: format!("+1 218 555 {:04}", 300 + n),
        buyer_contact_email: format!("{given}@{domain}.example"),
        product_exportable: state == "ON" || n == 4,
        ..CustomerIn::default()
    })
}
