//! Purchase orders: what was ordered, what it weighed, and what is owed for it.
