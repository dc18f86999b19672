//! What schemas say of fields, and lists of their parameters.
use super::toy::{COLUMNS, api, example_out};
use projectmeats_db::listing::Column;
use serde_json::{Value, json};

fn schema(name: &str) -> Value {
    let found = api()["components"]["schemas"][name].clone();
    assert!(found.is_object(), "{name} is among the schemas");
    found
}

fn list_parameter(name: &str) -> Value {
    let doc = api();
    let list = doc["paths"]["/api/v1/barrels/"]["get"]["parameters"].as_array().expect("parameters").clone();
    list.into_iter().find(|p| p["name"] == name).unwrap_or_else(|| panic!("{name} is among the parameters"))
}

#[test]
fn named_schemas_stand_among_the_components_once() {
    let barrel = schema("BarrelIn");
    assert_eq!(barrel["properties"]["wood"]["allOf"][0]["$ref"], "#/components/schemas/Wood");
    assert_eq!(barrel["properties"]["wood"]["description"], "What it is made of.");
    assert_eq!(schema("Wood"), json!({ "type": "string", "enum": ["oak", "chestnut"] }));
    assert_eq!(
        schema("PaginatedBarrelList")["properties"]["results"]["items"]["$ref"],
        "#/components/schemas/Barrel"
    );
}

#[test]
fn an_option_may_be_null_and_nothing_else_may() {
    let barrel = schema("BarrelIn");
    let nullable: Vec<&String> = barrel["properties"]
        .as_object()
        .expect("properties")
        .iter()
        .filter(|(_, property)| property["nullable"] == true)
        .map(|(name, _)| name)
        .collect();
    assert_eq!(nullable, ["capacity", "lid", "plant"]);
    let lid = json!({
        "type": "string", "nullable": true, "description": "What its lid is made of.", "enum": ["oak", "chestnut", null],
    });
    assert_eq!(barrel["properties"]["lid"], lid);
    let price = schema("Barrel")["properties"]["price"].take();
    assert_eq!((&price["nullable"], &price["pattern"]), (&json!(true), &schema("Money")["pattern"]));
    let nothing = json!({ "type": "object", "nullable": true, "enum": [null] });
    assert_eq!(
        barrel["properties"]["mender"]["oneOf"],
        json!([{ "$ref": "#/components/schemas/Maker" }, nothing])
    );
    assert_eq!(schema("PaginatedBarrelList")["properties"]["next"]["nullable"], true);
    assert_eq!(schema("PaginatedBarrelList")["properties"]["next"]["format"], "uri");
}

#[test]
fn a_patch_has_the_fields_of_the_whole_and_requires_none() {
    let (mut whole, mut patch) = (schema("BarrelIn"), schema("PatchedBarrelIn"));
    assert_eq!(whole["required"], json!(["name"]));
    assert_eq!(patch.get("required"), None);
    assert_eq!(whole["properties"].take(), patch["properties"].take());
}

#[test]
fn values_have_formats_bounds_and_patterns() {
    let (body, view) = (schema("BarrelIn"), schema("Barrel"));
    assert_eq!(schema("Money")["pattern"], "^-?[0-9]{1,17}(\\.[0-9]{1,2})?$");
    assert_eq!(schema("Weight")["pattern"], "^-?[0-9]{1,15}(\\.[0-9]{1,4})?$");
    assert_eq!(view["properties"]["created_at"]["format"], "date-time");
    assert_eq!(view["properties"]["tenant"]["format"], "uuid");
    // An address may be empty, which the format "email" does not allow.
    assert_eq!(schema("Maker")["properties"]["email"].get("format"), None);
    let capacity = &body["properties"]["capacity"];
    assert_eq!((&capacity["minimum"], &capacity["maximum"]), (&json!(1), &json!(9000)));
}

