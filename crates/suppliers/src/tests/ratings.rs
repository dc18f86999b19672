//! Ratings: dated scores, and what the supplier shows of them.
use super::{found, input, made, retrieve, told};
use crate::{Rating, RatingIn, services};
use projectmeats_core::{
    Ctx, Error, Result, Role,
    ids::{OrderId, RatingId, SupplierId},
};
use projectmeats_testkit::{Scene, scene};

fn scores(quality: i32, delivery: i32, paperwork: i32) -> RatingIn {
    RatingIn { quality, delivery, paperwork, ..RatingIn::default() }
}

fn rate(scene: &Scene, ctx: &Ctx, supplier: SupplierId, rating: RatingIn) -> Result<Rating> {
    scene.write(ctx, move |ctx, conn| services::rate(ctx, conn, supplier, rating))
}

fn remove(scene: &Scene, ctx: &Ctx, which: (SupplierId, RatingId)) -> Result<()> {
    scene.write(ctx, move |ctx, conn| services::delete_rating(ctx, conn, which))
}

/// Count and average, as a supplier shows them.
fn shown(scene: &Scene, supplier: SupplierId) -> (i64, Option<String>) {
    let supplier = retrieve(scene, &scene.ctx("acme", Role::User), supplier).expect("found");
    (supplier.rating_count, supplier.rating_average.map(|average| average.to_string()))
}

#[test]
fn a_supplier_shows_how_many_ratings_it_has_and_their_average() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::Admin);
    let supplier = made(&scene, input("A")).id;
    assert_eq!(shown(&scene, supplier), (0, None));
    let first = rate(&scene, &ctx, supplier, scores(5, 4, 4)).expect("rated");
    assert_eq!(shown(&scene, supplier), (1, Some("4.33".into())));
    rate(&scene, &ctx, supplier, scores(1, 1, 2)).expect("rated");
    assert_eq!(shown(&scene, supplier), (2, Some("2.83".into())));
    remove(&scene, &ctx, (supplier, first.id)).expect("deleted");
    assert_eq!(shown(&scene, supplier), (1, Some("1.33".into())));
    let told = told(&scene, &ctx, supplier).expect("told");
    let average = serde_json::json!({ "from": "2.83", "to": "1.33" });
    assert_eq!((told.len(), &told[0].changes.0["rating_average"]), (4, &average));
    assert_eq!(retrieve(&scene, &ctx, supplier).expect("found").version, 4);
}

#[test]
fn ratings_are_listed_the_newest_first() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::User);
    let supplier = made(&scene, input("A")).id;
    let on = |day: &str| RatingIn { rated_on: Some(day.parse().expect("a day")), ..scores(3, 3, 3) };
    for day in ["2026-10-01", "2026-11-02", "2026-10-15"] {
        rate(&scene, &ctx, supplier, on(day)).expect("rated");
    }
    let today = rate(&scene, &ctx, supplier, scores(5, 5, 5)).expect("rated");
    let all = scene.read(&ctx, |ctx, conn| services::ratings(ctx, conn, supplier)).expect("listed");
    let days: Vec<_> = all.iter().map(|rating| rating.rated_on.to_string()).collect();
    assert_eq!(days, ["2026-11-02", "2026-11-02", "2026-10-15", "2026-10-01"]);
    assert_eq!(all[0], today, "of one day the later one first; without a day it is today");
    assert_eq!(
        (today.created_by_name.as_deref(), today.order, today.order_number),
        (Some("acme-user"), None, None)
    );
}

#[test]
fn what_cannot_be_is_refused_by_the_name_of_the_field() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::User);
    let supplier = made(&scene, input("A")).id;
    let check = |rating: RatingIn, field: &str| {
        let refused = rate(&scene, &ctx, supplier, rating).expect_err("refused").to_string();
        assert!(refused.starts_with(&format!("{field}: ")), "{refused}");
    };
    check(scores(0, 3, 3), "quality");
    check(scores(3, 6, 3), "delivery");
    check(scores(3, 3, -1), "paperwork");
    check(RatingIn { rated_on: Some("2026-11-03".parse().expect("a day")), ..scores(3, 3, 3) }, "rated_on");
    check(RatingIn { order: Some(OrderId(i64::MAX)), ..scores(3, 3, 3) }, "order");
    check(RatingIn { comment: "x".repeat(2001), ..scores(3, 3, 3) }, "comment");
    assert_eq!(shown(&scene, supplier), (0, None));
}

#[test]
fn suppliers_are_ordered_and_filtered_by_their_average() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::User);
    for (name, score) in [("Good", 5), ("Bad", 1), ("Fair", 3)] {
        let supplier = made(&scene, input(name)).id;
        rate(&scene, &ctx, supplier, scores(score, score, score)).expect("rated");
    }
    made(&scene, input("Unknown"));
    assert_eq!(found(&scene, "ordering=rating_average"), ["Unknown", "Bad", "Fair", "Good"]);
    assert_eq!(found(&scene, "ordering=-rating_average"), ["Good", "Fair", "Bad", "Unknown"]);
    assert_eq!(found(&scene, "rating_average__gte=3"), ["Fair", "Good"]);
    assert_eq!(found(&scene, "rating_average__isnull=true"), ["Unknown"]);
}

#[test]
fn ratings_of_eight_at_once_are_all_counted() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::User);
    let supplier = made(&scene, input("A")).id;
    std::thread::scope(|scope| {
        for score in [1, 2, 3, 4, 5, 1, 2, 3] {
            let (scene, ctx) = (&scene, &ctx);
            scope.spawn(move || rate(scene, ctx, supplier, scores(score, score, score)).expect("rated"));
        }
    });
    assert_eq!(shown(&scene, supplier), (8, Some("2.63".into())), "21 / 8, half a hundredth up");
}

#[test]
fn who_may_do_what() {
    for (role, may_write, may_delete) in
        [(Role::ReadOnly, false, false), (Role::User, true, false), (Role::Admin, true, true)]
    {
        let scene = scene();
        let supplier = made(&scene, input("A")).id;
        let owner = scene.ctx("acme", Role::Owner);
        let which = (supplier, rate(&scene, &owner, supplier, scores(3, 3, 3)).expect("rated").id);
        let ctx = scene.ctx("acme", role);
        let forbidden = |e: Error| matches!(e, Error::Forbidden(_));
        assert_eq!(!rate(&scene, &ctx, supplier, scores(3, 3, 3)).is_err_and(forbidden), may_write, "{role}");
        assert_eq!(!remove(&scene, &ctx, which).is_err_and(forbidden), may_delete, "{role}");
    }
}

#[test]
fn a_rating_is_found_below_its_own_supplier_in_its_own_company_alone() {
    let scene = scene();
    let owner = scene.ctx("acme", Role::Owner);
    let [one, two] = ["One", "Two"].map(|name| made(&scene, input(name)).id);
    let id = rate(&scene, &owner, one, scores(3, 3, 3)).expect("rated").id;
    let globex = scene.ctx("globex", Role::Owner);
    for (ctx, supplier) in [(&globex, one), (&owner, two)] {
        assert!(matches!(remove(&scene, ctx, (supplier, id)), Err(Error::NotFound)));
    }
    assert!(matches!(rate(&scene, &globex, one, scores(3, 3, 3)), Err(Error::NotFound)));
    let listed = scene.read(&globex, |ctx, conn| services::ratings(ctx, conn, one));
    assert!(matches!(listed, Err(Error::NotFound)));
    assert_eq!(shown(&scene, one), (1, Some("3.00".into())));
}
