//! Creating, changing and deleting.
use super::{create, customer, day, delete, input, list, made, money, refusal, retrieve, update};
use crate::models::{Receivable, ReceivableIn, ReceivableState, ReceivableStatus};
use projectmeats_core::{
    Error, Result, Role,
    ids::{CustomerId, OrderId, ReceivableId},
};
use projectmeats_testkit::scene;
use projectmeats_trade::CreditTerms;

#[test]
fn a_new_receivable_is_kept_as_it_was_written() {
    let scene = scene();
    let who = customer(&scene, "Prairie Grill");
    let written = ReceivableIn {
        tax: money("20.00"),
        invoice_date: Some(day("2026-10-20")),
        due_date: Some(day("2026-11-30")),
        terms: CreditTerms::Net15,
        status: ReceivableStatus::Disputed,
        description: "Forty cases".into(),
        ..input(who, "A-1", "250.50")
    };
    let ctx = scene.ctx("acme", Role::User);
    let row = create(&scene, &ctx, written.clone()).expect("created");
    assert_eq!(row.input(), written);
    let stored = &row.stored;
    assert_eq!((stored.outstanding_amount, stored.paid_amount), (money("250.50"), money("0")));
    assert_eq!(
        (stored.customer_name.as_deref(), &stored.purchase_order_number),
        (Some("Prairie Grill"), &None)
    );
    assert_eq!((stored.version, stored.created_at, stored.updated_at), (1, ctx.now, ctx.now));
    assert_eq!(
        (stored.created_by, stored.created_by_name.as_deref()),
        (Some(ctx.actor.user), Some("acme-user"))
    );
    assert_eq!(retrieve(&scene, &ctx, stored.id).expect("found"), row);
}

#[test]
fn what_is_left_out_is_today_and_nothing_owed() {
    let scene = scene();
    let who = customer(&scene, "A");
    let least =
        ReceivableIn { customer: Some(who), due_date: Some(day("2026-12-01")), ..ReceivableIn::default() };
    let row = made(&scene, least);
    assert_eq!((row.stored.amount, row.stored.invoice_date), (money("0.00"), day("2026-11-02")));
    assert_eq!((row.status, row.stored.state), (ReceivableStatus::Paid, ReceivableState::Paid));
    // What nobody wrote is no wrong amount either when something else is changed.
    let ctx = scene.ctx("acme", Role::User);
    update(&scene, &ctx, row.stored.id, |input| input.description = "x".into()).expect("changed");
    let billed =
        update(&scene, &ctx, row.stored.id, |input| input.amount = Some(money("5"))).expect("changed");
    assert_eq!((billed.status, billed.stored.outstanding_amount), (ReceivableStatus::Pending, money("5.00")));
}

#[test]
fn terms_give_the_due_date_that_is_not_sent() {
    let scene = scene();
    let who = customer(&scene, "A");
    let ctx = scene.ctx("acme", Role::User);
    let by_terms = |terms| ReceivableIn { due_date: None, terms, ..input(who, "", "1") };
    let due = |row: &Receivable| row.stored.due_date.to_string();
    assert_eq!(due(&made(&scene, by_terms(CreditTerms::Net7))), "2026-11-09");
    assert_eq!(due(&made(&scene, by_terms(CreditTerms::WireOneDayPrior))), "2026-11-01");
    assert_eq!(
        refusal(create(&scene, &ctx, by_terms(CreditTerms::Unstated))),
        "due_date: This field is required."
    );
    let both =
        made(&scene, ReceivableIn { due_date: Some(day("2026-11-30")), ..by_terms(CreditTerms::Net7) });
    assert_eq!(due(&both), "2026-11-30", "what is sent is what counts");
    let id = both.stored.id;
    let later = update(&scene, &ctx, id, |i| i.description = "x".into()).expect("changed");
    assert_eq!(due(&later), "2026-11-30", "and stays");
    let longer = update(&scene, &ctx, id, |i| i.terms = CreditTerms::Net30).expect("changed");
    assert_eq!(due(&longer), "2026-12-02", "new terms give it anew");
    let moved = update(&scene, &ctx, id, |i| i.invoice_date = Some(day("2026-11-05"))).expect("changed");
    assert_eq!(due(&moved), "2026-12-05", "and so does another invoice date");
    let own = |i: &mut ReceivableIn| {
        i.terms = CreditTerms::Net60;
        i.due_date = Some(day("2027-01-01"));
    };
    assert_eq!(due(&update(&scene, &ctx, id, own).expect("changed")), "2027-01-01");
    let cleared = update(&scene, &ctx, id, |i| i.due_date = None).expect("changed");
    assert_eq!(due(&cleared), "2027-01-04");
}

