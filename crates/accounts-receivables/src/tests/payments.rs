//! Payments, credit memos, unapplied cash, voids.
use super::{
    allocate, conflict, create, customer, day, delete, input, list_payments, made, money, paid, paying,
    record, refusal, retrieve, to, update, void,
};
use crate::{
    models::{AllocationIn, PaymentIn, PaymentKind, ReceiptIn, ReceivableStatus as Status},
    services,
};
use projectmeats_core::{
    Error, Role,
    ids::{CustomerId, PaymentId, ReceivableId},
};
use projectmeats_db::statements::counted;
use projectmeats_testkit::scene;
use projectmeats_trade::PaymentMethod;

#[test]
fn one_payment_goes_over_several_receivables_and_the_rest_is_kept() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::User);
    let who = customer(&scene, "Prairie Grill");
    let (a, b) = (made(&scene, input(who, "A", "100")), made(&scene, input(who, "B", "50")));
    let written = PaymentIn {
        payment_date: Some(day("2026-10-30")),
        method: PaymentMethod::Wire,
        reference_number: "W-1".into(),
        notes: "n".into(),
        ..paying(who, "120", vec![to(&b, "50"), to(&a, "40")])
    };
    let payment = record(&scene, &ctx, written).expect("recorded");
    assert_eq!((payment.stored.applied_amount, payment.unapplied_amount), (money("90.00"), money("30.00")));
    assert_eq!(payment.stored.customer_name.as_deref(), Some("Prairie Grill"));
    let shares: Vec<_> =
        payment.allocations.iter().map(|x| (x.invoice_number.as_deref(), x.amount)).collect();
    assert_eq!(shares, [(Some("B"), money("50.00")), (Some("A"), money("40.00"))]);
    assert!(payment.allocations.iter().all(|x| x.applied_on == day("2026-10-30") && x.voided_on.is_none()));
    let stands = |id| {
        let row = retrieve(&scene, &ctx, id).expect("found");
        (row.status, row.stored.paid_amount, row.stored.outstanding_amount, row.stored.version)
    };
    assert_eq!(stands(a.stored.id), (Status::Pending, money("40.00"), money("60.00"), 2));
    assert_eq!(stands(b.stored.id), (Status::Paid, money("50.00"), money("0.00"), 2));
    let rest = allocate(&scene, &ctx, payment.stored.id, vec![to(&a, "30")]).expect("applied");
    assert_eq!((rest.unapplied_amount, rest.stored.version, rest.allocations.len()), (money("0.00"), 2, 3));
    assert_eq!(rest.allocations[2].applied_on, day("2026-11-02"));
    assert_eq!(stands(a.stored.id), (Status::Pending, money("70.00"), money("30.00"), 3));
    let read = scene.read(&ctx, |ctx, conn| services::retrieve_payment(ctx, conn, payment.stored.id));
    assert_eq!(read.expect("found"), rest);
}

