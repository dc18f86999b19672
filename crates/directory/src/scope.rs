//! `/{kind}/duplicates/`, `/{kind}/{id}/alike/` and `/{kind}/{id}/merge/`, for every kind of entry.
use crate::{
    models::{Entry, Merge, Pair, Possible},
    services,
};
use actix_web::http::StatusCode;
use paperclip::actix::{
    api_v2_operation,
    web::{self, Path},
};
use projectmeats_core::{Ctx, Error, Result};
use projectmeats_db::Conn;
use projectmeats_web::{Answer, Body, Caller, Failure, Ground, Reply, Resource, Warning, parse};

/// A resource of the address book.
pub trait Directory: Resource<Id: Entry + PartialOrd> {
    /// What else may be the same as this one, for reasons its own crate knows.
    ///
    /// # Errors
    /// Those of the service.
    fn also_alike(_: &Ctx, _: &mut Conn, _: Self::Id) -> Result<Vec<Possible>> {
        Ok(Vec::new())
    }
    /// The one that stayed, once what is kept beside it agrees with all that became its own.
    ///
    /// # Errors
    /// Those of the service.
    fn merged(_: &Ctx, _: &mut Conn, kept: Self::View) -> Result<Self::View> {
        Ok(kept)
    }
}

/// All that may be the same as this one.
///
/// # Errors
/// Those of the services.
pub fn possible<R: Directory>(ctx: &Ctx, conn: &mut Conn, id: R::Id) -> Result<Vec<Possible>> {
    let mut all = services::alike(ctx, conn, id)?;
    for more in R::also_alike(ctx, conn, id)? {
        match all.iter_mut().find(|possible| possible.id == more.id) {
            Some(known) => known.reasons.extend(more.reasons),
            None => all.push(more),
        }
    }
    Ok(all)
}

/// What is told beside a new entry: the body of [`Resource::warnings`].
///
/// # Errors
/// Those of the services.
pub fn warnings<R: Directory>(ctx: &Ctx, conn: &mut Conn, id: R::Id) -> Result<Vec<Warning>> {
    Ok(possible::<R>(ctx, conn, id)?.iter().map(|possible| possible.warning(R::NOUN)).collect())
}

/// Possible duplicates
///
/// Every two of them that may be the same, because a name, telephone number or e-mail address is alike; at most 200, as a bare array.
#[api_v2_operation]
async fn duplicates<R: Directory>(
    caller: Caller<R::Scope>,
) -> std::result::Result<Reply<Vec<Pair>, 200>, Failure> {
    let answer = caller.read(|ctx, conn| Answer::json(StatusCode::OK, &services::pairs::<R::Id>(ctx, conn)?));
    Ok(answer.await?.into())
}

/// What may be the same as this one
///
/// As a bare array, with what both have in common.
#[api_v2_operation]
async fn duplicates_of<R: Directory>(
    caller: Caller<R::Scope>,
    id: Path<i64>,
) -> std::result::Result<Reply<Vec<Possible>, 200>, Failure> {
    let answer = caller
        .read(move |ctx, conn| Answer::json(StatusCode::OK, &possible::<R>(ctx, conn, R::Id::from(*id))?));
    Ok(answer.await?.into())
}

/// Make one of two
///
/// Whatever refers to `duplicate` refers to this one from now on, and `duplicate` is deleted; recorded in both histories.
#[api_v2_operation]
async fn merge<R: Directory>(
    caller: Caller<R::Scope>,
    id: Path<i64>,
    body: Body<Merge>,
) -> std::result::Result<Reply<R::View, 200>, Failure> {
    let bytes = body.bytes.clone();
    let answer = caller.write(&body.bytes, move |ctx, conn| {
        let Merge { duplicate } = parse(&bytes, Ground::New, &["duplicate"])?;
        let duplicate =
            duplicate.ok_or_else(|| Error::invalid("duplicate", "This field may not be null."))?;
        let pair = (R::Id::from(*id), R::Id::from(duplicate));
        let kept = services::merge(ctx, conn, pair, R::retrieve)?;
        Answer::object(StatusCode::OK, &R::merged(ctx, conn, kept)?)
    });
    Ok(answer.await?.into())
}

/// The routes of an entry beside the seven ordinary ones: for the closure of [`fn@projectmeats_web::resource`].
pub fn routes<R: Directory>(scope: web::Scope) -> web::Scope {
    scope
        .service(web::resource("/duplicates/").route(web::get().to(duplicates::<R>)))
        .service(web::resource("/{id}/alike/").route(web::get().to(duplicates_of::<R>)))
        .service(web::resource("/{id}/merge/").route(web::post().to(merge::<R>)))
}
