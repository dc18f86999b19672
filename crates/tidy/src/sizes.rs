//! How long files, functions and the shared crate may be.
use crate::sources::{Source, rust};

#[test]
fn no_file_is_longer_than_400_lines() {
    let long: Vec<_> = rust().iter().filter(|s| s.lines() > 400).map(|s| (s.lines(), &s.path)).collect();
    assert!(long.is_empty(), "{long:#?}");
}

#[test]
fn nine_files_of_ten_are_shorter_than_260_lines() {
    let long: Vec<_> = rust().iter().filter(|s| s.lines() >= 260).map(|s| (s.lines(), &s.path)).collect();
    assert!(long.len() * 10 <= rust().len(), "{} of {}: {long:#?}", long.len(), rust().len());
}

#[test]
fn core_does_not_become_a_drawer() {
    let lines: usize = rust().iter().filter(|s| s.is_in(&["crates/core/"])).map(Source::lines).sum();
    assert!(lines <= 1500, "crates/core has {lines} lines; what only one crate needs belongs there");
}

#[test]
fn functions_are_short() {
    let mut lengths: Vec<_> =
        rust().iter().flat_map(|s| functions(&s.text).map(|(name, n)| (n, name, &s.path))).collect();
    lengths.sort_unstable();
    let median = lengths[lengths.len() / 2].0;
    assert!(median <= 12, "half of {} functions are longer than {median} lines", lengths.len());
    let long: Vec<_> = lengths.iter().filter(|(lines, ..)| *lines > 100).collect();
    assert!(long.is_empty(), "{long:#?}");
}

/// The name and length of each function that does not fit one line. The formatter puts its last brace under its first letter.
fn functions(text: &str) -> impl Iterator<Item = (&str, usize)> {
    let lines: Vec<_> = text.lines().collect();
    let mut found = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        let code = line.trim_start();
        let indent = line.len() - code.len();
        let Some((before, after)) = code.split_once("fn ") else { continue };
        let is_function = before
            .split(' ')
            .all(|word| ["", "pub", "pub(crate)", "pub(super)", "const", "async", "extern"].contains(&word));
        if !is_function || line.ends_with(['}', ';']) {
            continue;
        }
        let name = after.split(['(', '<']).next().unwrap_or_default();
        let end = lines[i..].iter().position(|l| l.len() == indent + 1 && l.ends_with('}'));
        found.extend(end.map(|end| (name, end + 1)));
    }
    found.into_iter()
}

#[test]
fn the_length_of_a_function_is_counted_from_its_first_line_to_its_last() {
    let text = "impl X {\n    pub fn a(&self) {\n        if x {\n        }\n    }\n    fn b() {}\n}\nfn c<T>(\n) {\n}\n";
    assert_eq!(functions(text).collect::<Vec<_>>(), [("a", 4), ("c", 3)]);
}
