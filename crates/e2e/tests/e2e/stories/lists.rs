//! Lists: pages and their links, filters, search and order, and what is refused.
use super::{PLANTS, add, column, count, local, plant};
use crate::{app::App, persona::Persona};
use serde_json::{Value, json};

async fn three(app: &App) -> Persona<'_> {
    let owner = app.owner("acme");
    for (code, city, state, kind, capacity) in [
        ("A", "Omaha", "NE", "processing", json!(100)),
        ("B", "Lincoln", "NE", "storage", json!(null)),
        ("C", "Des Moines", "IA", "retail", json!(300)),
    ] {
        let mut body = plant(code);
        let more = json!({ "city": city, "state": state, "plant_type": kind, "capacity": capacity, "is_active": code != "B" });
        body.as_object_mut().expect("fields").extend(more.as_object().expect("fields").clone());
        add(&owner, body).await;
        app.clock.advance(3600);
    }
    owner
}

async fn list(by: &Persona<'_>, query: &str) -> Value {
    by.get(&format!("{PLANTS}?{query}")).await.expect(200)
}

#[actix_web::test]
async fn pages_follow_each_other_by_absolute_links() {
    let app = App::start().await;
    let owner = three(&app).await;
    let first = list(&owner, "page_size=1&ordering=code&country=USA").await;
    assert_eq!(
        (count(&first), column(&first, "code"), &first["previous"]),
        (3, vec!["A".to_owned()], &json!(null))
    );
    assert_eq!(
        first["next"],
        "http://meats.example/api/v1/plants/?page_size=1&ordering=code&country=USA&page=2"
    );
    let second = owner.get(&local(&first["next"])).await.expect(200);
    assert_eq!(column(&second, "code"), ["B"]);
    let third = owner.get(&local(&second["next"])).await.expect(200);
    assert_eq!(
        (column(&third, "code"), &third["next"], count(&third)),
        (vec!["C".to_owned()], &json!(null), 3)
    );
    let back = owner.get(&local(&third["previous"])).await.expect(200);
    assert_eq!(back["results"], second["results"]);
}

#[actix_web::test]
async fn links_name_the_address_that_clients_use() {
    let app =
        App::with(|settings| settings.server.public_url = Some("https://meats.public.example".into())).await;
    let owner = three(&app).await;
    let first = list(&owner, "page_size=1").await;
    assert_eq!(first["next"], "https://meats.public.example/api/v1/plants/?page_size=1&page=2");
}

#[actix_web::test]
async fn a_page_is_as_long_as_the_settings_say_unless_the_client_does() {
    let app = App::with(|settings| (settings.pages.default_size, settings.pages.max_size) = (2, 3)).await;
    let owner = three(&app).await;
    assert_eq!(column(&owner.get(PLANTS).await.expect(200), "code"), ["A", "B"]);
    assert_eq!(column(&list(&owner, "page_size=3").await, "code").len(), 3);
    for bad in ["4", "0", "-1", "many", "", "1.5", "99999999999999999999"] {
        let refused = owner.get(&format!("{PLANTS}?page_size={bad}")).await;
        assert_eq!(refused.message("page_size"), "Enter a whole number from 1 to 3.", "{bad}");
    }
}

#[actix_web::test]
async fn a_page_past_the_end_is_not_found_and_the_first_always_is() {
    let app = App::start().await;
    let empty = app.owner("globex").get(PLANTS).await.expect(200);
    assert_eq!(empty, json!({ "count": 0, "next": null, "previous": null, "results": [] }));
    let owner = three(&app).await;
    for page in ["2", "0", "-1", "9223372036854775807"] {
        assert_eq!(
            owner.get(&format!("{PLANTS}?page={page}")).await.expect(404)["detail"],
            "Not found.",
            "{page}"
        );
    }
    assert_eq!(owner.get(&format!("{PLANTS}?page=two")).await.message("page"), "Enter a whole number.");
}

