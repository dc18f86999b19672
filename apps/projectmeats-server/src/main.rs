//! The `projectmeats-server` program.
use std::process::ExitCode;

fn main() -> ExitCode {
    projectmeats_server::commands::main()
}
