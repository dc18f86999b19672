//! End-to-end tests of the whole app, spoken to as its clients speak to it: see `tests/e2e`.
