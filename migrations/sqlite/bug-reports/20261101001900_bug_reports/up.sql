-- requires: db, activity, accounts, tenants
CREATE TABLE bug_reports_bugreport (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    tenant_id BLOB NOT NULL CONSTRAINT bug_reports_bugreport_tenant_fkey REFERENCES tenants_tenant (id) ON DELETE CASCADE,
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    category TEXT NOT NULL CONSTRAINT bug_reports_bugreport_category_check
        CHECK (category IN ('bug', 'feature_request', 'question', 'feedback')),
    severity TEXT NOT NULL CONSTRAINT bug_reports_bugreport_severity_check CHECK (severity IN ('low', 'medium', 'high', 'critical')),
    priority TEXT NOT NULL CONSTRAINT bug_reports_bugreport_priority_check CHECK (priority IN ('low', 'medium', 'high', 'urgent')),
    status TEXT NOT NULL CONSTRAINT bug_reports_bugreport_status_check
        CHECK (status IN ('new', 'in_progress', 'resolved', 'closed', 'wont_fix')),
    assignee_id BIGINT CONSTRAINT bug_reports_bugreport_assignee_fkey REFERENCES accounts_user (id) ON DELETE SET NULL,
    reporter_email TEXT NOT NULL,
    browser TEXT NOT NULL,
    os TEXT NOT NULL,
    screen_resolution TEXT NOT NULL,
    url TEXT NOT NULL,
    page_title TEXT NOT NULL,
    user_agent TEXT NOT NULL,
    steps_to_reproduce TEXT NOT NULL,
    expected_behavior TEXT NOT NULL,
    actual_behavior TEXT NOT NULL,
    -- The places of severity and priority in their lists, to order by.
    severity_rank INTEGER NOT NULL,
    priority_rank INTEGER NOT NULL,
    has_screenshot BOOLEAN NOT NULL CHECK (has_screenshot IN (0, 1)),
    search TEXT NOT NULL,
    reporter_id BIGINT CONSTRAINT bug_reports_bugreport_reporter_fkey REFERENCES accounts_user (id) ON DELETE SET NULL,
    resolved_at INTEGER,
    version BIGINT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT bug_reports_bugreport_tenant_id_key UNIQUE (tenant_id, id)
);
CREATE INDEX bug_reports_bugreport_created_at ON bug_reports_bugreport (tenant_id, created_at, id);
CREATE INDEX bug_reports_bugreport_updated_at ON bug_reports_bugreport (tenant_id, updated_at, id);
CREATE INDEX bug_reports_bugreport_resolved_at ON bug_reports_bugreport (tenant_id, resolved_at, id);
CREATE INDEX bug_reports_bugreport_severity_rank ON bug_reports_bugreport (tenant_id, severity_rank, id);
CREATE INDEX bug_reports_bugreport_priority_rank ON bug_reports_bugreport (tenant_id, priority_rank, id);
CREATE INDEX bug_reports_bugreport_status ON bug_reports_bugreport (tenant_id, status, created_at, id);
CREATE INDEX bug_reports_bugreport_severity ON bug_reports_bugreport (tenant_id, severity, created_at, id);
CREATE INDEX bug_reports_bugreport_priority ON bug_reports_bugreport (tenant_id, priority, created_at, id);
CREATE INDEX bug_reports_bugreport_category ON bug_reports_bugreport (tenant_id, category, created_at, id);
CREATE INDEX bug_reports_bugreport_reporter ON bug_reports_bugreport (tenant_id, reporter_id, created_at, id);
CREATE INDEX bug_reports_bugreport_assignee ON bug_reports_bugreport (tenant_id, assignee_id, created_at, id);

CREATE TABLE bug_reports_comment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    tenant_id BLOB NOT NULL CONSTRAINT bug_reports_comment_tenant_fkey REFERENCES tenants_tenant (id) ON DELETE CASCADE,
    report_id BIGINT NOT NULL,
    author_id BIGINT CONSTRAINT bug_reports_comment_author_fkey REFERENCES accounts_user (id) ON DELETE SET NULL,
    body TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT bug_reports_comment_tenant_id_key UNIQUE (tenant_id, id),
    CONSTRAINT bug_reports_comment_report_fkey FOREIGN KEY (tenant_id, report_id) REFERENCES bug_reports_bugreport (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX bug_reports_comment_created_at ON bug_reports_comment (tenant_id, report_id, created_at, id);
CREATE INDEX bug_reports_comment_author ON bug_reports_comment (tenant_id, report_id, author_id);

-- Apart from its report, so that a list of reports does not read pictures.
CREATE TABLE bug_reports_screenshot (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    tenant_id BLOB NOT NULL CONSTRAINT bug_reports_screenshot_tenant_fkey REFERENCES tenants_tenant (id) ON DELETE CASCADE,
    report_id BIGINT NOT NULL,
    content_type TEXT NOT NULL CONSTRAINT bug_reports_screenshot_content_type_check
        CHECK (content_type IN ('image/png', 'image/jpeg', 'image/webp', 'image/gif')),
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    size BIGINT NOT NULL,
    bytes BLOB NOT NULL,
    version BIGINT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT bug_reports_screenshot_tenant_id_key UNIQUE (tenant_id, id),
    CONSTRAINT bug_reports_screenshot_report_key UNIQUE (tenant_id, report_id),
    CONSTRAINT bug_reports_screenshot_report_fkey FOREIGN KEY (tenant_id, report_id) REFERENCES bug_reports_bugreport (tenant_id, id) ON DELETE CASCADE
);
