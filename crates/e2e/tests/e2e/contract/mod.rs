//! The API document: pinned, sound, true of the answers, and readable on its two pages.

mod conformity;
mod document;
mod pages;
mod schema;
