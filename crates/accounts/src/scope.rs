//! `/auth/`: signing in, signing out, and who one is.
use crate::{
    models::{NewSession, NewToken, Person, UserView},
    services::{passwords::Hasher, secrets, sign_in, throttle, users},
};
use actix_web::{
    HttpRequest,
    cookie::{Cookie, SameSite, time::Duration},
    http::{StatusCode, header},
    web::Data,
};
use paperclip::actix::{Apiv2Schema, api_v2_operation, web};
use projectmeats_core::{Ctx, Error, FieldErrors, Result, Role, ids::TenantId, ids::UserId};
use projectmeats_db::{
    Bound, Conn,
    Done::{Keep, Undo},
};
use projectmeats_web::{
    Answer, Body, Caller, Credential, Failure, Ground, OnPlatform, Reply, Shared,
    caller::{Asked, CSRF_COOKIE, SESSION_COOKIE, is_rehearsal, request_id},
    named::Named,
    origin::Sender,
    parse,
};
use rand::rngs::StdRng;
use serde::{Deserialize, Serialize};
use std::sync::{Arc, Mutex, PoisonError};
use validator::Validate;

/// What signing in needs beside the database.
pub struct SignIn {
    /// Where passwords are worked on.
    pub hasher: Hasher,
    /// How often a sign-in may fail.
    pub rules: throttle::ThrottleRules,
    /// How long a session lasts, in hours.
    pub session_hours: u32,
    /// How long a token lasts, in days.
    pub token_days: u32,
    /// Whether cookies are for HTTPS alone.
    pub secure_cookies: bool,
    /// The server's own secret, from which CSRF tokens are made.
    pub secret: Vec<u8>,
    /// Where keys and session ids come from.
    pub chance: Mutex<StdRng>,
    /// Which companies a person works in.
    pub companies: Arc<dyn Companies>,
}

/// Tells the companies of a person: the crate of companies stands above this one.
pub trait Companies: Send + Sync {
    /// Their companies, the one they work in by default first.
    ///
    /// # Errors
    /// Only those of the database.
    fn of(&self, conn: &mut Conn, user: UserId) -> Result<Vec<Company>>;
}

/// One of a person's companies, in the words existing clients read (wire contract FC-15).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Apiv2Schema)]
pub struct Company {
    /// Its id.
    #[serde(rename = "tenant__id")]
    pub tenant_id: TenantId,
    /// Its display name.
    #[serde(rename = "tenant__name")]
    pub tenant_name: String,
    /// Its short name in addresses.
    #[serde(rename = "tenant__slug")]
    pub tenant_slug: String,
    /// What the person is in it.
    pub role: Role,
}

/// A name and a password.
#[derive(Clone, Default, Serialize, Deserialize, Validate, Apiv2Schema)]
#[serde(default)]
pub struct Login {
    /// A username or an e-mail address.
    #[validate(length(min = 1, max = 254))]
    pub username: String,
    /// The password.
    #[validate(length(min = 1, max = 1024))]
    pub password: String,
}

/// Somebody who has signed in.
#[derive(Debug, Serialize, Apiv2Schema)]
pub struct SignedIn {
    /// The key for `Authorization: Token <key>`; it is not shown again.
    pub token: String,
    /// Who they are.
    pub user: UserView,
    /// Their companies, the one they work in by default first.
    pub tenants: Vec<Company>,
}

/// Who the caller is.
#[derive(Debug, Serialize, Apiv2Schema)]
pub struct Me {
    /// Who they are.
    pub user: UserView,
    /// Their companies, the one they work in by default first.
    pub tenants: Vec<Company>,
}

/// A sentence.
#[derive(Debug, Serialize, Apiv2Schema)]
pub struct Message {
    /// The sentence.
    pub message: String,
}

type Done<T> = std::result::Result<Reply<T, 200>, Failure>;

