//! `/suppliers/`.

mod certificates;
mod products;
mod ratings;
mod suppliers;

use paperclip::actix::web;
use projectmeats_directory as directory;
use projectmeats_web::{named::Named, resource};

pub use certificates::example_certificates;
pub use suppliers::{Suppliers, example_answer};

/// The seven operations of suppliers, possible duplicates and merging, their certificates, ratings and products; `more` adds what
/// others know of them.
pub fn scope(more: impl FnOnce(web::Scope) -> web::Scope) -> Named<web::Scope> {
    resource::<Suppliers>(|scope| {
        let scope = ratings::routes(certificates::routes(scope))
            .service(web::resource("/{id}/products/").route(web::get().to(products::products)));
        more(directory::routes::<Suppliers>(scope))
    })
}
