//! A bug report as clients write it, and as they read it.
use super::{BugCategory, BugPriority, BugSeverity, BugStatus};
use crate::schema::bug_reports_bugreport;
use diesel::prelude::*;
use paperclip::actix::Apiv2Schema;
use projectmeats_core::{
    Timestamp, Timestamped, Versioned, blank_or_email,
    ids::{BugReportId, TenantId, UserId},
};
use projectmeats_db::{Label, label};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidateUrl, ValidationError};

/// The most characters of the address of a page.
pub(crate) const MOST_ADDRESS: usize = 200;
/// The most characters of what a browser calls itself.
pub(crate) const MOST_AGENT: usize = 500;

/// The fields of a bug report that clients write.
#[derive(
    Debug,
    Clone,
    PartialEq,
    Eq,
    Queryable,
    Selectable,
    Insertable,
    AsChangeset,
    Serialize,
    Deserialize,
    Validate,
    Apiv2Schema,
)]
#[diesel(table_name = bug_reports_bugreport, treat_none_as_null = true, treat_none_as_default_value = false)]
#[serde(default)]
pub struct BugReportIn {
    /// What is wrong, in a line.
    #[validate(length(min = 1, max = 200))]
    pub title: String,
    /// What is wrong, at length.
    #[validate(length(min = 1, max = 20_000))]
    pub description: String,
    /// What kind of thing it tells.
    pub category: BugCategory,
    /// How bad it is.
    pub severity: BugSeverity,
    /// How soon it is to be seen to.
    pub priority: BugPriority,
    /// What has become of it. A new report is `new`.
    pub status: BugStatus,
    /// Who sees to it: a member of the company or platform staff; null for nobody yet.
    #[diesel(column_name = assignee_id)]
    pub assignee: Option<UserId>,
    /// Where to write to the reporter; the address of their account when left blank.
    #[validate(length(max = 254), custom(function = "blank_or_email"))]
    pub reporter_email: String,
    /// The browser; where it tells its name and this is left blank, that name.
    #[validate(length(max = 100))]
    pub browser: String,
    /// The operating system; where the browser tells it and this is left blank, what it tells.
    #[validate(length(max = 100))]
    pub os: String,
    /// How large the screen is: `1920x1080`.
    #[validate(length(max = 50))]
    pub screen_resolution: String,
    /// The page it happened on; the one that sent the report when left blank.
    #[validate(length(max = 200), custom(function = "blank_or_web_address"))]
    pub url: String,
    /// The title of that page.
    #[validate(length(max = 200))]
    pub page_title: String,
    /// What the browser calls itself; its `User-Agent` when left blank.
    #[validate(length(max = 500))]
    pub user_agent: String,
    /// How to see it happen.
    #[validate(length(max = 20_000))]
    pub steps_to_reproduce: String,
    /// What should have happened.
    #[validate(length(max = 20_000))]
    pub expected_behavior: String,
    /// What happened.
    #[validate(length(max = 20_000))]
    pub actual_behavior: String,
}

impl Default for BugReportIn {
    fn default() -> Self {
        let blank = String::new;
        Self {
            title: blank(),
            description: blank(),
            category: BugCategory::Bug,
            severity: BugSeverity::Medium,
            priority: BugPriority::Medium,
            status: BugStatus::New,
            assignee: None,
            reporter_email: blank(),
            browser: blank(),
            os: blank(),
            screen_resolution: blank(),
            url: blank(),
            page_title: blank(),
            user_agent: blank(),
            steps_to_reproduce: blank(),
            expected_behavior: blank(),
            actual_behavior: blank(),
        }
    }
}

/// Whether `text` is the address of a page.
pub(crate) fn web_address(text: &str) -> bool {
    let begins = |scheme: &str| text.get(..scheme.len()).is_some_and(|b| b.eq_ignore_ascii_case(scheme));
    (begins("http://") || begins("https://")) && text.validate_url()
}

fn blank_or_web_address(text: &str) -> Result<(), ValidationError> {
    if text.is_empty() || web_address(text) {
        return Ok(());
    }
    Err(ValidationError::new("url")
        .with_message("Enter an address that begins with http:// or https://.".into()))
}

/// A bug report as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Serialize, Apiv2Schema)]
#[diesel(table_name = bug_reports_bugreport)]
pub struct StoredBugReport {
    /// Its number.
    pub id: BugReportId,
    /// What clients write.
    #[diesel(embed)]
    #[serde(flatten)]
    pub fields: BugReportIn,
    /// What the one who sees to it is called; null when nobody does.
    #[diesel(select_expression = label(bug_reports_bugreport::assignee_id), select_expression_type = Label<UserId, bug_reports_bugreport::assignee_id>)]
    pub assignee_name: Option<String>,
    /// Who submitted it; null once that account is gone.
    #[diesel(column_name = reporter_id)]
    pub reporter: Option<UserId>,
    /// What they are called.
    #[diesel(select_expression = label(bug_reports_bugreport::reporter_id), select_expression_type = Label<UserId, bug_reports_bugreport::reporter_id>)]
    pub reporter_name: Option<String>,
    /// Whether it has a screenshot.
    pub has_screenshot: bool,
    /// Since when nothing more is to be done about it; null while it is open.
    pub resolved_at: Option<Timestamp>,
    /// Goes up by one with each change: the number in its `ETag`.
    pub version: i64,
    /// When it was submitted.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// A bug report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Apiv2Schema)]
pub struct BugReport {
    /// What is kept of it.
    #[serde(flatten)]
    pub stored: StoredBugReport,
    /// Where its screenshot is; null when it has none.
    pub screenshot_url: Option<String>,
}

impl From<StoredBugReport> for BugReport {
    fn from(stored: StoredBugReport) -> Self {
        let at = || format!("/api/v1/bug-reports/{}/screenshot/", stored.id);
        Self { screenshot_url: stored.has_screenshot.then(at), stored }
    }
}
impl Timestamped for BugReport {
    fn created_at(&self) -> Timestamp {
        self.stored.created_at
    }
    fn updated_at(&self) -> Timestamp {
        self.stored.updated_at
    }
}
impl Versioned for BugReport {
    fn version(&self) -> i64 {
        self.stored.version
    }
}

/// A bug report among those of all companies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Apiv2Schema)]
pub struct BugReportOfCompany {
    /// The company.
    pub tenant: TenantId,
    /// What it is called.
    pub tenant_name: String,
    /// The report.
    #[serde(flatten)]
    pub report: BugReport,
}

/// What the request that submits a report tells of the program it comes from. Blank where it tells nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// The browser's name and version.
    pub browser: String,
    /// The operating system.
    pub os: String,
    /// What the browser calls itself.
    pub user_agent: String,
    /// The page that sent the request.
    pub url: String,
}

impl Told {
    /// Fills what the reporter left blank.
    pub(crate) fn fill(self, input: &mut BugReportIn) {
        let Self { browser, os, user_agent, url } = self;
        let blanks = [
            (&mut input.browser, browser),
            (&mut input.os, os),
            (&mut input.user_agent, user_agent),
            (&mut input.url, url),
        ];
        for (field, told) in blanks {
            if field.is_empty() {
                *field = told;
            }
        }
    }
}
