//! Embedded test databases: files, written from the bytes of one that was migrated.
use crate::database::migrated;
use projectmeats_db::Location;
use std::{fs, path::Path, sync::OnceLock};
use tempfile::TempDir;

/// A migrated file in a folder of its own, which goes when the folder is dropped.
pub(crate) fn copy() -> (Location, TempDir) {
    let (location, folder) = blank();
    fs::write(file(folder.path()), template()).expect("the template is copied");
    (location, folder)
}

/// A place for a file that is not there yet.
pub(crate) fn blank() -> (Location, TempDir) {
    let folder = TempDir::with_prefix("projectmeats-").expect("a temporary folder");
    let path = file(folder.path()).to_string_lossy().into_owned();
    (Location::Sqlite { path }, folder)
}

fn file(folder: &Path) -> std::path::PathBuf {
    folder.join("test.sqlite3")
}

/// The migrated file. Its journal is folded into it when the migration's connection closes.
fn template() -> &'static [u8] {
    static TEMPLATE: OnceLock<Vec<u8>> = OnceLock::new();
    TEMPLATE.get_or_init(|| {
        let (location, folder) = blank();
        migrated(&location);
        fs::read(file(folder.path())).expect("the template is read")
    })
}
