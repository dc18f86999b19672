//! Counts the statements a piece of code sends, and keeps their texts, so that tests can hold lists to their number and indexes.
use diesel::connection::InstrumentationEvent;
use std::cell::{Cell, RefCell};

thread_local! {
    static SENT: Cell<u64> = const { Cell::new(0) };
    static TEXTS: RefCell<Option<Vec<String>>> = const { RefCell::new(None) };
}

#[expect(clippy::needless_pass_by_value, reason = "the shape that diesel calls")]
pub(crate) fn count(event: InstrumentationEvent<'_>) {
    if let InstrumentationEvent::StartQuery { query, .. } = event {
        SENT.with(|sent| sent.set(sent.get() + 1));
        TEXTS.with_borrow_mut(|texts| {
            if let Some(texts) = texts {
                texts.push(query.to_string());
            }
        });
    }
}

/// What `work` answers, and how many statements it sent from this thread.
pub fn counted<T>(work: impl FnOnce() -> T) -> (T, u64) {
    let before = SENT.with(Cell::get);
    let value = work();
    (value, SENT.with(Cell::get) - before)
}

/// What `work` answers, and the text of each statement it sent from this thread, without the values.
pub fn sent<T>(work: impl FnOnce() -> T) -> (T, Vec<String>) {
    TEXTS.set(Some(Vec::new()));
    let value = work();
    let bare = |text: String| text.split(" -- binds: ").next().unwrap_or_default().to_owned();
    (value, TEXTS.take().unwrap_or_default().into_iter().map(bare).collect())
}
