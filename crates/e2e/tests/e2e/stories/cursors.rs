//! Walking a list by cursor: nothing twice, nothing left out, whatever happens meanwhile.
use super::{PLANTS, add, column, local};
use crate::{app::App, persona::Persona};
use serde_json::{Value, json};

async fn seven(app: &App) -> Persona<'_> {
    let owner = app.owner("acme");
    for n in 0..7 {
        let capacity = if n % 3 == 0 { json!(null) } else { json!(n / 2) };
        let body =
            json!({ "name": format!("Same {}", n % 2), "code": format!("C{n}"), "capacity": capacity });
        add(&owner, body).await;
    }
    owner
}

/// All pages from a first one, by the links named `way`.
async fn walk(by: &Persona<'_>, first: Value, way: &str) -> Vec<Value> {
    let mut pages = vec![first];
    while let Some(link) = pages.last().filter(|page| !page[way].is_null()).map(|page| local(&page[way])) {
        pages.push(by.get(&link).await.expect(200));
        assert!(pages.len() < 20, "the walk has no end");
    }
    pages
}

fn codes(pages: &[Value]) -> Vec<String> {
    pages.iter().flat_map(|page| column(page, "code")).collect()
}

#[actix_web::test]
async fn a_walk_there_and_back_meets_every_row_once_in_every_order() {
    let app = App::start().await;
    let owner = seven(&app).await;
    for ordering in ["name", "-name", "capacity", "-capacity", "name,-capacity", "-created_at", "-id"] {
        let all = owner.get(&format!("{PLANTS}?ordering={ordering}")).await.expect(200);
        let first = owner.get(&format!("{PLANTS}?ordering={ordering}&page_size=2&cursor=")).await.expect(200);
        let pages = walk(&owner, first, "next").await;
        assert_eq!(codes(&pages), column(&all, "code"), "{ordering}");
        assert!(pages.iter().all(|page| page["count"] == 7), "{ordering}");
        let mut back = walk(&owner, pages[3].clone(), "previous").await;
        back.reverse();
        assert_eq!(codes(&back), column(&all, "code"), "{ordering} backwards");
    }
}

#[actix_web::test]
async fn a_row_added_or_removed_behind_the_walker_moves_nothing() {
    let app = App::start().await;
    let owner = seven(&app).await;
    let first = owner.get(&format!("{PLANTS}?ordering=code&page_size=3&cursor=")).await.expect(200);
    owner.delete(&format!("{PLANTS}{}/", first["results"][0]["id"])).await.expect(204);
    add(&owner, json!({ "name": "New", "code": "A" })).await;
    let rest = walk(&owner, owner.get(&local(&first["next"])).await.expect(200), "next").await;
    assert_eq!(codes(&rest), ["C3", "C4", "C5", "C6"]);
}

#[actix_web::test]
async fn a_cursor_keeps_the_filters_and_belongs_to_its_order() {
    let app = App::start().await;
    let owner = seven(&app).await;
    let first =
        owner.get(&format!("{PLANTS}?name=Same+1&ordering=code&page_size=2&cursor=")).await.expect(200);
    let pages = walk(&owner, first.clone(), "next").await;
    assert_eq!(codes(&pages), ["C1", "C3", "C5"]);
    let other = local(&first["next"]).replace("ordering=code", "ordering=name");
    owner.get(&other).await.message("cursor");
}

#[actix_web::test]
async fn a_cursor_that_was_not_given_out_is_refused() {
    let app = App::start().await;
    let owner = seven(&app).await;
    for bad in ["x", "AAAA", "%00", "null", "eyJhIjoxfQ", "%F0%9F%A5%A9"] {
        owner.get(&format!("{PLANTS}?cursor={bad}")).await.message("cursor");
    }
}

#[actix_web::test]
async fn a_cursor_of_one_company_shows_another_only_its_own() {
    let app = App::start().await;
    let owner = seven(&app).await;
    add(&app.owner("globex"), json!({ "name": "G", "code": "ZZ" })).await;
    let first = owner.get(&format!("{PLANTS}?ordering=code&page_size=2&cursor=")).await.expect(200);
    let theirs = app.owner("globex").get(&local(&first["next"])).await.expect(200);
    assert_eq!(column(&theirs, "code"), ["ZZ"]);
}
