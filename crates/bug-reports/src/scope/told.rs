//! What a request tells of the program it comes from.
//!
//! The name of a browser is taken where the browser says it in so many words (User-Agent Client Hints, `Sec-CH-UA` and
//! `Sec-CH-UA-Platform`, structured fields of RFC 9651). It is not guessed from the `User-Agent`, which is kept as it came.
use crate::models::{MOST_ADDRESS, MOST_AGENT, Told, web_address};
use actix_web::{HttpRequest, http::header};
use sfv::{Item, List, ListEntry, Parser};

const MOST_NAME: usize = 100;

/// Reads the headers.
pub(super) fn told(req: &HttpRequest) -> Told {
    let text = |name: &str| req.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let page = text(header::REFERER.as_str());
    let is_page = page.chars().count() <= MOST_ADDRESS && web_address(page);
    Told {
        browser: browser(text("Sec-CH-UA")).unwrap_or_default(),
        os: system(text("Sec-CH-UA-Platform")).unwrap_or_default(),
        user_agent: text(header::USER_AGENT.as_str()).trim().chars().take(MOST_AGENT).collect(),
        url: if is_page { page.into() } else { String::new() },
    }
}

/// `"Chromium";v="130", "Google Chrome";v="130", "Not?A_Brand";v="99"` is `Google Chrome 130`: neither the engine, where a brand is
/// named beside it, nor the brand that is there to be ignored.
fn browser(brands: &str) -> Option<String> {
    let list: List = Parser::new(brands).parse().ok()?;
    let named = |entry: &ListEntry| match entry {
        ListEntry::Item(item) => name(item),
        ListEntry::InnerList(_) => None,
    };
    let is_real = |name: &String| !(name.starts_with("Not") || name.contains("Brand"));
    let mut real: Vec<String> = list.iter().filter_map(named).filter(is_real).collect();
    real.sort_by_key(|name| name.starts_with("Chromium"));
    real.into_iter().next()
}

fn name(item: &Item) -> Option<String> {
    let brand = item.bare_item.as_string()?.as_str().trim();
    let version = item.params.get("v").and_then(|v| v.as_string()).map_or("", |v| v.as_str());
    Some(format!("{brand} {version}").trim().chars().take(MOST_NAME).collect())
}

/// `"Windows"`.
fn system(platform: &str) -> Option<String> {
    let item: Item = Parser::new(platform).parse().ok()?;
    let name = item.bare_item.as_string()?.as_str().trim();
    Some(name.chars().take(MOST_NAME).collect()).filter(|name: &String| name != "Unknown")
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;
    use proptest::prelude::*;

    fn of(headers: &[(&'static str, &str)]) -> Told {
        let all = headers.iter().fold(TestRequest::default(), |req, header| req.insert_header(*header));
        told(&all.to_http_request())
    }

    #[test]
    fn a_browser_is_called_what_it_says_it_is_called() {
        let check =
            |brands: &str, want: &str| assert_eq!(of(&[("Sec-CH-UA", brands)]).browser, want, "{brands}");
        check(r#""Chromium";v="130", "Google Chrome";v="130", "Not?A_Brand";v="99""#, "Google Chrome 130");
        check(r#""Not/A)Brand";v="8", "Chromium";v="126", "Microsoft Edge";v="126""#, "Microsoft Edge 126");
        check(r#""Chromium";v="130", "Not A(Brand";v="24""#, "Chromium 130");
        check(r#""Opera""#, "Opera");
        check(r#"(1 2), 3, "#, "");
        check("nonsense;;", "");
        check("", "");
        assert_eq!(of(&[("Sec-CH-UA-Platform", "\"Windows\"")]).os, "Windows");
        assert_eq!(of(&[("Sec-CH-UA-Platform", "\"Unknown\"")]).os, "");
        assert_eq!(of(&[("Sec-CH-UA-Platform", "Windows;")]).os, "");
    }

    #[test]
    fn the_page_is_told_where_it_is_one_and_fits() {
        let long = format!("https://meats.example/{}", "x".repeat(MOST_ADDRESS - 22));
        let check = |page: &str, want: &str| assert_eq!(of(&[("Referer", page)]).url, want, "{page}");
        check("https://meats.example/plants/?q=a%20b", "https://meats.example/plants/?q=a%20b");
        check(&long, &long);
        check(&format!("{long}x"), "");
        for not_one in
            ["javascript:alert(1)", "ftp://meats.example/", "/plants/", "about:client", "https://", ""]
        {
            check(not_one, "");
        }
    }

    #[test]
    fn a_long_user_agent_is_cut() {
        let agent = format!("Mozilla/5.0 {}", "x".repeat(1000));
        let cut = of(&[("User-Agent", &agent)]).user_agent;
        assert_eq!((cut.len(), agent.starts_with(&cut)), (MOST_AGENT, true));
    }

    proptest! {
        #[test]
        fn any_headers_are_read(brands in "[ -~]{0,80}", platform in "[ -~]{0,30}", page in "[ -~]{0,250}") {
            let told = of(&[("Sec-CH-UA", &brands), ("Sec-CH-UA-Platform", &platform), ("Referer", &page)]);
            prop_assert!(told.browser.len() <= MOST_NAME && told.os.len() <= MOST_NAME && told.url.len() <= MOST_ADDRESS);
        }
    }
}
