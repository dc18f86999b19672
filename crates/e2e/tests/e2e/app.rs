//! The app under test, on a database of its own with two companies in it.
use crate::{answer::Answer, persona::Persona};
use actix_http::Request;
use actix_web::{dev::Service, test::init_service};
use futures_util::future::LocalBoxFuture;
use projectmeats_accounts::{NewToken, sign_in};
use projectmeats_core::{Clock, Role};
use projectmeats_db::Database;
use projectmeats_server::{
    app::{Parts, app},
    settings::{Settings, Variables},
};
use projectmeats_testkit::{self as testkit, STAFF, STRANGER, Scene, username};
use rand::{SeedableRng, rngs::StdRng};
use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

type Serve = Rc<dyn Fn(Request) -> LocalBoxFuture<'static, Answer>>;

/// The name clients know the server by.
pub(crate) const HOST: &str = "meats.example";

/// A running app. Its clock stands at `testkit::now()` until a test moves it.
pub(crate) struct App {
    serve: Serve,
    pub(crate) clock: Clock,
    pub(crate) db: Database,
    scene: Option<Rc<Scene>>,
    tokens: Rc<RefCell<Tokens>>,
}

/// The keys of tokens that were issued, by username, and how many ever were.
#[derive(Default)]
struct Tokens {
    keys: BTreeMap<String, String>,
    issued: u32,
}

/// Settings as the test environment has them.
pub(crate) fn settings() -> Settings {
    let variables = Variables::from([("PROJECTMEATS_ENV".to_owned(), "test".to_owned())]);
    Settings::load(&variables).expect("the settings of the test environment are good")
}

impl App {
    /// With the settings of the test environment.
    pub(crate) async fn start() -> Self {
        Self::with(|_| {}).await
    }

    /// With settings changed for one test.
    pub(crate) async fn with(change: impl FnOnce(&mut Settings)) -> Self {
        let scene = aside(testkit::scene);
        let (db, clock) = ((*scene.db).clone(), scene.clock());
        let mut settings = settings();
        change(&mut settings);
        let serve = serve(&settings, &db, &clock).await;
        Self { serve, clock, db, scene: Some(Rc::new(scene)), tokens: Rc::default() }
    }

    /// Over a database that may not even be there, and with nobody in it.
    pub(crate) async fn over(db: Database) -> Self {
        let clock = Clock::fixed(testkit::now());
        Self { serve: serve(&settings(), &db, &clock).await, clock, db, scene: None, tokens: Rc::default() }
    }

    /// Another server over the same database: what one remembers in memory, the other does not.
    pub(crate) async fn restarted(&self) -> Self {
        let (clock, db) = (self.clock.clone(), self.db.clone());
        let serve = serve(&settings(), &db, &clock).await;
        Self { serve, clock, db, scene: self.scene.clone(), tokens: self.tokens.clone() }
    }

    pub(crate) async fn answer(&self, request: Request) -> Answer {
        (self.serve)(request).await
    }

    /// The id of a company.
    pub(crate) fn tenant(&self, slug: &str) -> String {
        self.scene().tenant(slug).to_string()
    }
    /// The scene the app was started with.
    pub(crate) fn scene(&self) -> &Scene {
        self.scene.as_ref().expect("the app was started with a scene")
    }

    /// The key of a token of theirs, issued when they first show one: nobody needs to sign in for it.
    fn token(&self, username: &str) -> String {
        let mut tokens = self.tokens.borrow_mut();
        if let Some(key) = tokens.keys.get(username) {
            return key.clone();
        }
        tokens.issued += 1;
        let (key, scene) = (format!("{:040x}", tokens.issued), self.scene());
        let (user, new_key) = (scene.person(username), key.clone());
        let issued = aside(|| {
            scene.write(&testkit::platform_ctx(), move |ctx, conn| {
                let new = NewToken { user, name: "test", expires_at: None };
                sign_in::issue_token(ctx, conn, &new_key, new)
            })
        });
        issued.expect("the token is issued");
        tokens.keys.insert(username.into(), key.clone());
        key
    }
    /// Whoever calls next shows a new token: the last call may have ended the old one.
    pub(crate) fn renew_tokens(&self) {
        self.tokens.borrow_mut().keys.clear();
    }

    /// Somebody who shows nothing.
    pub(crate) fn nobody(&self) -> Persona<'_> {
        Persona::new(self)
    }
    /// The person of this username, with a token and no company named.
    pub(crate) fn person(&self, username: &str) -> Persona<'_> {
        let key = self.token(username);
        self.nobody().with("Authorization", &format!("Token {key}"))
    }
    /// Somebody of this role in a company, naming it as the web client does.
    pub(crate) fn member(&self, slug: &str, role: Role) -> Persona<'_> {
        self.person(&username(slug, role)).with("X-Tenant-ID", &self.tenant(slug))
    }
    pub(crate) fn owner(&self, slug: &str) -> Persona<'_> {
        self.member(slug, Role::Owner)
    }
    /// Somebody who may only look.
    pub(crate) fn viewer(&self, slug: &str) -> Persona<'_> {
        self.member(slug, Role::ReadOnly)
    }
    /// Somebody signed in who belongs to no company.
    pub(crate) fn stranger(&self) -> Persona<'_> {
        self.person(STRANGER)
    }
    /// Somebody who runs the platform.
    pub(crate) fn staff(&self) -> Persona<'_> {
        self.person(STAFF)
    }
}

/// Does what waits for the database on a thread of its own: one that drives requests must not stand still.
pub(crate) fn aside<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| scope.spawn(work).join().expect("it is done"))
}

async fn serve(settings: &Settings, db: &Database, clock: &Clock) -> Serve {
    // The same secrets in every app, so that two apps can be held against each other.
    let mut chance = StdRng::seed_from_u64(1);
    let parts = Parts::new(settings, db.clone(), clock.clone(), &mut chance).expect("the parts of the app");
    // One address beside those of the API, whose handler panics.
    let faulty = actix_web::web::get().to(panics);
    let service = Rc::new(init_service(app(&parts).route("/faulty/", faulty)).await);
    Rc::new(move |request| {
        let service = service.clone();
        Box::pin(async move {
            match service.call(request).await {
                Ok(response) => Answer::read(response).await,
                // As the connection does with an error that came through every layer.
                Err(error) => Answer::of(error.error_response()).await,
            }
        })
    })
}

async fn panics() -> &'static str {
    panic!("a fault in a handler, with a secret in its message")
}
