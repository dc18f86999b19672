//! The seven ordinary operations of a resource, over the services of its crate: list, create, retrieve, update, partial update,
//! delete, history.
use crate::{
    body::Body,
    caller::{Asked, Caller, Scope},
    conditional::{expect_match, is_known},
    failure::Failure,
    named::Named,
    page::{Listed, pairs},
    parse::{Ground, Input, parse},
    reply::{Answer, IntoAnswer, Reply, Warning},
};
use actix_web::http::StatusCode;
use paperclip::actix::{
    api_v2_operation,
    web::{self, Path},
};
use paperclip::v2::schema::Apiv2Schema;
use projectmeats_activity as activity;
use projectmeats_core::{Ctx, Error, Result, Versioned, ids::RowId};
use projectmeats_db::{
    Conn,
    listing::{Columns, ListQuery, Page, PageSizes},
};
use serde::Serialize;
use serde_json::Value;

/// Makes the input of a change out of what is stored; refuses when it may not be changed.
pub type Edit<'a, R> = &'a mut dyn FnMut(&<R as Resource>::View) -> Result<<R as Resource>::In>;
/// Refuses when what is stored may not be removed.
pub type Check<'a, R> = &'a mut dyn FnMut(&<R as Resource>::View) -> Result<()>;

/// Rows that clients list, read and write. Its functions are the services of its crate.
pub trait Resource: Sized + 'static {
    /// Its segment in addresses: `purchase-orders`.
    const PATH: &'static str;
    /// Its heading in the API document.
    const TAG: &'static str;
    /// One of it, in sentences and in the history: `purchase order`.
    const NOUN: &'static str;
    /// The fields a new one must have.
    const REQUIRED: &'static [&'static str];
    /// What a list of it can be filtered, sought and ordered by.
    const COLUMNS: &'static Columns;

    /// What it belongs to.
    type Scope: Scope;
    /// Its key.
    type Id: RowId + From<i64>;
    /// What clients write.
    type In: Input + Apiv2Schema + Send;
    /// What clients read.
    type View: Serialize + Versioned + Apiv2Schema + Send;

    /// An example of what clients write.
    fn example() -> Value;
    /// Its key in an answer.
    fn id(view: &Self::View) -> Self::Id;
    /// The input that would leave it as it is: the ground a change is laid on.
    fn input(view: &Self::View) -> Self::In;

    /// One page of them.
    ///
    /// # Errors
    /// Those of the service.
    fn list(ctx: &Ctx, conn: &mut Conn, list: &ListQuery) -> Result<Page<Self::View>>;
    /// A new one.
    ///
    /// # Errors
    /// Those of the service.
    fn create(ctx: &Ctx, conn: &mut Conn, input: Self::In) -> Result<Self::View>;
    /// What a caller should know of one just made: told in its `warnings`, and no reason to refuse it.
    ///
    /// # Errors
    /// Those of the service.
    fn warnings(_: &Ctx, _: &mut Conn, _: &Self::View) -> Result<Vec<Warning>> {
        Ok(Vec::new())
    }
    /// One of them.
    ///
    /// # Errors
    /// Those of the service.
    fn retrieve(ctx: &Ctx, conn: &mut Conn, id: Self::Id) -> Result<Self::View>;
    /// A change of one.
    ///
    /// # Errors
    /// Those of the service.
    fn update(ctx: &Ctx, conn: &mut Conn, id: Self::Id, edit: Edit<'_, Self>) -> Result<Self::View>;
    /// The end of one.
    ///
    /// # Errors
    /// Those of the service.
    fn delete(ctx: &Ctx, conn: &mut Conn, id: Self::Id, check: Check<'_, Self>) -> Result<()>;
}

type Done<T, const STATUS: u16 = 200> = std::result::Result<Reply<T, STATUS>, Failure>;

/// Reads the query string of a list.
///
/// # Errors
/// Those of [`ListQuery::parse`].
pub fn asked_list(columns: &'static Columns, sizes: PageSizes, query: &str) -> Result<ListQuery> {
    let pairs = pairs(query);
    ListQuery::parse(columns, sizes, pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())))
}

#[api_v2_operation]
async fn list<R: Resource>(caller: Caller<R::Scope>) -> Done<Listed<R::View>> {
    let (asked, sizes, at) = (caller.asked(), caller.shared().pages, caller.address());
    let answer = caller.read(move |ctx, conn| {
        let page = R::list(ctx, conn, &asked_list(R::COLUMNS, sizes, &asked.query)?)?;
        Answer::json(StatusCode::OK, &Listed::linked(page, &at, &asked.query))
    });
    Ok(answer.await?.into())
}

#[api_v2_operation]
async fn create<R: Resource>(caller: Caller<R::Scope>, body: Body<R::In>) -> Done<R::View, 201> {
    let at = caller.address();
    // Read here and not where one writer works for all; told only to those who may enter.
    let input = parse(&body.bytes, Ground::New, R::REQUIRED);
    let answer = caller.write(&body.bytes, move |ctx, conn| {
        let view = R::create(ctx, conn, input?)?;
        let warnings = R::warnings(ctx, conn, &view)?;
        Ok(New::<R> { view, warnings, at })
    });
    Ok(answer.await?.into())
}

