//! Carriers: who hauls the meat, with what, insured until when.
