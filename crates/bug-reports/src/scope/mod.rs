//! `/bug-reports/`.

mod comments;
mod everywhere;
mod form;
mod reports;
mod screenshots;
mod told;

use crate::picture::MOST_BYTES;
use actix_web::guard;
use paperclip::actix::web;
use projectmeats_web::{BodyLimit, named::Named, resource};

pub use comments::example_comment;
pub use reports::{BugReports, example_answer};

/// What surrounds a picture in a form.
const FORM: usize = 64 << 10;

/// The seven operations of bug reports; their comments and screenshots; those of all companies.
pub fn scope() -> Named<web::Scope> {
    resource::<BugReports>(|scope| {
        scope
            // A submission is told by its request as well: it comes before the ordinary one.
            .service(web::resource("/").guard(guard::Post()).route(web::post().to(reports::submit)))
            .service(web::resource("/all/").route(web::get().to(everywhere::everywhere)))
            .service(
                web::resource("/{id}/comments/")
                    .route(web::get().to(comments::comments))
                    .route(web::post().to(comments::comment)),
            )
            .service(
                web::resource("/{id}/screenshot/")
                    .app_data(BodyLimit(MOST_BYTES + FORM))
                    .route(web::get().to(screenshots::screenshot))
                    .route(web::post().to(screenshots::attach))
                    .route(web::delete().to(screenshots::detach)),
            )
    })
}
