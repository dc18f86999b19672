//! Counts the statements a piece of code sends, so that tests can hold lists to their number.
use diesel::connection::InstrumentationEvent;
use std::cell::Cell;

thread_local! {
    static SENT: Cell<u64> = const { Cell::new(0) };
}

pub(crate) fn count(event: InstrumentationEvent<'_>) {
    if matches!(event, InstrumentationEvent::StartQuery { .. }) {
        SENT.with(|sent| sent.set(sent.get() + 1));
    }
}

/// What `work` answers, and how many statements it sent from this thread.
pub fn counted<T>(work: impl FnOnce() -> T) -> (T, u64) {
    let before = SENT.with(Cell::get);
    let value = work();
    (value, SENT.with(Cell::get) - before)
}
