//! Pages that are made from the program and checked in: `UPDATE_PINS=1` writes them anew.
use std::{fs, path::PathBuf};

/// Holds what the program says now against the checked-in page; `command` makes the page.
#[track_caller]
pub(crate) fn pinned(page: &str, now: &str, command: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..").join(page);
    if updating() {
        fs::write(&path, now).unwrap_or_else(|e| panic!("{page}: {e}"));
        return;
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    if kept != now {
        let line = kept.lines().zip(now.lines()).position(|(kept, now)| kept != now);
        let line = line.unwrap_or_else(|| kept.lines().count().min(now.lines().count()));
        let (was, is) =
            (kept.lines().nth(line).unwrap_or("the end"), now.lines().nth(line).unwrap_or("the end"));
        panic!(
            "{page} differs from line {}:\n  kept {was}\n  now  {is}\nIf that is meant: {command}",
            line + 1
        );
    }
}

#[expect(clippy::disallowed_methods, reason = "the one choice of who runs the tests: check or write")]
fn updating() -> bool {
    std::env::var_os("UPDATE_PINS").is_some_and(|value| value == "1")
}
