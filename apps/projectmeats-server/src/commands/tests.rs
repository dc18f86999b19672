//! The commands, run as from a shell, on a database of their own.
use super::{Cli, Failure, Terminal, run};
use crate::settings::{Variables, markdown};
use clap::{CommandFactory as _, Parser as _};
use rand::{SeedableRng as _, rngs::StdRng};
use std::path::Path;

/// What a run printed, or how it failed.
fn shell_with(variables: &[(&str, &str)], input: &str, line: &str) -> Result<String, Failure> {
    let words = std::iter::once("projectmeats-server").chain(line.split_whitespace());
    let cli = Cli::try_parse_from(words).map_err(|e| Failure::wrong(e.to_string()))?;
    let variables: Variables = variables.iter().map(|(k, v)| ((*k).into(), (*v).into())).collect();
    let (mut out, mut input) = (Vec::new(), input.as_bytes());
    let mut terminal = Terminal::new(variables, &mut out, &mut input, StdRng::seed_from_u64(1));
    let done = cli.command.map_or(Ok(()), |command| run(command, &mut terminal));
    done.map(|()| String::from_utf8(out).expect("text"))
}

/// A shell whose database is a file in a folder of its own.
struct Shell(tempfile::TempDir);
impl Shell {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }
    fn file(&self) -> std::path::PathBuf {
        self.0.path().join("meats.sqlite3")
    }
    fn type_in(&self, input: &str, line: &str) -> Result<String, Failure> {
        let url = format!("sqlite://{}", self.file().display());
        shell_with(&[("DATABASE_URL", &url)], input, line)
    }
    fn run(&self, line: &str) -> Result<String, Failure> {
        self.type_in("", line)
    }
}

fn shell(line: &str) -> Result<String, Failure> {
    shell_with(&[], "", line)
}

#[test]
fn the_command_line_is_consistent() {
    Cli::command().debug_assert();
}

#[test]
fn settings_are_documented_in_docs() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/settings.md");
    let written = std::fs::read_to_string(page).unwrap_or_default();
    assert!(
        written == markdown(),
        "docs/settings.md is out of date: projectmeats-server settings --markdown > docs/settings.md"
    );
    assert_eq!(shell("settings --markdown").as_deref(), Ok(markdown().as_str()));
}

#[test]
fn settings_are_shown_with_what_set_them_and_without_secrets() {
    let set = [
        ("SECRET_KEY", "0123456789abcdef0123456789abcdef"),
        ("DATABASE_URL", "postgres://meats:hush@db/meats"),
    ];
    let text = shell_with(&set, "", "settings").expect("shown");
    assert!(text.contains("\n[server]\naddress = \"127.0.0.1\"  # settings/base.toml\n"), "{text}");
    assert!(text.contains("url = \"postgres://***@db/meats\"  # DATABASE_URL\n"), "{text}");
    assert!(text.contains("secret_key = \"***\"  # SECRET_KEY\n"), "{text}");
    assert!(!text.contains("hush") && !text.contains("0123456789"), "{text}");
}

#[test]
fn wrong_settings_stop_every_command_that_needs_them_with_the_key_and_a_hint() {
    for line in ["serve", "migrate", "showmigrations", "settings", "seed", "create-tenant --slug a --name A"]
    {
        let refused = shell_with(&[("PORT", "eighty")], "", line).expect_err("refused");
        assert_eq!(refused.code, 2, "{line}");
        assert!(
            refused.cause.contains("server.port (set by PORT)") && !refused.hint.is_empty(),
            "{refused:?}"
        );
    }
}

#[test]
fn only_what_could_be_meant_is_understood() {
    for bad in [
        "serve --bind 127.0.0.1",
        "serve --bind :80",
        "makemigration ../x y",
        "create-user --username a --email b",
        "create-user --username a --email b --password x --password-stdin",
        "create-user --username a --email b --password x --role user",
        "create-user --username a --email b --password x --tenant acme",
        "create-user --username a --email b --password x --tenant acme --role boss",
        "srve",
    ] {
        assert_eq!(shell(bad).expect_err("refused").code, 2, "{bad}");
    }
}

