DROP TABLE accounts_login_failure;
DROP TABLE accounts_session;
DROP TABLE accounts_token;
DROP TABLE accounts_user;
