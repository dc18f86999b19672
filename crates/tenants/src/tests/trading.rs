//! How a company trades, and the numbers it draws.
use crate::{
    TradeSettings,
    numbering::{self, Series},
    settings,
};
use projectmeats_core::{Ctx, Error, Result, Role};
use projectmeats_testkit::{Scene, scene};
use projectmeats_trade::Rounding;

fn change(scene: &Scene, ctx: &Ctx, new: TradeSettings) -> Result<TradeSettings> {
    scene.write(ctx, move |ctx, conn| settings::update(ctx, conn, &mut |_| Ok(new.clone())))
}

fn draw(scene: &Scene, ctx: &Ctx) -> String {
    let drawn = scene.write(ctx, |ctx, conn| {
        let settings = settings::of(ctx, conn)?;
        numbering::next(ctx, conn, Series::PurchaseOrder, &settings)
    });
    drawn.expect("drawn")
}

#[test]
fn a_company_trades_by_the_defaults_until_it_says_otherwise() {
    let scene = scene();
    let (acme, globex) = (scene.ctx("acme", Role::Owner), scene.ctx("globex", Role::Owner));
    let own = TradeSettings { rounding: Rounding::HalfEven, overdue_days: None, ..TradeSettings::default() };
    assert_eq!(change(&scene, &acme, own.clone()).expect("changed"), own);
    assert_eq!(scene.read(&acme, settings::retrieve).expect("read"), own);
    assert_eq!(scene.read(&globex, settings::retrieve).expect("read"), TradeSettings::default());
}

#[test]
fn only_owners_and_admins_change_how_a_company_trades() {
    let scene = scene();
    for role in [Role::Manager, Role::User, Role::ReadOnly] {
        let refused = change(&scene, &scene.ctx("acme", role), TradeSettings::default());
        assert!(matches!(refused, Err(Error::Forbidden(_))), "{role}: {refused:?}");
        assert!(scene.read(&scene.ctx("acme", role), settings::retrieve).is_ok());
    }
    assert!(change(&scene, &scene.ctx("acme", Role::Admin), TradeSettings::default()).is_ok());
}

#[test]
fn buckets_rise() {
    let scene = scene();
    for days in [vec![], vec![30, 30], vec![60, 30], vec![0], vec![4000], (1..=11).collect()] {
        let new = TradeSettings { aging_buckets: days.clone(), ..TradeSettings::default() };
        let refused = change(&scene, &scene.ctx("acme", Role::Owner), new);
        assert!(matches!(refused, Err(Error::Invalid(_))), "{days:?}: {refused:?}");
    }
}

#[test]
fn each_company_counts_for_itself() {
    let scene = scene();
    let (acme, globex) = (scene.ctx("acme", Role::User), scene.ctx("globex", Role::User));
    assert_eq!([draw(&scene, &acme), draw(&scene, &acme)], ["PO-000001", "PO-000002"]);
    assert_eq!(draw(&scene, &globex), "PO-000001");
}

#[test]
fn a_number_somebody_gave_is_not_drawn_again() {
    let scene = scene();
    let acme = scene.ctx("acme", Role::User);
    let give = |text: &'static str| {
        let told = scene.write(&acme, move |ctx, conn| {
            numbering::reached(ctx, conn, Series::PurchaseOrder, &TradeSettings::default(), text)
        });
        told.expect("told");
    };
    give("PO-41");
    assert_eq!(draw(&scene, &acme), "PO-000042");
    for other in ["PO-7", "41x", "A-99", "PO-99999999999999999999", "PO-9999999999999"] {
        give(other);
    }
    assert_eq!(draw(&scene, &acme), "PO-000043");
}

#[test]
fn what_is_undone_leaves_no_gap() {
    let scene = scene();
    let acme = scene.ctx("acme", Role::User);
    let undone: Result<()> = scene.write(&acme, |ctx, conn| {
        numbering::next(ctx, conn, Series::Invoice, &TradeSettings::default())?;
        Err(Error::Conflict("undone".into()))
    });
    assert!(undone.is_err());
    let drawn = scene
        .write(&acme, |ctx, conn| numbering::next(ctx, conn, Series::Invoice, &TradeSettings::default()));
    assert_eq!(drawn.expect("drawn"), "INV-000001");
}

#[test]
fn sixty_four_at_once_draw_sixty_four_numbers() {
    let scene = scene();
    let acme = scene.ctx("acme", Role::User);
    let mut drawn: Vec<String> = std::thread::scope(|threads| {
        let handles: Vec<_> = (0..64).map(|_| threads.spawn(|| draw(&scene, &acme))).collect();
        handles.into_iter().map(|handle| handle.join().expect("drawn")).collect()
    });
    drawn.sort();
    assert_eq!(drawn, (1..=64).map(|n| format!("PO-{n:06}")).collect::<Vec<_>>());
}