/// The fields a refusal names.
fn refused(outcome: Result<Receivable>) -> Vec<String> {
    match outcome {
        Err(Error::Invalid(fields)) => fields.iter().map(|(field, _)| field.to_owned()).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_cannot_be_is_refused_by_the_name_of_the_field() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::User);
    let who = customer(&scene, "A");
    let theirs: CustomerId = scene.stand_in("globex", "B");
    let check = |field: &str, wrong: &dyn Fn(&mut ReceivableIn)| {
        let mut new = input(who, "N", "10");
        wrong(&mut new);
        assert_eq!(refused(create(&scene, &ctx, new)), [field]);
    };
    check("customer", &|i| i.customer = None);
    check("customer", &|i| i.customer = Some(CustomerId(999)));
    check("customer", &|i| i.customer = Some(theirs));
    check("purchase_order", &|i| i.purchase_order = Some(OrderId(999)));
    check("amount", &|i| i.amount = Some(money("0")));
    check("amount", &|i| i.amount = Some(money("-1")));
    check("amount", &|i| i.amount = Some(money("90000000000000000")));
    check("tax", &|i| i.tax = money("10.01"));
    check("tax", &|i| i.tax = money("-0.01"));
    check("invoice_number", &|i| i.invoice_number = "x".repeat(101));
    check("invoice_date", &|i| i.invoice_date = Some(day("1899-12-31")));
    check("due_date", &|i| i.due_date = Some(day("3000-01-01")));
    check("description", &|i| i.description = "x".repeat(10_001));
    check("status", &|i| i.status = ReceivableStatus::Paid);
    assert_eq!(list(&scene, &ctx, "").expect("listed").count, 0);
}

#[test]
fn another_companys_customer_is_answered_as_none_at_all() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::User);
    let theirs: CustomerId = scene.stand_in("globex", "B");
    for id in [theirs, CustomerId(999_999)] {
        let told = refusal(create(&scene, &ctx, input(id, "N", "10")));
        assert_eq!(told, format!("customer: Invalid pk \"{id}\" - object does not exist."));
    }
}

#[test]
fn a_change_raises_the_version_by_one_and_leaves_what_it_does_not_name() {
    let scene = scene();
    let row = made(&scene, input(customer(&scene, "A"), "A", "10"));
    scene.clock().advance(60);
    let later = scene.ctx("acme", Role::Manager);
    let changed = update(&scene, &later, row.stored.id, |i| i.description = "x".into()).expect("changed");
    assert_eq!(changed.input(), ReceivableIn { description: "x".into(), ..row.input() });
    assert_eq!((changed.stored.version, changed.stored.updated_at), (2, later.now));
    assert_eq!(changed.stored.created_at, row.stored.created_at);
}

#[test]
fn of_changes_at_once_none_is_lost() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::User);
    let row = made(&scene, input(customer(&scene, "A"), "A", "10"));
    let more = |i: &mut ReceivableIn| i.description.push('x');
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| update(&scene, &ctx, row.stored.id, more).expect("changed"));
        }
    });
    let after = retrieve(&scene, &ctx, row.stored.id).expect("found");
    assert_eq!((after.stored.description.len(), after.stored.version), (8, 9));
}

#[test]
fn a_deleted_receivable_is_gone() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::Owner);
    let who = customer(&scene, "A");
    let (row, kept) = (made(&scene, input(who, "A", "10")), made(&scene, input(who, "B", "10")));
    delete(&scene, &ctx, row.stored.id).expect("deleted");
    for id in [row.stored.id, ReceivableId(i64::MAX)] {
        assert!(matches!(retrieve(&scene, &ctx, id), Err(Error::NotFound)));
        assert!(matches!(update(&scene, &ctx, id, |_| ()), Err(Error::NotFound)));
        assert!(matches!(delete(&scene, &ctx, id), Err(Error::NotFound)));
    }
    assert_eq!(list(&scene, &ctx, "").expect("listed").results, [kept]);
}