#[actix_web::test]
async fn rows_are_filtered_by_field_and_by_suffix() {
    let app = App::start().await;
    let owner = three(&app).await;
    for (query, codes) in [
        ("code=B", vec!["B"]),
        ("code__in=A,C", vec!["A", "C"]),
        ("state=NE&plant_type=storage", vec!["B"]),
        ("plant_type__in=storage,retail", vec!["B", "C"]),
        ("city__icontains=MO", vec!["C"]),
        ("is_active=false", vec!["B"]),
        ("is_active=1", vec!["A", "C"]),
        ("capacity__isnull=true", vec!["B"]),
        ("capacity__gte=100", vec!["A", "C"]),
        ("capacity__gt=100", vec!["C"]),
        ("capacity__lt=300", vec!["A"]),
        ("capacity__lte=300", vec!["A", "C"]),
        ("created_at__gte=2026-11-02T10:00:00Z", vec!["B", "C"]),
        ("created_at__lt=2026-11-02T10:00", vec!["A"]),
        ("created_at__gt=2026-11-02T12:00:00%2B01:00", vec![]),
        ("capacity__gte=3000000000", vec![]),
        ("code=%25", vec![]),
    ] {
        assert_eq!(column(&list(&owner, &format!("{query}&ordering=code")).await, "code"), codes, "{query}");
    }
}

#[actix_web::test]
async fn a_search_wants_all_its_words_and_takes_signs_literally() {
    let app = App::start().await;
    let owner = three(&app).await;
    add(&owner, json!({ "name": "100% Beef_Co", "code": "D", "manager": "Łukasz Ünal" })).await;
    for (words, codes) in [
        ("omaha", vec!["A"]),
        ("OMAHA+ne", vec!["A"]),
        ("ne,lincoln", vec!["B"]),
        ("omaha+lincoln", vec![]),
        ("plant", vec!["A", "B", "C"]),
        ("%25", vec!["D"]),
        ("_", vec!["D"]),
        ("100%25+beef", vec!["D"]),
        ("%C5%82UKASZ", vec!["D"]),
        ("%C3%9CNAL", vec!["D"]),
        ("", vec!["A", "B", "C", "D"]),
        ("'+OR+1=1--", vec![]),
    ] {
        assert_eq!(
            column(&list(&owner, &format!("search={words}&ordering=code")).await, "code"),
            codes,
            "{words}"
        );
    }
}

#[actix_web::test]
async fn rows_stand_in_the_order_that_is_asked_for() {
    let app = App::start().await;
    let owner = three(&app).await;
    for (ordering, codes) in [
        ("-code", ["C", "B", "A"]),
        ("city", ["C", "B", "A"]),
        ("state,-code", ["C", "B", "A"]),
        ("-state,code", ["A", "B", "C"]),
        ("-created_at", ["C", "B", "A"]),
        ("-id", ["C", "B", "A"]),
    ] {
        assert_eq!(column(&list(&owner, &format!("ordering={ordering}")).await, "code"), codes, "{ordering}");
    }
    assert_eq!(
        column(&owner.get(PLANTS).await.expect(200), "name"),
        ["Plant A", "Plant B", "Plant C"],
        "by name"
    );
}

#[actix_web::test]
async fn what_a_list_does_not_know_is_named_with_what_comes_nearest() {
    let app = App::start().await;
    let owner = three(&app).await;
    for (query, field, message) in [
        ("plant_typ=retail", "plant_typ", "Unknown parameter \"plant_typ\". Did you mean \"plant_type\"?"),
        ("pagesize=3", "pagesize", "Unknown parameter \"pagesize\". Did you mean \"page_size\"?"),
        ("code__gte=A", "code__gte", "Unknown parameter \"code__gte\". Did you mean \"code\"?"),
        ("ordering=nam", "ordering", "Unknown ordering \"nam\". Did you mean \"name\"?"),
        (
            "plant_type=castle",
            "plant_type",
            "Select a valid choice. \"castle\" is not one of the available choices",
        ),
        ("is_active=perhaps", "is_active", "Must be true or false."),
        ("capacity__gte=big", "capacity__gte", "Enter a whole number."),
        ("id=99999999999999999999", "id", "Enter a whole number."),
        ("created_at__gte=yesterday", "created_at__gte", "Datetime has wrong format."),
        ("search=%00", "search", "Null characters are not allowed."),
        ("city=%00", "city", "Null characters are not allowed."),
    ] {
        let refused = owner.get(&format!("{PLANTS}?{query}")).await;
        let said = refused.message(field);
        assert!(said.starts_with(message), "{query}: {said}");
    }
    let both = owner.get(&format!("{PLANTS}?page_size=0&nonsense=1")).await;
    both.message("page_size");
    both.message("nonsense");
}
