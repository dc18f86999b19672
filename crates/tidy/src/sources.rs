//! The files the rules are about.
use proc_macro2::{TokenStream, TokenTree};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::OnceLock,
};

/// A text file, by its path from the root of the workspace.
#[derive(Debug)]
pub(crate) struct Source {
    pub(crate) path: String,
    pub(crate) text: String,
}

/// The root of the workspace.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the root is there")
}

/// Every Rust file of the workspace.
pub(crate) fn rust() -> &'static [Source] {
    static RUST: OnceLock<Vec<Source>> = OnceLock::new();
    RUST.get_or_init(|| texts(&["crates", "apps"], &["rs"]))
}

/// The text files below some folders that end in one of `endings`.
pub(crate) fn texts(folders: &[&str], endings: &[&str]) -> Vec<Source> {
    let (root, mut found) = (root(), Vec::new());
    let mut open: Vec<_> =
        folders.iter().map(|folder| root.join(folder)).filter(|folder| folder.exists()).collect();
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
            if entry.is_dir() {
                open.push(entry);
            } else if entry.extension().is_none_or(|ending| endings.iter().any(|e| ending == *e)) {
                let path =
                    entry.strip_prefix(&root).expect("below the root").to_string_lossy().replace('\\', "/");
                found.extend(fs::read_to_string(&entry).ok().map(|text| Source { path, text }));
            }
        }
    }
    found.retain(|source| endings.iter().any(|ending| source.path.ends_with(ending)));
    found.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(!found.is_empty(), "no file below {folders:?}");
    found
}

impl Source {
    pub(crate) fn lines(&self) -> usize {
        self.text.lines().count()
    }
    /// Whether it lies below one of `places`, or is one of them.
    pub(crate) fn is_in(&self, places: &[&str]) -> bool {
        places.iter().any(|place| {
            self.path.strip_prefix(place).is_some_and(|rest| rest.is_empty() || place.ends_with('/'))
        })
    }
    /// Its code as words and signs: comments are left out, and texts are a `"`.
    pub(crate) fn code(&self) -> Vec<String> {
        let tokens = self.text.parse().unwrap_or_else(|e| panic!("{}: {e}", self.path));
        let mut code = Vec::new();
        flatten(tokens, &mut code);
        code
    }
    /// Whether these words and signs stand in its code one after the other: `Ctx :: grant`.
    pub(crate) fn says(&self, phrase: &str) -> bool {
        let phrase: Vec<_> = phrase.split(' ').collect();
        self.code()
            .windows(phrase.len())
            .any(|words| words.iter().zip(&phrase).all(|(word, wanted)| word == wanted))
    }
}

fn flatten(tokens: TokenStream, code: &mut Vec<String>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                let (opens, closes) = match group.delimiter() {
                    proc_macro2::Delimiter::Parenthesis => ("(", ")"),
                    proc_macro2::Delimiter::Brace => ("{", "}"),
                    proc_macro2::Delimiter::Bracket => ("[", "]"),
                    proc_macro2::Delimiter::None => ("", ""),
                };
                code.push(opens.into());
                flatten(group.stream(), code);
                code.push(closes.into());
            }
            TokenTree::Ident(word) => code.push(word.to_string()),
            TokenTree::Punct(sign) => code.push(sign.to_string()),
            TokenTree::Literal(_) => code.push("\"".into()),
        }
    }
}

#[test]
fn comments_and_texts_are_not_code() {
    let source = |text: &str| Source { path: "crates/x/src/lib.rs".into(), text: text.into() };
    assert!(source("fn f() { Ctx::grant(a) }").says("Ctx : : grant"));
    assert!(!source("/// Ctx::grant\nfn f() { \"Ctx::grant\" /* Ctx::grant */ }").says("Ctx : : grant"));
    assert!(source("#[ignore] fn f() {}").says("# [ ignore"));
    assert!(source("").is_in(&["crates/x/"]) && !source("").is_in(&["crates/x"]));
}
