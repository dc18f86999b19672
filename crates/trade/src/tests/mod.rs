//! The arithmetic against an independent one.
mod exact;
mod natural;
