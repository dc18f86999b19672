//! The database as the rest of the program meets it, on whichever kind the environment names.

mod agreement;
mod catalogue;
mod columns;
mod migrations;
mod paging;
mod parameters;
mod scratch;
mod scripts;
mod transactions;
mod wall;
mod writers;