/// Sign in
///
/// Answers a token for `Authorization: Token <key>` and sets a session cookie. Failures are throttled by account and address.
#[api_v2_operation]
async fn login(req: HttpRequest, state: Data<SignIn>, body: Body<Login>) -> Done<SignedIn> {
    let shared = Shared::of(&req).ok_or_else(|| Error::internal("the app has no shared data"))?;
    if shared.origins.sender(&req) == Sender::Foreign {
        return Err(Error::Forbidden("CSRF Failed: the request comes from another site.".into()).into());
    }
    let Login { username, password } = read_login(&body.bytes)?;
    let attempt = throttle::Attempt::of(&username, shared.origins.client(&req));
    let (rules, now) = (state.rules, shared.clock.now());
    let on_platform = Bound::tenant(TenantId::PLATFORM);

    let looked_up = attempt.clone();
    let user = shared.db.read(on_platform, move |conn| {
        throttle::check(conn, &rules, &looked_up, now)?;
        users::by_login(conn, &username)
    });
    let user = user.await?.filter(|user| user.is_active);
    let good = state.hasher.verify(user.as_ref().map(|user| user.password_hash.clone()), password).await?;

    let Some(user) = user.filter(|_| good) else {
        let counted =
            shared.db.write(on_platform, move |conn| throttle::failed(conn, &rules, &attempt, now).map(Keep));
        return Err(match counted.await? {
            Some(wait) => Error::Throttled(wait),
            None => Error::Unauthenticated("Invalid credentials.".into()),
        }
        .into());
    };
    let rehearsal = is_rehearsal(&req)?;
    let opening = Opening::new(&req, shared, &state, user.into(), attempt);
    let session = opening.session.clone();
    let bound = Bound { tenant: Some(TenantId::PLATFORM), user: Some(opening.person.id) };
    let answer = shared
        .db
        .write(bound, move |conn| opening.complete(conn).map(if rehearsal { Undo } else { Keep }))
        .await?;
    if rehearsal {
        return Ok(Answer::json(StatusCode::OK, &answer)?.into());
    }
    let cookies = cookies(&state, &session, i64::from(state.session_hours) * 3600);
    Ok(Answer::json(StatusCode::OK, &answer)?.with_cookies(cookies).into())
}

fn read_login(bytes: &[u8]) -> Result<Login> {
    // A password is taken as it was typed: the ordinary reading trims.
    let mut login: Login = parse(bytes, Ground::New, &["username", "password"])?;
    if let Some(typed) = serde_json::from_slice::<serde_json::Value>(bytes)
        .ok()
        .and_then(|v| v["password"].as_str().map(String::from))
    {
        login.password = typed;
    }
    if login.password.len() > 1024 {
        let mut errors = FieldErrors::default();
        errors.add("password", "Ensure this field has no more than 1024 characters.");
        errors.into_result()?;
    }
    Ok(login)
}

/// A session and a token about to be opened.
struct Opening {
    ctx: Ctx,
    person: Person,
    attempt: throttle::Attempt,
    rules: throttle::ThrottleRules,
    companies: Arc<dyn Companies>,
    session: String,
    token: String,
    address: std::net::IpAddr,
    user_agent: String,
    session_seconds: i64,
    token_seconds: i64,
}

impl Opening {
    fn new(
        req: &HttpRequest,
        shared: &Shared,
        state: &SignIn,
        person: Person,
        attempt: throttle::Attempt,
    ) -> Self {
        let mut chance = state.chance.lock().unwrap_or_else(PoisonError::into_inner);
        let agent = req.headers().get(header::USER_AGENT).and_then(|v| v.to_str().ok()).unwrap_or_default();
        Self {
            ctx: Ctx::grant(
                person.actor(),
                Role::ReadOnly,
                TenantId::PLATFORM,
                shared.clock.now(),
                request_id(req),
            ),
            person,
            attempt,
            rules: state.rules,
            companies: state.companies.clone(),
            session: secrets::session_id(&mut *chance),
            token: secrets::token_key(&mut *chance),
            address: shared.origins.client(req),
            user_agent: agent.into(),
            session_seconds: i64::from(state.session_hours) * 3600,
            token_seconds: i64::from(state.token_days) * 86_400,
        }
    }

