//! What a customer may owe, as the credit check asks.
use super::{input, made};
use crate::{CustomerIn, services};
use projectmeats_core::{Error, Money, Role, ids::CustomerId};
use projectmeats_db::statements::counted;
use projectmeats_testkit::scene;
use projectmeats_trade::CreditTerms;

#[test]
fn the_credit_of_a_customer_is_its_limit_and_its_terms() {
    let scene = scene();
    let limit = Some(Money::from_units(123_456));
    let customer = CustomerIn { credit_limit: limit, credit_limits: CreditTerms::Net30, ..input("A") };
    let [limited, free] = [customer, input("B")].map(|input| made(&scene, input).id);
    let credit = |id: CustomerId| {
        let read = scene.read(&scene.ctx("acme", Role::User), |ctx, conn| {
            let (credit, sent) = counted(|| services::credit(ctx, conn, id));
            assert_eq!(sent, 1);
            credit
        });
        let services::Credit { name, credit_limit, terms } = read.expect("found");
        (name, credit_limit, terms)
    };
    assert_eq!(credit(limited), ("A".into(), limit, CreditTerms::Net30));
    assert_eq!(credit(free), ("B".into(), None, CreditTerms::Unstated));
}

#[test]
fn that_of_another_company_is_not_found() {
    let scene = scene();
    let id = made(&scene, input("A")).id;
    for (company, id) in [("globex", id), ("acme", CustomerId(i64::MAX))] {
        let read = scene.read(&scene.ctx(company, Role::Owner), |ctx, conn| services::credit(ctx, conn, id));
        assert!(matches!(read, Err(Error::NotFound)));
    }
}
