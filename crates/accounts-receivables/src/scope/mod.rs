//! `/accounts-receivables/`.

mod payments;
mod receivables;
mod reports;

use paperclip::actix::web;
use projectmeats_web::{named::Named, resource};

pub use payments::payment_doc;
pub use receivables::{Receivables, example_answer};

/// The seven operations of receivables; what was applied to one; ageing and statements.
pub fn scope() -> Named<web::Scope> {
    resource::<Receivables>(|scope| {
        scope
            .service(web::resource("/aging/").route(web::get().to(reports::aging)))
            .service(web::resource("/statement/").route(web::get().to(reports::statement)))
            .service(
                web::resource("/{id}/payments/")
                    .route(web::get().to(payments::applied_to))
                    .route(web::post().to(payments::receive)),
            )
    })
}

/// Payments and credit memos. It stands within the addresses of receivables: mount it before [`scope`].
pub fn payments_scope() -> Named<web::Scope> {
    let scope = web::scope("/accounts-receivables/payments")
        .service(
            web::resource("/").route(web::get().to(payments::list)).route(web::post().to(payments::record)),
        )
        .service(web::resource("/{id}/").route(web::get().to(payments::retrieve)))
        .service(web::resource("/{id}/history/").route(web::get().to(payments::history)))
        .service(web::resource("/{id}/allocate/").route(web::post().to(payments::allocate)))
        .service(web::resource("/{id}/void/").route(web::post().to(payments::void)));
    Named::new(scope, "accounts-receivables/payments", "Accounts receivable", "payment")
}
