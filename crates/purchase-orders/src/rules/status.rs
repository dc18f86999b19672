//! Who may take an order from where to where.
use crate::models::OrderStatus::{self, Approved, Cancelled, Completed, Delivered, Draft, Pending, Shipped};
use projectmeats_core::{Error, Result, Role};

/// What it takes to go from one status to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// It is there already.
    Stays,
    /// Whoever may change records.
    Free,
    /// A manager, an admin or an owner.
    ByManager,
    /// Nobody.
    Never,
}

/// The table of steps. Existing clients go from pending to approved, delivered, cancelled: what lies between may be skipped.
/// What was agreed on is not made a draft again, what was delivered is not cancelled (it is claimed for), and what is completed or
/// cancelled stays so.
pub const fn step(from: OrderStatus, to: OrderStatus) -> Step {
    use Step::{ByManager, Free, Never, Stays};
    match (from, to) {
        (Draft, Draft) | (Pending, Pending) | (Approved, Approved) | (Shipped, Shipped) => Stays,
        (Delivered, Delivered) | (Completed, Completed) | (Cancelled, Cancelled) => Stays,
        (Draft, Pending | Cancelled) | (Pending, Draft | Cancelled) => Free,
        (Draft | Pending, Approved) => ByManager,
        (Draft | Pending, Shipped | Delivered | Completed) => Never,
        (Approved, Shipped | Delivered) | (Shipped, Delivered) | (Delivered, Completed) => Free,
        (Approved | Shipped, Cancelled) => ByManager,
        (Approved, Draft | Pending | Completed) => Never,
        (Shipped, Draft | Pending | Approved | Completed) => Never,
        (Delivered, Draft | Pending | Approved | Shipped | Cancelled) => Never,
        (Completed, Draft | Pending | Approved | Shipped | Delivered | Cancelled) => Never,
        (Cancelled, Draft | Pending | Approved | Shipped | Delivered | Completed) => Never,
    }
}

/// Whether a role may take an order from one status to another.
///
/// # Errors
/// [`Error::Conflict`] that lists the legal steps; [`Error::Forbidden`] when it takes a manager.
pub fn may(role: Role, from: OrderStatus, to: OrderStatus) -> Result<()> {
    match step(from, to) {
        Step::Stays | Step::Free => Ok(()),
        Step::ByManager if role >= Role::Manager => Ok(()),
        Step::ByManager => {
            Err(Error::Forbidden(format!("The role \"{role}\" may not take an order from {from} to {to}.")))
        }
        Step::Never => Err(Error::Conflict(refusal(from, to))),
    }
}

/// Whether a role may make an order that begins with a status: one that could be reached from a new one by one step.
///
/// # Errors
/// As [`may`].
pub fn may_begin(role: Role, at: OrderStatus) -> Result<()> {
    may(role, Pending, at)
}

fn refusal(from: OrderStatus, to: OrderStatus) -> String {
    let legal = OrderStatus::ALL.iter().filter(|to| matches!(step(from, **to), Step::Free | Step::ByManager));
    let legal: Vec<_> = legal.map(|status| status.as_str()).collect();
    let open = if legal.is_empty() { "nothing more".into() } else { legal.join(", ") };
    format!("An order that is {from} cannot become {to}. It can become: {open}.")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Row: from. Column: to, in the order draft, pending, approved, shipped, delivered, completed, cancelled.
    const TABLE: [(OrderStatus, &str); 7] = [
        (Draft, "=fm---f"),
        (Pending, "f=m---f"),
        (Approved, "--=ff-m"),
        (Shipped, "---=f-m"),
        (Delivered, "----=f-"),
        (Completed, "-----=-"),
        (Cancelled, "------="),
    ];

    #[test]
    fn every_pair_is_what_the_table_says() {
        let mut pairs = 0;
        for (from, row) in TABLE {
            for ((to, _), mark) in TABLE.iter().zip(row.chars()) {
                let want = match mark {
                    '=' => Step::Stays,
                    'f' => Step::Free,
                    'm' => Step::ByManager,
                    _ => Step::Never,
                };
                assert_eq!(step(from, *to), want, "{from} to {to}");
                pairs += 1;
            }
        }
        assert_eq!(pairs, OrderStatus::ALL.len().pow(2));
    }

    #[test]
    fn what_takes_a_manager_is_refused_to_others_and_what_is_impossible_to_all() {
        for (from, to) in
            [(Pending, Approved), (Draft, Approved), (Approved, Cancelled), (Shipped, Cancelled)]
        {
            for role in Role::ALL {
                let done = may(*role, from, to);
                assert_eq!(done.is_ok(), *role >= Role::Manager, "{role}: {from} to {to}");
            }
        }
        let refused = may(Role::Owner, Approved, Draft).expect_err("refused").to_string();
        assert_eq!(
            refused,
            "An order that is approved cannot become draft. It can become: shipped, delivered, cancelled."
        );
        let refused = may(Role::Owner, Completed, Pending).expect_err("refused").to_string();
        assert_eq!(refused, "An order that is completed cannot become pending. It can become: nothing more.");
    }
}