#[test]
fn what_is_too_much_is_refused_with_the_figure() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::User);
    let (who, other) = (customer(&scene, "A"), customer(&scene, "B"));
    let theirs: CustomerId = scene.stand_in("globex", "C");
    let (a, b) = (made(&scene, input(who, "A", "100")), made(&scene, input(other, "B", "50")));
    let foreign = create(&scene, &scene.ctx("globex", Role::User), input(theirs, "C", "9")).expect("created");
    let check = |amount: &str, allocations: Vec<AllocationIn>, want: &str| {
        assert_eq!(refusal(record(&scene, &ctx, paying(who, amount, allocations))), want);
    };
    check("200", vec![to(&a, "100.01")], "allocations.0.amount: Only 100.00 is outstanding on A.");
    check("50", vec![to(&a, "60")], "allocations.0.amount: Only 50.00 of the payment is left to apply.");
    check("50", vec![to(&a, "0")], "allocations.0.amount: Ensure this value is greater than 0.");
    check("50", vec![to(&a, "-1")], "allocations.0.amount: Ensure this value is greater than 0.");
    check("50", vec![to(&a, "10"), to(&a, "10")], "allocations.1.receivable: This receivable appears twice.");
    check(
        "50",
        vec![to(&a, "10"), to(&b, "10")],
        "allocations.1.receivable: This receivable is of another customer.",
    );
    let missing =
        |id: ReceivableId| format!("allocations.0.receivable: Invalid pk \"{id}\" - object does not exist.");
    check("50", vec![to(&foreign, "1")], &missing(foreign.stored.id));
    let half = AllocationIn { receivable: Some(a.stored.id), amount: None };
    check("50", vec![half], "allocations.0.amount: This field is required.");
    check("0", vec![], "amount: Ensure this value is greater than 0.");
    let tomorrow = |date: &str| PaymentIn { payment_date: Some(day(date)), ..paying(who, "1", vec![]) };
    assert_eq!(
        refusal(record(&scene, &ctx, tomorrow("2026-11-04"))),
        "payment_date: This date is in the future."
    );
    assert_eq!(refusal(record(&scene, &ctx, tomorrow("2026-11-03"))), "accepted", "somewhere it is tomorrow");
    let read = retrieve(&scene, &ctx, a.stored.id).expect("found");
    assert_eq!((read.stored.outstanding_amount, read.stored.version), (money("100.00"), 1));
}

#[test]
fn a_void_payment_stays_and_what_it_paid_is_owed_again() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::User);
    let who = customer(&scene, "A");
    let row = made(&scene, input(who, "A", "100"));
    let check = paid(
        &scene,
        PaymentIn { payment_date: Some(day("2026-10-01")), ..paying(who, "100", vec![to(&row, "100")]) },
    );
    let memo = paid(&scene, PaymentIn { kind: PaymentKind::CreditMemo, ..paying(who, "5", vec![]) });
    let gone = void(&scene, &ctx, check.stored.id).expect("void");
    assert_eq!(
        (gone.stored.voided_on, &*gone.stored.void_reason),
        (Some(day("2026-11-02")), "Returned by the bank")
    );
    assert_eq!((gone.stored.applied_amount, gone.unapplied_amount), (money("0.00"), money("0.00")));
    assert_eq!(gone.allocations[0].voided_on, Some(day("2026-11-02")));
    let read = retrieve(&scene, &ctx, row.stored.id).expect("found");
    assert_eq!((read.status, read.stored.outstanding_amount), (Status::Pending, money("100.00")));
    assert_eq!(conflict(void(&scene, &ctx, check.stored.id)), "This payment is void since 2026-11-02.");
    assert_eq!(
        conflict(allocate(&scene, &ctx, check.stored.id, vec![to(&row, "1")])),
        "This payment is void since 2026-11-02."
    );
    let ids = |query: &str| {
        let page = list_payments(&scene, &ctx, query).expect(query);
        page.results.into_iter().map(|payment| payment.stored.id).collect::<Vec<_>>()
    };
    assert_eq!(ids("void=true"), [check.stored.id]);
    assert_eq!(ids("void=false"), [memo.stored.id]);
    assert_eq!(ids("void__in=true,false").len(), 2);
    assert_eq!(ids("void=true&void=false"), []);
    assert_eq!(ids("kind=credit_memo"), [memo.stored.id]);
    assert_eq!(ids(""), [memo.stored.id, check.stored.id], "the newest first");
    let missing = scene.write(&ctx, move |ctx, conn| {
        services::void(ctx, conn, memo.stored.id, &crate::models::VoidIn::default())
    });
    assert_eq!(refusal(missing), "reason: This field may not be blank.");
    assert!(matches!(void(&scene, &ctx, PaymentId(999)), Err(Error::NotFound)));
}

