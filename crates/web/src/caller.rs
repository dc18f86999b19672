//! Who calls, and for whom: an extractor in a handler's signature states what the handler requires.
//!
//! The extractor reads the credential and refuses what is plainly absent or malformed; the gate checks it inside the transaction of
//! the work itself, so that a request is one hop to a blocking thread and what was revoked is refused at the next request.
use crate::{
    failure::Failure,
    idempotency::{self, Attempt},
    log::Entered,
    origin::{Sender, header_text},
    page::pairs,
    reply::{Answer, IntoAnswer},
    shared::Shared,
};
use actix_web::{FromRequest, HttpMessage, HttpRequest, dev::Payload, http::header, web::Data};
use paperclip::{
    actix::OperationModifier,
    v2::{models::SecurityScheme, schema::Apiv2Schema},
};
use projectmeats_core::{Ctx, Error, FieldErrors, Result, Timestamp, ids::TenantId};
use projectmeats_db::{Bound, Conn, Done};
use std::{
    future::{Ready, ready},
    marker::PhantomData,
};

/// What a client shows to be let in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Credential {
    /// `Authorization: Token <key>`.
    Token(String),
    /// The session cookie.
    Session(String),
}

/// What the gate is asked.
#[derive(Debug, Clone)]
pub struct Entry {
    /// What the client shows.
    pub credential: Credential,
    /// The tenant it names, if any.
    pub tenant: Option<TenantId>,
    /// Now.
    pub now: Timestamp,
    /// The request's id.
    pub request_id: String,
}

/// Decides who enters. The only maker of contexts for requests.
pub trait Gate: Send + Sync {
    /// A context in the tenant the entry names, or in the caller's default one; binds the transaction to it.
    ///
    /// # Errors
    /// [`Error::Unauthenticated`]; [`Error::NotFound`] for a tenant that is unknown, inactive or not the caller's;
    /// [`Error::Forbidden`] for a caller without any tenant.
    fn to_tenant(&self, conn: &mut Conn, entry: &Entry) -> Result<Ctx>;
    /// A context in what belongs to no tenant.
    ///
    /// # Errors
    /// [`Error::Unauthenticated`].
    fn to_platform(&self, conn: &mut Conn, entry: &Entry) -> Result<Ctx>;
    /// Whether `token` is the CSRF token of this session.
    fn csrf_matches(&self, session: &str, token: &str) -> bool;
}

/// What a handler works in.
pub trait Scope: 'static {
    /// The marker the API document is made from.
    const MARKER: &'static str;
    /// Whether a tenant may be named.
    const TENANT: bool;
    /// Asks the gate.
    ///
    /// # Errors
    /// Those of the gate.
    fn admit(gate: &dyn Gate, conn: &mut Conn, entry: &Entry) -> Result<Ctx>;
}

/// The rows of one tenant.
#[derive(Debug)]
pub struct InTenant;
/// What belongs to no tenant: the caller's own account, proteins.
#[derive(Debug)]
pub struct OnPlatform;

impl Scope for InTenant {
    const MARKER: &'static str = "TenantScope";
    const TENANT: bool = true;
    fn admit(gate: &dyn Gate, conn: &mut Conn, entry: &Entry) -> Result<Ctx> {
        gate.to_tenant(conn, entry)
    }
}
impl Scope for OnPlatform {
    const MARKER: &'static str = "UserScope";
    const TENANT: bool = false;
    fn admit(gate: &dyn Gate, conn: &mut Conn, entry: &Entry) -> Result<Ctx> {
        gate.to_platform(conn, entry)
    }
}

/// A signed-in caller, working in `S`.
pub struct Caller<S> {
    shared: Data<Shared>,
    entry: Entry,
    /// The request: its path, its query, its conditions.
    pub request: HttpRequest,
    scope: PhantomData<S>,
}

/// The name of the session cookie.
pub const SESSION_COOKIE: &str = "sessionid";
/// The name of the cookie whose value a page repeats in `X-CSRFToken`.
pub const CSRF_COOKIE: &str = "csrftoken";

impl<S: Scope> FromRequest for Caller<S> {
    type Error = Failure;
    type Future = Ready<std::result::Result<Self, Failure>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(enter(req).map_err(Failure::Service))
    }
}

