//! Everything mounted, as one document.
use super::{lift, repairs};
use actix_web::App;
use paperclip::{
    actix::{Mountable, OpenApiExt},
    v2::models::{DefaultApiRaw, Info},
};
use serde_json::Value;

/// Everything mounted in `api`, as OpenAPI 3.0.3. `tags` are the names of the document's sections, each with a sentence about it.
///
/// The conversion of paperclip loses what version 2 had no words for; the repairs put it back.
pub fn document(info: Info, tags: &[(&str, &str)], mut api: impl Mountable) -> Value {
    let mut raw = DefaultApiRaw { info, definitions: api.definitions(), ..Default::default() };
    api.update_operations(&mut raw.paths);
    let notes = lift::named_schemas(&mut raw);
    let mut doc = Value::Null;
    let _ = App::new().wrap_api_with_spec(raw).with_raw_json_spec_v3(|app, converted| {
        doc = converted;
        app
    });
    repairs::repair(&mut doc, &notes, tags);
    doc
}
