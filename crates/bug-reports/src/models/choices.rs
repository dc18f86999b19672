//! The lists a bug report chooses from.
use projectmeats_core::choices;

choices! {
    /// What kind of thing a report tells.
    pub enum BugCategory { Bug = "bug", FeatureRequest = "feature_request", Question = "question", Feedback = "feedback" }
}
choices! {
    /// How bad it is, the mildest first.
    pub enum BugSeverity { Low = "low", Medium = "medium", High = "high", Critical = "critical" }
}
choices! {
    /// How soon it is to be seen to, the least pressing first.
    pub enum BugPriority { Low = "low", Medium = "medium", High = "high", Urgent = "urgent" }
}
choices! {
    /// What has become of a report. What may follow on what: [`BugStatus::steps`].
    pub enum BugStatus {
        New = "new", InProgress = "in_progress", Resolved = "resolved", Closed = "closed", WontFix = "wont_fix",
    }
}

impl BugSeverity {
    /// Its place in the list: what a list is ordered by.
    pub(crate) const fn rank(self) -> i32 {
        self as i32
    }
}

impl BugPriority {
    /// Its place in the list: what a list is ordered by.
    pub(crate) const fn rank(self) -> i32 {
        self as i32
    }
}
