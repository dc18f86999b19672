//! The `projectmeats-server` program.
use std::process::ExitCode;

/// A sixth of the writer's time went to the system's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    projectmeats_server::commands::main()
}
