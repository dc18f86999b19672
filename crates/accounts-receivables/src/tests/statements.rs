//! Statements.
use super::{
    aged, aging_on, customer, day, input, made, money, paid, paying, refusal, statement, to, update, void,
};
use crate::models::{LineKind, PaymentIn, PaymentKind, ReceivableIn, ReceivableStatus, StatementQuery};
use projectmeats_core::{Role, ids::CustomerId};
use projectmeats_testkit::scene;

#[test]
fn opening_and_lines_make_closing_and_each_line_has_its_balance() {
    let scene = scene();
    let who = customer(&scene, "Prairie Grill");
    let other = customer(&scene, "Other");
    let bill = |who, number: &str, amount: &str, date: &str| {
        made(&scene, ReceivableIn { invoice_date: Some(day(date)), ..input(who, number, amount) })
    };
    let pay = |kind, reference: &str, amount: &str, date: &str, over| {
        let input = PaymentIn {
            kind,
            reference_number: reference.into(),
            payment_date: Some(day(date)),
            ..paying(who, amount, over)
        };
        paid(&scene, input)
    };
    let old = bill(who, "OLD", "100", "2026-09-10");
    pay(PaymentKind::Payment, "1", "30", "2026-09-20", vec![to(&old, "30")]);
    bill(who, "A", "50", "2026-10-05");
    let wrong = bill(who, "WRONG", "7", "2026-10-05");
    let bad = pay(PaymentKind::Payment, "2", "40", "2026-10-05", vec![]);
    pay(PaymentKind::CreditMemo, "CM-1", "5.50", "2026-10-31", vec![]);
    bill(other, "X", "999", "2026-10-05");
    void(&scene, &scene.ctx("acme", Role::User), bad.stored.id).expect("void");
    update(&scene, &scene.ctx("acme", Role::User), wrong.stored.id, |i| {
        i.status = ReceivableStatus::Cancelled;
    })
    .expect("cancelled");
    let ctx = scene.ctx("acme", Role::ReadOnly);
    let of = |from: &str, to: &str| {
        let asked = StatementQuery { customer: who, from: day(from), to: day(to) };
        statement(&scene, &ctx, asked).expect("a statement")
    };
    let october = of("2026-10-01", "2026-10-31");
    let lines: Vec<_> = october
        .lines
        .iter()
        .map(|line| (line.kind, &*line.reference, line.amount.to_string(), line.balance.to_string()))
        .collect();
    let line = |kind, reference, amount: &str, balance: &str| {
        (kind, reference, amount.to_owned(), balance.to_owned())
    };
    assert_eq!(
        lines,
        [
            line(LineKind::Invoice, "A", "50.00", "120.00"),
            line(LineKind::Invoice, "WRONG", "7.00", "127.00"),
            line(LineKind::Payment, "2", "-40.00", "87.00"),
            line(LineKind::CreditMemo, "CM-1", "-5.50", "81.50"),
        ]
    );
    assert_eq!((october.opening_balance, october.closing_balance), (money("70.00"), money("81.50")));
    assert_eq!(october.customer_name, "Prairie Grill");
    let november = of("2026-11-01", "2026-11-30");
    let kinds: Vec<_> = november.lines.iter().map(|line| (line.kind, line.amount.to_string())).collect();
    assert_eq!(kinds, [(LineKind::Void, "40.00".into()), (LineKind::Cancellation, "-7.00".into())]);
    assert_eq!((november.opening_balance, november.closing_balance), (money("81.50"), money("114.50")));
    for date in ["2026-09-09", "2026-09-30", "2026-10-05", "2026-10-31", "2026-11-02"] {
        let aging =
            aged(&scene, &ctx, &crate::models::AgingQuery { customer: Some(who), ..aging_on(day(date)) });
        let balance = aging.expect("aged").totals.balance;
        assert_eq!(of("2026-10-01".min(date), date).closing_balance, balance, "{date}");
    }
}

#[test]
fn what_cannot_be_asked_is_refused() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::ReadOnly);
    let who = customer(&scene, "A");
    let theirs: CustomerId = scene.stand_in("globex", "B");
    let check = |customer, from: &str, to: &str| {
        refusal(statement(&scene, &ctx, StatementQuery { customer, from: day(from), to: day(to) }))
    };
    assert_eq!(check(who, "2026-10-01", "2026-10-01"), "accepted");
    assert_eq!(check(who, "2026-10-02", "2026-10-01"), "to: The last day cannot be before the first.");
    assert!(check(who, "0001-01-01", "2026-10-01").starts_with("from: "));
    for id in [theirs, CustomerId(999_999)] {
        let told = check(id, "2026-10-01", "2026-10-31");
        assert_eq!(told, format!("customer: Invalid pk \"{id}\" - object does not exist."));
    }
}
