//! Gives the operations of a scope their tag, their operation id and their one-line summary.
use actix_web::dev::{AppService, HttpServiceFactory};
use paperclip::{
    actix::Mountable,
    v2::models::{DefaultOperationRaw, DefaultPathItemRaw, DefaultSchemaRaw, HttpMethod, SecurityScheme},
};
use std::collections::{BTreeMap, BTreeSet};

/// A scope whose operations are documented as those of one noun.
pub struct Named<S> {
    inner: S,
    path: &'static str,
    tag: &'static str,
    noun: &'static str,
}

/// What else there is, from whose names an operation's own must differ.
#[derive(Debug, Clone, Copy)]
struct Beside {
    /// A GET at the same address.
    reads: bool,
    /// The same of one row: `{id}/duplicates` beside `duplicates`.
    of_one: bool,
}

impl<S> Named<S> {
    /// `path` is the scope's first segment, `noun` what one of its things is called.
    pub fn new(inner: S, path: &'static str, tag: &'static str, noun: &'static str) -> Self {
        Self { inner, path, tag, noun }
    }

    /// What follows the scope's own segment.
    fn below<'p>(&self, path: &'p str) -> &'p str {
        path.split_once(self.path).map_or("", |(_, rest)| rest).trim_matches('/')
    }

    fn describe(&self, path: &str, method: &HttpMethod, beside: Beside, op: &mut DefaultOperationRaw) {
        let (action, summary) = self.action(self.below(path), method, beside);
        let prefix = self.path.replace(['-', '/'], "_");
        let separator = if prefix.is_empty() { "" } else { "_" };
        op.tags = vec![self.tag.into()];
        op.operation_id = Some(format!("{prefix}{separator}{action}"));
        op.summary.get_or_insert(summary);
    }

    fn action(&self, rest: &str, method: &HttpMethod, beside: Beside) -> (String, String) {
        let noun = self.noun;
        let (action, summary) = match (rest, method) {
            ("", HttpMethod::Get) => ("list", format!("List {noun}s")),
            ("", HttpMethod::Post) => ("create", format!("Create a {noun}")),
            ("{id}", HttpMethod::Get) => ("retrieve", format!("Retrieve a {noun}")),
            ("{id}", HttpMethod::Put) => ("update", format!("Replace the fields of a {noun}")),
            ("{id}", HttpMethod::Patch) => ("partial_update", format!("Change some fields of a {noun}")),
            ("{id}", HttpMethod::Delete) => ("destroy", format!("Delete a {noun}")),
            ("{id}/history", HttpMethod::Get) => {
                ("history", format!("What happened to a {noun}, newest first"))
            }
            (other, _) => {
                let parts: Vec<&str> = other.split('/').filter(|part| !part.starts_with('{')).collect();
                let mut name = parts.join("_").replace('-', "_");
                if beside.of_one {
                    name.insert_str(0, "all_");
                }
                let words = name.replace('_', " ");
                let one = other.ends_with('}');
                let action = match method {
                    HttpMethod::Get if one => format!("{name}_retrieve"),
                    HttpMethod::Post if beside.reads => format!("{name}_create"),
                    HttpMethod::Put if one || beside.reads => format!("{name}_update"),
                    HttpMethod::Patch if one || beside.reads => format!("{name}_partial_update"),
                    HttpMethod::Delete if one || beside.reads => format!("{name}_destroy"),
                    _ => name,
                };
                return (action, format!("{}: {}", self.tag, words.trim()));
            }
        };
        (action.into(), summary)
    }
}

impl<S: HttpServiceFactory> HttpServiceFactory for Named<S> {
    fn register(self, config: &mut AppService) {
        self.inner.register(config);
    }
}

impl<S: Mountable> Mountable for Named<S> {
    fn path(&self) -> &str {
        self.inner.path()
    }
    fn operations(&mut self) -> BTreeMap<HttpMethod, DefaultOperationRaw> {
        self.inner.operations()
    }
    fn definitions(&mut self) -> BTreeMap<String, DefaultSchemaRaw> {
        self.inner.definitions()
    }
    fn security_definitions(&mut self) -> BTreeMap<String, SecurityScheme> {
        self.inner.security_definitions()
    }
    fn update_operations(&mut self, map: &mut BTreeMap<String, DefaultPathItemRaw>) {
        let mut mine = BTreeMap::new();
        self.inner.update_operations(&mut mine);
        let all: BTreeSet<String> = mine.keys().map(|path| self.below(path).to_owned()).collect();
        for (path, item) in &mut mine {
            let of_one =
                all.contains(&format!("{{id}}/{}", self.below(path))) && !self.below(path).is_empty();
            let beside = Beside { reads: item.methods.contains_key(&HttpMethod::Get), of_one };
            for (method, op) in &mut item.methods {
                self.describe(path, method, beside, op);
            }
        }
        map.append(&mut mine);
    }
}