#[test]
fn an_answer_has_all_its_fields_and_says_which_are_only_read() {
    let view = schema("Barrel");
    let fields = view["properties"].as_object().expect("properties");
    assert_eq!(view["required"].as_array().map(Vec::len), Some(fields.len()));
    let read: Vec<&String> =
        fields.iter().filter(|(_, p)| p["readOnly"] == true).map(|(name, _)| name).collect();
    assert_eq!(read, ["created_at", "filled_at", "id", "tenant", "version", "weight"]);
    assert_eq!(view["example"], example_out());
}

#[test]
fn a_list_has_every_parameter_it_understands() {
    let doc = api();
    let list = doc["paths"]["/api/v1/barrels/"]["get"]["parameters"].as_array().expect("parameters").clone();
    let names: Vec<String> = list.iter().filter_map(|p| p["name"].as_str().map(Into::into)).collect();
    let own = COLUMNS.fields.iter().flat_map(Column::parameters).chain(["ordering".to_owned()]);
    own.for_each(|name| assert!(names.contains(&name), "{name}"));
    for shared in ["Page", "PageSize", "Cursor", "Search"] {
        let reference = json!({ "$ref": format!("#/components/parameters/{shared}") });
        assert!(list.contains(&reference), "{shared}");
    }
    assert_eq!(doc["components"]["parameters"]["PageSize"]["schema"]["maximum"], 1000);
    let labels = doc["paths"]["/api/v1/labels/"]["get"]["parameters"].as_array().expect("parameters");
    assert!(
        !labels.contains(&json!({ "$ref": "#/components/parameters/Search" })),
        "labels cannot be searched"
    );
}

#[test]
fn a_filter_has_the_type_of_its_field() {
    assert_eq!(list_parameter("wood")["schema"], json!({ "type": "string", "enum": ["oak", "chestnut"] }));
    assert_eq!(list_parameter("price__gte")["schema"].get("example"), None);
    assert_eq!(list_parameter("capacity__gte")["schema"]["type"], "integer");
    assert_eq!(list_parameter("filled_at__lt")["schema"]["format"], "date-time");
    assert_eq!(list_parameter("filled_at__isnull")["schema"], json!({ "type": "boolean" }));
    assert_eq!(list_parameter("name__icontains")["schema"], json!({ "type": "string" }));
    let several = list_parameter("wood__in");
    assert_eq!((&several["style"], &several["explode"]), (&json!("form"), &json!(false)));
    assert_eq!(several["schema"]["items"]["enum"], json!(["oak", "chestnut"]));
}

#[test]
fn an_ordering_names_the_fields_it_can_be_by() {
    let ordering = list_parameter("ordering");
    assert_eq!(ordering["schema"]["items"]["enum"], json!(["name", "-name", "capacity", "-capacity"]));
    assert_eq!(ordering["schema"]["default"], json!(["name"]));
    assert!(
        ordering["description"].as_str().is_some_and(|text| text.contains("`name`, `capacity`")),
        "{ordering}"
    );
}

#[test]
fn the_history_has_the_parameters_of_the_history() {
    let doc = api();
    let list = doc["paths"]["/api/v1/barrels/{id}/history/"]["get"]["parameters"]
        .as_array()
        .expect("parameters")
        .clone();
    assert!(list.iter().any(|p| p["name"] == "verb__in"), "{list:?}");
    assert!(!list.iter().any(|p| p["name"] == "wood"), "{list:?}");
}

#[test]
fn operations_are_told_in_sentences() {
    let doc = api();
    let summary = |path: &str, method: &str| doc["paths"][path][method]["summary"].clone();
    assert_eq!(summary("/api/v1/barrels/", "get"), "List barrels");
    assert_eq!(summary("/api/v1/barrels/{id}/", "patch"), "Change a barrel");
    assert_eq!(summary("/api/v1/auth/login/", "post"), "Sign in");
    let example = &doc["paths"]["/api/v1/barrels/{id}/"]["patch"]["requestBody"]["content"]["application/json"]
        ["example"];
    assert_eq!(*example, json!({ "name": "Tun" }));
}
