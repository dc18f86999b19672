//! What companies and people of the address book have in common: sets of contacts, possible duplicates, merging.
