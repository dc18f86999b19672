//! `/accounts-receivables/`.

mod payments;
mod receivables;
mod reports;

use paperclip::actix::web;
use projectmeats_web::{named::Named, resource};

pub use payments::payment_doc;
pub use receivables::{Receivables, example_answer};

/// The seven operations of receivables; payments and credit memos, and what was applied to one receivable; ageing and statements.
pub fn scope() -> Named<web::Scope> {
    resource::<Receivables>(|scope| {
        let scope = scope
            .service(web::resource("/aging/").route(web::get().to(reports::aging)))
            .service(web::resource("/statement/").route(web::get().to(reports::statement)));
        paying(scope)
    })
}

fn paying(scope: web::Scope) -> web::Scope {
    scope
        .service(
            web::resource("/payments/")
                .route(web::get().to(payments::list))
                .route(web::post().to(payments::record)),
        )
        .service(web::resource("/payments/{id}/").route(web::get().to(payments::retrieve)))
        .service(web::resource("/payments/{id}/history/").route(web::get().to(payments::history)))
        .service(web::resource("/payments/{id}/allocate/").route(web::post().to(payments::allocate)))
        .service(web::resource("/payments/{id}/void/").route(web::post().to(payments::void)))
        .service(
            web::resource("/{id}/payments/")
                .route(web::get().to(payments::applied_to))
                .route(web::post().to(payments::receive)),
        )
}
