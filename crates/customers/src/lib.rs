//! Customers: who buys, where to, on what credit.
