//! The words and arithmetic of the trade: choice lists, units, prices, rounding, terms.
