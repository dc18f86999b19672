//! Lists the migration folders of both databases, so that a new folder is all a new migration needs.
#![allow(clippy::disallowed_methods, reason = "cargo speaks to build scripts through the environment")]
use std::{env, error::Error, fmt::Write, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../../migrations").canonicalize()?;
    println!("cargo:rerun-if-changed={}", root.display());
    let mut code = String::new();
    for backend in ["sqlite", "postgres"] {
        let mut entries = Vec::new();
        for domain in folders(&root.join(backend))? {
            println!("cargo:rerun-if-changed={}", root.join(backend).join(&domain).display());
            for name in folders(&root.join(backend).join(&domain))? {
                entries.push((name, domain.clone()));
            }
        }
        entries.sort();
        writeln!(code, "pub(super) static {}: &[Script] = &[", backend.to_uppercase())?;
        for (name, domain) in entries {
            let folder = root.join(backend).join(&domain).join(&name);
            let text = |file| format!("include_str!({:?})", folder.join(file));
            let (up, down) = (text("up.sql"), text("down.sql"));
            writeln!(code, "    Script {{ domain: {domain:?}, name: {name:?}, up: {up}, down: {down} }},")?;
        }
        writeln!(code, "];")?;
    }
    fs::write(Path::new(&env::var("OUT_DIR")?).join("scripts.rs"), code)?;
    Ok(())
}

fn folders(at: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(at)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            names.push(
                entry
                    .file_name()
                    .into_string()
                    .map_err(|_| "a migration folder has a name that is not text")?,
            );
        }
    }
    Ok(names)
}
