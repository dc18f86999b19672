# An index of verbs. The logic is in the programs they call.

# Lists the verbs.
default:
    @just --list

# Starts the server in the development environment.
run *arguments:
    cargo run --release -- {{arguments}}

# Everything that must hold before a change is merged, on both databases.
test *arguments:
    scripts/test {{arguments}}

# Compiles everything, without building it.
check:
    cargo check --workspace --all-targets

# Formats the code.
fmt:
    cargo fmt --all

# Clippy, warnings as errors.
lint:
    cargo clippy --workspace --all-targets --locked -- -D warnings

# The documentation of the code.
doc:
    cargo doc --workspace --no-deps --open

# Brings the database to the newest version, or a domain to a version.
migrate *arguments:
    cargo run -- migrate {{arguments}}

# Fills an empty database with the demonstration data.
seed *arguments:
    cargo run -- seed {{arguments}}

# Prints the OpenAPI document.
openapi:
    cargo run -- openapi

# Prints the effective settings, secrets masked.
settings:
    cargo run -- settings

# Measures the server against bare actix and pgbench.
bench *arguments:
    bench/run {{arguments}}
