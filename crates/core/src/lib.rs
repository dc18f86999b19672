//! The words every crate uses: ids, tenant, protein, money, weight, time, context, errors. No I/O.

mod choices;
mod clock;
pub mod columns;
mod ctx;
mod error;
pub mod ids;
mod json;
mod money;
mod role;
mod text;
mod time;
mod traits;

pub use clock::Clock;
pub use ctx::{Actor, Ctx};
pub use error::{Error, FieldErrors, NON_FIELD, Result};
pub use json::{Json, JsonText};
pub use money::{Money, Percent, Price, Quantity, Weight, WeightUnit};
pub use role::{Action, Role};
pub use text::{blank_or_email, search_text, trim_deep};
pub use time::Timestamp;
pub use traits::{Protein, Tenant, Timestamped, Versioned};

/// What the macros of this crate refer to, so that their callers need no dependency of their own.
#[doc(hidden)]
pub mod private {
    pub use diesel;
    pub use paperclip_core;
    pub use serde;
}