fn enter<S: Scope>(req: &HttpRequest) -> Result<Caller<S>> {
    let shared =
        req.app_data::<Data<Shared>>().ok_or_else(|| Error::internal("the app has no shared data"))?;
    let credential = credential(req)?
        .ok_or_else(|| Error::Unauthenticated("Authentication credentials were not provided.".into()))?;
    if let Credential::Session(session) = &credential {
        refuse_forgery(shared, req, session)?;
    }
    let tenant = named_tenant(req)?.filter(|_| S::TENANT);
    let entry = Entry { credential, tenant, now: shared.clock.now(), request_id: request_id(req) };
    Ok(Caller { shared: shared.clone(), entry, request: req.clone(), scope: PhantomData })
}

/// What the client shows. An Authorization header decides, even beside a good cookie (wire contract FC-02).
///
/// # Errors
/// [`Error::Unauthenticated`] for a header that cannot be a token.
pub fn credential(req: &HttpRequest) -> Result<Option<Credential>> {
    if let Some(header) = req.headers().get(header::AUTHORIZATION) {
        let (scheme, key) = header.to_str().ok().and_then(|h| h.trim().split_once(' ')).unwrap_or_default();
        let key = key.trim();
        if !scheme.eq_ignore_ascii_case("token") || key.is_empty() || key.len() > 256 {
            return Err(Error::Unauthenticated("Invalid token.".into()));
        }
        return Ok(Some(Credential::Token(key.into())));
    }
    Ok(req.cookie(SESSION_COOKIE).map(|cookie| Credential::Session(cookie.value().into())))
}

/// Cross-site request forgery: a cookie is sent by the browser whoever asks, so a write must show that our own page asked.
fn refuse_forgery(shared: &Shared, req: &HttpRequest, session: &str) -> Result<()> {
    if req.method().is_safe() {
        return Ok(());
    }
    let refused = |why: &str| Err(Error::Forbidden(format!("CSRF Failed: {why}")));
    match shared.origins.sender(req) {
        Sender::Own => Ok(()),
        Sender::Foreign => refused("the request comes from another site."),
        Sender::Unknown => match req.headers().get("X-CSRFToken").and_then(|v| v.to_str().ok()) {
            None => refused("send the csrftoken cookie's value in X-CSRFToken."),
            Some(token) if shared.gate.csrf_matches(session, token) => Ok(()),
            Some(_) => refused("the X-CSRFToken is not this session's."),
        },
    }
}

fn named_tenant(req: &HttpRequest) -> Result<Option<TenantId>> {
    let Some(value) = req.headers().get("X-Tenant-ID") else { return Ok(None) };
    let id = value.to_str().ok().and_then(|text| text.trim().parse().ok());
    id.map(|id| Some(TenantId(id))).ok_or_else(|| Error::Malformed("X-Tenant-ID must be a UUID.".into()))
}

/// The id the log and every answer carry.
pub fn request_id(req: &HttpRequest) -> String {
    req.extensions().get::<tracing_actix_web::RequestId>().map(ToString::to_string).unwrap_or_default()
}

/// The parts of a request that its work needs on another thread.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The path, as it was sent.
    pub path: String,
    /// The query string, without the question mark.
    pub query: String,
    /// `If-Match`.
    pub if_match: Option<String>,
    /// `If-None-Match`.
    pub if_none_match: Option<String>,
}

/// What a write came to: an answer that had to be made with it, or what one can be made of without keeping others waiting.
enum Made<A> {
    Answer(Answer),
    Unsaid(A),
}

impl<S: Scope> Caller<S> {
    /// What was asked.
    pub fn asked(&self) -> Asked {
        let (req, text) = (&self.request, |name| header_text(&self.request, name).map(ToOwned::to_owned));
        Asked {
            path: req.path().to_owned(),
            query: req.query_string().to_owned(),
            if_match: text(header::IF_MATCH),
            if_none_match: text(header::IF_NONE_MATCH),
        }
    }
    /// What the client showed.
    pub fn credential(&self) -> &Credential {
        &self.entry.credential
    }
    /// The shared parts of the server.
    pub fn shared(&self) -> &Shared {
        &self.shared
    }
    fn bound(&self) -> Bound {
        Bound { tenant: self.entry.tenant, user: None }
    }

