-- requires: db
CREATE TABLE accounts_user (
    id INTEGER CONSTRAINT accounts_user_pkey PRIMARY KEY AUTOINCREMENT,
    username TEXT NOT NULL,
    -- What sign-in and uniqueness compare: lower case by Unicode, which the database's own lower() does not know everywhere.
    username_lower TEXT NOT NULL,
    email TEXT NOT NULL,
    -- Null when there is no address, so that many people may have none.
    email_lower TEXT,
    display_name TEXT NOT NULL,
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    is_staff BOOLEAN NOT NULL,
    is_superuser BOOLEAN NOT NULL,
    is_active BOOLEAN NOT NULL,
    last_login INTEGER,
    date_joined INTEGER NOT NULL,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT accounts_user_username_unique UNIQUE (username_lower),
    CONSTRAINT accounts_user_email_unique UNIQUE (email_lower),
    CONSTRAINT accounts_user_username_length CHECK (length(username) BETWEEN 1 AND 150),
    CONSTRAINT accounts_user_email_length CHECK (length(email) <= 254),
    CONSTRAINT accounts_user_email_lower_given CHECK ((email = '') = (email_lower IS NULL)),
    CONSTRAINT accounts_user_names_length CHECK (length(first_name) <= 150 AND length(last_name) <= 150),
    CONSTRAINT accounts_user_display_name_given CHECK (display_name <> ''),
    CONSTRAINT accounts_user_is_staff_boolean CHECK (is_staff IN (0, 1)),
    CONSTRAINT accounts_user_is_superuser_boolean CHECK (is_superuser IN (0, 1)),
    CONSTRAINT accounts_user_is_active_boolean CHECK (is_active IN (0, 1))
);

CREATE TABLE accounts_token (
    id INTEGER CONSTRAINT accounts_token_pkey PRIMARY KEY AUTOINCREMENT,
    user_id INTEGER NOT NULL,
    -- SHA-256 of the key. The key itself is nowhere.
    key_hash BLOB NOT NULL,
    name TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER,
    last_used_at INTEGER,
    revoked_at INTEGER,
    CONSTRAINT accounts_token_user_fk FOREIGN KEY (user_id) REFERENCES accounts_user (id) ON DELETE CASCADE,
    CONSTRAINT accounts_token_key_unique UNIQUE (key_hash),
    CONSTRAINT accounts_token_key_length CHECK (length(key_hash) = 32),
    CONSTRAINT accounts_token_name_length CHECK (length(name) <= 200)
);
CREATE INDEX accounts_token_user ON accounts_token (user_id);
CREATE INDEX accounts_token_expiry ON accounts_token (expires_at);

CREATE TABLE accounts_session (
    id INTEGER CONSTRAINT accounts_session_pkey PRIMARY KEY AUTOINCREMENT,
    user_id INTEGER NOT NULL,
    -- SHA-256 of the id in the cookie.
    id_hash BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    address TEXT NOT NULL,
    user_agent TEXT NOT NULL,
    CONSTRAINT accounts_session_user_fk FOREIGN KEY (user_id) REFERENCES accounts_user (id) ON DELETE CASCADE,
    CONSTRAINT accounts_session_id_unique UNIQUE (id_hash),
    CONSTRAINT accounts_session_id_length CHECK (length(id_hash) = 32),
    CONSTRAINT accounts_session_user_agent_length CHECK (length(user_agent) <= 200)
);
CREATE INDEX accounts_session_user ON accounts_session (user_id);
CREATE INDEX accounts_session_expiry ON accounts_session (expires_at);

-- Failed sign-ins by account and by address. The key is a hash: what people type into the name field is sometimes their password.
CREATE TABLE accounts_login_failure (
    id INTEGER CONSTRAINT accounts_login_failure_pkey PRIMARY KEY AUTOINCREMENT,
    key_hash BLOB NOT NULL,
    failures INTEGER NOT NULL,
    first_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    CONSTRAINT accounts_login_failure_key_unique UNIQUE (key_hash),
    CONSTRAINT accounts_login_failure_key_length CHECK (length(key_hash) = 32),
    CONSTRAINT accounts_login_failure_failures_positive CHECK (failures > 0)
);
CREATE INDEX accounts_login_failure_age ON accounts_login_failure (first_at);