/// A new one, and where it is.
struct New<R: Resource> {
    view: R::View,
    warnings: Vec<Warning>,
    at: String,
}
impl<R: Resource> IntoAnswer for New<R> {
    fn into_answer(self) -> Result<Answer> {
        let Self { view, warnings, at } = self;
        let answer = Answer::object(StatusCode::CREATED, &view)?.warning(&warnings)?;
        Ok(answer.located(format!("{at}{}/", R::id(&view))))
    }
}

#[api_v2_operation]
async fn retrieve<R: Resource>(caller: Caller<R::Scope>, id: Path<i64>) -> Done<R::View> {
    let Asked { if_none_match, .. } = caller.asked();
    let answer = caller.read(move |ctx, conn| {
        let view = R::retrieve(ctx, conn, R::Id::from(*id))?;
        let answer = Answer::object(StatusCode::OK, &view)?;
        if !is_known(if_none_match.as_deref(), view.version()) {
            return Ok(answer);
        }
        Ok(Answer { status: StatusCode::NOT_MODIFIED.as_u16(), body: String::new(), ..answer })
    });
    Ok(answer.await?.into())
}

#[api_v2_operation]
async fn update<R: Resource>(caller: Caller<R::Scope>, id: Path<i64>, body: Body<R::In>) -> Done<R::View> {
    change::<R>(caller, *id, &body.bytes, |bytes, stored| parse(bytes, Ground::Replace(stored), R::REQUIRED))
        .await
}

#[api_v2_operation]
async fn partial_update<R: Resource>(
    caller: Caller<R::Scope>,
    id: Path<i64>,
    body: Body<Patched<R::In>>,
) -> Done<R::View> {
    change::<R>(caller, *id, &body.bytes, |bytes, stored| parse(bytes, Ground::Merge(stored), R::REQUIRED))
        .await
}

async fn change<R: Resource>(
    caller: Caller<R::Scope>,
    id: i64,
    body: &web::Bytes,
    read: fn(&[u8], &R::In) -> Result<R::In>,
) -> Done<R::View> {
    let Asked { if_match, .. } = caller.asked();
    let bytes = body.clone();
    let answer = caller.write(body, move |ctx, conn| {
        let view = R::update(ctx, conn, R::Id::from(id), &mut |stored| {
            expect_match(if_match.as_deref(), stored.version())?;
            read(&bytes, &R::input(stored))
        })?;
        Answer::object(StatusCode::OK, &view)
    });
    Ok(answer.await?.into())
}

#[api_v2_operation]
async fn destroy<R: Resource>(caller: Caller<R::Scope>, id: Path<i64>) -> Done<(), 204> {
    let Asked { if_match, .. } = caller.asked();
    let answer = caller.write(&[], move |ctx, conn| {
        R::delete(ctx, conn, R::Id::from(*id), &mut |stored| {
            expect_match(if_match.as_deref(), stored.version())
        })?;
        Ok(Answer::empty(StatusCode::NO_CONTENT))
    });
    Ok(answer.await?.into())
}

#[api_v2_operation]
async fn history<R: Resource>(caller: Caller<R::Scope>, id: Path<i64>) -> Done<Listed<activity::Record>> {
    let (asked, sizes, at) = (caller.asked(), caller.shared().pages, caller.address());
    let answer = caller.read(move |ctx, conn| {
        let list = asked_list(&activity::COLUMNS, sizes, &asked.query)?;
        let page = match activity::history(ctx, conn, R::NOUN, &id.to_string(), &list) {
            // What came with the database has no record, and is there all the same.
            Err(Error::NotFound) if list.is_first() => {
                R::retrieve(ctx, conn, R::Id::from(*id)).map(|_| Page::empty())?
            }
            found => found?,
        };
        Answer::json(StatusCode::OK, &Listed::linked(page, &at, &asked.query))
    });
    Ok(answer.await?.into())
}

impl<S: Scope> Caller<S> {
    /// The absolute address of this request, without its query.
    pub fn address(&self) -> String {
        format!("{}{}", self.shared().origins.own(&self.request), self.request.path())
    }
}

/// `/<path>/`, `/<path>/{id}/` and `/<path>/{id}/history/`, documented as this resource; `more` adds what else it can do, before them.
pub fn resource<R: Resource>(more: impl FnOnce(web::Scope) -> web::Scope) -> Named<web::Scope> {
    let scope = more(web::scope(&format!("/{}", R::PATH)))
        .service(web::resource("/").route(web::get().to(list::<R>)).route(web::post().to(create::<R>)))
        .service(
            web::resource("/{id}/")
                .route(web::get().to(retrieve::<R>))
                .route(web::put().to(update::<R>))
                .route(web::patch().to(partial_update::<R>))
                .route(web::delete().to(destroy::<R>)),
        )
        .service(web::resource("/{id}/history/").route(web::get().to(history::<R>)));
    Named::new(scope, R::PATH, R::TAG, R::NOUN)
}

/// Some of the fields of `T`: the body of a PATCH, in the API document.
#[derive(Debug)]
pub struct Patched<T>(std::marker::PhantomData<T>);

impl<T: Apiv2Schema> Apiv2Schema for Patched<T> {
    fn name() -> Option<String> {
        T::name().map(|name| format!("Patched{name}"))
    }
    fn raw_schema() -> paperclip::v2::models::DefaultSchemaRaw {
        paperclip::v2::models::DefaultSchemaRaw {
            name: Self::name(),
            required: Default::default(),
            ..T::raw_schema()
        }
    }
}
