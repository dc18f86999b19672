//! The document and the pages of a small API.

mod describing;
mod pages;
mod structure;
mod toy;