    fn complete(self, conn: &mut Conn) -> Result<SignedIn> {
        let (ctx, user) = (&self.ctx, self.person.id);
        throttle::succeeded(conn, &self.rules, &self.attempt, ctx.now)?;
        let expires_at = ctx.now.plus_seconds(self.session_seconds);
        let new = NewSession { user, expires_at, address: self.address, user_agent: &self.user_agent };
        sign_in::open_session(ctx, conn, &self.session, new)?;
        let expires_at = Some(ctx.now.plus_seconds(self.token_seconds));
        sign_in::issue_token(ctx, conn, &self.token, NewToken { user, name: "Sign-in", expires_at })?;
        sign_in::signed_in(ctx, conn, user)?;
        let tenants = self.companies.of(conn, user)?;
        Ok(SignedIn { token: self.token, user: self.person.into(), tenants })
    }
}

/// The session's cookie, which no page can read, and the CSRF token's, which our pages read. `seconds` of 0 take them back.
fn cookies(state: &SignIn, session: &str, seconds: i64) -> [Cookie<'static>; 2] {
    let age = Duration::seconds(seconds);
    let made = |name: &'static str, value: String| {
        Cookie::build(name, value)
            .path("/")
            .same_site(SameSite::Lax)
            .secure(state.secure_cookies)
            .max_age(age)
    };
    let csrf = secrets::csrf_token(&state.secret, session);
    [made(SESSION_COOKIE, session.to_owned()).http_only(true).finish(), made(CSRF_COOKIE, csrf).finish()]
}

/// Sign out
///
/// Ends the session or revokes the token that was shown, and takes the cookies back.
#[api_v2_operation]
async fn logout(caller: Caller<OnPlatform>, state: Data<SignIn>) -> Done<Message> {
    let request = caller.request.clone();
    let shown = caller.credential().clone();
    let cookie = request.cookie(SESSION_COOKIE).map(|cookie| cookie.value().to_owned());
    let taken_back = cookies(&state, "", 0);
    let answer = caller
        .write(&[], move |ctx, conn| {
            if let Credential::Token(key) = &shown {
                sign_in::revoke_token(ctx, conn, key)?;
            }
            // A browser that shows a token has the session of the same sign-in: both end.
            if let Some(session) = &cookie
                && sign_in::person_by_session(conn, session, ctx.now)?
                    .is_some_and(|person| person.id == ctx.actor.user)
            {
                sign_in::end_session(conn, session)?;
            }
            sign_in::signed_out(ctx, conn, ctx.actor.user)?;
            let said = Message { message: "Logged out successfully".into() };
            Ok(Answer::json(StatusCode::OK, &said)?.with_cookies(taken_back))
        })
        .await?;
    Ok(answer.into())
}

/// Who am I
///
/// The caller and their companies.
#[api_v2_operation]
async fn me(caller: Caller<OnPlatform>, state: Data<SignIn>) -> Done<Me> {
    let companies = state.companies.clone();
    let Asked { if_none_match, .. } = caller.asked();
    let answer = caller.read(move |ctx, conn| {
        let user = users::by_id(conn, ctx.actor.user)?.ok_or(Error::NotFound)?;
        let tenants = companies.of(conn, user.id)?;
        Answer::json(StatusCode::OK, &Me { user: user.into(), tenants })?.tagged(if_none_match.as_deref())
    });
    Ok(answer.await?.into())
}

/// `/auth/`.
pub fn scope() -> Named<web::Scope> {
    let scope = web::scope("/auth")
        .service(web::resource("/login/").route(web::post().to(login)))
        .service(web::resource("/logout/").route(web::post().to(logout)))
        .service(web::resource("/me/").route(web::get().to(me)));
    Named::new(scope, "auth", "Authentication", "sign-in")
}
