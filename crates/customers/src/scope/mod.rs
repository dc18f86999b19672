//! `/customers/`.

mod customers;
mod products;

use paperclip::actix::web;
use projectmeats_directory as directory;
use projectmeats_web::{named::Named, resource};

pub use customers::{Customers, example_answer};

/// The seven operations of customers, possible duplicates and merging, and their products; `more` adds what others know of them.
pub fn scope(more: impl FnOnce(web::Scope) -> web::Scope) -> Named<web::Scope> {
    resource::<Customers>(|scope| {
        let scope = scope.service(web::resource("/{id}/products/").route(web::get().to(products::products)));
        more(directory::routes::<Customers>(scope))
    })
}
