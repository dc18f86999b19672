//! Suppliers: who sells, what they can do, and how well they do it.