#[test]
fn payments_hold_what_they_paid() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::Owner);
    let (who, other) = (customer(&scene, "A"), customer(&scene, "B"));
    let row = made(&scene, input(who, "A", "100"));
    let check = paid(&scene, paying(who, "60", vec![to(&row, "60")]));
    let id = row.stored.id;
    let amount = |text: &'static str| update(&scene, &ctx, id, move |i| i.amount = Some(money(text)));
    assert_eq!(
        refusal(amount("59.99")),
        "amount: 60.00 is applied to it already; void payments to go below."
    );
    assert_eq!(amount("60").expect("just enough").status, Status::Paid);
    assert_eq!(amount("100").expect("more").status, Status::Pending);
    assert_eq!(
        conflict(delete(&scene, &ctx, id)),
        "60.00 is applied to this receivable. Void those payments first."
    );
    assert_eq!(
        refusal(update(&scene, &ctx, id, move |i| i.customer = Some(other))),
        "customer: Payments of another customer were applied to it."
    );
    void(&scene, &ctx, check.stored.id).expect("void");
    assert!(conflict(delete(&scene, &ctx, id)).contains("Cancel it instead"));
    assert_eq!(amount("10").expect("nothing is applied now").stored.outstanding_amount, money("10.00"));
}

#[test]
fn one_receivable_is_paid_at_its_own_address() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::User);
    let who = customer(&scene, "A");
    let id = made(&scene, input(who, "A", "100")).stored.id;
    let receive = |amount: &str, reference: &str| {
        let input = ReceiptIn {
            amount: money(amount),
            payment_method: PaymentMethod::Ach,
            reference_number: reference.into(),
            ..ReceiptIn::default()
        };
        scene.write(&ctx, move |ctx, conn| services::receive(ctx, conn, id, input))
    };
    receive("30", "1").expect("paid");
    let second = receive("70", "2").expect("paid");
    assert_eq!(refusal(receive("0.01", "3")), "amount: Only 0.00 is outstanding on A.");
    assert_eq!(refusal(receive("0", "3")), "amount: Ensure this value is greater than 0.");
    let rows = scene.read(&ctx, |ctx, conn| services::applied_to(ctx, conn, id)).expect("read");
    let told: Vec<_> =
        rows.iter().map(|row| (&*row.reference_number, row.amount, row.payment_method)).collect();
    assert_eq!(told, [("2", money("70.00"), PaymentMethod::Ach), ("1", money("30.00"), PaymentMethod::Ach)]);
    assert_eq!((&rows[0], rows[0].created_by_name.as_deref()), (&second, Some("acme-user")));
    let missing = scene.read(&ctx, |ctx, conn| services::applied_to(ctx, conn, ReceivableId(999)));
    assert!(matches!(missing, Err(Error::NotFound)));
}

#[test]
fn unapplied_cash_is_not_applied_before_it_came() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::User);
    let who = customer(&scene, "A");
    let row = made(&scene, input(who, "A", "100"));
    let id = paid(&scene, paying(who, "60", vec![])).stored.id;
    let on = |date: &str| {
        let input = crate::models::Allocate { allocations: vec![to(&row, "1")], applied_on: Some(day(date)) };
        refusal(scene.write(&ctx, move |ctx, conn| services::allocate(ctx, conn, id, &input)))
    };
    assert_eq!(on("2026-11-01"), "applied_on: The payment came on 2026-11-02; it cannot count before.");
    assert_eq!(on("2026-12-01"), "applied_on: This date is in the future.");
    assert_eq!(on("2026-11-02"), "accepted");
    assert!(refusal(allocate(&scene, &ctx, id, vec![])).starts_with("allocations: "));
}

#[test]
fn a_list_of_payments_takes_three_statements_at_most() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::User);
    let who = customer(&scene, "A");
    let row = made(&scene, input(who, "A", "100"));
    for _ in 0..5 {
        paid(&scene, paying(who, "2", vec![to(&row, "1")]));
    }
    for (query, want) in [("", 2), ("page_size=2", 3), ("search=none", 1)] {
        let list = super::asked_payments(query).expect(query);
        let sent = scene.read(&ctx, |ctx, conn| Ok(counted(|| services::list_payments(ctx, conn, &list)).1));
        assert_eq!(sent.expect(query), want, "{query}");
    }
    let named = list_payments(&scene, &ctx, "search=a").expect("listed");
    assert_eq!((named.count, named.results[0].allocations.len()), (5, 1), "by the customer's name");
}