    /// A read, in one transaction.
    ///
    /// # Errors
    /// Those of the gate, then those of `work`.
    pub async fn read<T: Send + 'static>(
        self,
        work: impl FnOnce(&Ctx, &mut Conn) -> Result<T> + Send + 'static,
    ) -> std::result::Result<T, Failure> {
        let (bound, entered) = (self.bound(), Entered::of(&self.request));
        let Self { shared, entry, .. } = self;
        let gate = shared.gate.clone();
        let span = tracing::Span::current();
        let answer = shared.db.read(bound, move |conn| {
            let _entered = span.enter();
            let ctx = S::admit(&*gate, conn, &entry)?;
            entered.as_whom(&ctx);
            work(&ctx, conn)
        });
        Ok(answer.await?)
    }

    /// A write, in one transaction: rehearsed when `?dry_run=1` asks, done once when an `Idempotency-Key` names it.
    ///
    /// # Errors
    /// Those of the gate, then those of `work`; 409 while the same key is being worked on, 422 when it came with another request.
    pub async fn write<A: IntoAnswer>(
        self,
        body: &[u8],
        work: impl FnOnce(&Ctx, &mut Conn) -> Result<A> + Send + 'static,
    ) -> std::result::Result<Answer, Failure> {
        let rehearsal = is_rehearsal(&self.request)?;
        let attempt = if rehearsal { None } else { Attempt::of(&self.request, body)? };
        let _claim = match &attempt {
            Some(attempt) => Some(self.shared.in_flight.claim(attempt.name(&self.entry))?),
            None => None,
        };
        let (bound, entered) = (self.bound(), Entered::of(&self.request));
        let Self { shared, entry, .. } = self;
        let gate = shared.gate.clone();
        let span = tracing::Span::current();
        let done = shared.db.write(bound, move |conn| {
            let _entered = span.enter();
            let ctx = S::admit(&*gate, conn, &entry)?;
            entered.as_whom(&ctx);
            if rehearsal {
                // Nor may the client's own state change.
                let answer = work(&ctx, conn)?.into_answer()?;
                return Ok(Done::Undo(Made::Answer(answer.with_cookies([]))));
            }
            let Some(attempt) = attempt else { return work(&ctx, conn).map(Made::Unsaid).map(Done::Keep) };
            if let Some(stored) = idempotency::stored(&ctx, conn, &attempt)? {
                return Ok(Done::Keep(Made::Answer(stored)));
            }
            let answer = work(&ctx, conn)?.into_answer()?;
            idempotency::store(&ctx, conn, &attempt, &answer)?;
            Ok(Done::Keep(Made::Answer(answer)))
        });
        match done.await? {
            Made::Answer(answer) => Ok(answer),
            Made::Unsaid(made) => Ok(made.into_answer()?),
        }
    }
}

/// Whether a write is only rehearsed: `?dry_run=1` or `true`. No write takes another parameter, and a misspelt one must not write.
///
/// # Errors
/// [`Error::Invalid`] naming the parameter.
pub fn is_rehearsal(req: &HttpRequest) -> Result<bool> {
    let mut rehearsal = false;
    let mut errors = FieldErrors::default();
    for (name, value) in pairs(req.query_string()) {
        match (name.as_str(), value.as_str()) {
            ("dry_run", "0" | "false") => rehearsal = false,
            ("dry_run", "1" | "true" | "") => rehearsal = true,
            ("dry_run", _) => errors.add(name, "Must be 1 or 0."),
            (other, _) => errors.add(other, "Unknown parameter. Did you mean \"dry_run\"?"),
        }
    }
    errors.into_result()?;
    Ok(rehearsal)
}

impl<S: Scope> Apiv2Schema for Caller<S> {
    fn name() -> Option<String> {
        Some(S::MARKER.into())
    }
    fn security_scheme() -> Option<SecurityScheme> {
        Some(SecurityScheme {
            type_: "apiKey".into(),
            name: Some("Authorization".into()),
            in_: Some("header".into()),
            ..Default::default()
        })
    }
}
impl<S: Scope> OperationModifier for Caller<S> {
    fn update_definitions(
        _: &mut std::collections::BTreeMap<String, paperclip::v2::models::DefaultSchemaRaw>,
    ) {
    }
}
