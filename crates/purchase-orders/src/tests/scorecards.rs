//! How a supplier keeps its word.
use super::{approved, arrives, cases, items, lines, receive, to};
use crate::{
    OrderIn,
    models::{Period, Receipt, ReceiptLine, Scorecard},
    services,
};
use projectmeats_core::{Error, Result, Role, ids::SupplierId};
use projectmeats_db::statements::counted;
use projectmeats_testkit::{Scene, scene};

fn card(scene: &Scene, company: &str, supplier: SupplierId, period: Period) -> Result<Scorecard> {
    let reader = scene.ctx(company, Role::ReadOnly);
    scene.read(&reader, |ctx, conn| services::scorecard(ctx, conn, supplier, period))
}

#[test]
fn a_scorecard_tells_of_time_weight_and_claims() {
    let scene = scene();
    let user = scene.ctx("acme", Role::User);
    let supplier: SupplierId = scene.stand_in("acme", "Omaha Beef");
    for (arrived, weight, claim) in [("2026-11-09", "66", ""), ("2026-11-10", "57", "12.5"), ("", "", "")] {
        let promised = "2026-11-09".parse().ok();
        let order = approved(
            &scene,
            OrderIn { delivery_date: promised, items: lines([cases("1", "1")]), ..to(supplier) },
        );
        if !arrived.is_empty() {
            let line =
                ReceiptLine { claim_amount: claim.parse().ok(), ..arrives(items(&order)[0].id(), &[weight]) };
            let receipt = Receipt { lines: vec![line], received_on: arrived.parse().ok(), complete: false };
            receive(&scene, &user, order.id, receipt).expect("received");
        }
    }
    super::made(&scene, OrderIn { status: crate::OrderStatus::Draft, ..to(supplier) });
    let card = |period| card(&scene, "acme", supplier, period).expect("reckoned");
    let all = card(Period::default());
    assert_eq!((all.orders, all.delivered, all.on_time, all.claims), (3, 2, 1, 1));
    assert_eq!(all.on_time_percent.map(|p| p.to_string()).as_deref(), Some("50.00"));
    assert_eq!(all.weight_variance_percent.map(|p| p.to_string()).as_deref(), Some("2.50"));
    assert_eq!(all.claim_amount.to_string(), "12.50");
    let later = card(Period { from: "2026-11-03".parse().ok(), to: None });
    assert_eq!((later.orders, later.on_time_percent, later.weight_variance_percent), (0, None, None));
    assert_eq!(card(Period { from: None, to: "2026-11-02".parse().ok() }).orders, 3);
}

#[test]
fn a_supplier_of_another_company_has_no_scorecard() {
    let scene = scene();
    let supplier = scene.stand_in("acme", "Omaha Beef");
    assert!(matches!(card(&scene, "globex", supplier, Period::default()), Err(Error::NotFound)));
    let reader = scene.ctx("acme", Role::ReadOnly);
    let sent = scene.read(&reader, |ctx, conn| {
        let (card, sent) = counted(|| services::scorecard(ctx, conn, supplier, Period::default()));
        card.map(|_| sent)
    });
    assert!(sent.expect("reckoned") <= 4);
}
