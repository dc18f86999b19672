//! Who may do what with a report, and what may become of one.
use crate::models::BugStatus::{self, Closed, InProgress, New, Resolved, WontFix};
use projectmeats_core::{
    Ctx, Error, Result,
    Role::{self, Admin, Manager, Owner, ReadOnly, User},
    Timestamp,
};

/// What is done with a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Seeing it, its comments and its screenshot.
    Read,
    /// Submitting one. It is no business data: whoever sees the program may say what is wrong with it.
    Submit,
    /// Remarking on it.
    Comment,
    /// Altering what it tells.
    Edit,
    /// Adding, replacing or removing its screenshot.
    Attach,
    /// Deciding on it: its category, severity, priority, status and assignee.
    Triage,
    /// Removing it.
    Delete,
}

impl Deed {
    const fn words(self) -> &'static str {
        match self {
            Self::Read => "read bug reports",
            Self::Submit => "submit bug reports",
            Self::Comment => "comment on bug reports",
            Self::Edit => "alter this bug report",
            Self::Attach => "change the screenshot of this bug report",
            Self::Triage => "set the category, severity, priority, status or assignee of a bug report",
            Self::Delete => "delete bug reports",
        }
    }
}

/// What a person is to a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tie {
    /// They submitted it, and this has become of it.
    Reporter(BugStatus),
    /// Somebody else did, or it is not there yet.
    Other,
}

/// Whether `role`, or platform staff whatever their role, may do `deed`.
pub const fn may(role: Role, staff: bool, tie: Tie, deed: Deed) -> bool {
    match (deed, role) {
        (Deed::Read | Deed::Submit | Deed::Comment, Owner | Admin | Manager | User | ReadOnly) => true,
        (Deed::Edit | Deed::Attach | Deed::Triage, Owner | Admin | Manager) => true,
        (Deed::Edit, User | ReadOnly) => staff || matches!(tie, Tie::Reporter(New)),
        // They are often asked for a picture when somebody has begun to look.
        (Deed::Attach, User | ReadOnly) => staff || matches!(tie, Tie::Reporter(New | InProgress)),
        (Deed::Triage, User | ReadOnly) => staff,
        (Deed::Delete, Owner | Admin) => true,
        (Deed::Delete, Manager | User | ReadOnly) => staff,
    }
}

/// Refuses what the caller may not do.
///
/// # Errors
/// [`Error::Forbidden`].
pub fn require(ctx: &Ctx, tie: Tie, deed: Deed) -> Result<()> {
    if may(ctx.role, ctx.actor.staff, tie, deed) {
        return Ok(());
    }
    Err(Error::Forbidden(format!("The role \"{}\" may not {}.", ctx.role, deed.words())))
}

impl BugStatus {
    /// What may follow on it.
    pub const fn steps(self) -> &'static [Self] {
        match self {
            New => &[InProgress, Resolved, Closed, WontFix],
            InProgress => &[New, Resolved, Closed, WontFix],
            Resolved => &[InProgress, Closed],
            Closed => &[InProgress],
            WontFix => &[InProgress, Closed],
        }
    }
    /// Whether something is still to be done about it.
    pub const fn is_open(self) -> bool {
        match self {
            New | InProgress => true,
            Resolved | Closed | WontFix => false,
        }
    }
}

/// Refuses a status that may not follow on the other. To stay is no step.
///
/// # Errors
/// [`Error::Conflict`], which lists those that may.
pub fn step(from: BugStatus, to: BugStatus) -> Result<()> {
    if from == to || from.steps().contains(&to) {
        return Ok(());
    }
    let legal = from.steps().iter().map(|step| step.as_str()).collect::<Vec<_>>().join(", ");
    Err(Error::Conflict(format!(
        "A bug report that is \"{from}\" cannot become \"{to}\". It can become: {legal}."
    )))
}

/// Since when nothing more is to be done: `now` on the way out of the open ones, what it `was` from there on, null when it is open.
pub fn resolved_at(
    from: BugStatus,
    to: BugStatus,
    was: Option<Timestamp>,
    now: Timestamp,
) -> Option<Timestamp> {
    match (from.is_open(), to.is_open()) {
        (_, true) => None,
        (true, false) => Some(now),
        (false, false) => was,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Deed; whether owner, admin, manager, user, readonly may; then the two last as its reporter while it is new, in progress, closed.
    const MATRIX: [(Deed, [bool; 5], [bool; 3]); 7] = [
        (Deed::Read, [true; 5], [true; 3]),
        (Deed::Submit, [true; 5], [true; 3]),
        (Deed::Comment, [true; 5], [true; 3]),
        (Deed::Edit, [true, true, true, false, false], [true, false, false]),
        (Deed::Attach, [true, true, true, false, false], [true, true, false]),
        (Deed::Triage, [true, true, true, false, false], [false; 3]),
        (Deed::Delete, [true, true, false, false, false], [false; 3]),
    ];

    #[test]
    fn each_role_may_do_what_the_matrix_says_and_nothing_else() {
        for (deed, by_role, as_reporter) in MATRIX {
            for (role, want) in [Owner, Admin, Manager, User, ReadOnly].into_iter().zip(by_role) {
                assert_eq!(may(role, false, Tie::Other, deed), want, "{role} {deed:?}");
                assert!(may(role, true, Tie::Other, deed), "staff {deed:?}");
            }
            for (status, want) in [New, InProgress, Closed].into_iter().zip(as_reporter) {
                for role in [User, ReadOnly] {
                    assert_eq!(
                        may(role, false, Tie::Reporter(status), deed),
                        want,
                        "{role} {deed:?} {status}"
                    );
                }
            }
        }
    }

    #[test]
    fn the_table_of_steps_is_the_one_that_was_agreed() {
        let legal = [
            (New, InProgress),
            (New, Resolved),
            (New, Closed),
            (New, WontFix),
            (InProgress, Resolved),
            (InProgress, Closed),
            (InProgress, WontFix),
            (InProgress, New),
            (Resolved, Closed),
            (Resolved, InProgress),
            (Closed, InProgress),
            (WontFix, InProgress),
            (WontFix, Closed),
        ];
        for from in BugStatus::ALL.iter().copied() {
            for to in BugStatus::ALL.iter().copied() {
                assert_eq!(
                    step(from, to).is_ok(),
                    from == to || legal.contains(&(from, to)),
                    "{from} -> {to}"
                );
            }
        }
    }

    #[test]
    fn an_illegal_step_is_told_with_the_legal_ones() {
        let refused = step(Closed, New).expect_err("illegal");
        assert!(matches!(refused, Error::Conflict(_)));
        assert_eq!(
            refused.to_string(),
            "A bug report that is \"closed\" cannot become \"new\". It can become: in_progress."
        );
    }

    #[test]
    fn a_report_is_resolved_from_the_step_out_of_the_open_ones_until_it_is_opened_again() {
        let at = |micros| Timestamp::from_micros(micros).expect("an instant");
        let (before, now) = (at(1), at(2));
        assert_eq!(resolved_at(New, Resolved, None, now), Some(now));
        assert_eq!(resolved_at(InProgress, WontFix, None, now), Some(now));
        assert_eq!(resolved_at(Resolved, Closed, Some(before), now), Some(before));
        assert_eq!(resolved_at(Closed, Closed, Some(before), now), Some(before));
        assert_eq!(resolved_at(Closed, InProgress, Some(before), now), None);
        assert_eq!(resolved_at(New, InProgress, None, now), None);
    }
}
