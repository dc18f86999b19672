//! One transaction at a time: what is kept, what is not, who waits, and what is counted.
use crate::scratch::{Row, count, holding, insert, scratch};
use diesel::{Connection, prelude::*};
use projectmeats_core::{Error, Result};
use projectmeats_db::{Bound, Conn, Database as Opened, Done, Options, ping, statements};
use std::{sync::mpsc::channel, thread, time::Duration};

fn add(conn: &mut Conn, id: i64) -> Result<()> {
    Ok(insert(conn, &Row::plain(id)).map(|_| ())?)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_written_is_read_at_once() {
    let database = holding(&[]);
    for id in 1..=20 {
        database.write(Bound::default(), move |conn| add(conn, id).map(Done::Keep)).await.expect("written");
        let read = |conn: &mut Conn| Ok(scratch::table.count().get_result::<i64>(conn)?);
        assert_eq!(database.read(Bound::default(), read).await.expect("read"), id);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rehearsal_answers_and_stores_nothing() {
    let database = holding(&[]);
    let rehearse = |conn: &mut Conn| {
        add(conn, 1)?;
        Ok(Done::Undo(scratch::table.count().get_result::<i64>(conn)?))
    };
    assert_eq!(database.write(Bound::default(), rehearse).await.expect("answered"), 1);
    assert_eq!(count(&database), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_write_that_is_refused_stores_nothing_and_says_why() {
    let database = holding(&[]);
    let refused = |conn: &mut Conn| -> Result<Done<()>> {
        add(conn, 1)?;
        Err(Error::invalid("name", "is taken"))
    };
    let answer = database.write(Bound::default(), refused).await;
    assert!(matches!(&answer, Err(Error::Invalid(fields)) if fields.has("name")), "{answer:?}");
    assert_eq!(count(&database), 0);
}

#[test]
fn a_part_that_fails_inside_a_write_can_be_given_up_alone() {
    let database = holding(&[]);
    let outcome = database.write_now(Bound::default(), |conn| {
        add(conn, 1)?;
        let part = conn.transaction(|conn| {
            add(conn, 2)?;
            add(conn, 1)
        });
        assert!(part.is_err(), "the key is taken");
        add(conn, 3)
    });
    outcome.expect("kept");
    assert_eq!(count(&database), 2);
}

#[test]
fn a_read_cannot_write() {
    let database = holding(&[]);
    assert!(database.read_now(Bound::default(), |conn| add(conn, 1)).is_err());
    assert_eq!(count(&database), 0);
    database.read_now(Bound::default(), ping).expect("the connection is still good");
}

#[test]
fn whoever_finds_no_connection_is_told_to_come_back() {
    let database = holding(&[]);
    let options = Options { connections: 1, wait: Duration::from_millis(50), replica: None };
    let narrow = Opened::open(database.location(), &options).expect("opens");
    let (entered, inside) = channel();
    let (leave, left) = channel::<()>();
    thread::scope(|scope| {
        let one = narrow.clone();
        let holder = scope.spawn(move || {
            one.read_now(Bound::default(), |conn| {
                entered.send(()).expect("told");
                left.recv().expect("told");
                ping(conn)
            })
        });
        inside.recv().expect("the only connection is taken");
        let refused = narrow.read_now(Bound::default(), ping);
        assert!(matches!(refused, Err(Error::Busy(1))), "{refused:?}");
        leave.send(()).expect("told");
        holder.join().expect("ends").expect("the holder is served");
    });
    narrow.read_now(Bound::default(), ping).expect("free again");
}

#[test]
fn a_panic_in_a_read_costs_nobody_else_a_connection() {
    let database = holding(&[]);
    let options = Options { connections: 1, wait: Duration::from_secs(5), replica: None };
    let narrow = Opened::open(database.location(), &options).expect("opens");
    for _ in 0..3 {
        let one = narrow.clone();
        let fallen = thread::spawn(move || {
            one.read_now(Bound::default(), |conn| {
                conn.transaction(|_| -> Result<()> { panic!("on purpose") })
            })
        });
        assert!(fallen.join().is_err());
    }
    narrow.read_now(Bound::default(), ping).expect("served");
}

#[test]
fn statements_are_counted_where_they_are_sent() {
    let database = holding(&[]);
    let (_, sent) = database
        .read_now(Bound::default(), |conn| {
            Ok(statements::counted(|| scratch::table.count().get_result::<i64>(conn)))
        })
        .expect("read");
    assert_eq!(sent, 1);
}
