//! Many writers at once: none hinders another, and none is told that the database is locked.
use crate::scratch::{Row, count, holding, insert, scratch};
use diesel::{Connection, prelude::*};
use projectmeats_core::{Error, Money, Result};
use projectmeats_db::{Bound, Conn, Done};
use projectmeats_testkit::Database;
use tokio::task::JoinSet;

/// What one of many writers does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Deed {
    Keep,
    Rehearse,
    Refuse,
    Fail,
    Panic,
    PanicInside,
}

impl Deed {
    const ALL: [Self; 6] =
        [Self::Keep, Self::Rehearse, Self::Refuse, Self::Fail, Self::Panic, Self::PanicInside];

    fn perform(self, conn: &mut Conn, id: i64) -> Result<Done<()>> {
        insert(conn, &Row::plain(id))?;
        match self {
            Self::Keep => Ok(Done::Keep(())),
            Self::Rehearse => Ok(Done::Undo(())),
            Self::Refuse => Err(Error::Conflict("not now".into())),
            Self::Fail => Ok(insert(conn, &Row::plain(id)).map(|_| Done::Keep(()))?),
            Self::Panic => panic!("on purpose"),
            Self::PanicInside => conn.transaction(|conn| {
                insert(conn, &Row::plain(-id))?;
                panic!("on purpose, inside")
            }),
        }
    }

    fn is_answered_by(self, answer: &Result<()>) -> bool {
        match self {
            Self::Keep | Self::Rehearse => answer.is_ok(),
            Self::Refuse => matches!(answer, Err(Error::Conflict(_))),
            Self::Fail | Self::Panic | Self::PanicInside => matches!(answer, Err(Error::Internal(_))),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn writes_that_fail_or_panic_leave_those_beside_them_alone() {
    let database = holding(&[]);
    let mut writers = JoinSet::new();
    for id in 1..=120_i64 {
        let deed = Deed::ALL[usize::try_from(id).expect("small") % Deed::ALL.len()];
        let db = (*database).clone();
        writers.spawn(async move {
            (id, deed, db.write(Bound::default(), move |conn| deed.perform(conn, id)).await)
        });
    }
    let mut kept = Vec::new();
    while let Some(done) = writers.join_next().await {
        let (id, deed, answer) = done.expect("ends");
        assert!(deed.is_answered_by(&answer), "{deed:?} was answered {answer:?}");
        if deed == Deed::Keep {
            kept.push(id);
        }
    }
    kept.sort_unstable();
    assert_eq!(ids(&database), kept);
}

fn ids(database: &Database) -> Vec<i64> {
    scratch::table.select(scratch::id).order(scratch::id).load(&mut database.owner()).expect("read")
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_panic_inside_a_nested_transaction_writes_are_kept() {
    let database = holding(&[]);
    let fallen = database.write(Bound::default(), |conn| Deed::PanicInside.perform(conn, 1)).await;
    assert!(matches!(fallen, Err(Error::Internal(_))), "{fallen:?}");
    for id in 2..=4 {
        database.write(Bound::default(), move |conn| Deed::Keep.perform(conn, id)).await.expect("written");
    }
    assert_eq!(ids(&database), [2, 3, 4]);
}

#[tokio::test(flavor = "multi_thread")]
async fn sixty_four_writers_lose_no_change_and_see_no_lock() {
    const EACH: i64 = 5;
    let database = holding(&[Row { amount: Money::from_units(0), ..Row::plain(1) }]);
    let mut writers = JoinSet::new();
    for _ in 0..64 {
        let db = (*database).clone();
        writers.spawn(async move {
            for _ in 0..EACH {
                db.write(Bound::default(), add_one_cent).await?;
            }
            Ok::<_, Error>(())
        });
    }
    while let Some(done) = writers.join_next().await {
        done.expect("ends").expect("is never told that the database is locked");
    }
    let amount: Money =
        scratch::table.select(scratch::amount).get_result(&mut database.owner()).expect("read");
    assert_eq!(amount, Money::from_units(64 * EACH));
    assert_eq!(count(&database), 1);
}

/// Reads, then writes what it read plus one: lost when two do it at once.
fn add_one_cent(conn: &mut Conn) -> Result<Done<()>> {
    projectmeats_db::on!(conn, |c| diesel::sql_query("UPDATE scratch SET flag = NOT flag").execute(c))?;
    let amount: Money = scratch::table.select(scratch::amount).get_result(conn)?;
    let more = Money::from_units(amount.units().unwrap_or_default() + 1);
    diesel::update(scratch::table).set(scratch::amount.eq(more)).execute(conn)?;
    Ok(Done::Keep(()))
}
