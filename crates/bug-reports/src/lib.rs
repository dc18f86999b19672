//! Bug reports: what members say is wrong with the program, and what became of it.