#[test]
fn a_database_is_not_made_by_looking_at_it() {
    let shell = Shell::new();
    for line in ["showmigrations", "check", "create-tenant --slug acme --name Acme"] {
        let failed = shell.run(line).expect_err("failed");
        assert_eq!(failed.code, 1, "{line}: {failed:?}");
    }
    assert!(!shell.file().exists());
}

#[test]
fn migrations_are_shown_applied_and_taken_back() {
    let shell = Shell::new();
    let applied = shell.run("migrate").expect("migrated");
    assert!(applied.lines().count() > 1 && applied.lines().all(|line| line.starts_with("+ ")), "{applied}");
    assert_eq!(shell.run("migrate").as_deref(), Ok("There is nothing to do.\n"));
    assert!(!shell.run("showmigrations").expect("shown").contains("[ ]"));
    assert!(shell.run("check").expect("well").lines().all(|line| line.starts_with("ok ")));
    let refused = shell.run("migrate db zero").expect_err("stood on");
    assert!(refused.cause.contains("cannot be taken back"), "{refused:?}");
    assert_eq!(shell.run("migrate cattle").expect_err("unknown").code, 2);
}

#[test]
fn companies_and_people_are_made_and_a_name_is_taken_once() {
    let shell = Shell::new();
    shell.run("migrate").expect("migrated");
    let tenant = shell.run("create-tenant --slug acme --name Acme").expect("made");
    assert!(tenant.starts_with("Company acme (Acme) has the id "), "{tenant}");
    let ann =
        "create-user --username ann --email ann@acme.example --password-stdin --tenant acme --role manager";
    let made = shell.type_in("correct horse\n", ann).expect("made");
    assert!(made.ends_with(" and is manager of acme.\n"), "{made}");
    let root = "create-superuser --username root --email root@acme.example --password correct-horse";
    assert!(shell.run(root).expect("made").starts_with("Superuser root "));

    let again = shell.type_in("correct horse\n", ann).expect_err("taken");
    assert!(again.cause.contains("username: A user with that username already exists."), "{again:?}");
    assert!(shell.run("create-tenant --slug acme --name Other").is_err());
}

#[test]
fn the_demonstration_fills_an_empty_database_once_and_never_an_exposed_one() {
    let shell = Shell::new();
    shell.run("migrate").expect("migrated");
    assert!(shell.run("seed").expect("seeded").starts_with("Sign in as "));
    assert!(shell.run("seed").expect_err("not empty").cause.contains("not empty"));
    let exposed = [
        ("PROJECTMEATS_ENV", "staging"),
        ("SECRET_KEY", "0123456789abcdef0123456789abcdef"),
        ("DATABASE_URL", "postgres://db/meats"),
    ];
    assert_eq!(shell_with(&exposed, "", "seed").expect_err("refused").code, 2);
}

#[test]
fn a_person_who_cannot_be_placed_is_not_made() {
    let shell = Shell::new();
    shell.run("migrate").expect("migrated");
    let ann = "create-user --username ann --email ann@acme.example --password correct-horse --tenant acme --role user";
    let refused = shell.run(ann).expect_err("no such company");
    assert!(refused.cause.contains("there is no company with the slug \"acme\""), "{refused:?}");
    shell.run("create-tenant --slug acme --name Acme").expect("made");
    shell.run(ann).expect("the name is still free");
}

#[test]
fn a_short_password_and_an_empty_standard_input_are_refused() {
    let shell = Shell::new();
    shell.run("migrate").expect("migrated");
    let root = "create-superuser --username root --email root@acme.example --password-stdin";
    assert!(shell.type_in("short\n", root).expect_err("short").cause.contains("too short"));
    assert_eq!(shell.type_in("", root).expect_err("empty").code, 2);
}
