//! Receivables: what customers owe, what they paid, and how late they are.
