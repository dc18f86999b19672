//! The bug reports of the demonstration: invented, in every state a report can be in.
use projectmeats_bug_reports::{
    BugCategory::{self, Bug, FeatureRequest, Feedback, Question},
    BugPriority, BugReportIn, BugSeverity,
    BugStatus::{self, Closed, InProgress, Resolved, WontFix},
    models::BugCommentIn,
    services,
};
use projectmeats_core::{Ctx, Result};
use projectmeats_db::Conn;

/// A report, what became of it by way of which steps, and what was said of it.
struct Row {
    title: &'static str,
    description: &'static str,
    category: BugCategory,
    severity: BugSeverity,
    priority: BugPriority,
    browser: &'static str,
    page: &'static str,
    steps: &'static [BugStatus],
    comment: &'static str,
}

const ROWS: [Row; 5] = [
    Row {
        title: "The order total stays when a line is removed",
        description: "I removed the second line of a draft and saved. The total was that of both lines until I loaded the page again.",
        category: Bug,
        severity: BugSeverity::High,
        priority: BugPriority::Urgent,
        browser: "Google Chrome 130",
        page: "/purchase-orders",
        steps: &[InProgress],
        comment: "Seen on an order of two lines, too. It is right after a reload.",
    },
    Row {
        title: "Establishment numbers with a blank are refused",
        description: "Plants send us numbers such as \"M 276 A\". I have to take the blanks out by hand before I can save.",
        category: Bug,
        severity: BugSeverity::Medium,
        priority: BugPriority::Medium,
        browser: "Microsoft Edge 130",
        page: "/plants",
        steps: &[InProgress, Resolved, Closed],
        comment: "Blanks are read over now.",
    },
    Row {
        title: "Show carriers whose insurance lapses this month",
        description: "A list that I can print on the first of the month would save me an hour of looking them up one by one.",
        category: FeatureRequest,
        severity: BugSeverity::Low,
        priority: BugPriority::High,
        browser: "Firefox 131",
        page: "/carriers",
        steps: &[],
        comment: "",
    },
    Row {
        title: "How do I change who gets the statements?",
        description: "The customer has a new accounts payable clerk. Do I edit the contact or make another one?",
        category: Question,
        severity: BugSeverity::Low,
        priority: BugPriority::Low,
        browser: "Safari 18",
        page: "/customers",
        steps: &[Resolved],
        comment: "Make another contact and set it as the primary one: the old letters keep their addressee.",
    },
    Row {
        title: "A dark theme for the dock",
        description: "The tablets at the dock are hard to read at four in the morning with so much white on them.",
        category: Feedback,
        severity: BugSeverity::Low,
        priority: BugPriority::Low,
        browser: "Google Chrome 129",
        page: "/settings",
        steps: &[WontFix],
        comment: "The tablets have a night mode of their own, which does what you need.",
    },
];

/// Submits the reports of a company, by the person of `ctx`.
pub(super) fn fill(ctx: &Ctx, conn: &mut Conn) -> Result<()> {
    for row in ROWS {
        let Row { title, description, category, severity, priority, browser, page, steps, comment } = row;
        let new = BugReportIn {
            title: title.into(),
            description: description.into(),
            category,
            severity,
            priority,
            browser: browser.into(),
            url: format!("https://meats.example{page}"),
            ..BugReportIn::default()
        };
        let id = services::create(ctx, conn, new)?.stored.id;
        if !comment.is_empty() {
            services::comment(ctx, conn, id, BugCommentIn { body: comment.into() })?;
        }
        for status in steps.iter().copied() {
            services::update(ctx, conn, id, &mut |report| {
                Ok(BugReportIn { status, ..report.stored.fields.clone() })
            })?;
        }
    }
    Ok(())
}
